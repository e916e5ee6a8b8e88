"""Small cases for the tests of the analysis, in our own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from parley.case.record import (
    Case,
    CasePressure,
    Estimate,
    Issue,
    Party,
    PartyRole,
    Scale,
    ScalePoint,
    Source,
    Stance,
)


def judged(value: float, low: float, high: float, unit: str = "share") -> Estimate:
    """An estimate that rests on one item of evidence."""
    return Estimate(value=value, low=low, high=high, unit=unit, basis=("e1",), by="rule test/1", why="said so")


def default(value: float, low: float, high: float, unit: str = "share") -> Estimate:
    """An estimate nobody has given a reason for yet."""
    return Estimate(value=value, low=low, high=high, unit=unit, by="default")


def party(key: str, role: PartyRole = "bargaining", influence: float = 50.0, walk_away: float = 0.3) -> Party:
    return Party(
        key=key,
        name=key.title(),
        role=role,
        influence=judged(influence, influence * 0.8, min(100.0, influence * 1.2)),
        walk_away=judged(walk_away, max(0.0, walk_away - 0.1), min(1.0, walk_away + 0.1)),
    )


def issue(key: str, points: int = 3) -> Issue:
    inner = tuple(
        ScalePoint(label=f"{key} at {100 * step / (points - 1):.0f}", value=100 * step / (points - 1))
        for step in range(1, points - 1)
    )
    return Issue(key=key, name=key.title(), scale=Scale(low_label=f"no {key}", high_label=f"full {key}", points=inner))


def stance(party: str, issue: str, position: float, salience: float = 0.5, width: float = 10.0) -> Stance:
    return Stance(
        party=party,
        issue=issue,
        position=judged(position, max(0.0, position - width), min(100.0, position + width), "scale point"),
        salience=judged(salience, max(0.0, salience - 0.1), min(1.0, salience + 0.1)),
    )


def case(
    parties: Sequence[Party],
    issues: Sequence[Issue],
    stances: Sequence[Stance],
    pressures: Sequence[CasePressure] = (),
    title: str = "Wage talks at the harbour",
) -> Case:
    return Case(
        title=title,
        sources=(Source(id="src1", title="Dockers and port meet again"),),
        parties=tuple(parties),
        issues=tuple(issues),
        stances=tuple(stances),
        pressures=tuple(pressures),
    )


def harbour(salience: Mapping[str, tuple[float, float]] | None = None) -> Case:
    """A dockers' union and a port bargain over pay and crews; the city presses the port from outside.

    The union cares about pay, the port about crews: there is a trade to find.
    """
    weight = salience or {"union": (0.7, 0.3), "port": (0.3, 0.7)}
    return case(
        parties=[
            party("union", influence=60, walk_away=0.4),
            party("port", influence=70, walk_away=0.4),
            party("city", role="outside", influence=30, walk_away=0.0),
        ],
        issues=[issue("pay"), issue("crews")],
        stances=[
            stance("union", "pay", 95, weight["union"][0]),
            stance("union", "crews", 90, weight["union"][1]),
            stance("port", "pay", 5, weight["port"][0]),
            stance("port", "crews", 10, weight["port"][1]),
            stance("city", "pay", 50, 0.4, width=30),
        ],
        pressures=[CasePressure(by="city", on="port", form="deadline", strength=judged(0.1, 0.02, 0.2))],
    )


def conference() -> Case:
    """Two hundred countries at a climate conference, each with a stance on finance."""
    generator = np.random.default_rng(0)
    keys = [f"country-{number}" for number in range(200)]
    return case(
        [party(key) for key in keys],
        [issue("finance")],
        [stance(key, "finance", float(generator.integers(0, 101))) for key in keys],
    )


def renamed(case: Case, names: Mapping[str, str]) -> Case:
    """The same case under other names, every key and name of a party replaced."""
    text = case.to_json()
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"').replace(f'"{old.title()}"', f'"{new.title()}"')
    return Case.from_json(text)
