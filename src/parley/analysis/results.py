"""Everything the analysis says about one case, family by family.

Each family of models keeps its own result records (`analysis/<family>/result.py`); this is the one place that knows
them all, so it stands above them.
"""

from __future__ import annotations

from typing import Literal

from parley.analysis.bargaining.result import Bargaining
from parley.analysis.conflict.result import ConflictResult
from parley.analysis.ratification.result import Ratification
from parley.analysis.result import Answer, Counterfactual, IssueForecast
from parley.analysis.spatial.result import ExchangeOutcome
from parley.analysis.stakes.result import StakesResult
from parley.analysis.uncertainty.result import Sensitivity
from parley.record import Finding, Record


class Results(Record):
    """Everything the analysis says about one case."""

    schema_version: Literal["results/1"] = "results/1"
    case_digest: str
    title: str
    seed: int
    draws: int
    forecasts: tuple[IssueForecast, ...] = ()
    exchange: ExchangeOutcome | None = None  # None: fewer than two issues or parties to exchange
    bargaining: Bargaining | None = None
    ratification: Ratification | None = None
    answers: tuple[Answer, ...] = ()
    counterfactuals: tuple[Counterfactual, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    conflict: ConflictResult | None = None
    stakes: StakesResult | None = None
    default_share: float = 1.0
    findings: tuple[Finding, ...] = ()
