"""What a question comes to on a set of draws: one number, with the parts it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.chances import chance, chance_range
from parley.analysis.draws import DrawSet
from parley.analysis.inputs import UNSEEN
from parley.analysis.interval import interval
from parley.analysis.packages import PackageGrid
from parley.analysis.questions import Asked
from parley.analysis.ratification.consent import consenting
from parley.analysis.result import Interval
from parley.analysis.settlement import Settlement, Valued
from parley.case.record import Case

DOUBLED = 2.0


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A question's number."""

    value: float
    low: float
    high: float
    details: dict[str, Interval] = field(default_factory=dict)


class Setting:
    """A case, drawn, with its packages: settles each question, once for all of them where it can."""

    def __init__(self, case: Case, drawn: DrawSet, grid: PackageGrid, valued: Valued | None = None) -> None:
        """`valued`: nearly the same draws, which other settings of a search share."""
        self.case, self.drawn, self.grid, self.valued = case, drawn, grid, valued
        self.consents = consenting(case, drawn)
        self._plain: Settlement | None = None

    @property
    def plain(self) -> Settlement:
        """The settlement with nothing changed."""
        if self._plain is None:
            self._plain = self.settled(self.drawn)
        return self._plain

    def settled(self, drawn: DrawSet) -> Settlement:
        return self.consents.settle(drawn, self.grid, self.valued)


def value(setting: Setting, asked: Asked) -> float:
    """The number alone, for searches: a probability, or the effect asked for."""
    if asked.asks in ("agreement", "term"):
        return _turned(chance(setting.plain, _term(setting, asked)), asked)
    if asked.asks == "pressure":
        return float(_given_up(setting, asked, UNSEEN[0]).mean())
    return chance(setting.plain) - chance(_without(setting, asked))


def measure(setting: Setting, asked: Asked, default_share: float) -> Measure:
    """The number with its range and parts."""
    if asked.asks == "pressure":
        return _pressure_measure(setting, asked)
    if asked.asks == "role":
        return _role_measure(setting, asked, default_share)
    term = _term(setting, asked)
    low, high = chance_range(setting.plain, term, default_share)
    middle = chance(setting.plain, term)
    details = {"agreement": _chance_interval(setting.plain, default_share)}
    for column in asked.columns:
        every = setting.plain.values[setting.plain.margin >= 0, column]
        if every.size:
            unit = "scale point"
            details[f"term/{setting.grid.issues[column]}"] = interval(float(np.median(every)), every, unit)
    if asked.against:
        return Measure(value=1 - middle, low=1 - high, high=1 - low, details=details)
    return Measure(value=middle, low=low, high=high, details=details)


def _turned(probability: float, asked: Asked) -> float:
    return 1 - probability if asked.against else probability


def _chance_interval(settled: Settlement, default_share: float) -> Interval:
    low, high = chance_range(settled, None, default_share)
    return Interval(value=chance(settled), low=low, high=high, unit="probability")


def _term(setting: Setting, asked: Asked) -> NDArray[np.bool_] | None:
    """Draws whose package gives at least the middle of every issue asked about."""
    if not asked.columns:
        return None
    columns = list(asked.columns)
    middle = (setting.grid.low[columns] + setting.grid.high[columns]) / 2
    return np.asarray((setting.plain.values[:, columns] >= middle).all(axis=1))


def unseen(case: Case, asked: Asked) -> tuple[str, ...]:
    """Parties the question names as pressing, by whom the story shows no pressure."""
    pressing = {pressure.by for pressure in case.pressures if pressure.on == asked.party}
    named = tuple(key for key in asked.others if key not in pressing)
    return named if asked.others else (() if pressing else ("somebody",))


def _more_pressure(setting: Setting, asked: Asked, unseen_strength: float) -> DrawSet:
    drawn, model = setting.drawn, setting.drawn.model
    on = model.parties.index(asked.party or "")
    for index, key in enumerate(model.pressures):
        if model.pressed[index] == on:
            drawn = drawn.with_pressure(key, DOUBLED)
    walk_away = drawn.walk_away.copy()
    walk_away[:, on] = np.clip(walk_away[:, on] - unseen_strength * len(unseen(setting.case, asked)), 0.0, 1.0)
    return replace(drawn, walk_away=walk_away)


