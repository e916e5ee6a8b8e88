"""Two states of a case side by side, and judgements told in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from parley.case.estimate import Estimate
from parley.case.keys import SECTIONS, estimates
from parley.case.record import Case, Judgement, Link
from parley.record import Record

_NUMBERS = {
    "influence": "influence",
    "walk-away": "worth of no deal",
    "patience": "patience",
    "position": "position",
    "salience": "salience",
    "red-line": "red line",
    "quota": "share of votes needed",
    "heads-quota": "share of members needed",
    "weight-quota": "share of weight needed",
    "noise": "noise of the vote",
    "support": "support",
}
_FIELDS = {
    "party": ("name", "role", "kind", "side", "ratifies", "envoys"),
    "issue": ("name", "scale"),
    "chamber": ("name", "side", "members", "more_than"),
    "question": ("text", "form", "parties", "issues", "resolves_by"),
}
_HEADER = {"title": "title of the case", "as_of": "day of the case", "state": "state of the talks"}


class Change(Record):
    """One thing that differs between two states of a case."""

    on: str  # key: "ukraine/tariffs/position", "party/russia", "link/minerals/guarantees"
    words: str  # what that is: "position of Ukraine on tariffs"
    before: str  # empty: it was not there
    after: str  # empty: it is gone


def changes(before: Case, after: Case) -> tuple[Change, ...]:
    """What differs between two states of one case: heading, parties, issues, numbers, links, chambers, questions.

    A default that came along with a new party or issue is not told beside it.
    """
    return (
        *_header(before, after),
        *_entries("party", before, after),
        *_entries("issue", before, after),
        *_numbers(before, after),
        *_links(before, after),
        *_entries("chamber", before, after),
        *_excluded(before, after),
        *_entries("question", before, after),
        *_sections(before, after),
    )


def named(case: Case, key: str) -> str:
    """What a key is about, in words; what has gone since is named as the draft named it.

    >>> from parley.case.record import Case
    >>> named(Case(title="Talks", sources=(), parties=(), issues=(), stances=()), "ukraine/pace/red-line")
    'red line of ukraine on pace'
    """
    kind, *rest = key.split("/")
    if key == "case":
        return "heading of the case"
    if key in SECTIONS:
        return f"{key} of the case"
    if kind == "judgement":
        return "a judgement"
    if kind == "pressure" and len(rest) == 3:
        return f"{rest[2]} by {party_name(case, rest[0])} on {party_name(case, rest[1])}"
    if kind == "link" and len(rest) == 2:
        return f"{issue_name(case, rest[0])} in return for {issue_name(case, rest[1])}"
    if kind == "chamber" and rest:
        return _of_chamber(case, rest)
    if kind == "issue" and rest[1:] == ["reference"]:
        return f"{issue_name(case, rest[0])} without an agreement"
    if kind in ("party", "issue", "question") and len(rest) == 1:
        return {"party": party_name, "issue": issue_name, "question": _question}[kind](case, rest[0])
    return _number(case, kind, rest)


def _number(case: Case, party: str, rest: list[str]) -> str:
    what = _NUMBERS.get(rest[-1], rest[-1]) if rest else ""
    if len(rest) == 1:
        return f"{what} of {party_name(case, party)}"
    if len(rest) == 2 and rest[1] == "salience":
        return f"salience of {issue_name(case, rest[0])} for {party_name(case, party)}"
    if len(rest) == 2:
        return f"{what} of {party_name(case, party)} on {issue_name(case, rest[0])}"
    return "/".join((party, *rest))


def _of_chamber(case: Case, rest: list[str]) -> str:
    name = _named(case, "chambers", rest[0], "name")
    if len(rest) == 1:
        return name
    what = _NUMBERS.get(rest[-1], rest[-1])
    return f"{what} in {name}" if len(rest) == 2 else f"{what} of {rest[1]} in {name}"


def party_name(case: Case, key: str) -> str:
    """The name of a party, also of one that was removed or merged; an unknown key is its own name."""
    return _named(case, "parties", key, "name")


def issue_name(case: Case, key: str) -> str:
    """The name of an issue, also of one that was removed or merged; an unknown key is its own name."""
    return _named(case, "issues", key, "name")


def _question(case: Case, key: str) -> str:
    return f"question “{_named(case, 'questions', key, 'text')}”"


def _named(case: Case, field: str, key: str, name: str) -> str:
    for state in (case, case.draft):
        for item in getattr(state, field) if state else ():
            if item.key == key:
                return str(getattr(item, name))
    return key


def told(case: Case, judgement: Judgement) -> str:
    """What a judgement does, in words: "position of Ukraine on tariffs: 80 (70 to 90)".

    Args:
        case: one that knows what the judgement is on, for the names.
    """
    change, what = judgement.change, named(case, judgement.on)
    if change.get("undo"):
        id = judgement.on.partition("/")[2]
        undone = next((each for each in case.judgements if each.id == id), None)
        return f"takes back: {told(case, undone)}" if undone else "takes a judgement back"
    if change.get("remove"):
        return f"{what}: removed"
    if change.get("add"):
        return f"{what}: added"
    if "merge_into" in change:
        return f"{what}: merged into {named(case, judgement.on.split('/')[0] + '/' + str(change['merge_into']))}"
    if "set" in change:
        return f"{what}: set anew"
    if "value" in change:
        beside = ", beside what others judged" if change.get("beside") else ""
        return f"{what}: {_of_change(change)}{beside}"
    return f"{what}: {'; '.join(f'{name} {_plain(value)}' for name, value in change.items())}"


def _of_change(change: Mapping[str, object]) -> str:
    value, low, high = (change.get(name) for name in ("value", "low", "high"))
    around = f" ({_plain(low)} to {_plain(high)})" if low is not None and high is not None else ""
    return f"{_plain(value)}{around}"


def shown(estimate: Estimate) -> str:
    """A number with its range.

    >>> shown(Estimate(value=0.25, low=0.1, high=0.4, unit="share", by="Anna"))
    '0.25 (0.1 to 0.4)'
    """
    return f"{figure(estimate.value)} ({figure(estimate.low)} to {figure(estimate.high)})"


def figure(value: float) -> str:
    """A number to two places, without noughts that say nothing.

    >>> figure(80.0), figure(0.3333), figure(-1250.5), figure(-0.0001)
    ('80', '0.33', '-1,250.5', '0')
    """
    return f"{round(value, 2) + 0:,.2f}".rstrip("0").rstrip(".")


def _plain(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, int | float):
        return figure(value)
    if isinstance(value, list | tuple):
        return f"{len(value)} in all"
    return str(value)


def _header(before: Case, after: Case) -> Iterator[Change]:
    for name, words in _HEADER.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(on="case", words=words, before=_or_empty(old), after=_or_empty(new))


def _or_empty(value: object) -> str:
    return "" if value is None else str(value)


_OF_KIND: dict[str, Callable[[Case], tuple[Any, ...]]] = {
    "party": lambda case: case.parties,
    "issue": lambda case: case.issues,
    "chamber": lambda case: case.chambers,
    "question": lambda case: case.questions,
}


def _entries(kind: str, before: Case, after: Case) -> Iterator[Change]:
    old, new = ({item.key: item for item in _OF_KIND[kind](case)} for case in (before, after))
    for key in dict.fromkeys((*old, *new)):
        on, words = f"{kind}/{key}", named(after if key in new else before, f"{kind}/{key}")
        if key not in new:
            yield Change(on=on, words=words, before="in the case", after="")
        elif key not in old:
            yield Change(on=on, words=words, before="", after="in the case")
        else:
            yield from _fields(kind, on, words, old[key], new[key])


def _fields(kind: str, on: str, words: str, old: Record, new: Record) -> Iterator[Change]:
    for name in _FIELDS[kind]:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            about = f"{words}, {name.replace('_', ' ')}"
            yield Change(on=on, words=about, before=_field(one) or "none", after=_field(other) or "none")


def _field(value: Any) -> str:
    if hasattr(value, "low_label"):
        points = "".join(f", {figure(point.value)} {point.label}" for point in value.points)
        return f"{figure(value.low)} {value.low_label} to {figure(value.high)} {value.high_label}{points}"
    if isinstance(value, tuple):
        return ", ".join(item if isinstance(item, str) else str(item.name or item.key) for item in value)
    return _plain(value)


def _numbers(before: Case, after: Case) -> Iterator[Change]:
    old, new = dict(estimates(before)), dict(estimates(after))
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        alone = one or other
        if alone is not None and (one is None or other is None):
            if not alone.is_default:
                yield _change(key, before if other is None else after, one, other)
        elif one is not None and other is not None and _triple(one) != _triple(other):
            yield _change(key, after, one, other)


def _change(key: str, case: Case, one: Estimate | None, other: Estimate | None) -> Change:
    return Change(on=key, words=named(case, key), before=shown(one) if one else "", after=shown(other) if other else "")


def _triple(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.low, estimate.high


def _links(before: Case, after: Case) -> Iterator[Change]:
    old, new = _by_pair(before), _by_pair(after)
    for on in dict.fromkeys((*old, *new)):
        one, other = old.get(on, ""), new.get(on, "")
        if one != other:
            yield Change(on=on, words=named(after if on in new else before, on), before=one, after=other)


def _by_pair(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in case.links:
        on = f"link/{link.give_issue}/{link.get_issue}"
        found[on] = "; ".join(filter(None, (found.get(on, ""), _link(case, link))))
    return found


def _link(case: Case, link: Link) -> str:
    who = party_name(case, link.giver) if link.giver else "somebody"
    whom = f" with {party_name(case, link.getter)}" if link.getter else ""
    from_ = f", from {figure(link.threshold)}" if link.threshold is not None else ""
    return f"{link.form} by {who}{whom}{from_}: {link.words}"


def _excluded(before: Case, after: Case) -> Iterator[Change]:
    old, new = ({f"{each.party}: {each.talks}": each for each in case.excluded} for case in (before, after))
    for key in dict.fromkeys((*old, *new)):
        if (key in old) != (key in new):
            each = (new if key in new else old)[key]
            words = f"{party_name(after if key in new else before, each.party)} left out of {each.talks}"
            there = "in the case"
            yield Change(on=f"party/{each.party}", words=words, before=there * (key in old), after=there * (key in new))


def _sections(before: Case, after: Case) -> Iterator[Change]:
    for name in SECTIONS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(
                on=name,
                words=named(after, name),
                before="as it was" if old else "",
                after="set anew" if new else "",
            )
