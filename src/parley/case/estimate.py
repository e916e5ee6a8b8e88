"""A judged number: below all other records of a case, so that each part of a case can stand in a file of its own."""

from __future__ import annotations

from pydantic import Field

from parley.record import Record


class Opinion(Record):
    """One person's judgement of a number, kept beside others'."""

    value: float
    low: float  # 5th percentile, in the unit of value
    high: float  # 95th percentile
    by: str
    why: str = ""
    basis: tuple[str, ...] = ()
    weight: float = Field(default=1.0, gt=0)  # against the other opinions


class Estimate(Record):
    """A number somebody had to judge, with its range and its reason."""

    value: float
    low: float  # 5th percentile, in the unit of value
    high: float  # 95th percentile
    unit: str  # "scale point", "share", "probability"
    basis: tuple[str, ...] = ()  # ids of evidence or judgements; empty: a default, nobody has said why yet
    by: str  # who judged: a rule's name ("rule positions/1"), "default", or an analyst
    why: str = ""  # one sentence a reader can check
    opinions: tuple[Opinion, ...] = ()  # where several people judged: value, low and high are those of their pool

    @property
    def is_default(self) -> bool:
        return not self.basis and self.by == "default"


NOBODY = "nobody has said why yet"
SALIENCE = (0.5, 0.1, 0.9)  # value, low and high where nobody has said how much a party cares


def named_default(numbers: tuple[float, float, float], unit: str) -> Estimate:
    """A number nobody gave: value, low and high of the rules' own, shown as a default wherever it stands.

    >>> named_default(SALIENCE, "share").is_default
    True
    """
    value, low, high = numbers
    return Estimate(value=value, low=low, high=high, unit=unit, by="default", why=NOBODY)
