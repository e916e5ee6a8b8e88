"""Numbers of the distribution forecast, written by `python quality/deu.py --fit`; do not edit by hand.

Features “wide”, ridge 10, chosen by five folds by proposal.
"""

from __future__ import annotations

# Weights of the features of `grid.FEATURES`; those not named were not chosen.
COEFFICIENTS: dict[str, float] = {
    "log of weight there": 0.0464059,
    "log of actors there": 0,
    "log of those who care most there": 0,
    "log of those who weigh most there": 0.0619243,
    "mean distance of weight": 0,
    "mean distance of actors": -0.60357,
    "mean distance of those who care most": -0.262424,
    "mean distance of those who weigh most": -0.40524,
    "how unevenly weight lies on both sides": 0,
    "how unevenly actors lies on both sides": -1.25969,
    "how unevenly those who care most lies on both sides": -1.12724,
    "how unevenly those who weigh most lies on both sides": 0,
    "somebody is there": 1.98293,
    "an outermost position": -0.872769,
    "is an end": 0.762577,
    "is the middle": 0.716748,
    "distance from the weighted mean": -0.390107,
    "distance from the election, in spreads": -0.371186,
    "largest loss, by weight": -0.127913,
    "largest loss, by salience": -0.174225,
}

# So many of 100 outcomes -> the share of the distribution whose interval held them.
LEVELS: dict[int, float] = {50: 0.31, 80: 0.66, 90: 0.82}
