"""Open kinds: which named body "the company" is, where no name of the story says so."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.figure import as_kind
from parley.evidence.groups import is_definite, named_by_end, named_of_kind
from parley.evidence.words import lexicon


def settle_open_kinds(cast: Cast) -> None:
    """ "The company", "the club": the one body whose kind nothing has told, where none is known to be one."""
    for line in cast.story.lines:
        for token in line.tree.tokens:
            lemma = token.lemma.lower()
            kind = head_type(lemma) or ""
            if kind not in SETTLED or lemma not in lexicon("bodies")["describing"]:
                continue
            if token.pos != "NOUN" or token.number == "Plur" or token.relation == "compound":
                continue
            plain = not line.tree.having(token.i, "amod", "compound")
            if not plain or not is_definite(line, token, bare=True) or _has_one(cast, kind, lemma):
                continue
            open_ones = [one for one in cast.figures.values() if one.is_open and not one.plural]
            before = [one for one in open_ones if min(spot[0] for spot in one.spots) <= line.index]
            fits = before if len(open_ones) > 1 else open_ones
            if len(fits) == 1:
                fits[0].type, fits[0].is_open = as_kind(kind), False
                fits[0].nouns.add(lemma)


SETTLED = frozenset({"company", "union"})


def _has_one(cast: Cast, kind: str, lemma: str) -> bool:
    return bool(named_of_kind(cast.figures, kind, lemma)) or named_by_end(cast.figures, lemma) is not None
