"""Files of KTAB's spatial model (SMP): CSV with a line of sizes, or XML; positions and saliences from 0 to 100."""

from __future__ import annotations

import csv
import io
from xml.etree.ElementTree import Element, SubElement

from parley.case.formats.built import FormatError, Numbers, case_of, key_of, number, positions_by_issue, scale_over
from parley.case.formats.trees import tree, words, written
from parley.case.record import Case
from parley.record import Finding

WHAT = "KTAB file"


def read(text: str, title: str) -> Case:
    """A case from CSV or XML, told apart by the first sign.

    The CSV may lack KTAB's own first line (name, description, number of actors and of dimensions).

    Raises:
        FormatError: a row or element is incomplete or holds no number.
    """
    return _read_xml(text, title) if text.lstrip("\ufeff \n\r\t").startswith("<") else _read_csv(text, title)


def write(case: Case) -> tuple[str, tuple[Finding, ...]]:
    """KTAB's CSV, and what was changed to fit it: an actor's saliences sum to at most 100 there."""
    table, findings = _table(case)
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow([case.title, "", len(case.parties), len(case.issues), ""])
    head = [part for issue in case.issues for part in (f"{issue.name} Position", f"{issue.name} Salience")]
    sheet.writerow(["Actor", "Description", "Influence", *head])
    for party in case.parties:
        cells = [f"{value:.10g}" for stand in table[party.key] for value in stand]
        sheet.writerow([party.key, party.name, f"{party.influence.value:.10g}", *cells])
    return out.getvalue(), findings


def write_xml(case: Case) -> tuple[str, tuple[Finding, ...]]:
    """KTAB's XML, without model parameters: KTAB then takes its own."""
    table, findings = _table(case)
    root = Element("Scenario")
    for name, value in (("name", case.title), ("desc", ""), ("prngSeed", "0")):
        SubElement(root, name).text = value
    dimensions = SubElement(root, "Dimensions")
    for issue in case.issues:
        SubElement(dimensions, "dName").text = issue.name
    actors = SubElement(root, "Actors")
    for party in case.parties:
        actor = SubElement(actors, "Actor")
        parts = (("name", party.key), ("description", party.name), ("capability", f"{party.influence.value:.10g}"))
        for name, value in parts:
            SubElement(actor, name).text = value
        for at, (group, item) in enumerate((("Position", "dCoord"), ("Salience", "dSal"))):
            element = SubElement(actor, group)
            for stand in table[party.key]:
                SubElement(element, item).text = f"{stand[at]:.10g}"
    return written(root), findings


def _table(case: Case) -> tuple[dict[str, list[tuple[float, float]]], tuple[Finding, ...]]:
    """Position and salience, 0 to 100, of every party on every issue; where it has none, the middle and 0."""
    table: dict[str, list[tuple[float, float]]] = {}
    findings = []
    for party in case.parties:
        stands = []
        for issue in case.issues:
            stance = case.stance(party.key, issue.key)
            low, width = issue.scale.low, issue.scale.high - issue.scale.low
            at = 50.0 if stance is None else 100 * (stance.position.value - low) / width
            stands.append((at, 0.0 if stance is None else 100 * stance.salience.value))
        total = sum(salience for _, salience in stands)
        if total > 100 + 1e-9:
            stands = [(at, salience * 100 / total) for at, salience in stands]
            findings.append(_normalised(party.name, total))
        table[party.key] = stands
    return table, tuple(findings)


def _normalised(name: str, total: float) -> Finding:
    return Finding(
        level="warning",
        code="salience-normalised",
        message=f"The saliences of {name} sum to {total:g}; they were divided by {total / 100:.4g}, since KTAB "
        f"allows 100.",
    )


def _read_csv(text: str, title: str) -> Case:
    rows = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if any(cell.strip() for cell in row)]
    at = next((index for index, row in enumerate(rows[:2]) if row[0].strip() == "Actor"), None)
    if at is None:
        raise FormatError(WHAT, "line 1", "there is no row that begins with “Actor”", "Head the columns as KTAB does.")
    named = rows[0][0].strip() if at == 1 else title
    dimensions = [cell.strip().removesuffix("Position").strip() or "issue" for cell in rows[at][3::2] if cell.strip()]
    actors = []
    for line, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = [cell.strip() for cell in row]
        if len(cells) < 3 + 2 * len(dimensions):
            wanted = 3 + 2 * len(dimensions)
            raise FormatError(WHAT, f"line {line}", f"it has {len(cells)} cells, not {wanted}", "Add what is missing.")
        numbers = [number(cell, WHAT, f"line {line}") for cell in cells[2 : 3 + 2 * len(dimensions)]]
        actors.append((cells[1] or cells[0], numbers[0], numbers[1::2], numbers[2::2]))
    return _case(named or title, dimensions, actors)


def _read_xml(text: str, title: str) -> Case:
    root = tree(text, WHAT)
    dimensions = [words(each) or "issue" for each in root.iterfind("Dimensions/dName")] or ["issue"]
    actors = []
    for at, actor in enumerate(root.iterfind("Actors/Actor"), start=1):
        name, where = words(actor.find("description")) or words(actor.find("name")), f"actor {at}"
        positions = [number(words(each), WHAT, where) for each in actor.iterfind("Position/dCoord")]
        saliences = [number(words(each), WHAT, where) for each in actor.iterfind("Salience/dSal")]
        if not len(positions) == len(saliences) == len(dimensions):
            problem = (
                f"it has {len(positions)} positions and {len(saliences)} saliences on {len(dimensions)} dimensions"
            )
            raise FormatError(WHAT, where, problem, "Give one of each for every dimension.")
        actors.append((name or where, number(words(actor.find("capability")), WHAT, where), positions, saliences))
    return _case(words(root.find("name")) or title, dimensions, actors)


def _case(title: str, dimensions: list[str], actors: list[tuple[str, float, list[float], list[float]]]) -> Case:
    if not actors:
        raise FormatError(WHAT, "", "it has no actor", "List at least two.")
    numbers = Numbers(source=WHAT, title=title)
    for name in dimensions:
        numbers.names[key_of(name, numbers.names)] = name
    for name, influence, positions, saliences in actors:
        party = key_of(name, numbers.parties)
        numbers.parties[party] = (name, influence)
        for issue, position, salience in zip(numbers.names, positions, saliences, strict=True):
            numbers.stances[party, issue] = (position, salience / 100)
    for issue, name in numbers.names.items():
        numbers.issues[issue] = scale_over(name, positions_by_issue(numbers.stances, issue))
    return case_of(numbers)
