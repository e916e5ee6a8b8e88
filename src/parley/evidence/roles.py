"""Roles: whom an office without a name means ("Harlow’s special envoy", "the government")."""

from __future__ import annotations

from collections.abc import Callable, Collection

from parley.evidence.figure import Figure
from parley.evidence.groups import is_definite
from parley.evidence.roster import STATE_TYPES, Roster
from parley.evidence.story import Line
from parley.language.tree import Token

# Words for some or all of a group: whoever they are "of" is meant.
SHARES = frozenset(
    {"rest", "majority", "most", "bulk", "remainder", "half", "many", "some", "several", "all", "each", "rank",
     "thousand", "hundred", "dozen", "score", "ten", "handful", "leadership", "wing", "remnant", "faithful"}
)  # fmt: skip


def share_of(line: Line, token: Token) -> int | None:
    """Whose share a word names: the union of "the rest of the union"."""
    if token.lemma.lower() not in SHARES:
        return None
    return next((inner.i for preposition, inner in line.tree.obliques(token.i) if preposition == "of"), None)


def house_before(roster: Roster, line: Line, token: Token) -> list[str]:
    """Sides of the subjects that act before the words: "the *senator* warned the administration"."""
    keys = [roster.keys.get((line.index, one.i)) for one in line.tree.tokens[: token.i] if one.relation == "nsubj"]
    return [roster.side(key) for key in keys if key]


def nameless_government(roster: Roster, line: Line, token: Token) -> tuple[str, ...]:
    """ "The government", "the health ministry" of a story that names no country; one for all of them."""
    if (
        token.relation == "compound"
        or not is_definite(line, token)
        or token.lemma.lower() in ("authority", "leadership")
    ):
        return ()
    figure = roster.figures.setdefault("the-government", Figure("the-government", token.text, "government"))
    figure.spots.append((line.index, token.i, token.i))
    return (figure.key,)


def person_by_role(roster: Roster, line: Line, token: Token, owners: tuple[str, ...]) -> tuple[str, ...]:
    """The one person whose role the words describe: "Harlow’s special envoy", "the U.S. president"."""
    words = [
        child.text
        for child in line.tree.children(token.i)
        if child.relation in ("amod", "compound") and not roster.keys.get((line.index, child.i))
    ]
    phrase = " ".join([*words, token.text]).lower()
    people = [
        figure
        for figure in roster.figures.values()
        if figure.type == "person" and figure.role and phrase in figure.role.lower()
    ]
    sides = set(roster.sides(owners))
    people = [figure for figure in people if not sides or roster.side(figure.key) in sides]
    lasts = [roster.name(key).split()[-1] for key in owners]
    exact = [figure for figure in people if any(last in (figure.role or "") for last in lasts)]
    chosen = exact if len(exact) == 1 else people
    known = owners or words or token.text[:1].isupper() or is_definite(line, token, bare=True)
    return (chosen[0].key,) if len(chosen) == 1 and known else ()


def owned_before(
    roster: Roster,
    line: Line,
    token: Token,
    named_by: Callable[[Line, Token], tuple[str, ...]],
    kinds: Collection[str] = STATE_TYPES,
) -> tuple[str, ...]:
    """Whose army, ministry or government the story last spoke of: "Sudan’s army … the army".

    `named_by` gives the keys of whom the words before a noun name.
    """
    lemma = token.lemma.lower()
    for other in reversed(roster.story.lines[: line.index + 1]):
        for one in reversed(other.tree.tokens):
            before = other.index < line.index or one.i < token.i
            if before and one.lemma.lower() == lemma and (owners := roster.sides(named_by(other, one))):
                return owners if roster.figures[owners[0]].type in kinds else ()
    return ()
