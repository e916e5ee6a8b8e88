"""Changes made by hand in a case file, told as judgements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from parley.case.chambers import Chamber
from parley.case.edit import judgement
from parley.case.keys import CHAMBER_NUMBERS, OPTIONAL_NUMBERS, SECTIONS, estimates, pressure_key
from parley.case.record import Case, Estimate, Issue, Judgement, Link, Party, Question

WHY = "changed by hand in the case file"
_NUMBERS = ("influence", "walk_away", "patience", "reference", *CHAMBER_NUMBERS.values())


def hand_edits(kept: Case, shown: Case, *, who: str, when: datetime) -> tuple[Judgement, ...]:
    """What has to be judged so that `kept` becomes what the file shows, in a fixed order."""
    header = {name: getattr(shown, name) for name in ("title", "as_of", "state")}
    anew = {name: str(value) if value else None for name, value in header.items() if value != getattr(kept, name)}
    changes: list[_Change] = [
        *([("case", dict[str, object](anew), "", "")] if anew else []),
        *_entries("party", kept.parties, shown.parties),
        *_entries("issue", kept.issues, shown.issues),
        *_entries("question", kept.questions, shown.questions),
        *_entries("chamber", kept.chambers, shown.chambers),
        *_links(kept, shown),
        *_sections(kept, shown),
        *_numbers(kept, shown),
    ]
    return tuple(judgement(on, change, who=_who(by, who), when=when, why=why or WHY) for on, change, by, why in changes)


_Change = tuple[str, dict[str, object], str, str]


def _who(by: str, who: str) -> str:
    return who if by in ("", "default", "edited by hand") or by.startswith("rule ") else by


def _entries(kind: str, kept: tuple[Any, ...], shown: tuple[Any, ...]) -> Iterator[_Change]:
    before = {item.key: item for item in kept}
    after = {item.key: item for item in shown}
    for key in before:
        if key not in after:
            yield f"{kind}/{key}", {"remove": True}, "", ""
    for key, item in after.items():
        if key not in before:
            yield f"{kind}/{key}", {"add": True, **_fields(item)}, "", ""
        elif change := {
            name: value for name, value in _fields(item).items() if value != _fields(before[key]).get(name)
        }:
            yield f"{kind}/{key}", change, "", ""


def _fields(item: Party | Issue | Question | Chamber) -> dict[str, object]:
    data = item.model_dump(mode="json", exclude={"key", "basis", *_NUMBERS})
    scale = data.pop("scale", None)
    return {**data, **scale} if isinstance(scale, dict) else data


def _links(kept: Case, shown: Case) -> Iterator[_Change]:
    before, after = set(map(_pair, kept.links)), set(map(_pair, shown.links))
    for give, get in sorted(before - after):
        yield f"link/{give}/{get}", {"remove": True}, "", ""
    for link in shown.links:
        fields = _link_fields(link)
        known = [_link_fields(each) for each in kept.links if (each.give_issue, each.get_issue) == _pair(link)]
        if not known:
            yield f"link/{link.give_issue}/{link.get_issue}", {"add": True, **fields}, "", ""
        elif fields not in known and len(known) == 1:  # a judgement changes all links of a pair alike
            change = {name: value for name, value in fields.items() if value != known[0][name]}
            yield f"link/{link.give_issue}/{link.get_issue}", change, "", ""


def _pair(link: Link) -> tuple[str, str]:
    return link.give_issue, link.get_issue


def _link_fields(link: Link) -> dict[str, object]:
    return link.model_dump(mode="json", exclude={"give_issue", "get_issue", "basis"})


def _sections(kept: Case, shown: Case) -> Iterator[_Change]:
    for name in SECTIONS:
        before, after = getattr(kept, name), getattr(shown, name)
        if before != after:
            yield name, {"set": _dumped(after)} if after else {"remove": True}, "", ""


def _dumped(section: Any) -> object:
    if isinstance(section, tuple):
        return [item.model_dump(mode="json") for item in section]
    return section.model_dump(mode="json")


def _numbers(kept: Case, shown: Case) -> Iterator[_Change]:
    before, after = dict(estimates(kept)), dict(estimates(shown))
    for key, estimate in after.items():
        old = before.get(key)
        if key.endswith("/support"):  # a member is judged as a whole
            continue
        if old is None or _differs(old, estimate):
            by = "" if old is not None and estimate.by == old.by else estimate.by
            why = "" if old is not None and estimate.why == old.why else estimate.why
            added: dict[str, object] = {"add": True} if old is None and key.startswith("pressure/") else {}
            yield key, {**added, **_change(old, estimate)}, by, why
    for key in before:
        if key not in after and key.rpartition("/")[2] in OPTIONAL_NUMBERS:
            yield key, {"remove": True}, "", ""
    gone = {pressure_key(each) for each in kept.pressures} - {pressure_key(each) for each in shown.pressures}
    for key in sorted(gone):
        yield key, {"remove": True}, "", ""


def _change(old: Estimate | None, new: Estimate) -> dict[str, object]:
    """A range left as it was, round a value moved out of it, is meant to move along."""
    kept_range = old is not None and (old.low, old.high) == (new.low, new.high)
    if kept_range and not new.low <= new.value <= new.high:
        return {"value": new.value}
    return {"value": new.value, "low": new.low, "high": new.high}


def _differs(one: Estimate, other: Estimate) -> bool:
    return (one.value, one.low, one.high) != (other.value, other.low, other.high)
