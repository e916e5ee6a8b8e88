"""What an id stands for in evidence, a case, results or a brief, with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from parley.case.keys import estimates
from parley.case.record import Case, Citation, Estimate, Source
from parley.cli.inputs import draft_case, extracted, take
from parley.errors import NoNegotiation, ParleyError
from parley.evidence.record import AnyEvidence, Dossier
from parley.reading.article import Article
from parley.record import Record

if TYPE_CHECKING:
    from parley.analysis.results import Results
    from parley.brief.record import Brief
    from parley.cli.progress import Report


class Cited(Citation):
    """A cited sentence with the name of its story."""

    source_title: str


class Ground(Record):
    """What an id stands for, with what it rests on."""

    id: str
    what: str  # "move", "stance/position: 80 [70, 90]"
    facts: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()


def open_grounds(id: str, sources: Sequence[str] | None, *, as_of: date | None, report: Report) -> tuple[Ground, ...]:
    """Everything in the sources that `id` names: exactly, or keys that begin with it.

    Raises:
        ParleyError: nothing there is called so; names what is.
    """
    report("reading", -1)
    records = _with_case(list(take(sources, as_of)), report)
    grounds = [ground for record in records for ground in _grounds_of(record)]
    exact = [ground for ground in grounds if ground.id == id]
    found = exact or [ground for ground in grounds if ground.id.startswith(id + "/")]
    if not found:
        near = sorted({ground.id for ground in grounds if id.casefold() in ground.id.casefold()})
        hint = f"Near it: {', '.join(near[:8])}." if near else "The ids stand in the brief, the case and the evidence."
        raise ParleyError(f"nothing is called “{id}” in {', '.join(sources or ['standard input'])}. {hint}")
    return _distinct(found)


def _with_case(records: list[Record], report: Report) -> list[Record]:
    """Stories and evidence also stand for the case drafted from them; a page that is no negotiation has none."""
    found = [extracted(record, None, None, report) for record in records if isinstance(record, Article | Dossier)]
    others = [record for record in records if not isinstance(record, Article | Dossier)]
    if not found:
        return others
    try:
        return [*found, draft_case(found, (), report), *others]
    except NoNegotiation:
        return [*found, *others]


def _grounds_of(record: Record) -> Iterator[Ground]:
    from parley.analysis.results import Results
    from parley.brief.record import Brief

    if isinstance(record, Dossier):
        yield from _of_dossier(record)
    elif isinstance(record, Case):
        yield from _of_case(record)
    elif isinstance(record, Brief):
        yield from _of_brief(record)
    elif isinstance(record, Results):
        yield from _of_results(record)


def _of_dossier(dossier: Dossier) -> Iterator[Ground]:
    article = dossier.article
    title = article.title or article.source
    for sentence in article.sentences:
        here = [item for item in dossier.items if item.sentence == sentence.id]
        facts = tuple(f"{item.id}  {item.kind}: {item.text}" for item in here)
        words = article.slice(sentence.span)
        yield Ground(
            id=sentence.id,
            what=f"a sentence of “{title}” with {len(here)} items of evidence",
            facts=facts,
            cited=(_whole(sentence.id, words, article.id, title),),
        )
    for item in dossier.items:
        yield Ground(id=item.id, what=item.kind, cited=tuple(_mention_cited(item, dossier, title)))


def _whole(id: str, words: str, source: str, title: str) -> Cited:
    return Cited(
        id=id,
        kind="sentence",
        source=source,
        sentence_id=id,
        sentence=words,
        text=words,
        start=0,
        source_title=title,
    )


def _mention_cited(item: AnyEvidence, dossier: Dossier, title: str) -> Iterator[Cited]:
    article = dossier.article
    places = {sentence.id: sentence for sentence in article.sentences}
    for mention in item.mentions:
        sentence = places[mention.sentence]
        yield Cited(
            id=item.id,
            kind=item.kind,
            source=article.id,
            sentence_id=sentence.id,
            sentence=article.slice(sentence.span),
            text=mention.text,
            start=max(mention.span.start - sentence.span.start, 0),
            rule=item.rule,
            confidence=item.confidence,
            source_title=title,
        )


def _of_case(case: Case) -> Iterator[Ground]:
    cited = _Cited(case.citations, case.sources)
    yield from cited.grounds()
    for party in case.parties:
        must = "; its consent is needed" if party.ratifies else ""
        what = f"party “{party.name}”, {party.role}{must}"
        yield Ground(id=f"party/{party.key}", what=what, cited=cited.of(party.basis))
    for issue in case.issues:
        what = f"issue “{issue.name}”, from “{issue.scale.low_label}” to “{issue.scale.high_label}”"
        yield Ground(id=f"issue/{issue.key}", what=what, cited=cited.of(issue.basis))
    for key, estimate in estimates(case):
        yield _of_estimate(key, estimate, cited)
    for question in case.questions:
        yield Ground(id=f"question/{question.key}", what=question.text, cited=cited.of(question.basis))
    for judgement in case.judgements:
        what = f"judgement on {judgement.on} by {judgement.who} on {judgement.when:%Y-%m-%d}"
        facts = (f"change: {judgement.change}", f"why: {judgement.why}")
        yield Ground(id=judgement.id, what=what, facts=facts, cited=cited.of(judgement.cites))


def _of_estimate(key: str, estimate: Estimate, cited: _Cited) -> Ground:
    what = f"{estimate.value:.3g} [{estimate.low:.3g}, {estimate.high:.3g}] {estimate.unit}"
    judged = "a named default" if estimate.is_default else f"judged by {estimate.by}"
    facts = (judged, *([f"because: {estimate.why}"] if estimate.why else []))
    return Ground(id=key, what=what, facts=facts, cited=cited.of(estimate.basis))


def _of_brief(brief: Brief) -> Iterator[Ground]:
    from parley.brief.references import sentences

    cited = _Cited(brief.citations, brief.sources)
    notes = {note.id: note.text for note in brief.notes}
    methods = {method.id: f"{method.name}: {method.text}" for method in brief.methods}
    yield from cited.grounds()
    for note in brief.notes:
        facts = tuple(methods[id] for id in note.methods if id in methods)
        yield Ground(id=note.id, what=note.text, facts=facts)
    for sentence in sentences(brief):
        facts = tuple(f"{id}: {notes[id]}" for id in sentence.basis if id in notes)
        yield Ground(id=sentence.id, what=sentence.text, facts=facts, cited=cited.of(sentence.basis))


def _of_results(results: Results) -> Iterator[Ground]:
    for answer in results.answers:
        facts = (
            f"method {answer.method.name}/{answer.method.version}, seed {answer.method.seed}, uncalibrated",
            f"{answer.default_share:.0%} of its inputs are defaults",
            *(f"reason: {reason.text} ({', '.join(reason.basis)})" for reason in answer.reasons),
        )
        yield Ground(id=f"answer/{answer.question}", what=f"{answer.text} {answer.headline}", facts=facts)


class _Cited:
    """The citations of a file by their ids."""

    def __init__(self, citations: Sequence[Citation], sources: Sequence[Source]) -> None:
        titles = {source.id: source.title for source in sources}
        self._by_id = {
            citation.id: Cited(**citation.model_dump(), source_title=titles.get(citation.source, citation.source))
            for citation in citations
        }

    def of(self, ids: Sequence[str]) -> tuple[Cited, ...]:
        return tuple(self._by_id[id] for id in ids if id in self._by_id)

    def grounds(self) -> Iterator[Ground]:
        for id, cited in self._by_id.items():
            yield Ground(id=id, what=cited.kind, cited=(cited,))


def _distinct(grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """An item of evidence and the same item as its case cites it are shown once, the fuller first."""
    seen: dict[str, Ground] = {}
    for ground in grounds:
        seen.setdefault(ground.id, ground)
    return tuple(seen.values())
