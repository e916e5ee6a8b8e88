"""Who works at the desk and who reads: accounts, API tokens, links that work once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from parley.desk.models.codes import digest, new_secret


class People(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; an address is one account however it is written."""
        user = self.model(email=self.normalize_email(email).casefold(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account. Nobody stands above the teams: there is no administrator who sees everything."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)  # as others see it beside a judgement or a comment
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    wants_mail = models.BooleanField(default=False)  # alerts also by mail

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class ApiToken(models.Model):
    """A word a program shows instead of logging in; it may do what its user may do."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(cls, user: User, name: str) -> str:
        """Make a token and give back its word, which is shown this once."""
        secret = "parley_" + new_secret()
        cls.objects.create(user=user, name=name, digest=digest(secret))
        return secret


class OneTimeLink(models.Model):
    """Opens the form for a desk's first account, once and for a day."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    LASTS = timedelta(days=1)

    def __str__(self) -> str:
        return f"link of {self.made_at:%Y-%m-%d %H:%M}"

    @classmethod
    def issue(cls) -> str:
        secret = new_secret()
        cls.objects.create(digest=digest(secret))
        return secret

    @classmethod
    def find(cls, secret: str) -> OneTimeLink | None:
        """The link of this word, if it may still be used."""
        return cls.objects.filter(digest=digest(secret), used_at=None, made_at__gt=timezone.now() - cls.LASTS).first()