def _given_up(setting: Setting, asked: Asked, unseen_strength: float) -> NDArray[np.float64]:
    """Draw by draw, in points of 100: how much less the pressed party would still accept."""
    row = setting.drawn.model.parties.index(asked.party or "")
    after = _more_pressure(setting, asked, unseen_strength)
    return np.asarray(100 * (after.pressed_walk_away()[:, row] - setting.drawn.pressed_walk_away()[:, row]))


def _pressure_measure(setting: Setting, asked: Asked) -> Measure:
    """What a party holds out for is its stance as a whole; what it then signs, and on which terms, are the parts."""
    changes = _given_up(setting, asked, UNSEEN[0])
    ends = [float(_given_up(setting, asked, strength).mean()) for strength in UNSEEN[1:]]
    middle = float(changes.mean())
    low, high = (float(each) for each in np.quantile(changes, [0.05, 0.95]))
    before, after = setting.plain, setting.settled(_more_pressure(setting, asked, UNSEEN[0]))
    details = {"agreement": _difference(before, after)}
    at = np.flatnonzero(before.parties == setting.drawn.model.parties.index(asked.party or ""))
    if at.size:
        signed = 100 * (after.worth[:, at[0]] - before.worth[:, at[0]])
        details["worth of what it would sign"] = interval(float(signed.mean()), signed, "points of 100")
    details.update(_term_shifts(setting, before, after))
    return Measure(value=middle, low=min(low, middle, *ends), high=max(high, middle, *ends), details=details)


def _term_shifts(setting: Setting, before: Settlement, after: Settlement) -> dict[str, Interval]:
    """How far each issue's term moves, in percent of its scale."""
    span = setting.grid.high - setting.grid.low
    shift = 100 * (after.values - before.values) / span
    found = {}
    for column, key in enumerate(setting.grid.issues):
        if abs(float(shift[:, column].mean())) >= 0.5:
            found[f"term/{key}"] = interval(float(shift[:, column].mean()), shift[:, column], "percent of the scale")
    return found


def _difference(before: Settlement, after: Settlement) -> Interval:
    value = chance(after) - chance(before)
    ends = [chance_range(after, None, 0)[at] - chance_range(before, None, 0)[at] for at in (0, 1)]
    return Interval(value=value, low=min(value, *ends), high=max(value, *ends), unit="probability")


def _without(setting: Setting, asked: Asked) -> Settlement:
    drawn = setting.drawn.without_party(asked.party or "")
    consents = setting.consents.without(asked.party or "")
    if consents.needed < 2:  # nobody is left to agree with
        return replace(setting.plain, margin=np.full_like(setting.plain.margin, -1.0))
    return consents.settle(drawn, setting.grid, setting.valued)


def _role_measure(setting: Setting, asked: Asked, default_share: float) -> Measure:
    """With the party less without it; what it could do beyond what is read widens the range."""
    without = _without(setting, asked)
    middle = chance(setting.plain) - chance(without)
    ends = [chance(settled) - chance(without) for settled in _could_do(setting)]
    ends += [_difference(without, setting.plain).low, _difference(without, setting.plain).high]
    wider = 0.1 * default_share
    name = next(party.name for party in setting.case.parties if party.key == asked.party)
    details = {
        f"agreement with {name}": _chance_interval(setting.plain, default_share),
        f"agreement without {name}": _chance_interval(without, default_share),
    }
    details.update(_term_shifts(setting, without, setting.plain))
    low, high = min(middle, *ends) - wider, max(middle, *ends) + wider
    return Measure(value=middle, low=max(low, -1.0), high=min(high, 1.0), details=details)


def _could_do(setting: Setting) -> list[Settlement]:
    """The party presses those who must agree towards a deal, or backs them in holding out, as hard as any default."""
    found = []
    for sign in (1, -1):
        walk_away = np.clip(setting.drawn.walk_away - sign * UNSEEN[2], 0.0, 1.0)
        found.append(setting.settled(replace(setting.drawn, walk_away=walk_away)))
    return found
