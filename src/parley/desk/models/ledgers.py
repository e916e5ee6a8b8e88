"""What moved when a story came or somebody judged, and the forecasts frozen to be scored."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

from parley.desk.models.codes import digest, new_secret
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User

if TYPE_CHECKING:
    from parley.analysis.ledger import Entry


class Alert(models.Model):
    """What a change moved: "moves Ukraine on guarantees 60 to 68"."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="alerts")
    before = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    after = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    moves = models.JSONField(default=list)  # sentences, the largest move first
    at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    # Columns of the two revisions that no list of alerts needs: two cases each, a tenth of a megabyte a case.
    HEAVY: ClassVar = ("before__case_json", "before__numbers", "after__case_json", "after__numbers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="one_alert_per_change")]
        ordering = ["-at"]

    def __str__(self) -> str:
        return "; ".join(self.moves)[:80]


class AlertSeen(models.Model):
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="seen")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "user"], name="seen_once")]

    def __str__(self) -> str:
        return f"{self.user} saw {self.alert}"


class FeedLink(models.Model):
    """An address that gives one member what moved in one negotiation, for a feed reader that cannot log in."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="feed_links")
    user = models.ForeignKey(User, models.CASCADE, related_name="feed_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "user"], name="one_feed_link_each")]

    def __str__(self) -> str:
        return f"feed of {self.negotiation} for {self.user}"

    @classmethod
    def issue(cls, negotiation: Negotiation, user: User) -> str:
        """Make the address's word, which is shown this once; one made before no longer opens anything."""
        secret = new_secret()
        cls.objects.update_or_create(
            negotiation=negotiation, user=user, defaults={"digest": digest(secret), "made_at": timezone.now()}
        )
        return secret

    @classmethod
    def find(cls, secret: str) -> FeedLink | None:
        """The link of this word, as long as its holder is of the team."""
        found = cls.objects.select_related("negotiation__team", "user").filter(digest=digest(secret)).first()
        if found is None or not found.user.is_active:
            return None
        return found if found.negotiation.team.role_of(found.user_id) is not None else None


class LedgerEntry(models.Model):
    """One line of a negotiation's ledger: a frozen forecast or a resolution. Rows are added, never changed."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="ledger")
    question = models.CharField(max_length=80)  # Forecast.question
    entry_json = models.TextField()  # Forecast.to_json or Resolution.to_json
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "digest"], name="a_line_stands_once")]
        ordering = ["at"]
        verbose_name_plural = "ledger entries"

    def __str__(self) -> str:
        return self.question

    @cached_property
    def entry(self) -> Entry:
        from parley.analysis.ledger import Forecast, Resolution

        kind = Resolution if self.entry_json.startswith('{"schema_version":"resolution/') else Forecast
        return kind.from_json(self.entry_json)
