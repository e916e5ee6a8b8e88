"""Event coding: who did what to whom in any news, whether or not anybody bargains.

`extract` claims events only where a negotiation is found, and there among its parties. Event data, as PETRARCH or
POLECAT make them, take every act between actors of any kind: "two Brazilian men" are acted on as well as Brazil is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.cast_items import actor_items
from parley.evidence.casting import cast_of
from parley.evidence.clauses import objects_of, subject_tokens
from parley.evidence.events import find_events
from parley.evidence.frame import Frame
from parley.evidence.frames import frames_of
from parley.evidence.gate import Gate
from parley.evidence.names import Gazetteer
from parley.evidence.office_holders import OfficeHolder, shipped_holders
from parley.evidence.populace import people_of
from parley.evidence.quotations import find_quotations
from parley.evidence.record import Dossier
from parley.evidence.sides import work_out_sides
from parley.evidence.speech import set_author, set_speakers
from parley.evidence.story import Parser, parse_story
from parley.reading.article import Article

PLACE = "place"  # the rule by which an end was taken from where the deed is done
SUFFERED = frozenset({"ASSAULT", "COERCE"})
PAPERS = frozenset(
    {"report", "statement", "document", "letter", "communique", "communiqué", "note", "memorandum", "paper", "inquiry",
     "study", "survey", "editorial", "declaration", "commission", "investigation"}
)  # fmt: skip


def code_events(
    article: Article,
    *,
    pipeline: Parser | None = None,
    office_holders: Sequence[OfficeHolder] | None = None,
    names: Gazetteer | None = None,
) -> Dossier:
    """All events of an article and their actors; nothing else is looked for.

    Args:
        pipeline: the parser; None for the English one that ships.
        office_holders: who held which office when; None for the file that ships.
        names: countries and bodies to know by name, such as `phoenix.names_of` gives; None for the word lists.
    """
    if pipeline is None:
        from parley.language.pipeline import load

        pipeline = load()
    cast = cast_of(parse_story(article, pipeline), names)
    cast.others = people_of
    _adopt_codes(cast)
    set_author(cast)
    work_out_sides(cast, tuple(shipped_holders() if office_holders is None else office_holders))
    set_speakers(cast, find_quotations(cast.story))
    cast.forget()
    events = find_events(cast, [_with_ends(cast, frame) for frame in frames_of(cast)])
    gate = Gate(article, cast.figures)
    for event in events:
        gate.admit(event)
    taking_part = {key for event in events for key in (*event.actors, *event.recipients)}
    places = dict.fromkeys((*taking_part, *cast.sides(taking_part)), "context")
    for actor in actor_items(cast, places, (), people_only=False):  # type: ignore[arg-type]
        gate.admit(actor)
    return Dossier(article=article, items=gate.items, refusals=tuple(gate.refusals), is_negotiation=False)


def _adopt_codes(cast: Cast) -> None:
    """A body said to be a country's is of that country: "Egypt's Muslim Brotherhood"."""
    for figure in list(cast.figures.values()):
        if figure.code is not None or figure.type == "person":
            continue
        for line_index, _, last in figure.spots:
            line = cast.story.lines[line_index]
            owners = [cast.figures[key].code for key in cast.owners(line, last) if key != figure.key]
            if figure.code is None and owners and owners[0]:
                figure.code = owners[0]


def _with_ends(cast: Cast, frame: Frame) -> Frame:
    """A frame with the end it lacks taken from where the deed is done, or from whose paper says it.

    A deed done to nobody named is done to those whose land it is done in ("staged a protest in Beijing"); what
    happens to somebody by nobody named is done by them ("was shot dead in Ankara"); a report speaks for those who
    wrote it or in whose land it came out.
    """
    if frame.form == "clausal" and not frame.actors:
        frame = replace(frame, actors=_authors(cast, frame))
    if frame.actors and not frame.recipients:
        own = set(cast.sides(frame.actors))
        target = next((key for key in _near(cast, frame) if cast.side(key) not in own), None)
        return _done_at(frame, target) if target else frame
    if frame.recipients and not frame.actors and frame.meaning.plover in SUFFERED:
        return replace(frame, actors=_doers(cast, frame))
    return frame


def _authors(cast: Cast, frame: Frame) -> tuple[str, ...]:
    """Whose the document is that the predicate is said of: "a report released in the Rwandan capital alleged"."""
    line = frame.line
    for subject in subject_tokens(line, line.tree.tokens[frame.head]):
        if subject.lemma.lower() in PAPERS:
            named = cast.within(line, *line.tree.subtree(subject.i))
            return cast.owners(line, subject.i) or tuple(key for key in named if cast.figures[key].code)[:1]
    return ()


def _done_at(frame: Frame, target: str) -> Frame:
    """The deed with those whose land it is done in; who meets there visits them."""
    visit = frame.meaning.plover == "CONSULT" and frame.meaning.mode is None
    meaning = replace(frame.meaning, mode="visit") if visit else frame.meaning
    return replace(frame, recipients=(target,), recipients_rule=PLACE, meaning=meaning)


def _near(cast: Cast, frame: Frame) -> Iterator[str]:
    """Countries named under the predicate, its objects first, by a place or an adjective."""
    tree = frame.line.tree
    verb = tree.tokens[frame.head]
    behind = tree.having(verb.i, "obl", "advmod", "nmod", "xcomp", "acl")
    for head in (*objects_of(frame.line, verb), *(token for token in behind if token.i > verb.i)):
        first, last = tree.subtree(head.i)
        for key in cast.within(frame.line, first, last):
            if cast.figures[key].code is not None:
                yield key


def _doers(cast: Cast, frame: Frame) -> tuple[str, ...]:
    """Who stands behind "in" or "from" beside a passive: a people's shelling, else the country itself."""
    suffering = set(cast.sides(frame.recipients))
    for preposition, token in frame.line.tree.obliques(frame.head):
        if preposition in ("in", "from", "during"):
            keys = cast.at(frame.line, token.i) or cast.within(frame.line, token.i, token.i)
            found = tuple(key for key in keys if cast.side(key) not in suffering)
            if found:
                return found
    return ()
