"""The case of a negotiation: drafted from its stories, changed by judgements, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from parley.case.changes import changes
from parley.case.draft import draft
from parley.case.judgements import apply
from parley.case.record import Case, Judgement
from parley.desk.evidence import standing
from parley.desk.models.negotiations import Negotiation, Revision, numbers_of
from parley.desk.models.people import User
from parley.desk.reports import counted
from parley.errors import CaseError


class Overtaken(CaseError):
    """Somebody else changed the same thing since the editor last saw it; nothing was saved."""

    def __init__(self, target: str, others: tuple[Revision, ...]) -> None:
        self.target, self.others = target, others
        who = ", ".join(dict.fromkeys(revision.by_name or "the desk" for revision in others))
        super().__init__(
            f"{who} changed “{target}” while you were editing it. Look at that change, then save "
            "yours again or leave it."
        )


def drafted(negotiation: Negotiation) -> Case:
    """The case its kept stories give, with all judgements of the team laid over it; reports of one event count once.

    Raises:
        NoNegotiation: nobody bargains in any of them.
    """
    stories = counted(negotiation).filter(is_negotiation=True).order_by("added_at", "pk")
    latest = negotiation.latest()
    judgements = latest.case.judgements if latest else ()
    return draft([standing(story) for story in stories], judgements=judgements)


def save_draft(negotiation: Negotiation, case: Case, *, by: User | None, why: str) -> Revision:
    """Keep a case drafted anew, unless it is the one that stands; judgements made meanwhile are laid over it."""
    with transaction.atomic():
        latest = _locked(negotiation)
        if latest is not None:
            case = apply(case, latest.case.judgements)
        if latest is not None and latest.digest == case.digest():
            return latest
        return _add(negotiation, latest, case, Revision.Kind.DRAFT, by=by, why=why)


def save_judgement(negotiation: Negotiation, judgement: Judgement, *, base: int, by: User) -> Revision:
    """Lay one judgement over the case and keep the result.

    Args:
        base: number of the revision the editor was looking at.

    Raises:
        Overtaken: a revision after `base` changed the same target.
        CaseError: there is no case yet, the target is not in it, or the change does not fit.
    """
    with transaction.atomic():
        latest = _locked(negotiation)
        if latest is None:
            raise CaseError("There is no case yet: keep a story first, and one is drafted from it.")
        others = tuple(each for each in _since(negotiation, base) if _touches(each, judgement))
        if others:
            raise Overtaken(judgement.on, others)
        case = apply(latest.case, [judgement])
        if any(each.id == judgement.id and each.orphaned for each in case.judgements):
            raise CaseError(f"“{judgement.on}” is no longer in the case. Look at the case as it is now.")
        return _add(negotiation, latest, case, Revision.Kind.JUDGEMENT, by=by, why=judgement.why, judgement=judgement)


def save_pushed(negotiation: Negotiation, case: Case, *, base: int, by: User, why: str) -> Revision:
    """Keep a case sent whole from a file.

    Raises:
        Overtaken: the case has changed since revision `base`.
    """
    with transaction.atomic():
        latest = _locked(negotiation)
        if latest is not None and latest.number != base:
            raise Overtaken("case", tuple(_since(negotiation, base)))
        if latest is not None and latest.digest == case.digest():
            return latest
        return _add(negotiation, latest, case, Revision.Kind.PUSHED, by=by, why=why)


def _locked(negotiation: Negotiation) -> Revision | None:
    """The latest revision, while nobody else can add one (PostgreSQL locks the row; SQLite the file)."""
    Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    return negotiation.latest()


def _since(negotiation: Negotiation, base: int) -> Iterable[Revision]:
    return negotiation.revisions.filter(number__gt=base).order_by("number")


def _touches(revision: Revision, judgement: Judgement) -> bool:
    """Whether a revision changed what a judgement is on: by a judgement, a new story or a file."""
    made = revision.judgement
    if made is not None:
        return made.on == judgement.on and made.id != judgement.id
    before = Revision.objects.filter(negotiation_id=revision.negotiation_id, number=revision.number - 1).first()
    return before is not None and any(each.on == judgement.on for each in changes(before.case, revision.case))


def _add(
    negotiation: Negotiation,
    latest: Revision | None,
    case: Case,
    kind: Revision.Kind,
    *,
    by: User | None,
    why: str,
    judgement: Judgement | None = None,
) -> Revision:
    now = timezone.now()
    Negotiation.objects.filter(pk=negotiation.pk).update(changed_at=now)
    made = Revision.objects.create(
        negotiation=negotiation,
        number=latest.number + 1 if latest else 1,
        kind=kind,
        case_json=case.to_json(),
        digest=case.digest(),
        judgement_json=judgement.to_json() if judgement else "",
        by=by,
        by_name=str(by) if by else "",
        at=now,
        why=why,
        numbers=numbers_of(case),
    )
    made.case = case  # as it would be read back
    return made
