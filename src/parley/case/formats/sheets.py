"""A case as sheets: what analysts work in today. One workbook (XLSX), or its stances as one CSV table.

Every number takes six columns: value, low, high (5th and 95th percentile), who judged, why, and what it rests on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from parley.case.estimate import Estimate
from parley.case.formats.built import FormatError, Numbers, case_of, key_of, number, positions_by_issue, scale_over
from parley.case.record import Case, Issue, Party, Scale, ScalePoint, Stance
from parley.record import Record

WHAT = "table"
PARTS = ("", " low", " high", " by", " why", " basis")
PARTY = ("party", "name", "role", "kind", "side", "ratifies")
ISSUE = ("issue", "name", "low", "high", "low label", "high label", "points", "unit")
STANCE = ("party", "issue")
Row = dict[str, str]
AnyRecord = TypeVar("AnyRecord", bound=Record)


def sheets(case: Case) -> dict[str, list[list[str]]]:
    """The rows of each sheet, headings first."""
    return {
        "parties": [_heads(PARTY, "influence", "walk away"), *map(_party_row, case.parties)],
        "issues": [list(ISSUE), *map(_issue_row, case.issues)],
        "stances": [_heads(STANCE, "position", "salience", "red line"), *map(_stance_row, case.stances)],
    }


def write_csv(case: Case) -> str:
    """The stances as one table, influence beside them, in the shape other programs read."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(_heads(STANCE, "position", "salience", "red line", "influence"))
    influence = {party.key: _cells(party.influence) for party in case.parties}
    for stance in case.stances:
        sheet.writerow([*_stance_row(stance), *influence[stance.party]])
    return out.getvalue()


def read_csv(text: str, title: str) -> Case:
    """A case from a table with columns party, issue, position, salience and perhaps influence and ranges.

    Salience may run from 0 to 1 or to 100, told by the greatest in the table; a range not given is none.

    Raises:
        FormatError: a column is missing, or a cell holds no number; says the line.
    """
    rows = list(_dicts(csv.reader(io.StringIO(text.removeprefix("\ufeff")))))
    if not rows:
        raise FormatError(WHAT, "", "it has no rows", "Begin with the headings party, issue, position, salience.")
    for name in ("party", "issue", "position"):
        if name not in rows[0][1]:
            raise FormatError(WHAT, "line 1", f"there is no column “{name}”", f"There are: {', '.join(rows[0][1])}.")
    numbers = Numbers(source=WHAT, title=title)
    keys: dict[str, dict[str, str]] = {"party": {}, "issue": {}}
    most = max((number(row["salience"], WHAT, where) for where, row in rows if row.get("salience")), default=1.0)
    for where, row in rows:
        party, issue = (_key(keys[kind], row[kind], where) for kind in ("party", "issue"))
        given = row.get("influence")
        numbers.parties[party] = (row["party"], number(given, WHAT, where) if given else None)
        numbers.names[issue] = row["issue"]
        care = row.get("salience")
        salience = number(care, WHAT, where) / (100 if most > 1 else 1) if care else None
        numbers.stances[party, issue] = (number(row["position"], WHAT, where), salience)
    for issue, name in numbers.names.items():
        numbers.issues[issue] = scale_over(name, positions_by_issue(numbers.stances, issue))
    return _with_ranges(case_of(numbers), rows, keys)


def write_xlsx(case: Case, path: Path) -> None:
    """A workbook with a sheet of parties, of issues and of stances."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    for first in book.worksheets:
        book.remove(first)
    for name, rows in sheets(case).items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([_cell(text) for text in row])
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
    book.save(path)


def read_xlsx(path: Path, title: str) -> Case:
    """A case from such a workbook.

    Raises:
        FormatError: it is no workbook, lacks a sheet or column, or a cell does not fit; says sheet and line.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise FormatError("workbook", "", "it cannot be opened", "Save it again as .xlsx.") from error
    missing = [name for name in ("parties", "issues", "stances") if name not in book.sheetnames]
    if missing:
        raise FormatError("workbook", "", f"it has no sheet “{missing[0]}”", "Sheets are: parties, issues, stances.")
    rows = {name: list(_dicts(map(_texts, book[name].iter_rows(values_only=True)))) for name in book.sheetnames}
    return Case(
        title=title,
        sources=(),
        parties=tuple(_party(row, f"parties, {where}") for where, row in rows["parties"]),
        issues=tuple(_issue(row, f"issues, {where}") for where, row in rows["issues"]),
        stances=tuple(_stance(row, f"stances, {where}") for where, row in rows["stances"]),
    )


def _heads(first: tuple[str, ...], *numbers: str) -> list[str]:
    return [*first, *(name + part for name in numbers for part in PARTS)]


def _cells(estimate: Estimate | None) -> list[str]:
    if estimate is None:
        return [""] * len(PARTS)
    sums = [f"{value!r}" for value in (estimate.value, estimate.low, estimate.high)]
    return [*sums, estimate.by, estimate.why, " ".join(estimate.basis)]


def _party_row(party: Party) -> list[str]:
    said = [party.key, party.name, party.role, party.kind, party.side or "", "yes" if party.ratifies else ""]
    return [*said, *_cells(party.influence), *_cells(party.walk_away)]


