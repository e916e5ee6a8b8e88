"""Issue by issue, what everybody would rather have than what holds now: win-sets around a status quo."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.interval import share
from parley.analysis.ratification.result import IssueWinSet
from parley.analysis.ratification.rule import Floats, VotingRule
from parley.analysis.ratification.voters import Voters, rule_of, seat, with_votes_cast
from parley.analysis.ratification.winsets import WIN_SET_SOURCE, Stretch, acceptance, agreement_set, win_set
from parley.analysis.result import Method
from parley.case.chambers import Chamber
from parley.case.record import Case

DRAWS = 200  # a win-set takes a tenth of a millisecond: half a second for a dozen issues and two chambers
_NOTHING = 1e-9  # of a scale: an agreement set no wider holds the status quo alone


def status_quo_win_sets(case: Case, chambers: Sequence[Chamber], drawn: DrawSet) -> tuple[IssueWinSet, ...]:
    """Intersect, on each issue, what the chambers and the parties at the table prefer to what holds without a deal.

    Args:
        chambers: those that can be analysed, in the order of the case.
        drawn: the case over its ranges; at most 200 of the draws are used.
    """
    few = drawn.first(DRAWS)
    here, over = _Bench(case, chambers, point(case)), _Bench(case, chambers, few)
    return tuple(_on(case, column, here, over) for column in range(len(case.issues)))


def win_set_method(drawn: DrawSet) -> Method:
    """How they were found."""
    return Method(
        name="win-sets around the status quo, issue by issue",
        parameters={
            "status quo": "what the case says holds without an agreement; default: the low end of the scale",
            "yes": "no farther from the own ideal than the status quo; who has no stance takes anything",
            "disagreement point": "the status quo",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
        },
        source=WIN_SET_SOURCE,
        seed=drawn.seed,
        draws=min(DRAWS, drawn.draws),
    )


class _Bench:
    """Everybody whose consent counts, at some draws of a case."""

    def __init__(self, case: Case, chambers: Sequence[Chamber], drawn: DrawSet) -> None:
        self.case, self.drawn = case, drawn
        self.chambers: list[tuple[str, Voters, VotingRule]] = []
        for place, chamber in enumerate(chambers):
            voters = with_votes_cast(seat(case, chamber, place, drawn), place, drawn.seed)
            self.chambers.append((chamber.key, voters, rule_of(chamber)))
        self.table = np.flatnonzero(drawn.model.bargains).tolist()

    def status_quo(self, column: int) -> Floats:
        """What holds without a deal in each draw, (draws,)."""
        reference = (
            np.full(self.drawn.draws, np.nan) if self.drawn.reference is None else self.drawn.reference[:, column]
        )
        return np.where(np.isnan(reference), self.drawn.model.low[column], reference)

    def win_sets(self, column: int, draw: int) -> tuple[dict[str, Stretch], dict[str, Stretch]]:
        """By chamber and by party at the table, in one draw."""
        model, now = self.drawn.model, float(self.status_quo(column)[draw])
        scale = (float(model.low[column]), float(model.high[column]))
        chambers = {
            key: win_set(_ideals(voters, column, draw, now), now, rule, scale) for key, voters, rule in self.chambers
        }
        known = self.drawn.salience[draw, self.table, column] > 0
        ideals = np.where(known, self.drawn.position[draw, self.table, column], np.nan)
        low, high = acceptance(ideals, now, scale)
        table = {model.parties[row]: (float(low[at]), float(high[at])) for at, row in enumerate(self.table)}
        return chambers, table


def _ideals(voters: Voters, column: int, draw: int, now: float) -> Floats:
    """Where each member would be, (members,); nan: it takes anything. A sure no would keep what holds."""
    holder = np.maximum(voters.holder, 0)
    if not voters.position.shape[1]:
        known = at = np.zeros(len(holder))
    else:
        known, at = voters.salience[draw, holder, column], voters.position[draw, holder, column]
    judged = np.where(voters.support[draw] >= 0.5, np.nan, now)
    return np.where(voters.holder < 0, judged, np.where(known > 0, at, np.nan))


def _on(case: Case, column: int, here: _Bench, over: _Bench) -> IssueWinSet:
    issue = case.issues[column]
    chambers, table = here.win_sets(column, 0)
    width = _NOTHING * (issue.scale.high - issue.scale.low)
    found = np.array(
        [any(high - low > width for low, high in _common(*over.win_sets(column, at))) for at in range(over.drawn.draws)]
    )
    return IssueWinSet(
        issue=issue.key,
        status_quo=float(here.status_quo(column)[0]),
        is_default=issue.reference is None,
        chambers=chambers,
        table=table,
        common=_common(chambers, table),
        change=share(found),
    )


def _common(chambers: dict[str, Stretch], table: dict[str, Stretch]) -> tuple[Stretch, ...]:
    return agreement_set([[each] for each in (*chambers.values(), *table.values())])
