"""What an analyst's judgements do to chambers, and what chambers lose when a party or an issue goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parley.case.chambers import Chamber, Ideal, Member, default_chamber, holds_one_stance
from parley.case.estimate import Estimate, named_default
from parley.case.keys import CHAMBER_NUMBERS
from parley.case.merging import Gone, valid
from parley.case.record import Case, Judgement

Judge = Callable[[Estimate, Judgement], Estimate]


def on_chamber(case: Case, rest: list[str], judgement: Judgement, judged: Judge) -> Case:
    """Lay a judgement on "chamber/<key>", "chamber/<key>/quota" or "chamber/<key>/<member>/support".

    Raises:
        Gone: there is no such chamber, member or number.
    """
    key, change = rest[0], judgement.change
    chamber = next((each for each in case.chambers if each.key == key), None)
    if change.get("add") and len(rest) == 1:
        return case if chamber else _added(case, key, judgement)
    if chamber is None:
        raise Gone(judgement.on)
    if len(rest) == 1 and change.get("remove"):
        return case.model_copy(update={"chambers": tuple(each for each in case.chambers if each is not chamber)})
    changed = _set(chamber, judgement) if len(rest) == 1 else _numbered(chamber, rest[1:], judgement, judged)
    return case.model_copy(update={"chambers": tuple(changed if each is chamber else each for each in case.chambers)})


def _added(case: Case, key: str, judgement: Judgement) -> Case:
    fields = {name: value for name, value in judgement.change.items() if name != "add"}
    alone = {"key": key, "name": fields.get("name", key)}
    given = {"name": key.replace("-", " ").title(), "members": [alone], **fields, "key": key}
    chamber = valid(Chamber, {**given, "basis": (judgement.id, *judgement.cites)}, judgement)
    return case.model_copy(update={"chambers": (*case.chambers, chamber)})


def _set(chamber: Chamber, judgement: Judgement) -> Chamber:
    fields = {name: getattr(chamber, name) for name in Chamber.model_fields}
    basis = tuple(dict.fromkeys((*chamber.basis, judgement.id, *judgement.cites)))
    return valid(Chamber, {**fields, **judgement.change, "basis": basis}, judgement)


def _numbered(chamber: Chamber, path: list[str], judgement: Judgement, judged: Judge) -> Chamber:
    if len(path) == 1 and path[0] in CHAMBER_NUMBERS:
        name = CHAMBER_NUMBERS[path[0]]
        return chamber.model_copy(update={name: _judged(getattr(chamber, name), "share", judgement, judged)})
    if len(path) == 2 and path[1] == "support" and any(member.key == path[0] for member in chamber.members):
        members = [
            _supporting(member, judgement, judged) if member.key == path[0] else member for member in chamber.members
        ]
        return chamber.model_copy(update={"members": tuple(members)})
    raise Gone(judgement.on)


def _supporting(member: Member, judgement: Judgement, judged: Judge) -> Member:
    return member.model_copy(update={"support": _judged(member.support, "probability", judgement, judged)})


def _judged(before: Estimate | None, unit: str, judgement: Judgement, judged: Judge) -> Estimate | None:
    """A number set, or, where the rule needs none, taken away again."""
    if judgement.change.get("remove"):
        return None
    return judged(before or named_default((0.5, 0.5, 0.5), unit), judgement)


def following(case: Case, key: str) -> Case:
    """A party that now must ratify gets its default chamber; one that need not any more loses it."""
    party = case.party(key)
    own = next((each for each in case.chambers if each.key == key), None)
    if party.ratifies and own is None:
        return case.model_copy(update={"chambers": (*case.chambers, default_chamber(party))})
    if own is not None and not party.ratifies and holds_one_stance(own):
        return case.model_copy(update={"chambers": tuple(each for each in case.chambers if each is not own)})
    return case


def without_party(case: Case, key: str) -> Case:
    """Chambers without a party: those of its side go, members that share its stances go, an empty chamber goes."""
    left = [
        each.model_copy(update={"members": tuple(member for member in each.members if member.like != key)})
        for each in case.chambers
        if each.side != key
    ]
    return case.model_copy(update={"chambers": tuple(each for each in left if each.members)})


def with_party_merged(case: Case, key: str, into: str) -> Case:
    """Chambers in which what was `key` is now `into`; of two that become one the first stays."""
    swap = {key: into}
    found: dict[str, Chamber] = {}
    for each in case.chambers:
        moved = each.model_copy(
            update={
                "key": swap.get(each.key, each.key),
                "side": swap.get(each.side or "", each.side),
                "members": tuple(
                    member.model_copy(update={"like": swap.get(member.like or "", member.like)})
                    for member in each.members
                ),
            }
        )
        found.setdefault(moved.key, moved)
    return case.model_copy(update={"chambers": tuple(found.values())})


def with_issue_renamed(case: Case, swap: Mapping[str, str | None]) -> Case:
    """Members' ideals on an issue that is gone (None) leave; on one merged into another they move to it."""

    def kept(member: Member) -> Member:
        ideals: dict[str, Ideal] = {}
        for ideal in member.ideals:
            issue = swap.get(ideal.issue, ideal.issue)
            if issue is not None:
                ideals.setdefault(issue, ideal.model_copy(update={"issue": issue}))
        return member.model_copy(update={"ideals": tuple(ideals.values())})

    chambers = [each.model_copy(update={"members": tuple(map(kept, each.members))}) for each in case.chambers]
    return case.model_copy(update={"chambers": tuple(chambers)})
