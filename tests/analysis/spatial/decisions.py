"""The decisions of the European Union beside the repository, and small issues for the laws."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

DEU = Path(__file__).parents[4] / "shared" / "data" / "deu"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Decision:
    position: Floats  # (1, actors)
    weight: Floats  # (1, actors)
    outcome: float


def read_decisions() -> Iterator[Decision]:
    capability = {(row["regime"], row["actor"]): float(row["value"]) for row in rows("capability.csv")}
    actors = defaultdict(list)
    for row in rows("positions.csv"):
        if row["position"] and row["salience"]:
            actors[row["issue_id"]].append((row["actor"], float(row["position"]), float(row["salience"])))
    for row in rows("issues.csv"):
        present = actors[row["issue_id"]]
        if row["outcome"] and len(present) >= 3:
            power = capabilities([name for name, _, _ in present], regime(row), capability)
            weight = power * np.array([salience for _, _, salience in present])
            yield Decision(np.array([[at for _, at, _ in present]]), weight[None], float(row["outcome"]))


def rows(name: str) -> list[dict[str, str]]:
    with (DEU / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regime(row: dict[str, str]) -> str:
    if not row["final_act"]:
        return "nice" if int(row["introduced"][:4]) >= 2004 else "pre_nice"
    year = int(row["final_act"][:4])
    return "pre_nice" if year <= 2004 else "nice" if year <= 2014 else "lisbon"


def capabilities(names: list[str], under: str, capability: dict[tuple[str, str], float]) -> Floats:
    """Council votes or population; Commission and Parliament each as much as the largest member present."""
    states = {name: capability[under, name] for name in names if name not in ("com", "ep")}
    return np.array([states.get(name, max(states.values())) for name in names])


def mean_error(decisions: list[Decision], forecast: object) -> float:
    assert callable(forecast)
    return float(np.mean([abs(forecast(each.position, each.weight)[0] - each.outcome) for each in decisions]))


def issues(smallest: int = 1, largest: int = 8) -> st.SearchStrategy[tuple[Floats, Floats]]:
    """Positions on 0 to 100 and weights, whole numbers so that ties are frequent."""
    actor = st.tuples(st.integers(0, 100), st.integers(1, 50))
    return st.lists(actor, min_size=smallest, max_size=largest).map(
        lambda actors: (np.array([[float(x) for x, _ in actors]]), np.array([[float(w) for _, w in actors]]))
    )