def _issue_row(issue: Issue) -> list[str]:
    scale = issue.scale
    points = "; ".join(f"{point.value:g}: {point.label}" for point in scale.points)
    ends = [f"{scale.low:g}", f"{scale.high:g}", scale.low_label, scale.high_label]
    return [issue.key, issue.name, *ends, points, scale.unit]


def _stance_row(stance: Stance) -> list[str]:
    return [stance.party, stance.issue, *_cells(stance.position), *_cells(stance.salience), *_cells(stance.red_line)]


def _cell(text: str) -> str | float:
    """A number as a number. Words that a sheet would take for a formula are kept as words."""
    try:
        return float(text)
    except ValueError:
        return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _texts(cells: Iterable[object]) -> list[str]:
    return [
        "" if cell is None else repr(cell) if isinstance(cell, float) else str(cell).removeprefix("'") for cell in cells
    ]


def _dicts(rows: Iterable[list[str]]) -> Iterator[tuple[str, Row]]:
    """Rows by their headings, with where each stands; empty rows are left out."""
    heads: list[str] | None = None
    for line, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if heads is None:
            heads = [cell.casefold() for cell in cells]
        else:
            yield f"line {line}", dict(zip(heads, [*cells, *[""] * len(heads)], strict=False))


def _key(known: dict[str, str], name: str, where: str) -> str:
    if not name:
        raise FormatError(WHAT, where, "a party or issue has no name", "Fill the cell.")
    if name not in known:
        known[name] = key_of(name, known.values())
    return known[name]


def _with_ranges(case: Case, rows: list[tuple[str, Row]], keys: Mapping[str, dict[str, str]]) -> Case:
    """Ranges, judges and reasons where the table has them."""
    stances = {stance.key: stance for stance in case.stances}
    influence: dict[str, Estimate] = {}
    for where, row in rows:
        party, issue = keys["party"][row["party"]], keys["issue"][row["issue"]]
        stance = stances[f"{party}/{issue}"]
        red_line = _ranged(row, "red line", stance.position, where) if row.get("red line") else None
        stances[stance.key] = stance.model_copy(
            update={
                "position": _ranged(row, "position", stance.position, where),
                "salience": _ranged(row, "salience", stance.salience, where),
                "red_line": red_line,
            }
        )
        influence[party] = _ranged(row, "influence", case.party(party).influence, where)
    parties = tuple(
        each.model_copy(update={"influence": influence.get(each.key, each.influence)}) for each in case.parties
    )
    return case.model_copy(update={"stances": tuple(stances.values()), "parties": parties})


def _ranged(row: Row, name: str, plain: Estimate, where: str) -> Estimate:
    if not row.get(name + " low"):
        return plain
    return _estimate(row, name, plain.unit, where)


def _estimate(row: Row, name: str, unit: str, where: str) -> Estimate:
    value = number(row.get(name, ""), WHAT, f"{where}, {name}")
    ends = [row.get(name + part) or repr(value) for part in (" low", " high")]
    low, high = (number(each, WHAT, f"{where}, {name}") for each in ends)
    return Estimate(
        value=value,
        low=low,
        high=high,
        unit=unit,
        by=row.get(name + " by") or WHAT,
        why=row.get(name + " why") or "",
        basis=tuple(row.get(name + " basis", "").split()),
    )


def _party(row: Row, where: str) -> Party:
    return _valid(
        Party,
        {
            "key": row.get("party"),
            "name": row.get("name") or row.get("party"),
            "role": row.get("role") or "bargaining",
            "kind": row.get("kind") or "group",
            "side": row.get("side") or None,
            "ratifies": row.get("ratifies", "").casefold() in ("yes", "true", "1", "1.0"),
            "influence": _estimate(row, "influence", "capability", where),
            "walk_away": _estimate(row, "walk away", "utility", where),
        },
        where,
    )


def _issue(row: Row, where: str) -> Issue:
    low, high = (number(row.get(name) or default, WHAT, where) for name, default in (("low", "0"), ("high", "100")))
    scale = _valid(
        Scale,
        {
            "low": low,
            "high": high,
            "low_label": row.get("low label") or f"{low:g}",
            "high_label": row.get("high label") or f"{high:g}",
            "points": tuple(_points(row.get("points", ""), where)),
            "unit": row.get("unit") or "scale point",
        },
        where,
    )
    return _valid(Issue, {"key": row.get("issue"), "name": row.get("name") or row.get("issue"), "scale": scale}, where)


def _points(text: str, where: str) -> Iterator[ScalePoint]:
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        at, _, label = part.partition(":")
        yield ScalePoint(value=number(at.strip(), WHAT, f"{where}, points"), label=label.strip() or at.strip())


def _stance(row: Row, where: str) -> Stance:
    fields = {
        "party": row.get("party"),
        "issue": row.get("issue"),
        "position": _estimate(row, "position", "scale point", where),
        "salience": _estimate(row, "salience", "share", where),
    }
    if row.get("red line"):
        fields["red_line"] = _estimate(row, "red line", "scale point", where)
    return _valid(Stance, fields, where)


def _valid(kind: type[AnyRecord], fields: Mapping[str, object], where: str) -> AnyRecord:
    from pydantic import ValidationError

    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FormatError(WHAT, where, f"{place}: {first['msg']}", "Correct the cell.") from error
