"""Pages made ready by the worker, so that whoever comes first does not wait for what others are spared."""

from __future__ import annotations

from django.http import QueryDict

from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role
from parley.desk.models.work import Job
from parley.desk.pages.analysis import newest, results_html
from parley.desk.pages.brief import draft_html
from parley.desk.pages.case import case_html
from parley.desk.pages.history import listed
from parley.desk.pages.negotiations import standing_html
from parley.desk.pages.story import reading_html
from parley.desk.publishing import analysed

READERS = (Role.READER, Role.EDITOR)  # reviewers and owners are few; theirs are made when they come


def after(job: Job) -> None:
    """Make ready the pages that show what a job has done."""
    if job.state != Job.State.DONE:
        return
    if job.kind == "analyse":
        negotiation_pages(job.negotiation)
    elif job.kind == "read-story":
        for story in Story.objects.filter(code=job.target).select_related("negotiation"):
            story_page(story)


def negotiation_pages(negotiation: Negotiation) -> None:
    """The case, its history and what comes of it, as they are now."""
    revision = negotiation.latest()
    if revision is None:
        return
    for role in READERS:
        negotiation.role = role  # as the gate gives it
        case_html(negotiation, revision)
        listed(negotiation)
    standing_html(negotiation)
    if (found := newest(negotiation)) is not None:
        results_html(negotiation, found)
    if (drafted := analysed(negotiation)) is not None:
        draft_html(negotiation, drafted)


def story_page(story: Story) -> None:
    """A story's text with its evidence marked."""
    if not story.dossier_json:
        return
    for role in READERS:
        story.role = role  # as the gate gives it
        reading_html(story, QueryDict())
