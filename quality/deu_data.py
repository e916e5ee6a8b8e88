"""Decisions of the European Union with positions, salience, capability and outcome (DEU I to III)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Decision(NamedTuple):
    """One issue that can be scored."""

    issue: str
    proposal: str
    outcome: float  # 0 to 100
    position: Floats  # (actors,), 0 to 100
    salience: Floats  # (actors,), 0 to 100
    capability: Floats  # (actors,)
    actors: tuple[str, ...]
    reference: float | None  # what holds without a decision, 0 to 100

    @property
    def weight(self) -> Floats:
        """Capability times salience."""
        return self.capability * self.salience


def decisions(data: Path) -> list[Decision]:
    """The 351 issues with an outcome and at least three actors with position and salience, in file order."""
    capability = _capability(data / "capability.csv")
    positions = _positions(data / "positions.csv")
    with (data / "issues.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [found for row in rows if (found := _decision(row, positions.get(row["issue_id"], []), capability))]


def _decision(
    row: dict[str, str], stands: list[tuple[str, float, float]], capability: dict[tuple[str, str], float]
) -> Decision | None:
    if not row["outcome"] or len(stands) < 3:
        return None
    regime = _regime(row)
    votes = {actor: capability[regime, actor] for actor, _, _ in stands if (regime, actor) in capability}
    largest = max(votes.values())  # the Commission and the Parliament each count as the largest member present
    return Decision(
        issue=row["issue_id"],
        proposal=row["proposal_id"],
        outcome=float(row["outcome"]),
        position=np.array([at for _, at, _ in stands]),
        salience=np.array([care for _, _, care in stands]),
        capability=np.array([votes.get(actor, largest) for actor, _, _ in stands]),
        actors=tuple(actor for actor, _, _ in stands),
        reference=float(row["reference_point"]) if row["reference_point"] else None,
    )


def _regime(row: dict[str, str]) -> str:
    if not row["final_act"]:
        return "nice" if int(row["introduced"][:4]) >= 2004 else "pre_nice"
    year = int(row["final_act"][:4])
    return "pre_nice" if year <= 2004 else "nice" if year <= 2014 else "lisbon"


def _capability(path: Path) -> dict[tuple[str, str], float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["regime"], row["actor"]): float(row["value"]) for row in csv.DictReader(file)}


def _positions(path: Path) -> dict[str, list[tuple[str, float, float]]]:
    found: dict[str, list[tuple[str, float, float]]] = {}
    for issue, stand in _stands(path):
        found.setdefault(issue, []).append(stand)
    return found


def _stands(path: Path) -> Iterator[tuple[str, tuple[str, float, float]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["position"] and row["salience"]:
                yield row["issue_id"], (row["actor"], float(row["position"]), float(row["salience"]))
