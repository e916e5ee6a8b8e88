"""Forecasts of where an issue ends, held against 351 decisions of the European Union.

python quality/deu.py [--data ../shared/data/deu] [--json FILE] [--fit] [--shuffles N]

Prints a table by model and writes it: {"weighted_mean": {"mae": ...}, "weighted_median": ..., "nested": {...}}, where
`nested` is the forecast that ships, everything in it chosen and fitted without the proposal it forecasts. The
protocol stands in docs/decisions/forecast-distribution.md. `--fit` writes the shipped numbers anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs from any folder

    from quality.deu_report import main

    main(__doc__ or "")
