"""An account: all it left on the desk, given out; and its end, with or without its name."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.db import transaction
from django.db.models import Q, QuerySet

from parley.analysis.differences import Comparison
from parley.analysis.ledger import MODEL
from parley.analysis.results import Results
from parley.brief.record import Brief
from parley.case.record import Case, Judgement
from parley.desk.fragments import forget_all
from parley.desk.models.briefs import Comment, CommentReport, Paper, Version
from parley.desk.models.ledgers import LedgerEntry
from parley.desk.models.negotiations import Negotiation, Revision, numbers_of
from parley.desk.models.people import User
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Invitation, Membership, Role, Team
from parley.desk.models.work import Analysis, Trial
from parley.desk.unnaming import NOBODY, unnamed
from parley.record import Record


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
        Invitation.objects.filter(email__iexact=user.email).delete()  # used or not, they hold its address
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
    brought = Story.objects.filter(added_by=user).exclude(came=Story.Came.FEED)
    yield "stories", _rows(brought, "negotiation__title", "came", "source", "title", "state", "added_at")
    yield "trials", _rows(Trial.objects.filter(by=user), "revision__negotiation__title", "given", "made_at")
    yield "published", _rows(Version.objects.filter(by=user), "publication__code", "number", "title", "note", "at")
    yield "forecasts", _rows(LedgerEntry.objects.filter(by=user), "negotiation__title", "entry_json", "at")


def _rows(rows: QuerySet[Any], *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names))


def _take_name_out(user: User) -> None:
    """Put `NOBODY` for every name of the account: beside rows, in cases it judged, in what was made of those."""
    names = _names(user)
    mine = Q(by=user) | Q(by=None, by_name__in=names, publication__negotiation__revisions__by=user)
    published = list(Version.objects.filter(mine).values_list("pk", flat=True))
    worked_on = Negotiation.objects.filter(revisions__by=user).distinct()
    digests: dict[str, str] = {}
    for revision in Revision.objects.filter(negotiation__in=worked_on).order_by("pk").iterator(20):
        _unname_revision(revision, names, digests)
    for analysis in Analysis.objects.filter(revision__negotiation__in=worked_on).iterator(20):
        _unname_analysis(analysis, names, digests)
    for trial in Trial.objects.filter(revision__negotiation__in=worked_on).exclude(comparison_json=""):
        Trial.objects.filter(pk=trial.pk).update(comparison_json=_rewritten(trial.comparison_json, Comparison, names))
    for version in Version.objects.filter(publication__negotiation__in=worked_on).iterator(20):
        _unname_version(version, names, digests)
    for entry in LedgerEntry.objects.filter(by=user):
        renamed = entry.entry.model_copy(update={"by": NOBODY})
        LedgerEntry.objects.filter(pk=entry.pk).update(entry_json=renamed.to_json(), digest=renamed.digest())
    Comment.objects.filter(by=user).update(by_name=NOBODY)
    Version.objects.filter(pk__in=published).update(by_name=NOBODY)
    Revision.objects.filter(by=user).update(by_name=NOBODY)
    forget_all()
    Paper.objects.all().delete()  # set again when asked for


def _names(user: User) -> set[str]:
    """Every name the account has worked under; what was made before it was renamed says the one before."""
    beside = (Revision.objects.filter(by=user), Comment.objects.filter(by=user), Version.objects.filter(by=user))
    names = {name for rows in beside for name in rows.values_list("by_name", flat=True)}
    made = {entry.entry.by for entry in LedgerEntry.objects.filter(by=user)}
    return {str(user), *names, *(made - {MODEL})} - {"", NOBODY}


def _unname_revision(revision: Revision, names: set[str], digests: dict[str, str]) -> None:
    """Take the names out of a case, its judgement and its numbers; the digest it had is told with the one it has."""
    if not _is_in(revision.case_json + revision.judgement_json, names):
        return
    case = Case.model_validate(unnamed(json.loads(revision.case_json), names))
    digests[revision.digest] = case.digest()
    Revision.objects.filter(pk=revision.pk).update(
        case_json=case.to_json(),
        digest=case.digest(),
        judgement_json=_rewritten(revision.judgement_json, Judgement, names),
        numbers=numbers_of(case),
    )


def _unname_analysis(analysis: Analysis, names: set[str], digests: dict[str, str]) -> None:
    """Take the names out of results and draft; both name the case they were made of by its digest, another one now."""
    if not analysis.is_readable():
        analysis.delete()  # left by another version of Parley, and made again when asked for
        return
    results = _rewritten(_renewed(analysis.results_json, digests), Results, names)
    brief = _rewritten(_renewed(analysis.brief_json, digests), Brief, names)
    if (results, brief) != (analysis.results_json, analysis.brief_json):
        Analysis.objects.filter(pk=analysis.pk).update(results_json=results, brief_json=brief)


def _unname_version(version: Version, names: set[str], digests: dict[str, str]) -> None:
    """Take the names out of what was published; a sentence keeps its address and its words but for the name."""
    brief = _rewritten(_renewed(version.brief_json, digests), Brief, names)
    changes = unnamed(version.changes, names)
    if (brief, changes) != (version.brief_json, version.changes):
        Version.objects.filter(pk=version.pk).update(brief_json=brief, changes=changes)


def _rewritten(text: str, kind: type[Record], names: set[str]) -> str:
    if not _is_in(text, names):
        return text
    return kind.model_validate(unnamed(json.loads(text), names)).to_json()


def _renewed(text: str, digests: dict[str, str]) -> str:
    """A record with the digest its case has now."""
    return re.sub(r'(?<="case_digest":")\w+', lambda found: digests.get(found[0], found[0]), text)


def _is_in(text: str, names: set[str]) -> bool:
    return any(json.dumps(name, ensure_ascii=False)[2:-1] in text for name in names)  # but for a capital at its start
