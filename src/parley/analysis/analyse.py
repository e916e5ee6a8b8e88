"""The verb `analyse`: a case becomes results."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parley.analysis.answers import answer_questions
from parley.analysis.bargaining.outcome import bargain
from parley.analysis.bargaining.result import Bargaining
from parley.analysis.conflict.outcome import conflict_of
from parley.analysis.counterfactuals import compare
from parley.analysis.draws import DrawSet, draw
from parley.analysis.drivers import drivers
from parley.analysis.inputs import default_share, inputs
from parley.analysis.packages import package_grid
from parley.analysis.ratification.ratify import ratify
from parley.analysis.results import Results
from parley.analysis.spatial.forecasts import forecast_issues
from parley.analysis.spatial.trades import exchange_issues
from parley.analysis.stakes.assess import assess
from parley.case.record import Case
from parley.errors import AnalysisError
from parley.record import Finding

Progress = Callable[[str, float], None]

# Numbers a draw set may hold in each of its largest arrays: 64 MB. A conference of 200 states on 10 issues is drawn
# 4,000 times instead of 10,000, and says so.
_CELLS = 8_000_000
_FEWEST_DRAWS = 100


def analyse(case: Case, *, seed: int = 0, draws: int = 10_000, progress: Progress | None = None) -> Results:
    """Say what a case comes to: forecasts, agreements, what would change them, and answers to its open questions.

    Args:
        case: with at least two parties and one issue.
        seed: 0 or more; the same case and seed give the same results.
        draws: how often the case is drawn over its ranges, at least 1.
        progress: is told the step and the share done, 0 to 1, before each step.

    Raises:
        AnalysisError: the case has no issue or fewer than two parties, contradicts itself, or holds a number that
            is not finite.
    """
    report = progress or _silent
    _check(case)
    affordable = _affordable(case, draws)
    report("drawing the case", 0.0)
    drawn = draw(case, seed=seed, draws=affordable)
    report("forecasting each issue", 0.1)
    forecasts, nobody = forecast_issues(case, drawn)
    report("exchanging positions across issues", 0.25)
    exchanged = exchange_issues(case, drawn)
    report("looking for agreements", 0.3)
    grid = package_grid(case) if drawn.model.bargains.sum() >= 2 else None
    bargaining = bargain(case, drawn, grid) if grid else None
    report("counting votes at home", 0.43)
    ratification = ratify(case, drawn, grid) if grid else None
    report("asking who would stay where", 0.45)
    conflict, unsolved = conflict_of(case, drawn, grid)
    report("changing one thing at a time", 0.5)
    counterfactuals, without_effect = compare(case, drawn, grid)
    report("asking what it hangs on", 0.65)
    sensitivity = drivers(case, grid, seed=seed)
    report("answering the open questions", 0.7)
    answers = answer_questions(case, drawn, grid, progress=_part(report, 0.7, 1.0)) if grid else ()
    report("done", 1.0)
    return Results(
        case_digest=case.digest(),
        title=case.title,
        seed=seed,
        draws=drawn.draws,
        forecasts=forecasts,
        exchange=exchanged,
        bargaining=bargaining,
        ratification=ratification,
        answers=answers,
        counterfactuals=counterfactuals,
        sensitivity=sensitivity,
        conflict=conflict,
        stakes=assess(case, seed=seed),
        default_share=default_share(number.estimate for number in inputs(case)),
        findings=(*_findings(case, drawn, draws, bargaining), *nobody, *unsolved, *without_effect),
    )


def _part(report: Progress, start: float, end: float) -> Progress:
    """A share of a step as a share of the whole."""
    return lambda step, done: report(step, start + (end - start) * done)


def _silent(step: str, done: float) -> None:
    """Nobody asked to be told."""


def _check(case: Case) -> None:
    if len(case.parties) < 2:
        known = f"only {case.parties[0].name}" if case.parties else "no party"
        raise AnalysisError(
            f"The case “{case.title}” has {known}; a negotiation needs at least two parties. Add the other side to "
            f"the case file; parley case check lists what is missing."
        )


def _affordable(case: Case, draws: int) -> int:
    cells = len(case.parties) * max(1, len(case.issues))
    return min(draws, max(_FEWEST_DRAWS, _CELLS // cells))


def _findings(case: Case, drawn: DrawSet, wanted: int, bargaining: Bargaining | None) -> Iterator[Finding]:
    yield from drawn.model.findings
    if drawn.draws < wanted:
        yield Finding(
            level="note",
            code="fewer-draws",
            message=f"{wanted:,} draws were asked for, {drawn.draws:,} were made: {len(case.parties)} parties on "
            f"{len(case.issues)} issues would take too much memory otherwise (at most {_CELLS:,} numbers in an array). "
            f"A share of so many draws is sure to within {50 / drawn.draws**0.5:.1f} points (standard error); models "
            f"that cost more take fewer still, and each says how many and with what error.",
        )
    if bargaining is None:
        who = drawn.model.bargaining
        yield Finding(
            level="warning",
            code="fewer-than-two-bargain",
            message=f"{'One party bargains' if who else 'No party bargains'} in this case, so there is no agreement "
            f"to look for and no question was answered. Give at least two parties the role “bargaining”.",
        )
