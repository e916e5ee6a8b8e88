"""What patience, a deadline and threats do to a deal, and when they do nothing.

A threat acts through what a party has without a deal. Read as something it would lose by walking out (an outside
option), it only counts where walking out is better than the table; read as a risk that talks break down, it moves the
point from which gains are counted. Both readings are worked out; where neither moves the deal, that is the finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from math import log

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining import concession, patience
from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.bargaining.result import Meeting, Tactics, Threat
from parley.analysis.bargaining.table import Table
from parley.analysis.frontier import Frontier
from parley.analysis.inputs import UNSEEN
from parley.analysis.result import Interval, Method
from parley.analysis.solutions import acceptable, nash_packages, weighted_nash_packages
from parley.case.estimate import named_default
from parley.case.parties import default_patience
from parley.case.record import CasePressure, Party

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

ROUNDS = (1, 2, 5, 10)  # until the deadline
MANNERS = {"holds out late": concession.BOULWARE, "even": concession.LINEAR, "gives way early": concession.CONCEDER}
_PAIRS = (("even", "even"), ("holds out late", "even"), ("even", "holds out late"))
_MOST, _LEAST = 0.999, 0.001  # patience of 1 or 0 leaves no one division


def tactics(table: Table, among: Candidates, front: Frontier) -> Tactics:
    """Work out patience, deadline, concession and threats.

    Args:
        table: the point case.
        among: packages among which the deals lie.
        front: the frontier of the two heaviest parties alone.
    """
    two = table.heaviest()
    first, second = (table.case.parties[table.rows[at]] for at in two)
    held = {party.key: held_patience(party) for party in (first, second)}
    weights = np.array([_weight(held_patience(table.case.parties[row]).value) for row in table.rows])
    utility = among.utility
    rows = weighted_nash_packages(utility, table.walk_away, weights)
    one, other = held[first.key].value, held[second.key].value
    rates = [-log(each) for each in (one, other)]
    return Tactics(
        parties=(first.key, second.key),
        patience=held,
        defaults=tuple(party.key for party in (first, second) if party.patience is None),
        share={
            first.key: _share(held[first.key], held[second.key]),
            second.key: _share(held[second.key], held[first.key]),
        },
        short_rounds={
            first.key: patience.between_short_rounds(rates[0], rates[1]),
            second.key: patience.between_short_rounds(rates[1], rates[0]),
        },
        deadline={str(rounds): patience.before_a_deadline(one, other, rounds).proposer for rounds in ROUNDS},
        package=table.outcome(among.cells(int(rows[0]))) if rows.size else None,
        meetings=tuple(_meetings(table, two, front)),
        threats=tuple(_threats(table, two, utility, weights)),
        method=_method(held, first, second),
    )


def _method(held: dict[str, Interval], first: Party, second: Party) -> Method:
    said = {party.key: "default" if party.patience is None else party.patience.by for party in (first, second)}
    return Method(
        name="alternating offers",
        parameters={
            "patience a round": ", ".join(f"{key} {each.value:g} ({said[key]})" for key, each in held.items()),
            "weights": "1 / discount rate",
            "threat": "moves the walk-away of the party pressed by its strength",
        },
        source=f"{patience.RUBINSTEIN}; {patience.OUTSIDE_OPTION}; {patience.LIMIT}; {concession.SOURCE}",
    )


def held_patience(party: Party) -> Interval:
    """A party's patience, kept clear of 0 and 1, where no one division is an equilibrium."""
    estimate = party.patience or default_patience()
    value, low, high = (min(_MOST, max(_LEAST, each)) for each in (estimate.value, estimate.low, estimate.high))
    return Interval(value=value, low=min(low, value), high=max(high, value), unit="share a round")


def _weight(held: float) -> float:
    return 1 / -log(held)


def _share(proposer: Interval, responder: Interval) -> Interval:
    """More for a patient proposer, less before a patient responder: the ends of both ranges give the range."""
    return Interval(
        value=patience.rubinstein(proposer.value, responder.value).proposer,
        low=patience.rubinstein(proposer.low, responder.high).proposer,
        high=patience.rubinstein(proposer.high, responder.low).proposer,
        unit="share of the gain",
    )


