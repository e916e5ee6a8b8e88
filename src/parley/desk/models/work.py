"""Work done beside the pages: jobs with their progress, and the analyses they leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from parley.desk.models.codes import new_code
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User
from parley.errors import ParleyError

if TYPE_CHECKING:
    from parley.analysis.differences import Comparison
    from parley.analysis.results import Results
    from parley.brief.record import Brief


_WHAT = {
    "read-story": "Reading the story",
    "redraft": "Drafting the case",
    "analyse": "Analysing the case",
    "check-feed": "Looking into the feed",
    "mail-alert": "Sending a mail",
    "try-out": "Trying the change out",
}


class Job(models.Model):
    """Something the worker does; what it leaves is keyed by its content, so that doing it twice has one effect."""

    class State(models.TextChoices):
        QUEUED = "queued", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"

    OPEN = ("queued", "running")

    code = models.CharField(max_length=10, unique=True, default=new_code)
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20)  # a name in parley.desk.jobs.KINDS
    target = models.CharField(max_length=40)  # what it is done to: a story's code, a revision's number, a feed's id
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=200, blank=True)  # what is being done, in words
    share = models.FloatField(default=0.0)  # of it done, 0 to 1
    problem = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now)  # when the first of what it does was asked for
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "kind", "target"],
                condition=Q(state__in=("queued", "running")),
                name="one_open_job_per_target",
            )
        ]
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"

    @property
    def what(self) -> str:
        """What is being done, for somebody who waits for it."""
        return _WHAT.get(self.kind, "Working")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Analysis(models.Model):
    """What a revision comes to, and the brief composed of it. The same revision, seed and draws give the same row."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="analyses")
    seed = models.PositiveIntegerField()
    draws = models.PositiveIntegerField()
    results_json = models.TextField()  # Results.to_json
    brief_json = models.TextField()  # Brief.to_json
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "seed", "draws"], name="analysed_once")]
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return f"{self.revision}, seed {self.seed}"

    def is_readable(self) -> bool:
        """Whether this version of Parley still reads it; an analysis costs seconds and is made again when not."""
        return _reads(lambda: self.results) and self.has_readable_brief()

    def has_readable_brief(self) -> bool:
        """Whether its brief is read: all that a page needs which shows nothing else of it."""
        return _reads(lambda: self.brief)

    @cached_property
    def results(self) -> Results:
        from parley.analysis.results import Results

        return Results.from_json(self.results_json)

    @cached_property
    def brief(self) -> Brief:
        from parley.brief.record import Brief

        return Brief.from_json(self.brief_json)


class Fragment(models.Model):
    """The part of a page that is the same for all who may see it, rendered once; keyed by all that it shows.

    Nothing of a visitor is in it. It goes with its negotiation.
    """

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="fragments")
    slot = models.CharField(max_length=60)  # which part of which page; the newest takes the place of the one before
    key = models.CharField(max_length=64)  # parley.desk.fragments.key_of
    html = models.BinaryField()  # zlib over UTF-8: a page of tables is a tenth of its size

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "slot"], name="one_fragment_per_slot")]

    def __str__(self) -> str:
        return f"{self.slot} {self.key[:10]}"


class Trial(models.Model):
    """A change tried out on a revision with all models. The same change of the same revision is one row."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="trials")
    given = models.JSONField()  # what was supposed: {"without": [...], "settings": [...], "doubled": [...]}
    digest = models.CharField(max_length=64)  # of `given`
    comparison_json = models.TextField(blank=True)  # Comparison.to_json; empty: not worked out yet
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "digest"], name="tried_once")]
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"a change of {self.revision}"

    @cached_property
    def comparison(self) -> Comparison:
        from parley.analysis.differences import Comparison

        return Comparison.from_json(self.comparison_json)


class Picture(models.Model):
    """A chart drawn once: drawing takes a tenth of a second, showing it nothing. Keyed by what it shows."""

    digest = models.CharField(max_length=64, primary_key=True)  # of the figure's content
    svg = models.TextField()  # cleaned by brief/svg.py: shapes and words only

    def __str__(self) -> str:
        return self.digest[:10]


def _reads(record: Callable[[], object]) -> bool:
    try:
        record()
    except ParleyError:
        return False
    return True
