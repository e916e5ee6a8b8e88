"""The verb `extract`: an article becomes evidence, every item a verbatim span behind one gate."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.cast_items import actor_items
from parley.evidence.casting import cast_of
from parley.evidence.events import find_events
from parley.evidence.exclusions import find_exclusions
from parley.evidence.frame import Frame
from parley.evidence.frames import frames_of, read_lines
from parley.evidence.further_events import further_events
from parley.evidence.gate import Gate
from parley.evidence.issues import issue_items, issue_table
from parley.evidence.linkages import find_linkages
from parley.evidence.mediation import mediators, onlookers
from parley.evidence.moves import find_moves, move_items
from parley.evidence.named_issues import on_issues, with_issues
from parley.evidence.negotiation import counterparts_of, is_negotiation, parties_of
from parley.evidence.office_holders import OfficeHolder, shipped_holders
from parley.evidence.open_positions import open_positions
from parley.evidence.positions import find_positions
from parley.evidence.pressures import find_pressures
from parley.evidence.questions import find_questions
from parley.evidence.quotations import find_quotations
from parley.evidence.record import Dossier, Linkage, Move, Quotation
from parley.evidence.replies import answering
from parley.evidence.sides import work_out_sides
from parley.evidence.speech import quotation_items, set_author, set_speakers
from parley.evidence.story import Parser, parse_story
from parley.evidence.talks_status import find_status
from parley.evidence.turns import sides_of_speakers
from parley.reading.article import Article
from parley.record import Finding


def extract(
    article: Article, *, pipeline: Parser | None = None, office_holders: Sequence[OfficeHolder] | None = None
) -> Dossier:
    """Read the evidence from an article.

    Args:
        pipeline: the parser (`parley.language.pipeline.load`); None for the English one that ships.
        office_holders: who held which office when; None for the file that ships, an empty list for none.

    Returns:
        Everything found, in order of the text, with what the gate refused. A story in which nobody bargains
        keeps its people and quotations only: no party, issue or move is claimed.
    """
    if pipeline is None:
        from parley.language.pipeline import load

        pipeline = load()
    cast = cast_of(parse_story(article, pipeline))
    set_author(cast)
    work_out_sides(cast, tuple(shipped_holders() if office_holders is None else office_holders))
    found = find_quotations(cast.story)
    set_speakers(cast, found)
    sides_of_speakers(cast)
    cast.forget()
    cast.onlookers = mediators(cast) | onlookers(cast)
    lines = read_lines(cast)
    cast.counterparts = counterparts_of(cast, frames_of(cast, lines))
    cast.forget()
    frames = frames_of(cast, read_lines(cast, lines))
    linkages = find_linkages(cast)
    talks = is_negotiation(cast, frames, linkages)
    gate = Gate(article, cast.figures)
    for quotation in quotation_items(cast, found):
        gate.admit(quotation)
    if talks:
        _admit_bargaining(cast, gate, frames, linkages)
    speakers = {item.speaker for item in gate.items if isinstance(item, Quotation)}
    for actor in actor_items(cast, parties_of(cast, gate.items) if talks else {}, speakers, people_only=not talks):
        gate.admit(actor)
    findings = () if talks else (_no_negotiation(),)
    return Dossier(
        article=article,
        items=gate.items,
        refusals=tuple(gate.refusals),
        is_negotiation=talks,
        findings=(*article.findings, *findings),
    )


def _admit_bargaining(cast: Cast, gate: Gate, frames: Sequence[Frame], linkages: Sequence[Linkage]) -> None:
    found = find_moves(cast, frames, linkages)
    table = issue_table(cast, found, linkages)
    moves: list[Move] = []
    for move in move_items(cast, found, table):
        admitted = gate.admit(answering(cast, move, moves))
        if isinstance(admitted, Move):
            moves.append(admitted)
    tied = [with_issues(cast, linkage, table) for linkage in linkages]
    for position in (*find_positions(cast, moves, tied, table.names), *open_positions(cast, moves, table)):
        gate.admit(position)
    for linkage in tied:
        gate.admit(linkage)
    events = find_events(cast, frames)
    further = further_events(cast, frames, found, events)
    for event in (*events, *further):
        gate.admit(event)
    for issue in issue_items(cast, table):
        gate.admit(issue)
    for pressure in find_pressures(cast, frames, linkages, further):
        gate.admit(pressure)
    for exclusion in find_exclusions(cast):
        gate.admit(exclusion)
    for question in find_questions(cast):
        gate.admit(on_issues(cast, question, table))
    for status in find_status(cast):
        gate.admit(status)


def _no_negotiation() -> Finding:
    return Finding(
        level="warning",
        code="no-negotiation",
        message="Nobody is seen to bargain with anybody here: no party, issue or move is claimed.",
    )
