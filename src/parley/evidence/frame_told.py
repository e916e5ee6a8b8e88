"""A frame from a verb that tells an act in other words: where it stands, whether it happened and who says so."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import extent_of, reporters_of, status_of
from parley.evidence.frame import Frame
from parley.evidence.predicates import Meaning
from parley.evidence.story import Line
from parley.language.tree import Token


def frame_told(
    cast: Cast,
    line: Line,
    verb: Token,
    meaning: Meaning,
    actors: tuple[str, ...],
    hit: tuple[str, ...],
    *,
    judged: Token | None = None,
    content: tuple[int, int] | None = None,
) -> Frame:
    """The act of some on others: whoever of `hit` stands on the actors' own side is left out.

    Args:
        judged: what the act is about, with its words in `content`.
    """
    own = set(cast.sides(actors))
    recipients = tuple(key for key in dict.fromkeys(hit) if cast.side(key) not in own)
    first, last = extent_of(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=meaning,
        actors=actors,
        recipients=recipients,
        recipients_rule="object" if recipients else "none",
        first=first,
        last=last,
        status=status_of(line, verb, False),
        content=content,
        content_head=judged.i if judged is not None else None,
        reporters=reporters_of(cast, line, verb),
        negated=line.tree.is_negated(verb.i),
    )
