"""Small cases made by hand, for tests of what stands on a case."""

from __future__ import annotations

from parley.case.record import Case, Estimate, Issue, Link, Party, Scale, ScalePoint, Source, Stance


def judged(value: float, half: float = 10.0, *, unit: str = "scale point", basis: str = "e1") -> Estimate:
    return Estimate(value=value, low=value - half, high=value + half, unit=unit, basis=(basis,), by="rule test/1")


def share(value: float, half: float = 0.1) -> Estimate:
    return judged(value, half, unit="share")


def party(key: str, role: str = "bargaining", walk_away: float = 0.3) -> Party:
    return Party(
        key=key,
        name=key.title(),
        role=role,
        influence=judged(60, 20, unit="capability"),
        walk_away=judged(walk_away, 0.1, unit="utility"),
    )


def issue(key: str, *points: tuple[str, float], low: float = 0.0, high: float = 100.0) -> Issue:
    scale = Scale(
        low=low,
        high=high,
        low_label=f"no {key}",
        high_label=f"full {key}",
        points=tuple(ScalePoint(label=label, value=value) for label, value in points or [("some", (low + high) / 2)]),
    )
    return Issue(key=key, name=key, scale=scale, basis=("e1",))


def stance(of: str, on: str, position: float, salience: float = 0.5, red_line: float | None = None) -> Stance:
    return Stance(
        party=of,
        issue=on,
        position=judged(position),
        salience=share(salience),
        red_line=None if red_line is None else judged(red_line),
    )


def trade(*, links: tuple[Link, ...] = ()) -> Case:
    """Two parties who each care most for another issue: the textbook case for a trade."""
    return Case(
        title="A trade",
        sources=(Source(id="s", title="A story"),),
        parties=(party("north"), party("south")),
        issues=(issue("water"), issue("grain")),
        stances=(
            stance("north", "water", 100, 0.8),
            stance("north", "grain", 0, 0.2),
            stance("south", "water", 0, 0.2),
            stance("south", "grain", 100, 0.8),
        ),
        links=links,
    )
