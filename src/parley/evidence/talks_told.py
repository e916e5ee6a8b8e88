"""Talks that are the subject of their sentence: "Talks on the catch broke up on Wednesday"."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import extent_of, reporters_of, status_of
from parley.evidence.frame import Frame
from parley.evidence.nominal import nominal
from parley.evidence.predicates import classes, noun_meaning
from parley.evidence.story import Line
from parley.language.tree import Token

# What talks do that are or were held; that they stall or come amid something tells of no meeting.
COURSE = frozenset(
    {"hold", "begin", "start", "resume", "reopen", "restart", "open", "continue", "end", "conclude", "close", "break",
     "collapse", "take", "finish", "adjourn", "convene", "last", "founder", "fail"}
)  # fmt: skip
NEEDS = {"break": frozenset({"up", "down", "off"}), "take": frozenset({"place"})}
MOST_AT_TABLE = 5


def talks_told(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """The meeting that such a sentence asserts, of those its noun names, else of the parties of the story."""
    lemma = verb.lemma.lower()
    if verb.pos != "VERB" or lemma not in COURSE or line.tree.is_negated(verb.i):
        return None
    if lemma in NEEDS and not NEEDS[lemma] & {child.text.lower() for child in line.tree.children(verb.i)}:
        return None
    meaning = noun_meaning("talk")
    noun = next((token for token in line.tree.subjects(verb.i) if token.lemma.lower() in classes()["talks"]), None)
    if noun is None or meaning is None or line.tree.agents(verb.i):
        return None
    held = nominal(cast, line, noun)
    actors = (*held.actors, *held.recipients) if held is not None else cast.both_sides()
    if not 2 <= len(cast.sides(actors)) <= MOST_AT_TABLE:
        return None
    first, last = extent_of(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=meaning,
        sense=None,
        actors=actors,
        recipients=(),
        recipients_rule="noun" if held is not None else "counterpart",
        first=first,
        last=last,
        status=status_of(line, verb, False),
        form="clausal",
        reporters=reporters_of(cast, line, verb),
    )
