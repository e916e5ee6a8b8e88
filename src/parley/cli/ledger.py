"""`parley ledger freeze | judge | resolve | show`: forecasts written down today and scored when it is known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, Draws, Seed, example, parse_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parley.analysis.ledger import Entry, Forecast

ledger_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Freeze forecasts in a file, say later what happened, and see how good they were.",
    epilog=example("parley ledger freeze examples/iran_2015.txt --ledger ledger.jsonl"),
)


class Outcome(StrEnum):
    """What became of a question."""

    yes = "yes"
    no = "no"
    annulled = "annulled"


LedgerFile = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The ledger: JSON lines, only added to.")]
OnDay = Annotated[
    date | None, typer.Option("--on", parser=parse_day, metavar="DAY", help="The day it is written; else today.")
]
Question = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Number or id of the question, as parley ledger show has it.")
]
Who = Annotated[
    str | None, typer.Option(envvar="PARLEY_WHO", help="Who says so; else the name you are logged in with.")
]


def freeze_command(
    ledger: LedgerFile,
    sources: CaseSource = None,
    seed: Seed = 0,
    draws: Draws = 10_000,
    as_of: AsOf = None,
    on: OnDay = None,
) -> None:
    """Answer a case's questions now and write the probabilities down, with what will decide them."""
    from parley.analysis.analyse import analyse
    from parley.analysis.ledger import freeze
    from parley.cli.inputs import case_of, now
    from parley.cli.progress import progress

    with progress() as report:
        case = case_of(sources, as_of=as_of, report=report)
        results = analyse(case, seed=seed, draws=draws, progress=report)
    _add(ledger, freeze(case, results, on=on or case.as_of or now().date()))


def judge_command(
    question: Question,
    probability: Annotated[float, typer.Argument(min=0, max=1, help="Your own probability, 0 to 1.")],
    ledger: LedgerFile,
    why: Annotated[str, typer.Option(help="Why you think so, in a sentence.")],
    who: Who = None,
    on: OnDay = None,
) -> None:
    """Put your own probability beside the model's; both are scored."""
    from parley.analysis.ledger import beside
    from parley.cli.inputs import login, now

    entries = _read(ledger)
    wanted = _question(entries, question)
    _add(ledger, (beside(entries, wanted, probability, by=who or login(), on=on or now().date(), why=why),))


def resolve_command(
    question: Question,
    outcome: Annotated[Outcome, typer.Argument(help="Whether it came true; annulled scores nobody.")],
    ledger: LedgerFile,
    why: Annotated[str, typer.Option(help="What shows it, in a sentence.")],
    who: Who = None,
    on: OnDay = None,
) -> None:
    """Say what became of a question."""
    from parley.analysis.ledger import resolve
    from parley.cli.inputs import login, now

    came = {Outcome.yes: True, Outcome.no: False, Outcome.annulled: None}[outcome]
    entries = _read(ledger)
    done = resolve(entries, _question(entries, question), came, on=on or now().date(), by=who or login(), why=why)
    _add(ledger, (done,))


def show_command(ledger: LedgerFile, as_json: AsJson = False) -> None:
    """List the questions with their forecasts, what became of them, and how good the forecasts were."""
    from parley.analysis.ledger import scores
    from parley.cli.output import put

    entries = _read(ledger)
    text = "\n".join(score.to_json() for score in scores(entries)) if as_json else show(entries)
    put(text, None)


def show(entries: Sequence[Entry]) -> str:
    """The ledger as tables."""
    from parley.analysis.ledger import MODEL, Forecast, calibration, questions, resolutions, scores
    from parley.cli.view import line, render, table

    known = resolutions(entries)
    forecasts = [entry for entry in entries if isinstance(entry, Forecast)]
    came = {True: "yes", False: "no", None: "annulled"}
    numbers = {question: str(at) for at, question in enumerate(questions(entries), start=1)}
    rows = [
        (
            numbers[each.question],
            *_row(each),
            came[known[each.question].outcome] if each.question in known else "open",
        )
        for each in forecasts
    ]
    heads = ("", "question", "words", "by", "on", "probability", "resolves", "outcome")
    parts = [table("Forecasts", heads, rows)]
    found = scores(entries)
    if not found:
        return render(*parts, line("Nothing is resolved yet, so nothing is scored."))
    scored = [
        (each.by, str(each.questions), f"{each.brier:.3f}", f"{each.log_score:.3f}", f"{each.base_rate:.0%}")
        for each in found
    ]
    columns = ("forecaster", "questions", "Brier (.25 for always .5)", "log score (.69)", "came true")
    parts.append(table("Scores: lower is better", columns, scored))
    bins = [
        (f"{each.low:.0%} to {each.high:.0%}", str(each.forecasts), f"{each.mean:.0%}", f"{each.came_true:.0%}")
        for each in calibration(entries, MODEL)
    ]
    said = ("said", "forecasts", "mean", "came true")
    return render(*parts, *([table("Calibration of the model", said, bins)] if bins else []))


def _row(each: Forecast) -> tuple[str, ...]:
    day = each.resolves.isoformat() if each.resolves else "no day given"
    return (each.question, each.text, each.by, each.opens.isoformat(), f"{each.probability:.0%}", day)


def _question(entries: Sequence[Entry], given: str) -> str:
    """The id of a question given by its number in the ledger or by its id."""
    from parley.analysis.ledger import questions

    known = questions(entries)
    return known[int(given) - 1] if given.isdigit() and 1 <= int(given) <= len(known) else given


def _read(ledger: Path) -> tuple[Entry, ...]:
    from parley.analysis.ledger import read

    if not ledger.is_file():
        raise typer.BadParameter(f"there is no ledger {ledger}; parley ledger freeze begins one")
    return read(ledger.read_text(encoding="utf-8"))


def _add(ledger: Path, entries: Sequence[Entry]) -> None:
    """Append what is not in it yet; a forecast frozen twice on one day is one."""
    from parley.cli.output import put, say

    before = ledger.read_text(encoding="utf-8") if ledger.is_file() else ""
    lines = [line for line in (entry.to_json() for entry in entries) if line not in before.splitlines()]
    put(before + "".join(f"{line}\n" for line in lines) or "\n", ledger)
    say(f"{len(lines)} added to {ledger}")
