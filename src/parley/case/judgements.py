"""Judgements laid over a draft: who changed what, when and why; nothing is overwritten.

Current case = draft + judgements in the order they were made. What a judgement's target is called:

- "ukraine/tariffs/position", ".../salience", ".../red-line", "ukraine/influence", "ukraine/walk-away",
  "ukraine/patience", "pressure/<by>/<on>/<form>": {"value": 80, "low": 70, "high": 90} (a red line and a patience
  also {"remove": true}); with "beside": true the judgement stands beside those before it and the number becomes
  their pool
- "issue/x/reference": as a number; {"remove": true} takes it back
- "party/x", "issue/x": {"remove": true}, {"merge_into": "y"}, {"add": true, "name": ...} or fields of the record
- "link/<give issue>/<get issue>": {"remove": true} or {"add": true, "giver": "x", "form": "exchange"}
- "chamber/x": {"remove": true}, {"add": true, "side": ...} or fields; "chamber/x/quota", ".../heads-quota",
  ".../weight-quota", ".../noise", "chamber/x/<member>/support": numbers (the second and third also {"remove": true})
- "pressure/<by>/<on>/<form>": also {"remove": true} or {"add": true}, with a number or as strong as its form is
- "question/x": {"remove": true}, {"add": true, "text": ...} or fields
- "judgement/<id>": {"undo": true}
- "case": {"title": ..., "as_of": ..., "state": ...}
- "conflict", "stakes", "correlations": {"set": the whole section} or {"remove": true}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from parley.case.chamber_edits import (
    following,
    on_chamber,
    with_issue_renamed,
    with_party_merged,
    without_party,
)
from parley.case.estimate import SALIENCE, Estimate, Opinion, named_default
from parley.case.keys import PARTY_NUMBERS, SECTIONS, STANCE_NUMBERS
from parley.case.merging import (
    Gone,
    add_issue,
    add_party,
    add_question,
    merge_issue,
    merge_party,
    remove_issue,
    remove_party,
    still_correlated,
    valid,
)
from parley.case.parties import default_patience
from parley.case.pooling import pool
from parley.case.positions import default_position
from parley.case.pressures import on_pressure
from parley.case.record import Case, Judgement, Link, Party, Stance
from parley.errors import CaseError


def apply(case: Case, judgements: Sequence[Judgement]) -> Case:
    """Lay judgements over a case's draft, after those it already holds.

    A judgement whose target has gone is kept with `orphaned` set, and comes back to life with its target.

    Raises:
        CaseError: a change does not fit the field it is on; says which.
    """
    draft = case.draft or case.model_copy(update={"judgements": ()})
    every = _once((*case.judgements, *judgements))
    if not every:
        return draft
    undone = taken_back(every)
    current, laid = draft, []
    alias: dict[str, str] = {}
    for judgement in every:
        try:
            if judgement.id not in undone:
                current = still_correlated(current, _lay(current, judgement, alias, every))
            laid.append(_marked(judgement, orphaned=False))
        except Gone:
            laid.append(_marked(judgement, orphaned=True))
    sources = {"sources": draft.sources, "citations": draft.citations}
    base = draft.model_copy(update={"judgements": (), "draft": None})
    return current.model_copy(update={**sources, "judgements": tuple(laid), "draft": base})


def _once(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    return tuple({judgement.id: judgement for judgement in judgements}.values())


def _marked(judgement: Judgement, *, orphaned: bool) -> Judgement:
    return judgement if judgement.orphaned == orphaned else judgement.model_copy(update={"orphaned": orphaned})


def taken_back(judgements: Sequence[Judgement]) -> set[str]:
    """Ids that a later judgement takes back; an undo that is itself undone takes back nothing."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        kind, _, target = judgement.on.partition("/")
        if kind == "judgement" and judgement.change.get("undo") is True and judgement.id not in undone:
            undone.add(target)
    return undone


def _lay(case: Case, judgement: Judgement, alias: dict[str, str], every: Sequence[Judgement]) -> Case:
    kind, *rest = judgement.on.split("/")
    if kind == "judgement":
        if "/".join(rest) not in {each.id for each in every}:
            raise Gone(judgement.on)
        return case
    if judgement.on == "case":
        return _on_case(case, judgement)
    if judgement.on in SECTIONS:
        return _on_section(case, judgement)
    if kind == "chamber" and rest:
        return on_chamber(case, rest, judgement, judged)
    if kind in ("party", "issue", "link", "question") and rest:
        lay: Callable[[Case, list[str], Judgement, dict[str, str]], Case] = {
            "party": _on_party,
            "issue": _on_issue,
            "link": _on_link,
            "question": _on_question,
        }[kind]
        return lay(case, rest, judgement, alias)
    return _on_number(case, judgement, alias)


