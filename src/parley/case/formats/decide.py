"""Files of DECIDE (Stokman and Van Oosten's exchange model): tab-separated rows marked #A, #P, #M and #D.

`#A` key name comment (actors), `#P` key name comment (issues), `#M` issue position text (labels), `#D` actor issue
position salience power; salience and power run from 0 to 1. Cells may be quoted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from parley.case.formats.built import FormatError, Numbers, case_of, key_of, number, positions_by_issue, scale_over
from parley.case.record import Case, Scale, ScalePoint
from parley.record import Finding

WHAT = "DECIDE file"


def read(text: str, title: str) -> Case:
    """A case from a DECIDE file; power may differ by issue there, here it is one number, their mean.

    Raises:
        FormatError: a row lacks cells, holds no number, or names an actor or issue the file does not have.
    """
    rows = list(_rows(text))
    numbers = Numbers(source=WHAT, title=title)
    actors = _named(rows, "#A")
    issues = _named(rows, "#P")
    power: dict[str, list[float]] = {key: [] for key in actors}
    for where, cells in _marked(rows, "#D", 6):
        actor, issue = _known(cells[1], actors, where), _known(cells[2], issues, where)
        position, salience, weight = (number(cell, WHAT, where) for cell in cells[3:6])
        numbers.stances[actors[actor][0], issues[issue][0]] = (position, salience)
        power[actor].append(weight)
    for name, (key, words) in actors.items():
        mean = sum(power[name]) / len(power[name]) if power[name] else 0.0
        numbers.parties[key] = (words, 100 * mean)
        if power[name] and max(power[name]) - min(power[name]) > 1e-9:
            numbers.findings.append(_one_power(words, mean))
    for _, (key, words) in issues.items():
        numbers.names[key] = words
        numbers.issues[key] = scale_over(words, positions_by_issue(numbers.stances, key))
    for where, cells in _marked(rows, "#M", 3):
        _label(numbers, issues[_known(cells[1], issues, where)][0], number(cells[2], WHAT, where), "".join(cells[3:4]))
    return case_of(numbers)


def write(case: Case) -> str:
    """A DECIDE file of a case: its own values; ranges, red lines and links are not in the format."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    sheet.writerows(["#A", party.key, party.name, ""] for party in case.parties)
    sheet.writerows(["#P", issue.key, issue.name, ""] for issue in case.issues)
    for issue in case.issues:
        scale = issue.scale
        ends = [(scale.low, scale.low_label), *((each.value, each.label) for each in scale.points)]
        sheet.writerows(["#M", issue.key, f"{at:g}", label] for at, label in [*ends, (scale.high, scale.high_label)])
    power = {party.key: party.influence.value / 100 for party in case.parties}
    sheet.writerows(
        ["#D", each.party, each.issue, repr(each.position.value), repr(each.salience.value), repr(power[each.party])]
        for each in case.stances
    )
    return out.getvalue()


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for at, cells in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter="\t"), start=1):
        if cells and cells[0].strip():
            yield f"line {at}", [cell.strip() for cell in cells]


def _marked(rows: list[tuple[str, list[str]]], mark: str, least: int) -> Iterator[tuple[str, list[str]]]:
    for where, cells in rows:
        if cells[0] == mark:
            if len(cells) < least:
                raise FormatError(
                    WHAT, where, f"{mark} needs {least - 1} cells, this has {len(cells) - 1}", "Add them."
                )
            yield where, cells


def _named(rows: list[tuple[str, list[str]]], mark: str) -> dict[str, tuple[str, str]]:
    """Key in the file -> key here and name."""
    found: dict[str, tuple[str, str]] = {}
    for _, cells in _marked(rows, mark, 2):
        words = cells[2] if len(cells) > 2 and cells[2] else cells[1]
        found[cells[1]] = (key_of(cells[1], (key for key, _ in found.values())), words)
    if not found:
        raise FormatError(WHAT, "", f"it has no {mark} row", "A DECIDE file lists actors (#A), issues (#P), data (#D).")
    return found


def _known(name: str, known: dict[str, tuple[str, str]], where: str) -> str:
    if name not in known:
        raise FormatError(WHAT, where, f"“{name}” is not listed", f"Listed are: {', '.join(known)}.")
    return name


def _label(numbers: Numbers, issue: str, at: float, label: str) -> None:
    scale = numbers.issues[issue]
    if not label or not scale.low <= at <= scale.high:
        return
    changed: dict[str, object] = {"points": _with_point(scale, at, label)}
    if at == scale.low:
        changed = {"low_label": label}
    elif at == scale.high:
        changed = {"high_label": label}
    numbers.issues[issue] = scale.model_copy(update=changed)


def _with_point(scale: Scale, at: float, label: str) -> tuple[ScalePoint, ...]:
    others = [point for point in scale.points if point.value != at]
    return tuple(sorted((*others, ScalePoint(label=label, value=at)), key=lambda point: point.value))


def _one_power(name: str, mean: float) -> Finding:
    return Finding(
        level="warning",
        code="power-by-issue",
        message=f"{name} has another power on each issue; its influence here is their mean, {100 * mean:g} of 100.",
    )
