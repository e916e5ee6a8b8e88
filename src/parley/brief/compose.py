"""Results become a brief: every sentence written from the records, with the ids it rests on."""

from __future__ import annotations

from parley.analysis.results import Results
from parley.brief.deep_look import deep_look
from parley.brief.english import day_of, listed, quoted
from parley.brief.ledger import Ledger
from parley.brief.likelihood import percent
from parley.brief.opening import headline, quick_looks, standfirst
from parley.brief.plain import without_commands
from parley.brief.record import Brief, Section
from parley.brief.whats_next import whats_next
from parley.case.record import Case, Source
from parley.record import Finding

UNTITLED = "A story without a headline"  # what a reader is told of a text that came in without one


def compose(case: Case, results: Results) -> Brief:
    """Write the brief on a case and its results.

    Returns:
        The brief, with the citations and notes its sentences rest on and no others. Equal case and
        results give an equal brief.

    Raises:
        UnsupportedSentence: a record rests on an id that the case does not hold.
    """
    case = case.model_copy(update={"sources": tuple(_titled(source) for source in case.sources)})
    ledger = Ledger(case, results)
    opening = headline(ledger)
    summary = standfirst(ledger)
    sections = (
        quick_looks(ledger),
        deep_look(ledger),
        whats_next(ledger),
        Section(key="sources", heading="Sources"),
    )
    return Brief(
        headline=opening,
        standfirst=summary,
        as_of=case.as_of,
        sections=sections,
        citations=ledger.citations(),
        notes=ledger.notes(),
        methods=ledger.methods(),
        sources=case.sources,
        case_digest=results.case_digest,
        seed=results.seed,
        caveat=_caveat(case, results),
        findings=tuple(_for_readers(finding) for finding in (*case.findings, *results.findings)),
    )


def _caveat(case: Case, results: Results) -> str:
    """What no reader may miss: nothing here is calibrated, and how much of it is assumed."""
    as_of = f", with nothing later than {day_of(case.as_of)}" if case.as_of else ""
    sources = listed(list(dict.fromkeys(_called(source) for source in case.sources)))
    return (
        f"Probabilities and positions are model results and uncalibrated. {percent(results.default_share)} of the "
        f"numbers behind them are defaults that no story supports. Read from {sources}{as_of}; seed {results.seed}."
    )


def _called(source: Source) -> str:
    untitled = f"{UNTITLED[0].lower()}{UNTITLED[1:]}"
    return source.outlet or (untitled if source.title == UNTITLED else quoted(source.title))


def _titled(source: Source) -> Source:
    """A text that was pasted or piped in may have no headline, and goes by a dash."""
    return source if source.title.strip("—–- ") else source.model_copy(update={"title": UNTITLED})


def _for_readers(finding: Finding) -> Finding:
    return finding.model_copy(update={"message": without_commands(finding.message)})