def _on_case(case: Case, judgement: Judgement) -> Case:
    header: dict[str, object] = {
        name: value for name, value in judgement.change.items() if name in ("title", "as_of", "state")
    }
    return valid(Case, {**{name: getattr(case, name) for name in Case.model_fields}, **header}, judgement)


def _on_section(case: Case, judgement: Judgement) -> Case:
    """A section that is one record is set or removed as a whole: its parts hang together."""
    empty: object = () if judgement.on == "correlations" else None
    section = empty if judgement.change.get("remove") else judgement.change.get("set")
    fields = {name: getattr(case, name) for name in Case.model_fields}
    return valid(Case, {**fields, judgement.on: section}, judgement)


def _on_party(case: Case, rest: list[str], judgement: Judgement, alias: dict[str, str]) -> Case:
    key, change = alias.get(f"party/{rest[0]}", rest[0]), judgement.change
    if len(rest) > 1:
        return _on_number(case, judgement.model_copy(update={"on": f"{key}/{rest[1]}"}), alias)
    if change.get("add"):
        return add_party(case, key, judgement)
    _require(any(party.key == key for party in case.parties), judgement)
    if change.get("remove"):
        return without_party(remove_party(case, key), key)
    if "merge_into" in change:
        into = alias.get(f"party/{change['merge_into']}", str(change["merge_into"]))
        alias[f"party/{key}"] = into
        return with_party_merged(merge_party(case, key, into), key, into)
    parties = tuple(_changed(party, judgement) if party.key == key else party for party in case.parties)
    changed = case.model_copy(update={"parties": parties})
    return following(changed, key) if "ratifies" in change else changed


def _on_issue(case: Case, rest: list[str], judgement: Judgement, alias: dict[str, str]) -> Case:
    key, change = alias.get(f"issue/{rest[0]}", rest[0]), judgement.change
    if rest[1:] == ["reference"]:
        return _on_reference(case, key, judgement)
    if change.get("add"):
        return add_issue(case, key, judgement)
    _require(any(issue.key == key for issue in case.issues), judgement)
    if change.get("remove"):
        return with_issue_renamed(remove_issue(case, key), {key: None})
    if "merge_into" in change:
        into = alias.get(f"issue/{change['merge_into']}", str(change["merge_into"]))
        alias[f"issue/{key}"] = into
        return with_issue_renamed(merge_issue(case, key, into), {key: into})
    issues = tuple(_changed(issue, judgement) if issue.key == key else issue for issue in case.issues)
    return case.model_copy(update={"issues": issues})


def _on_reference(case: Case, key: str, judgement: Judgement) -> Case:
    """Say what holds on an issue without an agreement; nobody's word before was that it lies anywhere on the scale."""
    _require(any(issue.key == key for issue in case.issues), judgement)
    known = case.issue(key).reference or default_position(case.issue(key).scale)
    reference = None if judgement.change.get("remove") else judged(known, judgement)
    issues = tuple(
        issue.model_copy(update={"reference": reference}) if issue.key == key else issue for issue in case.issues
    )
    return case.model_copy(update={"issues": issues})


def _on_link(case: Case, rest: list[str], judgement: Judgement, alias: dict[str, str]) -> Case:
    give, get = (alias.get(f"issue/{key}", key) for key in (*rest, "", "")[:2])
    change = judgement.change
    if change.get("add"):
        _require({give, get} <= {issue.key for issue in case.issues}, judgement)
        fields = {name: value for name, value in change.items() if name != "add"}
        basis = (judgement.id, *judgement.cites)
        defaults = {"form": "exchange", "giver": None, "getter": None, "words": judgement.why}
        given = {**defaults, **fields, "give_issue": give, "get_issue": get, "basis": basis}
        return case.model_copy(update={"links": (*case.links, valid(Link, given, judgement))})
    chosen = [link for link in case.links if (link.give_issue, link.get_issue) == (give, get)]
    _require(bool(chosen), judgement)
    if change.get("remove"):
        links = tuple(link for link in case.links if link not in chosen)
    else:
        links = tuple(_changed(link, judgement) if link in chosen else link for link in case.links)
    return case.model_copy(update={"links": links})


def _on_question(case: Case, rest: list[str], judgement: Judgement, _: dict[str, str]) -> Case:
    key = rest[0]
    if judgement.change.get("add"):
        return add_question(case, key, judgement)
    _require(any(question.key == key for question in case.questions), judgement)
    if judgement.change.get("remove"):
        return case.model_copy(update={"questions": tuple(each for each in case.questions if each.key != key)})
    questions = tuple(_changed(each, judgement) if each.key == key else each for each in case.questions)
    return case.model_copy(update={"questions": questions})


