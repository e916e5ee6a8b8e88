"""A case with one thing changed, and what that does to its results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from parley.analysis.bargaining.simulation import affordable_draws, zones
from parley.analysis.draws import DrawSet, draw, point
from parley.analysis.inputs import Slots
from parley.analysis.packages import package_grid
from parley.analysis.results import Results
from parley.analysis.spatial.forecasts import compromise
from parley.case.edit import judge
from parley.case.judgements import apply
from parley.case.keys import pressure_key
from parley.case.record import Case, Judgement
from parley.errors import CaseError
from parley.record import Record

# Both sides share their random numbers, so that 1,000 draws fix a difference to a point or two of a hundred.
GLANCE_DRAWS = 1_000
_CELLS = 4_000_000  # utilities worked out for a glance at the zone: some 40 ms on one core

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # nobody judged; a real time would change the case's digest


class Difference(Record):
    """One figure before and after; null where the figure does not exist."""

    of: str  # "forecast/<issue>", "zopa", "answer/<question>"
    words: str
    before: float | None
    after: float | None
    change: float | None


class Comparison(Record):
    """Two analyses of one case by the same draws."""

    changes: tuple[str, ...]
    seed: int
    draws: int
    differences: tuple[Difference, ...]


def changed(
    case: Case, without: Sequence[str], settings: Sequence[str], doubled: Sequence[str]
) -> tuple[Case, tuple[str, ...]]:
    """The case with these changes laid over it as judgements, and the changes in words.

    Raises:
        CaseError: a party or key is not in the case; the nearest are named.
    """
    words = (
        *(f"without {party}" for party in without),
        *(setting.replace("=", " set to ", 1) for setting in settings),
        *(f"pressure by {party} doubled" for party in doubled),
    )
    assignments = [
        *(f"party/{party}=remove" for party in without),
        *settings,
        *(assignment for party in doubled for assignment in _doubled(case, party)),
    ]
    return apply(case, [_supposed(case, assignment) for assignment in assignments]), words


def _supposed(case: Case, assignment: str) -> Judgement:
    """A judgement nobody made: the number itself without width, at no time."""
    value = assignment.partition("=")[2].strip()
    exact = float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else None
    return judge(case, assignment, low=exact, high=exact, who="what if", when=NEVER, why="supposed by parley whatif")


def _doubled(case: Case, party: str) -> list[str]:
    """At most 1 each: a walk-away cannot move by more than all there is."""
    pressures = [pressure for pressure in case.pressures if pressure.by == party]
    if not pressures:
        others = sorted({pressure.by for pressure in case.pressures})
        raise CaseError(f"{party} presses nobody in this case. Who does: {', '.join(others) or 'nobody'}.")
    return [f"{pressure_key(pressure)}={min(2 * pressure.strength.value, 1.0):.6f}" for pressure in pressures]


def compared(before: Results, after: Results, changes: tuple[str, ...]) -> Comparison:
    """Every figure both analyses could have, side by side."""
    old, new = _figures(before), _figures(after)
    differences = tuple(
        _difference(key, old.get(key), new.get(key)) for key in [*old, *(key for key in new if key not in old)]
    )
    return Comparison(changes=changes, seed=before.seed, draws=before.draws, differences=differences)


def glance(before: Case, after: Case, changes: tuple[str, ...], *, seed: int, draws: int = GLANCE_DRAWS) -> Comparison:
    """The figures that cost next to nothing, side by side, in well under a second: for trying changes out.

    Each issue's weighted mean at the case's own values, and the share of draws with a package at least as good as
    walking away for everybody. A number drawn for both cases takes the same random numbers in both.

    Args:
        after: `before` with something changed (`changed`); parties and issues may have gone.
        seed: 0 or more.

    Raises:
        AnalysisError: one of the cases has no issue or no party.
    """
    slots = Slots.of(before)
    old = _at_a_glance(before, draw(before, seed=seed, draws=draws, slots=slots))
    new = _at_a_glance(after, draw(after, seed=seed, draws=draws, slots=slots))
    differences = tuple(_difference(key, old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))
    return Comparison(changes=changes, seed=seed, draws=draws, differences=differences)


def _at_a_glance(case: Case, drawn: DrawSet) -> dict[str, tuple[str, float]]:
    at = point(case)
    means = ((issue.key, float(compromise(at, place)[0])) for place, issue in enumerate(case.issues))
    figures = {f"forecast/{key}": ("weighted mean of the issue's scale", mean) for key, mean in means if mean == mean}
    if drawn.model.bargains.sum() >= 2:
        grid = package_grid(case)
        few = drawn.first(affordable_draws(drawn, grid, _CELLS))
        figures["zopa"] = ("chance that some package suits everybody", float(zones([few], grid)[0].mean()))
    return figures


def _difference(key: str, old: tuple[str, float] | None, new: tuple[str, float] | None) -> Difference:
    words = (old or new or ("", 0.0))[0]
    change = new[1] - old[1] if old and new else None
    return Difference(of=key, words=words, before=old and old[1], after=new and new[1], change=change)


def _figures(results: Results) -> dict[str, tuple[str, float]]:
    figures = {
        f"forecast/{forecast.issue}": ("weighted mean of the issue's scale", forecast.weighted_mean.value)
        for forecast in results.forecasts
    }
    if results.bargaining:
        figures["zopa"] = ("chance that some package suits everybody", results.bargaining.zopa.value)
    for answer in results.answers:
        figures[f"answer/{answer.question}"] = (answer.text, answer.value)
    return figures
