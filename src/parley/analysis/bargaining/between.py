"""What two parties could do with each other's differences: trades, a fair division, concessions, a mediator's text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining import division, logroll, mediation, zeuthen
from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.bargaining.result import Concessions, Division, Mediation, Trade
from parley.analysis.bargaining.table import Table
from parley.analysis.draws import point
from parley.analysis.frontier import Frontier
from parley.analysis.packages import losses
from parley.analysis.result import Method
from parley.errors import AnalysisError

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

MOST_TRADES = 10


def trades(table: Table) -> tuple[Trade, ...]:
    """The most rewarding trades between any two parties at the table, at most ten."""
    worth = _by_issue(table)
    found = []
    for one, other in combinations(range(len(table.parties)), 2):
        stakes = [logroll.stakes(each[:, [one, other]]) for each in worth]
        for trade in logroll.logrolls([each[0] for each in stakes], [each[1] for each in stakes]):
            found.append((one, other, trade))
    found.sort(key=lambda each: -round(min(each[2].gains), 9))
    return tuple(_trade(table, *each) for each in found[:MOST_TRADES])


def _trade(table: Table, one: int, other: int, trade: logroll.Logroll) -> Trade:
    first, second = table.parties[one], table.parties[other]
    return Trade(
        takes_by=first,
        other=second,
        takes=table.menu.issues[trade.takes],
        concedes=table.menu.issues[trade.concedes],
        least_price=trade.least,
        most_price=trade.most if isfinite(trade.most) else None,
        price=trade.price,
        gain={first: round(trade.gains[0], 9), second: round(trade.gains[1], 9)},
    )


def _by_issue(table: Table) -> list[Floats]:
    """What each point of each issue adds for each party, exchanges left aside: (points, parties) per issue."""
    at = point(table.case)
    found = losses(table.menu, at.position[0], at.salience[0], parties=table.rows)
    return [-np.asarray(each.T, dtype=np.float64) for each in found.by_point]


def divided(table: Table) -> Division | None:
    """Adjusted Winner between the two heaviest; None when the two do not differ on any issue."""
    one, other = table.heaviest()
    stakes = np.array([logroll.stakes(each[:, [one, other]]) for each in _by_issue(table)])
    if not (stakes.sum(axis=0) > 1e-9).all():
        return None
    points = 100 * stakes / stakes.sum(axis=0)
    award = division.adjusted_winner(points[:, 0], points[:, 1])
    issues, first, second = table.menu.issues, table.parties[one], table.parties[other]
    return Division(
        parties=(first, second),
        points={
            key: {issue: round(float(each), 6) for issue, each in zip(issues, column, strict=True)}
            for key, column in zip((first, second), points.T, strict=True)
        },
        share={
            issue: round(float(each), 9)
            for issue, each, at_stake in zip(issues, award.share, points.sum(axis=1), strict=True)
            if at_stake > 0
        },
        received=round(award.points[0], 9),
        split=None if award.split is None else issues[award.split],
        method=Method(
            name="Adjusted Winner",
            parameters={"points": "what lies between the two parties' best points of an issue, 100 in all"},
            source=division.SOURCE,
        ),
    )


def conceded(table: Table, front: Frontier) -> Concessions | None:
    """Zeuthen's concessions of the two heaviest along their own frontier; None when they have no zone."""
    two = table.heaviest()
    walk_away = table.walk_away[list(two)]
    met = zeuthen.concede(front.utility, walk_away)
    if met is None:
        return None
    first, second = (table.parties[each] for each in two)
    return Concessions(
        parties=(first, second),
        rounds=met.rounds,
        risks={first: met.risks[0], second: met.risks[1]},
        package=table.outcome(front.cells(met.row, 1)[0]),
        method=Method(
            name="Zeuthen's concessions",
            parameters={
                "disagreement point": f"walking away after pressure: {first} {walk_away[0]:.2f}, "
                f"{second} {walk_away[1]:.2f}",
                "others at the table": "not asked" if len(table.parties) > 2 else "none",
            },
            source=zeuthen.SOURCE,
        ),
    )


def mediated(table: Table, among: Candidates, draft: Mapping[str, float] | None) -> Mediation:
    """A mediator's path from the middle of the parties' positions, or from a named draft.

    Raises:
        AnalysisError: the draft names an issue that the packages do not have, or breaks a condition.
    """
    cells = _start(table, draft)
    path = mediation.revise(table.space, cells, among)
    return Mediation(
        start="middle" if draft is None else "draft",
        versions=tuple(table.outcome(each.cells) for each in path),
        done=among.whole,
        method=Method(
            name="single negotiating text",
            parameters={
                "step": "one issue, or two traded, worse for nobody; most to who gains least of what it could",
                "last step": "Kalai-Smorodinsky over the text, where a package is better for all",
            },
            source=mediation.SOURCE,
        ),
    )


def _start(table: Table, draft: Mapping[str, float] | None) -> Rows:
    """The allowed package nearest to the draft, or to the mean of the positions, issue by issue."""
    menu = table.menu
    unknown = sorted(set(draft or {}) - set(menu.issues))
    if unknown:
        raise AnalysisError(
            f"The draft names {', '.join(unknown)}; the packages are over {', '.join(menu.issues)}. Use these keys."
        )
    away = []
    for at, (key, level) in enumerate(zip(menu.issues, menu.levels, strict=True)):
        wanted = (draft or {}).get(key, float(table.position[:, at].mean()))
        away.append(abs(level - wanted) / (menu.high[at] - menu.low[at]))
    found = []
    for block in table.space.blocks:
        distance = sum((away[issue][block.cells[:, at]] for at, issue in enumerate(block.issues)), start=np.zeros(1))
        found.append(int(distance.argmin()))
    return np.array(found, dtype=np.intp)
