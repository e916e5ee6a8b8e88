"""What a figure hangs on: the inputs that move it, and the changes together that would turn it."""

from __future__ import annotations

from parley.analysis.result import Method, Swing
from parley.record import Record


class Driver(Record):
    """One input and how much of a figure is its doing."""

    input: str  # "iran/sanctions/position"
    swing: Swing  # the figure at the input's low and high end, all else at its own value
    screened: float | None = None  # mean absolute effect over the whole range of all inputs, in the figure's unit
    interaction: float | None = None  # spread of that effect: how much it hangs on the other inputs
    first: float | None = None  # share of variance by itself, 0 to 1; null: screened out
    total: float | None = None  # with all it does together with others
    error: float | None = None  # standard error of `total`


class Shift(Record):
    """One input moved."""

    input: str
    before: float
    after: float


class TurningPoint(Record):
    """Changes that together would turn a figure: the nearest along the inputs that move it most."""

    shifts: tuple[Shift, ...]
    before: float
    after: float
    plausible: bool  # every input stays within its own range


class Sensitivity(Record):
    """What one figure hangs on."""

    of: str  # "margin", "forecast/<issue>"
    words: str  # what the figure is
    unit: str
    value: float  # at the inputs' own values
    drivers: tuple[Driver, ...]  # the widest swing first
    turning: TurningPoint | None = None
    method: Method
