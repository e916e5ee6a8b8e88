"""A negotiation a team follows, and every revision of its case."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from parley.desk.models.codes import new_code
from parley.desk.models.people import User
from parley.desk.models.teams import Role, Team

if TYPE_CHECKING:
    from parley.case.record import Case, Judgement


class Negotiation(models.Model):
    """What a team works on: stories come in, one case is argued over, one brief goes out."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="negotiations")
    code = models.CharField(max_length=10, unique=True, default=new_code)
    title = models.CharField(max_length=300)
    seed = models.PositiveIntegerField(default=0)  # of every analysis made of it
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    role: Role  # no column: what the gate found for the person who asks

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["team", "-changed_at"])]

    def __str__(self) -> str:
        return self.title

    def latest(self) -> Revision | None:
        """The case as it is now; None: no story has given one yet."""
        return self.revisions.order_by("-number").first()


class Revision(models.Model):
    """A case at one moment. Rows are added, never changed: undo is one more revision."""

    class Kind(models.TextChoices):
        DRAFT = "draft", "drafted from the stories"
        JUDGEMENT = "judgement", "judged"
        PUSHED = "pushed", "sent from a file"

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()  # from 1, without gaps
    kind = models.CharField(max_length=10, choices=Kind.choices)
    case_json = models.TextField()  # Case.to_json
    digest = models.CharField(max_length=64)  # Case.digest
    judgement_json = models.TextField(blank=True)  # of kind JUDGEMENT: Judgement.to_json
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100, blank=True)  # kept when the account has gone
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)
    # Every number of the case, so that a chart over all revisions reads no case: key to [value, low, high, who judged].
    numbers = models.JSONField(default=dict)

    class Meta:
        # Two who save over the same revision cannot both: the second meets this constraint, whatever the database.
        constraints = [models.UniqueConstraint(fields=["negotiation", "number"], name="one_revision_per_number")]
        ordering = ["negotiation", "-number"]

    def __str__(self) -> str:
        return f"{self.negotiation} {self.number}"

    @cached_property
    def case(self) -> Case:
        return _case(self.case_json)

    @cached_property
    def judgement(self) -> Judgement | None:
        from parley.case.record import Judgement

        return Judgement.from_json(self.judgement_json) if self.judgement_json else None


# Who edits looks at a case, opens a number and saves it: reading the case anew each time costs more than the rest.
@lru_cache(maxsize=32)
def _case(text: str) -> Case:
    """The case that stands in a row; frozen, so that all who ask for it may have the same."""
    from parley.case.record import Case

    return Case.from_json(text)


def numbers_of(case: Case) -> dict[str, list[float | str]]:
    """The numbers of a case as a revision keeps them beside it."""
    from parley.case.keys import estimates

    return {key: [each.value, each.low, each.high, each.by] for key, each in estimates(case)}
