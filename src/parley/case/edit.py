"""An analyst's edit as a judgement: what is changed, by whom, when and why."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime

from parley.case.keys import all_keys
from parley.case.record import Case, Judgement
from parley.errors import CaseError
from parley.record import content_id


def judge(
    case: Case,
    assignment: str,
    *,
    low: float | None = None,
    high: float | None = None,
    who: str,
    when: datetime,
    why: str,
    cites: Sequence[str] = (),
    beside: bool = False,
) -> Judgement:
    """Build a judgement from "key=value", checked against a case.

    Values: a number ("ukraine/tariffs/position=80"), "remove", "undo" (on judgement/<id>), "add", "merge:other-key",
    or words for a field ("party/ukraine.name=Kyiv").

    Raises:
        CaseError: no such key (the nearest are named), no value, no reason, or a citation the case does not have.
    """
    target, separator, value = assignment.partition("=")
    target, value = target.strip(), value.strip()
    target, _, named = target.partition(".")
    if not separator or not value:
        raise CaseError(f"“{assignment}” sets nothing. Write KEY=VALUE, for example ukraine/tariffs/position=80.")
    if not why.strip() or not who.strip():
        raise CaseError('A judgement needs who made it and why: --who NAME --why "..."')
    change = _change(value, named, low, high)
    if beside:
        change = _with_others(target, change)
    _check_key(case, target, change)
    _check_cites(case, cites)
    return judgement(target, change, who=who.strip(), when=when, why=why.strip(), cites=cites)


def judgement(
    on: str, change: Mapping[str, object], *, who: str, when: datetime, why: str, cites: Sequence[str] = ()
) -> Judgement:
    """A judgement with its content id."""
    id = "j-" + content_id(on, sorted(change.items(), key=str), who, when.isoformat(), why, *cites)
    return Judgement(id=id, on=on, change=dict(change), who=who, when=when, why=why, cites=tuple(cites))


def _with_others(target: str, change: dict[str, object]) -> dict[str, object]:
    if "value" not in change:
        raise CaseError(f"“{target}” is not set to a number here; only a number can stand beside what others judged.")
    return {**change, "beside": True}


def _change(value: str, named: str, low: float | None, high: float | None) -> dict[str, object]:
    if named:
        return {named: _plain(value)}
    if value in ("remove", "undo", "add"):
        return {value: True}
    if value.startswith("merge:"):
        return {"merge_into": value.removeprefix("merge:").split("/")[-1]}
    try:
        change: dict[str, object] = {"value": float(value)}
    except ValueError as error:
        raise CaseError(
            f"“{value}” is no number. Give a number, remove, undo, add, merge:KEY, or name a field: KEY.name=WORDS."
        ) from error
    for name, bound in (("low", low), ("high", high)):
        if bound is not None:
            change[name] = bound
    at, least, most = float(value), change.get("low", float(value)), change.get("high", float(value))
    if not float(str(least)) <= at <= float(str(most)):
        raise CaseError(f"The value {at:g} lies outside its own range {least} to {most}. Widen --low or --high.")
    return change


def _plain(value: str) -> object:
    return {"true": True, "false": False, "yes": True, "no": False}.get(value.casefold(), value)


def _check_key(case: Case, target: str, change: Mapping[str, object]) -> None:
    known = all_keys(case)
    if "add" in change and target.split("/")[0] in ("party", "issue", "link", "chamber", "pressure", "question"):
        return
    if target in known or _is_open_stance(case, target):
        return
    near = difflib.get_close_matches(target, known, n=3, cutoff=0.3)
    nearest = f" Nearest: {', '.join(near)}." if near else ""
    raise CaseError(f"The case has no “{target}”.{nearest} See all keys: parley case show CASE")


def _is_open_stance(case: Case, target: str) -> bool:
    """A stance that nobody has yet, of a party and an issue that the case has."""
    parts = target.split("/")
    return (
        len(parts) == 3
        and parts[2] in ("position", "salience", "red-line")
        and any(party.key == parts[0] for party in case.parties)
        and any(issue.key == parts[1] for issue in case.issues)
    )


def _check_cites(case: Case, cites: Sequence[str]) -> None:
    missing = [id for id in cites if case.citation(id) is None]
    if missing:
        raise CaseError(f"The case has no evidence {', '.join(missing)}. Ids stand under citations in the case file.")
