"""One's own settings: name, mail, tokens for programs, all one's data, and the end of the account."""

from __future__ import annotations

import tempfile
from typing import Any

from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from parley.desk.access import for_account, for_team, person
from parley.desk.accounts import export, remove, teams_to_hand_over
from parley.desk.forms import DeleteAccountForm, DeleteTeamForm, SettingsForm, TokenForm
from parley.desk.models.people import ApiToken, User
from parley.desk.models.teams import Role, Team

MOST_TOKENS = 20


@for_account("GET", "POST")
def settings(request: HttpRequest) -> HttpResponse:
    """Name and mail; tokens; ways out."""
    user = person(request)
    form = SettingsForm(request.POST or None, initial={"name": user.name, "wants_mail": user.wants_mail})
    if request.method == "POST" and form.is_valid():
        user.name, user.wants_mail = form.cleaned_data["name"].strip(), form.cleaned_data["wants_mail"]
        user.save(update_fields=["name", "wants_mail"])
        messages.success(request, "Saved.")
        return redirect("settings")
    return render(request, "desk/settings.html", _shown(user, form=form), status=400 if form.errors else 200)


@for_account("POST")
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token for a program; its word is shown this once."""
    user, form = person(request), TokenForm(request.POST)
    if user.tokens.count() >= MOST_TOKENS:
        form.add_error(None, f"You have {MOST_TOKENS} tokens already. Revoke one you no longer use.")
    if not form.is_valid():
        return render(request, "desk/settings.html", _shown(user, token_form=form), status=400)
    secret = ApiToken.issue(user, form.cleaned_data["called"].strip())
    answer = render(request, "desk/settings.html", {**_shown(user), "secret": secret})
    answer["Cache-Control"] = "no-store"
    return answer


@for_account("POST")
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """End a token; what uses it is refused from now on."""
    get_object_or_404(person(request).tokens, pk=token).delete()
    messages.success(request, "Revoked.")
    return redirect("settings")


@for_account()
def export_data(request: HttpRequest) -> HttpResponse:
    """All one left on the desk, as a zip of JSON files."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the answer
    export(person(request), file)
    file.seek(0)
    answer: Any = FileResponse(file, as_attachment=True, filename="parley-my-data.zip", content_type="application/zip")
    answer["Cache-Control"] = "no-store"
    return answer  # type: ignore[no-any-return]  # a streaming answer, which every page may give


@for_account("GET", "POST")
def delete_account(request: HttpRequest) -> HttpResponse:
    """End the account, once its teams are handed over and the password is given."""
    user = person(request)
    waiting = teams_to_hand_over(user)
    form = DeleteAccountForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=user):
        form.add_error("password", "Too many wrong passwords. Wait a few minutes.")
    if request.method == "POST" and not waiting and form.is_valid():
        remove(user, keeps_name=form.cleaned_data["name_stays"] == "keep")
        logout(request)
        messages.success(request, "Your account is gone.")
        return redirect("home")
    given = {"form": form, "waiting": waiting}
    return render(request, "desk/delete_account.html", given, status=400 if request.method == "POST" else 200)


@for_team(Role.OWNER, "GET", "POST")
def delete_team(request: HttpRequest, team: Team) -> HttpResponse:
    """End a team with all its negotiations, once its name is typed."""
    form = DeleteTeamForm(team, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        team.delete()
        messages.success(request, "The team and all it had are gone.")
        return redirect("home")
    given = {"team": team, "form": form, "negotiations": team.negotiations.count()}
    return render(request, "desk/delete_team.html", given, status=400 if form.errors else 200)


def _shown(user: User, form: SettingsForm | None = None, token_form: TokenForm | None = None) -> dict[str, Any]:
    return {
        "form": form or SettingsForm(initial={"name": user.name, "wants_mail": user.wants_mail}),
        "token_form": token_form or TokenForm(),
        "tokens": user.tokens.order_by("-created_at"),
        "has_factor": is_mfa_enabled(user),
    }
