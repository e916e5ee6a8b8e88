"""The first account of a new desk, made through a link that works once."""

from __future__ import annotations

from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from parley.desk.access import for_everybody
from parley.desk.forms import FirstAccountForm
from parley.desk.models.people import OneTimeLink, User
from parley.desk.models.teams import Membership, Role, Team


@for_everybody("GET", "POST")
def first_account(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a name, an address and a password; make the account, its team, and log in."""
    link = OneTimeLink.find(secret)
    if link is None:
        raise Http404
    waiting = _waiting_team()
    form = FirstAccountForm(request.POST or None, initial={"team": waiting.name} if waiting else {})
    if request.method == "POST" and form.is_valid():
        user = _make(link, form)
        if user is None:
            raise Http404
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
    return render(request, "desk/first.html", {"form": form})


def _make(link: OneTimeLink, form: FirstAccountForm) -> User | None:
    """The account and its team; None when somebody used the link in the same moment."""
    with transaction.atomic():
        if not OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
            return None
        data = form.cleaned_data
        user = User.objects.filter(email__iexact=data["email"]).first()
        if user is None:
            user = User.objects.create_user(data["email"], data["password"], name=data["name"].strip())
        team = _waiting_team() or Team.objects.create()
        team.name = data["team"].strip()
        team.save(update_fields=["name"])
        Membership.objects.get_or_create(team=team, user=user, defaults={"role": Role.OWNER})
        return user


def _waiting_team() -> Team | None:
    """A team that nobody is in yet: the one a demonstration was made for."""
    return Team.objects.filter(memberships=None).order_by("pk").first()