def _meetings(table: Table, two: tuple[int, int], front: Frontier) -> Iterator[Meeting]:
    keys = [table.parties[at] for at in two]
    walk_away = table.walk_away[list(two)]
    for manners in _PAIRS:
        met = concession.meet(front.utility, walk_away, (MANNERS[manners[0]], MANNERS[manners[1]]))
        if met is not None:
            worth = [round(float(each), 9) for each in front.utility[met.row]]
            yield Meeting(
                manner=dict(zip(keys, manners, strict=True)), time=met.time, utility=dict(zip(keys, worth, strict=True))
            )


def _threats(table: Table, two: tuple[int, int], utility: Floats, weights: Floats) -> Iterator[Threat]:
    on_table = [pressure for pressure in table.case.pressures if pressure.on in table.parties]
    for pressure in on_table:
        at = table.parties.index(pressure.on)
        free, pressed = table.walk_away.copy(), float(table.walk_away[at])
        most = max(table.case.party(pressure.on).walk_away.value, pressed)
        free[at] = min(most, pressed + pressure.strength.value)
        yield _threat(table, utility, weights, pressure, (free, table.walk_away))
    if not on_table:  # nobody has said who presses whom: what a pressure of the default strength would do
        strength = named_default(UNSEEN, "utility")
        for by, on in permutations(two, 2):
            after = table.walk_away.copy()
            after[on] = max(0.0, after[on] - strength.value)
            unseen = CasePressure(by=table.parties[by], on=table.parties[on], form="unspecified", strength=strength)
            yield _threat(table, utility, weights, unseen, (table.walk_away, after))


def _threat(
    table: Table, utility: Floats, weights: Floats, pressure: CasePressure, walk_away: tuple[Floats, Floats]
) -> Threat:
    """One threat, from the walk-aways without it and with it."""
    free, threatened = walk_away
    at = table.parties.index(pressure.on)
    party, pressed = table.case.party(pressure.on), float(threatened[at])
    with_it, without = _options(utility, threatened, weights), _options(utility, free, weights)
    nash = [nash_packages(utility, each) for each in (threatened, free)]
    as_option, as_risk = _moved(utility, without, with_it), _moved(utility, nash[1], nash[0])
    at_table = float(utility[with_it[0], at]) if with_it.size else 0.0
    return Threat(
        by=pressure.by,
        on=pressure.on,
        form=pressure.form,
        walk_away=(round(float(free[at]), 9), round(pressed, 9)),
        at_table=round(at_table, 9),
        changes_deal=as_option or as_risk,
        why=_why(party.name, float(free[at]), pressed, utility[:, at], (with_it, without), nash, (as_option, as_risk)),
        is_default=pressure.strength.is_default,
        basis=pressure.basis,
    )


def _options(utility: Floats, walk_away: Floats, weights: Floats) -> Rows:
    """The deal where walking away is an option outside: gains count from nothing, and everybody may leave."""
    inside = acceptable(utility, walk_away)
    chosen = weighted_nash_packages(utility[inside], np.zeros_like(walk_away), weights)
    return np.asarray(inside[chosen], dtype=np.intp)


def _moved(utility: Floats, before: Rows, after: Rows) -> bool:
    one, other = (np.unique(np.rint(utility[rows] * 1e9), axis=0) for rows in (before, after))
    return one.shape != other.shape or bool((one != other).any())


def _why(
    name: str,
    free: float,
    pressed: float,
    worth: Floats,
    options: tuple[Rows, Rows],
    nash: list[Rows],
    moved: tuple[bool, bool],
) -> str:
    with_it, without = options
    if free <= pressed:
        return f"This threat changes nothing: {name} has nothing left without a deal that it could still lose."
    if not with_it.size:
        return f"This threat opens no deal: even at a walk-away of {pressed:.2f}, no package suits everybody."
    if not without.size:
        return f"Without it there is no deal: {name} would walk away to {free:.2f}, more than any package leaves it."
    table = float(worth[with_it[0]])
    if moved == (False, False):
        return (
            f"This threat changes nothing: {name} has {table:.2f} at the table and {free:.2f} by walking away without "
            f"the threat, so what it takes away would not be used; counted from there, the Nash package is the same."
        )
    risk = f"the Nash package moves from {worth[nash[1][0]]:.2f} to {worth[nash[0][0]]:.2f} for {name}"
    if not moved[0]:
        return (
            f"As something to walk out to it changes nothing, since {name} has {table:.2f} at the table and {free:.2f} "
            f"outside; as a risk that talks break down, {risk}."
        )
    held = f"without it {name} could hold out for {worth[without[0]]:.2f}, with it for {table:.2f}"
    return f"This threat counts: {held}" + (f"; and {risk}." if moved[1] else "; the Nash package stays the same.")