def _on_number(case: Case, judgement: Judgement, alias: dict[str, str]) -> Case:
    parts = judgement.on.split("/")
    if parts[0] == "pressure":
        return on_pressure(case, judgement, alias, judged)
    party = alias.get(f"party/{parts[0]}", parts[0])
    if len(parts) == 2 and parts[1] in PARTY_NUMBERS:
        return _on_party_number(case, party, PARTY_NUMBERS[parts[1]], judgement)
    if len(parts) == 3 and parts[2] in STANCE_NUMBERS:
        issue = alias.get(f"issue/{parts[1]}", parts[1])
        return _on_stance(case, party, issue, STANCE_NUMBERS[parts[2]], judgement)
    raise Gone(judgement.on)


def _on_party_number(case: Case, key: str, attribute: str, judgement: Judgement) -> Case:
    _require(any(party.key == key for party in case.parties), judgement)
    gone = attribute == "patience" and judgement.change.get("remove")
    parties = tuple(
        party.model_copy(update={attribute: None if gone else judged(_before(party, attribute), judgement)})
        if party.key == key
        else party
        for party in case.parties
    )
    return case.model_copy(update={"parties": parties})


def _before(party: Party, attribute: str) -> Estimate:
    estimate: Estimate | None = getattr(party, attribute)
    return default_patience() if estimate is None else estimate


def _on_stance(case: Case, party: str, issue: str, attribute: str, judgement: Judgement) -> Case:
    """Change one number of a stance; a stance nobody had yet is made, with defaults beside the judged number."""
    known = {party.key for party in case.parties}, {issue.key for issue in case.issues}
    _require(party in known[0] and issue in known[1], judgement)
    if case.stance(party, issue) is None:
        case = case.model_copy(update={"stances": (*case.stances, default_stance(case, party, issue))})
    stances = []
    for stance in case.stances:
        if (stance.party, stance.issue) == (party, issue):
            before = getattr(stance, attribute) or stance.position
            gone = attribute == "red_line" and judgement.change.get("remove")
            stance = stance.model_copy(update={attribute: None if gone else judged(before, judgement)})
        stances.append(stance)
    return case.model_copy(update={"stances": tuple(stances)})


def default_stance(case: Case, party: str, issue: str) -> Stance:
    """A stance of which nobody has said anything yet."""
    position = default_position(case.issue(issue).scale)
    return Stance(party=party, issue=issue, position=position, salience=named_default(SALIENCE, "share"))


def judged(before: Estimate, judgement: Judgement) -> Estimate:
    """The estimate an analyst set; a range not given keeps its width around the new value."""
    change = judgement.change
    unknown = set(change) - {"value", "low", "high", "beside"}
    if unknown or not change:
        raise CaseError(
            f"Judgement {judgement.id} on “{judgement.on}” sets {', '.join(sorted(unknown)) or 'nothing'}; "
            f"a number has value, low and high. Correct it, or undo it: parley case edit CASE "
            f"judgement/{judgement.id}=undo"
        )
    try:
        value = float(str(change.get("value", before.value)))
        low = float(str(change.get("low", min(value, value - (before.value - before.low)))))
        high = float(str(change.get("high", max(value, value + (before.high - before.value)))))
    except ValueError as error:
        raise CaseError(
            f"Judgement {judgement.id} on “{judgement.on}” holds {change}, which are not all numbers. "
            f"Write for example value: 80, low: 70, high: 90."
        ) from error
    alone = Estimate(
        value=value,
        low=low,
        high=high,
        unit=before.unit,
        basis=(judgement.id, *judgement.cites),
        by=judgement.who,
        why=judgement.why,
    )
    return _beside(before, alone) if change.get("beside") else alone


def _beside(before: Estimate, new: Estimate) -> Estimate:
    """The pool of a new judgement and those there were; a default is nobody's judgement and leaves."""
    earlier = before.opinions or (() if before.is_default else (_opinion(before),))
    return pool((*(each for each in earlier if each.by != new.by), _opinion(new)), unit=before.unit)


def _opinion(estimate: Estimate) -> Opinion:
    shared = ("value", "low", "high", "by", "why", "basis")
    return Opinion(**{name: getattr(estimate, name) for name in shared})


def _changed(record: Any, judgement: Judgement) -> Any:
    """A record with some of its fields set anew; what it rests on now includes the judgement."""
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    basis = tuple(dict.fromkeys((*record.basis, judgement.id, *judgement.cites)))
    change = dict(judgement.change)
    if "scale" in fields:
        ends = ("low", "high", "low_label", "high_label", "unit", "points")
        scale = {name: change.pop(name) for name in ends if name in change}
        change["scale"] = {**fields["scale"].model_dump(), **scale}
    return valid(type(record), {**fields, **change, "basis": basis}, judgement)


def _require(there: bool, judgement: Judgement) -> None:
    if not there:
        raise Gone(judgement.on)
