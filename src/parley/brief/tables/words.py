"""How numbers, names and packages read in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.analysis.bargaining.result import PackageOutcome
    from parley.analysis.result import Interval
    from parley.case.record import Case

WHOLE_POINTS = 50  # of a scale, from which on its places are printed as whole numbers
_NUMBERS = {
    "influence": "influence",
    "walk-away": "worth of no deal",
    "patience": "patience",
    "position": "position on {issue}",
    "salience": "how much it cares about {issue}",
    "red-line": "red line on {issue}",
}


class Names:
    """What the keys of a case are called, and how many columns of them a page holds.

    Args:
        width: of the page, in characters; None: as wide as it needs to be.
    """

    def __init__(self, case: Case, width: int | None = None) -> None:
        self._width = width
        self._parties = {party.key: party.name for party in case.parties}
        self._issues = {issue.key: issue.name for issue in case.issues}
        self._spans = {issue.key: issue.scale.high - issue.scale.low for issue in case.issues}
        self._chambers = {chamber.key: chamber.name for chamber in case.chambers}

    def fit(self, *, first: int, each: int) -> int:
        """How many columns of a width fit on the page beside a first one, at least two."""
        return 1_000 if self._width is None else max(2, (self._width - first) // each)

    def party(self, key: str) -> str:
        return self._parties.get(key) or self._chambers.get(key) or key

    def issue(self, key: str) -> str:
        return self._issues.get(key, key)

    def place(self, issue: str, value: float) -> str:
        """A place on an issue's scale: whole points where it has many; positions drawn from news carry no more."""
        return f"{value:.0f}" if self._spans.get(issue, 0.0) >= WHOLE_POINTS else number(value)

    def range_on(self, issue: str, part: Interval) -> str:
        """A place with its 5th and 95th percentile: "57 [43, 73]"."""
        return "{} [{}, {}]".format(*(self.place(issue, each) for each in (part.value, part.low, part.high)))

    def stretch(self, issue: str, ends: tuple[float, float]) -> str:
        return " to ".join(self.place(issue, each) for each in ends)

    def number(self, key: str) -> str:
        """A judged number: "Ukraine: position on troops" for "ukraine/troops/position"."""
        first, *rest = key.split("/")
        if first == "pressure" and len(rest) >= 3:
            return f"pressure of {self.party(rest[0])} on {self.party(rest[1])}{_form(rest[2])}"
        if first == "issue" and len(rest) == 2:
            return f"{self.issue(rest[0])}: what holds without a deal"
        words = _NUMBERS.get(rest[-1]) if rest else None
        if words is None:
            return key
        return f"{self.party(first)}: {words.format(issue=self.issue(rest[0]))}"

    def each(self, values: Mapping[str, float], form: str = ".2f") -> str:
        """Parties with a number each: "Ukraine 0.36, United States 0.45"."""
        return ", ".join(f"{self.party(key)} {value:{form}}" for key, value in values.items())

    def terms(self, package: PackageOutcome, among: Iterable[str] | None = None) -> str:
        """A package issue by issue, or only some of its issues."""
        kept = set(package.labels if among is None else among)
        return "; ".join(f"{self.issue(key)}: {label}" for key, label in package.labels.items() if key in kept)


def _form(form: str) -> str:
    return "" if form == "unspecified" else f" ({form})"


def interval(part: Interval, *, unit: bool = True) -> str:
    """A value with its 5th and 95th percentile, and the Monte Carlo error of its draws; a probability in percent."""
    if part.unit == "probability":
        error = f" ±{100 * part.error:.1g}" if part.error and part.error >= 5e-6 else ""
        return f"{percent(part.value)} [{percent(part.low, '')}, {percent(part.high, '')}]{error}"
    error = f" ±{part.error:.1g}" if part.error else ""
    return f"{spread(part)}{error}{' ' + part.unit if part.unit and unit else ''}"


def spread(part: Interval) -> str:
    """A value with its 5th and 95th percentile alone."""
    return f"{number(part.value)} [{number(part.low)}, {number(part.high)}]"


def number(value: float) -> str:
    """Three digits are more than most of these carry; what is nothing but rounding is 0."""
    return f"{0.0 if abs(value) < 5e-7 else value:.3g}"


def percent(share: float, sign: str = "%") -> str:
    """ "53%"; a chance that is not quite sure is never printed as 0 or 100."""
    whole = round(100 * share)
    if (whole == 0 and share > 1e-6) or (whole == 100 and share < 1 - 1e-6):
        return f"{'<1' if whole == 0 else '>99'}{sign}"
    return f"{whole}{sign}"


def errors(parts: Sequence[Interval]) -> str:
    """The largest Monte Carlo error of several figures, for a line under their table."""
    return f"{max((part.error or 0.0 for part in parts), default=0.0):.1g}"


def listed(names: Iterable[str]) -> str:
    """ "a, b and c"."""
    *most, last = [*names] or ["nobody"]
    return f"{', '.join(most)} and {last}" if most else last
