"""A team: its negotiations, its members, and the ways in and out."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from parley.brief.plain import plain
from parley.desk.access import for_account, for_team, person
from parley.desk.forms import InviteForm
from parley.desk.models.people import User
from parley.desk.models.teams import Invitation, Membership, Role, Team
from parley.desk.pages.errors import bad_request

MOST_INVITATIONS = 50  # of one team in one day: a desk is no place to send mail from


@for_team(Role.READER)
def team(request: HttpRequest, team: Team) -> HttpResponse:
    """Its negotiations and members; an owner also sees who is invited."""
    return render(request, "desk/team.html", _shown(team, InviteForm()))


@for_team(Role.OWNER, "POST")
def invite(request: HttpRequest, team: Team) -> HttpResponse:
    """Invite somebody; the link is shown once, and sent by mail when the desk can."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/team.html", _shown(team, form), status=400)
    if team.invitations.filter(made_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_INVITATIONS:
        form.add_error(None, f"A team may invite {MOST_INVITATIONS} people a day. Go on tomorrow.")
        return render(request, "desk/team.html", _shown(team, form), status=400)
    secret = Invitation.issue(team, form.cleaned_data["email"], form.cleaned_data["role"], person(request))
    link = request.build_absolute_uri(reverse("join", args=[secret]))
    to = form.cleaned_data["email"]
    given = {"link": link, "to": to, "sent": _sent(to, team, person(request), link)}
    return render(request, "desk/team.html", {**_shown(team, InviteForm()), **given})


@for_account("GET", "POST")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Take an invitation."""
    invitation = Invitation.find(secret)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        with transaction.atomic():
            if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now()):
                raise Http404
            Membership.objects.get_or_create(
                team=invitation.team, user=person(request), defaults={"role": invitation.role}
            )
        return redirect("team", team=invitation.team.code)
    return render(request, "desk/join.html", {"invitation": invitation})


@for_team(Role.OWNER, "POST")
def set_role(request: HttpRequest, team: Team) -> HttpResponse:
    """Give a member another role, or (role 0) let them go; a team keeps an owner."""
    try:
        member, number = int(request.POST.get("member", "")), int(request.POST.get("role", ""))
        role = Role(number) if number else None
    except ValueError:
        return bad_request(request)
    with transaction.atomic():
        membership = get_object_or_404(Membership.objects.select_for_update(), team=team, pk=member)
        if membership.role == Role.OWNER and role != Role.OWNER and _owners(team) == 1:
            messages.error(request, "A team keeps an owner. Make somebody else an owner first.")
        elif role is None:
            membership.delete()
        else:
            membership.role = role
            membership.save(update_fields=["role"])
    return redirect("team", team=team.code)


@for_team(Role.READER, "POST")
def leave(request: HttpRequest, team: Team) -> HttpResponse:
    """Leave a team; its last owner first hands it over."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(team=team, user=person(request))
        if membership.role == Role.OWNER and _owners(team) == 1 and team.memberships.count() > 1:
            messages.error(request, "You are its only owner. Make somebody else an owner first.")
            return redirect("team", team=team.code)
        membership.delete()
    return redirect("home")


def _sent(to: str, team: Team, by: User, link: str) -> bool:
    """Mail an invitation: the team's name and the link, nothing else. False: no mail server is named, or it refused."""
    name, inviter = plain(team.name, 60), plain(str(by), 60)
    text = (
        f"{inviter} invites you to work on negotiations with “{name}” on a desk of Parley.\n\n"
        f"Open this link within a week; it works once:\n{link}\n\nIf you do not know who this is, leave it.\n"
    )
    try:
        send_mail(f"Invitation to “{name}”", text, None, [to])
    except (OSError, SMTPException):
        return False
    return "smtp" in settings.EMAIL_BACKEND or "locmem" in settings.EMAIL_BACKEND


def _owners(team: Team) -> int:
    return team.memberships.filter(role=Role.OWNER).count()


def _shown(team: Team, form: InviteForm) -> dict[str, object]:
    return {
        "team": team,
        "form": form,
        "roles": Role.choices,
        "memberships": team.memberships.select_related("user"),
        "invitations": team.invitations.filter(used_at=None, made_at__gt=timezone.now() - Invitation.LASTS),
        "negotiations": team.negotiations.all()[:100],
    }
