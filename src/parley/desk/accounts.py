"""An account: all it left on the desk, given out; and its end, with or without its name."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from parley.desk.fragments import forget_all
from parley.desk.models.briefs import Comment, CommentReport, Version
from parley.desk.models.ledgers import LedgerEntry
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User
from parley.desk.models.stories import Verdict
from parley.desk.models.teams import Membership, Role, Team
from parley.desk.models.work import Analysis

NOBODY = "somebody who left"


def export(user: User, to: IO[bytes]) -> None:
    """All an account left on the desk, as a zip of JSON files."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, rows in _left_by(user):
            zipped.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1, default=str))


def teams_to_hand_over(user: User) -> list[Team]:
    """Teams with other members in which this is the only owner."""
    owned = Team.objects.filter(memberships__user=user, memberships__role=Role.OWNER).order_by("name")
    return [
        team
        for team in owned
        if team.memberships.exclude(user=user).exists()
        and not team.memberships.filter(role=Role.OWNER).exclude(user=user).exists()
    ]


def remove(user: User, *, keeps_name: bool) -> None:
    """End an account. Teams of nobody else go with it; its judgements and comments stay, with its name or without.

    `teams_to_hand_over` must be empty.
    """
    with transaction.atomic():
        if not keeps_name:
            _take_name_out(user)
        for team in Team.objects.filter(memberships__user=user):
            if not team.memberships.exclude(user=user).exists():
                team.delete()
        user.delete()


def _left_by(user: User) -> Iterator[tuple[str, Any]]:
    yield (
        "account",
        {"name": user.name, "email": user.email, "since": user.date_joined, "wants_mail": user.wants_mail},
    )
    yield "tokens", _rows(user.tokens.all(), "name", "created_at", "used_at")
    yield "memberships", _rows(Membership.objects.filter(user=user), "team__name", "role", "since")
    made = Revision.objects.filter(by=user).order_by("pk")
    yield "judgements", _rows(made, "negotiation__title", "number", "kind", "judgement_json", "why", "at")
    said = Verdict.objects.filter(by=user)
    yield "verdicts", _rows(said, "story__title", "word", "kind", "exact", "corrected", "at", "undone_at")
    yield "comments", _rows(user.comments.all(), "publication__code", "version", "sentence", "body", "at", "state")
    yield "reports", _rows(CommentReport.objects.filter(by=user), "comment__publication__code", "why", "at")
    yield "forecasts", _rows(LedgerEntry.objects.filter(by=user), "negotiation__title", "entry_json", "at")


def _rows(rows: QuerySet[Any], *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names))


def _take_name_out(user: User) -> None:
    """Put `NOBODY` where the account's name stands: beside rows, and inside the cases it judged."""
    name = str(user)
    Comment.objects.filter(by=user).update(by_name=NOBODY)
    worked_on = Negotiation.objects.filter(revisions__by=user).distinct()
    Version.objects.filter(publication__negotiation__in=worked_on, by_name=name).update(by_name=NOBODY)
    digests: dict[str, str] = {}
    for revision in Revision.objects.filter(negotiation__in=worked_on).order_by("pk").iterator(20):
        _rename_in(revision, name, digests)
    Revision.objects.filter(by=user).update(by_name=NOBODY)
    for analysis in Analysis.objects.filter(revision__negotiation__in=worked_on).iterator(20):
        # A result names the case it was made of by its digest, which has changed with the name.
        new = digests.get(analysis.revision.digest, analysis.revision.digest)
        old = analysis.results.case_digest
        analysis.results_json = analysis.results_json.replace(old, digests.get(old, new))
        analysis.brief_json = analysis.brief_json.replace(old, digests.get(old, new))
        analysis.save(update_fields=["results_json", "brief_json"])
    for entry in LedgerEntry.objects.filter(by=user):
        renamed = entry.entry.model_copy(update={"by": NOBODY})
        LedgerEntry.objects.filter(pk=entry.pk).update(entry_json=renamed.to_json(), digest=renamed.digest())
    forget_all()


def _rename_in(revision: Revision, name: str, digests: dict[str, str]) -> None:
    from parley.case.record import Case, Judgement

    if json.dumps(name, ensure_ascii=False) not in revision.case_json + revision.judgement_json:
        return
    case = Case.model_validate(_without(json.loads(revision.case_json), name))
    judged = revision.judgement_json
    if judged:
        judged = Judgement.model_validate(_without(json.loads(judged), name)).to_json()
    digests[revision.digest] = case.digest()
    Revision.objects.filter(pk=revision.pk).update(
        case_json=case.to_json(), digest=case.digest(), judgement_json=judged
    )


def _without(part: Any, name: str) -> Any:
    """A record without a name: of who judged, and of whose numbers these are; parties are named by keys, never so."""
    if isinstance(part, list):
        return [_without(each, name) for each in part]
    if not isinstance(part, dict):
        return part
    is_judged = "low" in part or "rank" in part
    return {
        key: NOBODY if value == name and (key == "who" or (key == "by" and is_judged)) else _without(value, name)
        for key, value in part.items()
    }
