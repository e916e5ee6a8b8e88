"""Numbers of the distribution forecast, written by `python quality/deu.py --fit`; do not edit by hand.

Features “six”, ridge 30, chosen by five folds by proposal.
"""

from __future__ import annotations

# Weights of the features of `grid.FEATURES`; those not named were not chosen.
COEFFICIENTS: dict[str, float] = {
    "log of weight there": 0.22607,
    "somebody is there": 1.70896,
    "distance from the election, in spreads": -0.409827,
    "is an end": -0.021716,
    "distance from the weighted mean": -1.27937,
    "distance of cumulative weight from half": -0.737977,
}

# So many of 100 outcomes -> the share of the distribution whose interval held them.
LEVELS: dict[int, float] = {50: 0.32, 80: 0.66, 90: 0.77}
