"""Adding, removing and merging parties and issues, with everything that hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import ValidationError

from parley.case.estimate import named_default
from parley.case.keys import estimates
from parley.case.parties import INFLUENCE, WALK_AWAY
from parley.case.record import Case, Estimate, Issue, Judgement, Link, Party, Question, Scale, ScalePoint, Stance
from parley.errors import CaseError
from parley.record import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Gone(CaseError):
    """What a judgement is on is not in the case."""


def valid(kind: type[AnyRecord], fields: Mapping[str, object], judgement: Judgement) -> AnyRecord:
    """Build a record from fields an analyst gave.

    Raises:
        CaseError: a field is unknown or does not fit; says which, and which there are.
    """
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CaseError(
            f"Judgement {judgement.id} on “{judgement.on}” does not fit: {where}: {first['msg']}. "
            f"It may set: {', '.join(kind.model_fields)}. Correct it in the case file, under judgements."
        ) from error


def add_party(case: Case, key: str, judgement: Judgement) -> Case:
    """Seat a party the stories do not name; what is not said of it is a default."""
    if any(party.key == key for party in case.parties):
        return case
    change = {name: value for name, value in judgement.change.items() if name != "add"}
    role = change.get("role", "bargaining")
    influence = INFLUENCE.get(role, INFLUENCE["outside"])  # type: ignore[call-overload]  # any word an analyst wrote
    fields = {
        "name": key.replace("-", " ").title(),
        "role": role,
        "kind": "group",
        "influence": named_default(influence, "capability"),
        "walk_away": named_default(WALK_AWAY, "utility"),
        **change,
        "key": key,
        "basis": (judgement.id, *judgement.cites),
    }
    return case.model_copy(update={"parties": (*case.parties, valid(Party, fields, judgement))})


def add_issue(case: Case, key: str, judgement: Judgement) -> Case:
    """Put an issue on the table; without ends it runs from none of it to all of it."""
    if any(issue.key == key for issue in case.issues):
        return case
    change = {name: value for name, value in judgement.change.items() if name != "add"}
    name = str(change.pop("name", key.replace("-", " ")))
    scale = {"low_label": f"no {name}", "high_label": f"full {name}"}
    ends = {field: change.pop(field) for field in tuple(change) if field in Scale.model_fields}
    full = valid(Scale, {**scale, **ends}, judgement)
    if not full.points:
        middle = ScalePoint(label=f"partial {name}", value=(full.low + full.high) / 2)
        full = full.model_copy(update={"points": (middle,)})
    fields = {**change, "key": key, "name": name, "scale": full, "basis": (judgement.id, *judgement.cites)}
    return case.model_copy(update={"issues": (*case.issues, valid(Issue, fields, judgement))})


def add_question(case: Case, key: str, judgement: Judgement) -> Case:
    """Ask what no story asks; one of this key that is there stays as it is."""
    if any(question.key == key for question in case.questions):
        return case
    change = {name: value for name, value in judgement.change.items() if name != "add"}
    fields = {"text": key.replace("-", " "), "form": "other", **change}
    made = valid(Question, {**fields, "key": key, "basis": (judgement.id, *judgement.cites)}, judgement)
    return case.model_copy(update={"questions": (*case.questions, made)})


def remove_party(case: Case, key: str) -> Case:
    """A case without a party, its stances, pressures, links and questions' mention of it."""
    return case.model_copy(
        update={
            "parties": tuple(party for party in case.parties if party.key != key),
            "stances": tuple(stance for stance in case.stances if stance.party != key),
            "pressures": tuple(each for each in case.pressures if key not in (each.by, each.on)),
            "links": tuple(link for link in case.links if key not in (link.giver, link.getter)),
            "excluded": tuple(each for each in case.excluded if each.party != key),
            "questions": tuple(
                each.model_copy(update={"parties": tuple(party for party in each.parties if party != key)})
                for each in case.questions
            ),
        }
    )


def remove_issue(case: Case, key: str) -> Case:
    """A case without an issue, its stances and links."""
    return case.model_copy(
        update={
            "issues": tuple(issue for issue in case.issues if issue.key != key),
            "stances": tuple(stance for stance in case.stances if stance.issue != key),
            "links": tuple(link for link in case.links if key not in (link.give_issue, link.get_issue)),
            "questions": tuple(
                each.model_copy(update={"issues": tuple(issue for issue in each.issues if issue != key)})
                for each in case.questions
            ),
        }
    )


def still_correlated(before: Case, after: Case) -> Case:
    """The case after a change without correlations of numbers that the change took away; what never was stays named."""
    if not after.correlations:
        return after
    lost = {key for key, _ in estimates(before)} - {key for key, _ in estimates(after)}
    kept = tuple(each for each in after.correlations if each.one not in lost and each.other not in lost)
    return after if len(kept) == len(after.correlations) else after.model_copy(update={"correlations": kept})


