"""A case's chambers and its packages become what would be ratified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np

from parley.analysis.batches import NOISE
from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.inputs import default_share
from parley.analysis.interval import interval, share
from parley.analysis.packages import PackageGrid, utilities
from parley.analysis.ratification.chamber import Panel, chamber_result
from parley.analysis.ratification.consent import consenting
from parley.analysis.ratification.deal import deal_power
from parley.analysis.ratification.result import ChamberResult, Ratification
from parley.analysis.ratification.rule import Flags, Floats, in_steps
from parley.analysis.ratification.status_quo import status_quo_win_sets, win_set_method
from parley.analysis.ratification.texts import one_text
from parley.analysis.ratification.voters import QUOTA_ENDS, quota_ends, rule_of, seat
from parley.analysis.ratification.votes import PASSING_SOURCE, passing
from parley.analysis.ratification.winsets import WIN_SET_SOURCE, passing_packages
from parley.analysis.result import Interval, Method
from parley.analysis.solutions import SOLUTIONS, acceptable
from parley.case.chambers import Chamber, chambers_of, flaws, judged_numbers, usable_chambers
from parley.case.estimate import Estimate
from parley.case.record import Case
from parley.record import Finding

FOLLOWED = ("nash", "kalai-smorodinsky")  # the solutions whose text is put to the vote

# Steps of counting over all draws of one chamber, a tenth of a second on one core; finer weights are rounded.
_WORK = 20_000_000
_CELLS = 2_000
_FEWEST_DRAWS = 200
_ZONE_CELLS = 4_000_000  # utilities worked out over draws, a tenth of a second
QUOTA_SOURCE = "Keefer and Bodily (1983), Management Science 29(5), 595-609: three points for a range"


def ratify(case: Case, drawn: DrawSet, grid: PackageGrid) -> Ratification | None:
    """Say what would be ratified; None where nobody has to.

    Args:
        case: with two bargaining parties or more.
        drawn: the case over its ranges; as many of its draws are used as counting votes can afford.
        grid: the case's packages.

    Returns:
        Each chamber that can be analysed, with a finding for each that cannot.
    """
    every = chambers_of(case)
    if not every:
        return None
    found = [finding for chamber in every for finding in flaws(case, chamber)]
    chambers = list(usable_chambers(case))
    table = _table(case, grid)
    few = drawn.first(min((_draws(chamber, drawn) for chamber in chambers), default=1))
    panels = [_panel(case, chamber, at, few, grid, table) for at, chamber in enumerate(chambers)]
    results = tuple(chamber_result(case, panel, grid, table.texts, few) for panel in panels)
    common = table.zone.copy()
    for panel in panels:
        common &= panel.passing
    return Ratification(
        chambers=results,
        packages=len(grid.values),
        at_table=int(table.zone.sum()),
        everywhere=int(common.sum()),
        zone=_zone(case, drawn, grid),
        involuntary_defection=bool(panels and table.zone.any() and not common.any()),
        probability=_everywhere(panels, table),
        win_sets=status_quo_win_sets(case, chambers, few),
        win_set_method=win_set_method(few),
        power=deal_power(case, chambers),
        words=_words(results, table.zone, common),
        method=_method(few, grid),
        default_share=default_share(_numbers(case, chambers)),
        findings=(*found, *_doubts(chambers, table)),
    )


@dataclass(frozen=True, kw_only=True)
class _Table:
    """What the chiefs could sign, at the case's own values."""

    zone: Flags  # (packages,) no worse than no deal for every bargaining party
    texts: dict[str, int]  # solution -> its first package; empty: there is no zone of agreement


def _table(case: Case, grid: PackageGrid) -> _Table:
    at = point(case)
    rows = np.flatnonzero(at.model.bargains)
    worth = utilities(grid, at.position, at.salience, red_line=at.red_line, parties=rows.tolist())[0].astype(np.float64)
    walk_away = at.pressed_walk_away()[0, rows]
    zone = np.zeros(len(grid.values), dtype=np.bool_)
    zone[acceptable(worth, walk_away)] = True
    solved = {name: SOLUTIONS[name][0](worth, walk_away) for name in FOLLOWED}
    return _Table(zone=zone, texts={name: int(packages[0]) for name, packages in solved.items() if packages.size})


