"""Each issue bargained for itself, as a price: who wants little of it is the buyer, who wants much the seller.

How far each would go is its red line on the issue, where somebody has said so; else the point that is worth no more to
it than walking away, on this issue alone. Both are uncertain: to the analyst, whose draws say how often the two limits
cross, and to the two themselves, who shade what they offer and so lose deals that both would want. Where each knows the
other's, patience divides what lies between their positions, and a limit counts as the outside option it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.patience import OUTSIDE_OPTION, RUBINSTEIN, with_outside_option
from parley.analysis.bargaining.price import SEALED_SOURCE, ZONE_SOURCE, sealed_ask, sealed_bid, zone_chance
from parley.analysis.bargaining.result import Price
from parley.analysis.bargaining.table import Table
from parley.analysis.bargaining.tactics import held_patience
from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.interval import interval, share
from parley.analysis.result import Method
from parley.case.record import Scale

Floats = NDArray[np.float64]


def prices(table: Table, drawn: DrawSet) -> tuple[Price, ...]:
    """Bargain over every issue alone, between the two heaviest; none where they want the same of it.

    Args:
        table: at the case's own values.
        drawn: the case over its ranges; all of its draws are used.
    """
    at = point(table.case)
    rows = [table.rows[place] for place in table.heaviest()]
    return tuple(price for column in range(len(table.case.issues)) for price in _price(table, at, drawn, rows, column))


def _price(table: Table, at: DrawSet, drawn: DrawSet, rows: list[int], column: int) -> Iterator[Price]:
    issue = table.case.issues[column]
    wanted = at.position[0, rows, column]
    if not at.model.has_stance[rows, column].all() or abs(wanted[0] - wanted[1]) < 1e-9:
        return
    buyer, seller = (rows[place] for place in np.argsort(wanted, kind="stable").tolist())
    low, span = issue.scale.low, issue.scale.high - issue.scale.low
    value_at, cost_at = (_limit(at, row, column, up) for row, up in ((buyer, True), (seller, False)))
    value, cost = (_limit(drawn, row, column, up) for row, up in ((buyer, True), (seller, False)))
    crossed, met = value >= cost, sealed_bid(value) >= sealed_ask(cost)
    keys = [table.case.parties[row].key for row in (buyer, seller)]
    stances = [table.case.stance(key, issue.key) for key in keys]
    settles, binding = _by_patience(table, (buyer, seller), np.sort(wanted), (value_at[0], cost_at[0]), issue.scale)
    yield Price(
        issue=issue.key,
        buyer=keys[0],
        seller=keys[1],
        limits={
            key: interval(low + span * float(here[0]), low + span * over, issue.scale.unit)
            for key, here, over in zip(keys, (value_at, cost_at), (value, cost), strict=True)
        },
        red_lines=tuple(key for key, stance in zip(keys, stances, strict=True) if stance and stance.red_line),
        zone=share(crossed),
        zone_normal=zone_chance(float(value.mean()), float(value.std()), float(cost.mean()), float(cost.std())),
        bid=low + span * float(sealed_bid(value_at[0])),
        ask=low + span * float(sealed_ask(cost_at[0])),
        trade=share(met),
        lost=share(crossed & ~met),
        settles=settles,
        binding=binding,
        method=_method(drawn),
    )


def _by_patience(
    table: Table, two: tuple[int, int], wanted: Floats, limits: tuple[float, float], scale: Scale
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Where offers in turn lead by who proposes first, and who is held up by walking out.

    Args:
        two: rows of the buyer and the seller.
        wanted: what each wants, on the scale: between these two lies what they divide.
        limits: how far each would go, as a share of the scale.
    """
    buyer, seller = (table.case.parties[row] for row in two)
    reach = [scale.low + (scale.high - scale.low) * each for each in limits]
    if reach[0] < reach[1]:
        return {}, ()
    between = float(wanted[1] - wanted[0])
    # Of what lies between, a limit leaves the buyer what is above it and the seller what is below.
    option = {buyer.key: (wanted[1] - reach[0]) / between, seller.key: (reach[1] - wanted[0]) / between}
    settles: dict[str, float] = {}
    binding: list[str] = []
    for proposer, responder in ((buyer, seller), (seller, buyer)):
        outside = float(min(1.0, max(0.0, option[responder.key])))
        divided = with_outside_option(held_patience(proposer).value, held_patience(responder).value, outside)
        part = divided.responder if responder is seller else divided.proposer
        free = float(wanted[0] + part * between)
        settles[proposer.key] = min(max(free, reach[1]), reach[0])  # who proposes may walk out as well
        held_up = [responder.key] if divided.binds else []
        binding += held_up if settles[proposer.key] == free else [proposer.key]
    return settles, tuple(dict.fromkeys(binding))


def _limit(drawn: DrawSet, row: int, column: int, up: bool) -> Floats:
    """How far a party would go, upwards or downwards, as a share of the scale, (draws,) from 0 to 1."""
    low, high = float(drawn.model.low[column]), float(drawn.model.high[column])
    wanted = (drawn.position[:, row, column] - low) / (high - low)
    room = (1 - drawn.pressed_walk_away()[:, row]) * np.maximum(wanted, 1 - wanted)
    alone = wanted + room if up else wanted - room
    if drawn.red_line is not None:
        line = (drawn.red_line[:, row, column] - low) / (high - low)
        alone = np.where(np.isnan(line), alone, line)
    return np.clip(alone, 0.0, 1.0)


def _method(drawn: DrawSet) -> Method:
    return Method(
        name="one issue as a price: limits that cross, and sealed offers that meet",
        parameters={
            "limit": "the red line; else where the issue alone is worth no more than walking away after pressure",
            "zone": "share of draws; by two normals of the limits' means and spreads beside it",
            "sealed offers": "linear equilibrium; each takes the other's limit to lie anywhere on the scale",
            "offers in turn": "patience a round of each; its limit is what walking out brings",
            "disagreement point": "walking away after pressure",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
        },
        source=f"{ZONE_SOURCE}; {SEALED_SOURCE}; {RUBINSTEIN}; {OUTSIDE_OPTION}",
        seed=drawn.seed,
        draws=drawn.draws,
    )
