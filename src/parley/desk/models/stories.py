"""Stories a negotiation rests on, the feeds that bring them, and what reviewers said of the evidence in them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from parley.desk.models.codes import new_code
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.teams import Role

if TYPE_CHECKING:
    from parley.evidence.record import Dossier


class Feed(models.Model):
    """An RSS, Atom or JSON feed the worker watches."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="feeds")
    address = models.URLField(max_length=2000)
    title = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)  # what went wrong at the last look

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "address"], name="one_feed_per_address")]

    def __str__(self) -> str:
        return self.title or self.address


class FeedEntry(models.Model):
    """An address a feed has named. Its story comes in once, also when it was thrown away."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    address = models.CharField(max_length=2000)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "address"], name="seen_once_in_a_feed")]

    def __str__(self) -> str:
        return self.address


class Story(models.Model):
    """A story as it came, and what was read in it."""

    class Came(models.TextChoices):
        PASTE = "paste", "pasted"
        FILE = "file", "from a file"
        ADDRESS = "address", "from an address"
        FEED = "feed", "from a feed"

    class State(models.TextChoices):
        WAITING = "waiting", "being read"
        PREVIEW = "preview", "read, not kept yet"
        KEPT = "kept", "kept"
        FAILED = "failed", "could not be read"

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="stories")
    code = models.CharField(max_length=10, unique=True, default=new_code)
    came = models.CharField(max_length=10, choices=Came.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    source = models.CharField(max_length=2000)  # address or name of the file; “pasted text”
    raw = models.BinaryField(default=bytes)  # the bytes as they came, so that newer rules can read them again
    charset = models.CharField(max_length=40, blank=True)  # of the bytes, as their server declared it
    is_private = models.BooleanField(default=True)  # never published as a text; its single sentences are cited
    dossier_json = models.TextField(blank=True)  # Dossier.to_json
    item_count = models.PositiveIntegerField(default=0)  # items of evidence in the dossier
    kinds = models.JSONField(default=dict)  # how many of each kind, so that the review finds a kind without reading all
    article_id = models.CharField(max_length=64, blank=True)  # Article.id: equal texts, equal id
    title = models.CharField(max_length=500, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    sketch = models.BinaryField(default=bytes)  # parley.reading.duplicates: tells near-copies without their texts
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    is_negotiation = models.BooleanField(default=True)  # false: nobody in it bargains with anybody
    problem = models.TextField(blank=True)  # why it could not be read, and what to do
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    role: Role  # no column: what the gate found for the person who asks

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "article_id"], condition=Q(state="kept"), name="a_text_is_kept_once"
            )
        ]
        ordering = ["-published", "-added_at"]
        # Reviewers go through kept stories in this order; the next one is found without sorting them all.
        indexes = [models.Index(fields=["negotiation", "state", "published"], name="desk_story_in_order")]

    def __str__(self) -> str:
        return self.title or self.source

    @cached_property
    def dossier(self) -> Dossier:
        from parley.evidence.record import Dossier

        return Dossier.from_json(self.dossier_json)


class Verdict(models.Model):
    """What a reviewer said of one item of evidence. It is found again by its words when the story is read anew."""

    class Word(models.TextChoices):
        ACCEPT = "accept", "accepted"
        REJECT = "reject", "rejected"
        SKIP = "skip", "skipped"
        CORRECT = "correct", "corrected"

    story = models.ForeignKey(Story, models.CASCADE, related_name="verdicts")
    evidence = models.CharField(max_length=80)  # Evidence.id
    kind = models.CharField(max_length=20)  # Evidence.kind
    told = models.CharField(max_length=300, blank=True)  # what was claimed of the words: parley.evidence.review.told
    word = models.CharField(max_length=10, choices=Word.choices)
    exact = models.TextField()  # the item's words, and 32 characters before and after (W3C TextQuoteSelector)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)  # in Article.text when it was judged
    corrected = models.TextField(blank=True)  # of CORRECT: the right words, a slice of the story
    corrected_start = models.PositiveIntegerField(null=True, blank=True)  # where they begin in Article.text
    is_lost = models.BooleanField(default=False)  # the story was read anew, and the item was not found again
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "evidence"], condition=Q(undone_at=None), name="one_verdict_stands_per_item"
            )
        ]
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.word} {self.evidence}"
