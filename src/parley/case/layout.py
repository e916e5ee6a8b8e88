"""How the records of a case are laid out as sections of a file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from parley.case.chambers import Chamber
from parley.case.nodes import Marks, Path
from parley.case.options import Conflict
from parley.case.record import (
    Case,
    CasePressure,
    Citation,
    Correlation,
    Estimate,
    Excluded,
    Issue,
    Judgement,
    Link,
    Party,
    Question,
    Source,
    Stance,
)
from parley.case.stakes import Stakes
from parley.record import Finding, Record

AnyRecord = TypeVar("AnyRecord", bound=Record)
HEADER = ("schema_version", "title", "as_of", "state", "state_basis")
KEYED: dict[str, type[Record]] = {
    "parties": Party,
    "issues": Issue,
    "stances": Stance,
    "chambers": Chamber,
    "questions": Question,
}
LISTED: dict[str, type[Record]] = {
    "links": Link,
    "pressures": CasePressure,
    "excluded": Excluded,
    "correlations": Correlation,
    "judgements": Judgement,
    "findings": Finding,
    "sources": Source,
    "citations": Citation,
}
ORDER = (
    "parties",
    "issues",
    "stances",
    "links",
    "pressures",
    "excluded",
    "chambers",
    "questions",
    "correlations",
    "judgements",
    "findings",
)
SINGLE: dict[str, type[Record]] = {"conflict": Conflict, "stakes": Stakes}  # sections that are one record
LAST = ("sources", "citations")
UNITS = {
    "influence": "capability",
    "walk_away": "utility",
    "patience": "share a round",
    "salience": "share",
    "strength": "utility",
    "weight": "share",
    "quota": "share of votes",
    "heads_quota": "share of members",
    "weight_quota": "share of weight",
    "noise": "utility",
    "support": "probability",
}
SCALE_UNIT = "scale point"


class Line(dict[str, Any]):
    """A mapping written on one line."""


def to_sections(case: Case) -> dict[str, Any]:
    """A case as nested plain data in the order a reader wants it; the draft comes last."""
    data = _body(case)
    for name in LAST:
        if getattr(case, name):
            data[name] = [_plain(item) for item in getattr(case, name)]
    draft = case.draft or case
    data["draft"] = {
        name: value for name, value in _body(draft).items() if name not in ("schema_version", "judgements")
    }
    data["draft"] = _lines(data["draft"])
    return data


def from_sections(data: Mapping[str, Any], marks: Marks) -> tuple[Case, Case]:
    """The case as the file shows it, and the draft it keeps.

    Raises:
        CaseFileError: an entry does not fit; says line, field and what would be right.
    """
    known = {*HEADER, *ORDER, *SINGLE, *LAST, "draft"}
    for name in data:
        if name not in known:
            raise marks.error(
                (name,), f"“{name}” is no section of a case", f"Sections are: {', '.join(sorted(known))}."
            )
    if data.get("schema_version") != "case/1":
        raise marks.error(
            ("schema_version",),
            f"the schema version is {data.get('schema_version')!r}",
            "This Parley reads case/1; a later Parley may have written the file.",
        )
    shown = _case(data, (), marks)
    if not isinstance(data.get("draft"), dict):
        return shown, shown.model_copy(update={"judgements": ()})
    draft = _case({**data["draft"], "schema_version": "case/1"}, ("draft",), marks)
    return shown, draft.model_copy(update={"sources": shown.sources, "citations": shown.citations})


def _body(case: Case) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in HEADER:
        value = getattr(case, name)
        if value not in (None, ()):
            data[name] = list(value) if isinstance(value, tuple) else value
    for name in ORDER:
        items = getattr(case, name)
        if name in KEYED:
            data[name] = {item.key: _keyed(item) for item in items}
        elif items:
            data[name] = [_plain(item) for item in items]
    for name in SINGLE:
        if getattr(case, name) is not None:
            data[name] = _plain(getattr(case, name))
    return data


def _keyed(item: Any) -> dict[str, Any]:
    skipped = {"key"} if not isinstance(item, Stance) else {"party", "issue"}
    return {name: value for name, value in _plain(item).items() if name not in skipped}


def _plain(record: Record, unit: str | None = None) -> dict[str, Any]:
    """A record as plain data without its empty defaults; estimates and short records on one line."""
    if isinstance(record, Estimate):
        return _estimate(record, unit)
    data: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        # A number is written even where it is a default: nobody should have to know that it is there.
        shown = info.is_required() or isinstance(value, Estimate)
        if value == info.get_default(call_default_factory=True) and not shown:
            continue
        data[name] = _value(name, value)
    return Line(data) if isinstance(record, Finding) else data


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Record):
        return _plain(value, UNITS.get(name, SCALE_UNIT))
    if isinstance(value, tuple):
        return [Line(_plain(item)) if isinstance(item, Record) else _value(name, item) for item in value]
    return _number(value) if isinstance(value, float) else value


def _estimate(estimate: Estimate, unit: str | None) -> Line:
    line = Line(value=_number(estimate.value), range=[_number(estimate.low), _number(estimate.high)], by=estimate.by)
    if estimate.basis:
        line["basis"] = list(estimate.basis)
    if estimate.why:
        line["why"] = estimate.why
    if estimate.opinions:
        line["opinions"] = [Line(_plain(opinion)) for opinion in estimate.opinions]
    if estimate.unit != unit:
        line["unit"] = estimate.unit
    return line


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _lines(draft: dict[str, Any]) -> dict[str, Any]:
    """One line an entry: nobody edits these."""
    for name in ORDER:
        if isinstance(draft.get(name), dict):
            draft[name] = {key: Line(value) for key, value in draft[name].items()}
        elif name in draft:
            draft[name] = [Line(value) for value in draft[name]]
    return draft


def _case(data: Mapping[str, Any], at: Path, marks: Marks) -> Case:
    fields: dict[str, Any] = {name: data[name] for name in HEADER if name in data}
    for name, kind in KEYED.items():
        entries = data.get(name) or {}
        if not isinstance(entries, dict):
            raise marks.error((*at, name), f"“{name}” is no map", "Write `key:` with its fields indented below.")
        fields[name] = tuple(_entry(kind, key, entry, (*at, name, str(key)), marks) for key, entry in entries.items())
    for name, kind in LISTED.items():
        entries = data.get(name) or []
        if not isinstance(entries, list):
            raise marks.error((*at, name), f"“{name}” is no list", "Start each entry with a dash.")
        fields[name] = tuple(_built(kind, entry, (*at, name, index), marks) for index, entry in enumerate(entries))
    for name, kind in SINGLE.items():
        if name in data:
            fields[name] = _built(kind, data[name], (*at, name), marks)
    return _built(Case, {"sources": (), **fields}, at, marks)


def _entry(kind: type[AnyRecord], key: object, entry: Any, at: Path, marks: Marks) -> AnyRecord:
    if not isinstance(entry, dict):
        raise marks.error(at, f"“{key}” has no fields", "Indent its fields below it, or remove the line.")
    if kind is not Stance:
        return _built(kind, {**entry, "key": str(key)}, at, marks)
    party, _, issue = str(key).partition("/")
    if not issue:
        raise marks.error(at, f"“{key}” is no stance", "A stance is written party/issue: ukraine/security-guarantees.")
    return _built(kind, {**entry, "party": party, "issue": issue}, at, marks)


def _built(kind: type[AnyRecord], entry: Any, at: Path, marks: Marks) -> AnyRecord:
    try:
        return kind.model_validate(entry if kind is Judgement else _opened(entry))
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        where = ".".join(str(part) for part in path) or "the entry"
        raise marks.error((*at, *path), f"{where}: {_say(first)}", _remedy(kind, path)) from error


def _say(problem: Any) -> str:
    if problem["type"] == "missing":
        return "is missing"
    if problem["type"] == "extra_forbidden":
        return "is no field known here"
    return f"{problem['msg'][:1].lower()}{problem['msg'][1:]}, but it is {problem['input']!r}"


def _remedy(kind: type[Record], path: Path) -> str:
    if any(part in ("value", "low", "high", "range") for part in path):
        return 'Write an estimate as {value: 80, range: [70, 90], by: anna, why: "..."}.'
    names = ", ".join(name for name in kind.model_fields if name != "key")
    return f"Fields here are: {names}. Words such as no, yes or on need quotes."


def _opened(entry: Any) -> Any:
    """Turn `range: [low, high]` back and give each estimate the unit its place implies."""
    if isinstance(entry, Line | dict):
        opened = {name: _with_unit(name, _opened(value)) for name, value in entry.items()}
        if "range" in opened and "value" in opened:
            bounds = opened.pop("range")
            low, high = bounds if isinstance(bounds, list) and len(bounds) == 2 else (bounds, bounds)
            opened = {**opened, "low": low, "high": high}
        return opened
    if isinstance(entry, list):
        return [_opened(item) for item in entry]
    return entry


def _with_unit(name: str, value: Any) -> Any:
    if isinstance(value, dict) and "value" in value and "low" in value:
        return {"unit": UNITS.get(name, SCALE_UNIT), "by": "edited by hand", **value}
    return value
