"""Watching feeds: what is new in one becomes a story to preview."""

from __future__ import annotations

from parley.desk.jobs import Effect, Report
from parley.desk.models.work import Job


def check_feed(job: Job, report: Report) -> Effect:
    """Look into a feed."""
    raise NotImplementedError(job.kind, report)