def merge_party(case: Case, key: str, into: str) -> Case:
    """One party where there were two: what `key` said and did is now said and done by `into`.

    Raises:
        Gone: `into` is not in the case.
    """
    target = next((party for party in case.parties if party.key == into), None)
    if target is None or key == into:
        raise Gone(f"party/{into}")
    source = case.party(key)
    merged = target.model_copy(
        update={
            "envoys": (*target.envoys, *source.envoys),
            "influence": joined(target.influence, source.influence),
            "walk_away": joined(target.walk_away, source.walk_away),
            "patience": _joined_patience(target, source),
            "ratifies": target.ratifies or source.ratifies,
            "basis": tuple(dict.fromkeys((*target.basis, *source.basis))),
        }
    )
    swap = {key: into}
    renamed = [stance.model_copy(update={"party": swap.get(stance.party, stance.party)}) for stance in case.stances]
    pressures = [
        each.model_copy(update={"by": swap.get(each.by, each.by), "on": swap.get(each.on, each.on)})
        for each in case.pressures
    ]
    links = [
        link.model_copy(
            update={"giver": swap.get(link.giver or "", link.giver), "getter": swap.get(link.getter or "", link.getter)}
        )
        for link in case.links
    ]
    return case.model_copy(
        update={
            "parties": tuple(merged if party.key == into else party for party in case.parties if party.key != key),
            "stances": _one_each(renamed),
            "pressures": tuple({(e.by, e.on, e.form): e for e in pressures if e.by != e.on}.values()),
            "links": tuple(link for link in links if link.giver is None or link.giver != link.getter),
            "excluded": tuple(
                each.model_copy(update={"party": swap.get(each.party, each.party)}) for each in case.excluded
            ),
            "questions": tuple(
                each.model_copy(update={"parties": _swapped(each.parties, swap)}) for each in case.questions
            ),
        }
    )


def merge_issue(case: Case, key: str, into: str) -> Case:
    """One issue where there were two, on the scale of `into`; positions keep their share of the scale.

    Raises:
        Gone: `into` is not in the case.
    """
    target = next((issue for issue in case.issues if issue.key == into), None)
    if target is None or key == into:
        raise Gone(f"issue/{into}")
    source = case.issue(key)
    reference = target.reference
    if reference is None and source.reference is not None:
        reference = _on_scale(source.reference, source.scale, target.scale)
    basis = tuple(dict.fromkeys((*target.basis, *source.basis)))
    merged = target.model_copy(update={"basis": basis, "reference": reference})
    swap = {key: into}
    stances = [_moved(each, source.scale, target) if each.issue == key else each for each in case.stances]
    links = [
        link.model_copy(
            update={
                "give_issue": swap.get(link.give_issue, link.give_issue),
                "get_issue": swap.get(link.get_issue, link.get_issue),
                "threshold": _moved_threshold(link, source, target),
            }
        )
        for link in case.links
    ]
    return case.model_copy(
        update={
            "issues": tuple(merged if issue.key == into else issue for issue in case.issues if issue.key != key),
            "stances": _one_each(stances),
            "links": tuple(link for link in links if link.give_issue != link.get_issue),
            "questions": tuple(
                each.model_copy(update={"issues": _swapped(each.issues, swap)}) for each in case.questions
            ),
        }
    )


def joined(one: Estimate, other: Estimate) -> Estimate:
    """Of two estimates of one thing: an analyst's before a rule's before a default; two of a kind meet halfway."""
    ranks = [_rank(one), _rank(other)]
    if ranks[0] != ranks[1]:
        return one if ranks[0] > ranks[1] else other
    return one.model_copy(
        update={
            "value": (one.value + other.value) / 2,
            "low": min(one.low, other.low),
            "high": max(one.high, other.high),
            "basis": tuple(dict.fromkeys((*one.basis, *other.basis))),
            "why": one.why if one.why == other.why else f"{one.why}; {other.why}",
        }
    )


def _joined_patience(one: Party, other: Party) -> Estimate | None:
    known = [each.patience for each in (one, other) if each.patience is not None]
    return joined(*known) if len(known) == 2 else next(iter(known), None)


def _rank(estimate: Estimate) -> int:
    return 0 if estimate.is_default else 1 if estimate.by.startswith("rule ") else 2


def _one_each(stances: Iterable[Stance]) -> tuple[Stance, ...]:
    found: dict[str, Stance] = {}
    for stance in stances:
        before = found.get(stance.key)
        found[stance.key] = stance if before is None else _joined_stance(before, stance)
    return tuple(found.values())


def _joined_stance(one: Stance, other: Stance) -> Stance:
    lines = [each.red_line for each in (one, other) if each.red_line is not None]
    return one.model_copy(
        update={
            "position": joined(one.position, other.position),
            "salience": joined(one.salience, other.salience),
            "red_line": joined(*lines) if len(lines) == 2 else next(iter(lines), None),
        }
    )


def _moved(stance: Stance, scale: Scale, target: Issue) -> Stance:
    red_line = None if stance.red_line is None else _on_scale(stance.red_line, scale, target.scale)
    position = _on_scale(stance.position, scale, target.scale)
    return stance.model_copy(update={"issue": target.key, "position": position, "red_line": red_line})


def _on_scale(estimate: Estimate, scale: Scale, target: Scale) -> Estimate:
    """The same share of another scale."""
    span = (target.high - target.low) / (scale.high - scale.low)
    value, low, high = (
        target.low + (each - scale.low) * span for each in (estimate.value, estimate.low, estimate.high)
    )
    return estimate.model_copy(update={"value": value, "low": low, "high": high, "unit": target.unit})


def _moved_threshold(link: Link, source: Issue, target: Issue) -> float | None:
    if link.threshold is None or link.get_issue != source.key:
        return link.threshold
    share = (link.threshold - source.scale.low) / (source.scale.high - source.scale.low)
    return target.scale.low + share * (target.scale.high - target.scale.low)


def _swapped(keys: tuple[str, ...], swap: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(swap.get(key, key) for key in keys))
