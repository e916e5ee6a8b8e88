"""Probabilities in words and figures, from one table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypedDict

import yaml


class _Step(TypedDict):
    below: float
    word: str


def likelihood(probability: float) -> str:
    """The word that stands for a probability from 0 to 1.

    >>> likelihood(0.62)
    'likely'
    >>> likelihood(0.0), likelihood(1.0)
    ('remote', 'almost certain')
    """
    return next(step["word"] for step in _table() if probability < step["below"])


def percent(probability: float) -> str:
    """A probability in two digits; what rounds to none or all is said to lie beyond.

    >>> percent(0.616), percent(0.004), percent(0.997), percent(0.0), percent(1.0)
    ('62%', 'under 1%', 'over 99%', '0%', '100%')
    """
    if 0 < probability < 0.01:
        return "under 1%"
    if 0.99 < probability < 1:
        return "over 99%"
    return f"{probability * 100:.0f}%"


def odds(probability: float) -> str:
    """A model's probability in two digits; no model is sure, whatever its draws say.

    >>> odds(1.0), odds(0.0), odds(0.616)
    ('over 99%', 'under 1%', '62%')
    """
    return percent(min(max(probability, 0.001), 0.999))


def percent_range(low: float, high: float) -> str:
    """A range of probabilities.

    >>> percent_range(0.41, 0.8), percent_range(0.5, 0.501)
    ('41% to 80%', '50%')
    """
    first, last = percent(low), percent(high)
    return first if first == last else f"{first} to {last}"


def chance(value: float, low: float, high: float, *, calibrated: bool) -> str:
    """Word, figure, range and the warning that belongs to it, for use inside a sentence.

    >>> chance(0.62, 0.41, 0.8, calibrated=False)
    'likely (62%, range 41% to 80%, uncalibrated)'
    """
    warning = "" if calibrated else ", uncalibrated"
    first, last = odds(low), odds(high)
    around = first if first == last else f"{first} to {last}"
    spread = "" if around == odds(value) else f", range {around}"
    return f"{likelihood(value)} ({odds(value)}{spread}{warning})"


@cache
def _table() -> tuple[_Step, ...]:
    text = files("parley.brief").joinpath("likelihood.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))
