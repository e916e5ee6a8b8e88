"""Teams and what each member may do."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from parley.desk.models.codes import digest, new_code, new_secret
from parley.desk.models.people import User


class Role(models.IntegerChoices):
    """What a member may do; each may do all that those before it may."""

    READER = 10, "reader"  # sees the team's stories, cases and drafts
    REVIEWER = 20, "reviewer"  # judges what was read, moderates comments
    EDITOR = 30, "editor"  # adds stories, changes cases, publishes
    OWNER = 40, "owner"  # invites, sets roles, deletes


class Team(models.Model):
    code = models.CharField(max_length=10, unique=True, default=new_code)
    name = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    members = models.ManyToManyField(User, through="Membership", related_name="teams")

    def __str__(self) -> str:
        return self.name

    def role_of(self, user_id: int) -> Role | None:
        """What this person may do here; None: not a member."""
        role = self.memberships.filter(user_id=user_id).values_list("role", flat=True).first()
        return None if role is None else Role(role)


class Membership(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.IntegerField(choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="once_in_a_team")]
        ordering = ["-role", "user__name"]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class Invitation(models.Model):
    """A way into a team, for one person, once and for a week."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.IntegerField(choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    LASTS = timedelta(days=7)

    def __str__(self) -> str:
        return f"{self.email} to {self.team}"

    @classmethod
    def issue(cls, team: Team, email: str, role: Role, made_by: User) -> str:
        """Invite somebody and give back the word of the link, which is shown this once."""
        secret = new_secret()
        cls.objects.create(team=team, email=email.casefold(), role=role, made_by=made_by, digest=digest(secret))
        return secret

    @classmethod
    def find(cls, secret: str) -> Invitation | None:
        """The invitation of this word, if it may still be used."""
        return cls.objects.filter(digest=digest(secret), used_at=None, made_at__gt=timezone.now() - cls.LASTS).first()
