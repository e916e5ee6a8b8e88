"""What goes out: a brief at a permanent address, its versions, links to a draft, and what readers say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from parley.desk.models.codes import digest, new_code, new_secret
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User

if TYPE_CHECKING:
    from parley.brief.record import Brief


class Publication(models.Model):
    """The permanent address of a negotiation's brief. Versions are added; none is changed."""

    negotiation = models.OneToOneField(Negotiation, models.CASCADE, related_name="publication")
    code = models.CharField(max_length=10, unique=True, default=new_code)
    is_open = models.BooleanField(default=True)  # readers may comment
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # the address then says so, and shows nothing else
    withdrawn_why = models.CharField(max_length=500, blank=True)  # what readers are told
    gone_to = models.PositiveIntegerField(default=0)  # versions up to this number stay withdrawn when others follow

    def __str__(self) -> str:
        return str(self.negotiation)

    def latest(self) -> Version | None:
        return self.versions.order_by("-number").first()

    def standing(self) -> models.QuerySet[Version]:
        """The versions readers may see, the newest first, without their texts."""
        return Version.standing().filter(publication=self).order_by("-number")


class Version(models.Model):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()  # from 1
    brief_json = models.TextField()  # Brief.to_json, with no more of a private story than its cited sentences
    title = models.CharField(max_length=500)
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField(default=list)  # brief.changes.Change: what changed since the version before
    note = models.TextField(blank=True)  # the editor's own word on what changed
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)  # kept when the account has gone
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="one_version_per_number")]
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @classmethod
    def standing(cls) -> models.QuerySet[Version]:
        """Every version readers may see, of all briefs, the newest first, without their texts."""
        every = cls.objects.filter(publication__withdrawn_at=None, number__gt=models.F("publication__gone_to"))
        return every.select_related("publication__negotiation__team").defer("brief_json").order_by("-at", "-pk")

    @cached_property
    def brief(self) -> Brief:
        from parley.brief.record import Brief

        return Brief.from_json(self.brief_json)


class Paper(models.Model):
    """A brief set as a PDF once: setting takes a second of work, handing it out none. Keyed by what it says."""

    digest = models.CharField(max_length=64, primary_key=True)  # of the brief's content
    pdf = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:10]


class ShareLink(models.Model):
    """Shows one negotiation's draft brief, and nothing else, to whoever holds the link."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="share_links")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link to {self.negotiation}"

    @classmethod
    def issue(cls, negotiation: Negotiation, made_by: User) -> str:
        """Make a link and give back its word, which is shown this once."""
        secret = new_secret()
        cls.objects.create(negotiation=negotiation, made_by=made_by, digest=digest(secret))
        return secret

    @classmethod
    def find(cls, secret: str) -> ShareLink | None:
        return cls.objects.filter(digest=digest(secret), revoked_at=None).first()


class Comment(models.Model):
    """A reader's word on a brief or on one of its sentences; held until somebody of the team has looked."""

    class State(models.TextChoices):
        HELD = "held", "held"
        SHOWN = "shown", "shown"
        REJECTED = "rejected", "rejected"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="comments")
    version = models.PositiveIntegerField()  # the version it was written on
    sentence = models.CharField(max_length=80, blank=True)  # BriefSentence.id; empty: the brief as a whole
    quoted = models.TextField(blank=True)  # that sentence's words, so that the comment stands when they change
    body = models.TextField(max_length=5000)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="comments")
    by_name = models.CharField(max_length=100)
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    moderated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["publication", "state"])]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.body[:40]}"


class CommentReport(models.Model):
    """A reader asks the team to look at a comment again."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "by"], name="reported_once_by_each")]

    def __str__(self) -> str:
        return self.why