def _draws(chamber: Chamber, drawn: DrawSet) -> int:
    cells = prod(need + 1 for need in in_steps(rule_of(chamber, "high"), _CELLS).needed)
    return min(drawn.draws, max(_FEWEST_DRAWS, _WORK // (cells * len(chamber.members))))


def _panel(case: Case, chamber: Chamber, at: int, few: DrawSet, grid: PackageGrid, table: _Table) -> Panel:
    """A chamber at its own values and over draws, with what it makes of every package and of the texts."""
    own, over = seat(case, chamber, at, point(case)), seat(case, chamber, at, few)
    gain = own.gains(grid)[0]
    texts = sorted(set(table.texts.values()))
    return Panel(
        own=own,
        rule=rule_of(chamber),
        gain=gain,
        passing=passing_packages(gain, rule_of(chamber)),
        chance={text: _chance(chamber, over.yes(one_text(grid, text)), few.seed or 0) for text in texts},
    )


def _chance(chamber: Chamber, yes: Floats, seed: int) -> Floats:
    """The probability in each draw that a text passes, (draws,), over what the quota may be."""
    found = np.empty(len(yes))
    ends = quota_ends(chamber, len(yes), seed)
    for at in np.unique(ends).tolist():
        rows = ends == at
        found[rows] = passing(in_steps(rule_of(chamber, QUOTA_ENDS[at][0]), _CELLS), yes[rows])
    return found


def _zone(case: Case, drawn: DrawSet, grid: PackageGrid) -> Interval:
    """How often some package suits everybody whose consent is needed, a chamber's counted by its pivotal member."""
    consents = consenting(case, drawn)
    some = drawn.first(max(_FEWEST_DRAWS, _ZONE_CELLS // (consents.width * len(grid.values))))
    return share(consents.settle(some, grid).margin >= -NOISE)


def _everywhere(panels: list[Panel], table: _Table) -> dict[str, Interval]:
    """The probability that a solution's text passes in every chamber: independent votes in each draw."""
    found = {}
    for name, text in table.texts.items():
        together = [panel.chance[text] for panel in panels]
        if together:
            joint = np.prod(together, axis=0)
            found[name] = interval(float(joint.mean()), joint, "probability")
    return found


def _words(results: tuple[ChamberResult, ...], zone: Flags, common: Flags) -> str:
    if not results:
        return "No chamber can be analysed as it stands."
    names = ", ".join(result.name for result in results)
    if not zone.any():
        return f"Those at the table have nothing to sign, so {names} would have nothing to ratify."
    if not common.any():
        return (
            f"No deal though the chiefs agree: of {int(zone.sum()):,} packages they could sign, none passes in "
            f"{names}. Who signs one would have to break it (involuntary defection)."
        )
    return (
        f"Of {int(zone.sum()):,} packages those at the table could sign, {int(common.sum()):,} "
        f"{'passes' if common.sum() == 1 else 'pass'} in {names} as well."
    )


def _method(few: DrawSet, grid: PackageGrid) -> Method:
    return Method(
        name="agreement set: the zone of agreement and every chamber's win-set together",
        parameters={
            "disagreement point": "walking away after pressure; a member's own where one was judged",
            "packages": len(grid.values),
            "votes": "yes with probability Phi(gain over no deal / noise), independent in each draw",
            "quota": "its low end, value and high end in 18.5%, 63% and 18.5% of the draws; all quotas together",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
        },
        source=f"{WIN_SET_SOURCE}; {PASSING_SOURCE}; {QUOTA_SOURCE}",
        seed=few.seed,
        draws=few.draws,
    )


def _numbers(case: Case, chambers: list[Chamber]) -> list[Estimate]:
    """The numbers ratification rests on: the chambers' own, and those of the parties their members are like."""
    like = {member.like or chamber.side for chamber in chambers for member in chamber.members}
    stances = [stance for stance in case.stances if stance.party in like]
    return [
        *(number for chamber in chambers for number in judged_numbers(chamber)),
        *(party.walk_away for party in case.parties if party.key in like),
        *(number for stance in stances for number in (stance.position, stance.salience)),
    ]


def _doubts(chambers: list[Chamber], table: _Table) -> Iterator[Finding]:
    if chambers and not table.texts:
        yield Finding(
            level="note",
            code="nothing-to-ratify",
            message="At the case's own values those at the table have no package to sign, so no text was voted on.",
        )
    for chamber in chambers:
        if chamber.quota.is_default and len(chamber.members) > 1:
            yield Finding(
                level="note",
                code="default-quota",
                message=f"By what rule {chamber.name} votes, nobody has said yet: more than half stands in. "
                f"Set it: chamber/{chamber.key}/quota=0.667",
                where=f"chamber/{chamber.key}/quota",
            )
