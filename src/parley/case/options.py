"""A conflict in option form: what each party can do, what cannot go together or be taken back, who wants what.

A state says for every option whether it is taken. It is written as one letter an option, in their order: "YN" is the
first option taken and the second not. In a pattern "-" stands for either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Literal

from parley.case.estimate import Estimate
from parley.case.statements import parse
from parley.errors import CaseError
from parley.record import Record

MOST_OPTIONS = 20  # a million states
_LOOKED_AT = 5_000  # states compared with a ranking by a check; the analysis compares all of them


class Option(Record):
    """Something a party can do or leave."""

    key: str
    party: str  # key of the party that decides
    name: str  # "carry out the strike"
    moves: Literal["both", "to yes", "to no"] = "both"  # "to yes": once taken, it cannot be taken back
    basis: tuple[str, ...] = ()


class Preference(Record):
    """How a party orders the states: by a ranking, or by statements from the most important down.

    Statements are weighed as in option prioritising: the k-th of K counts 2^(K-k), so each outweighs all below it.
    A party may have several readings, where it is not known which holds; draws take one in proportion to `weight`.
    """

    party: str
    ranking: tuple[str | tuple[str, ...], ...] = ()  # patterns, best first; a list is a tie
    statements: tuple[str, ...] = ()  # "sign", "not strike", "pay if sign"; and, or, not, if, iff over option keys
    weight: Estimate | None = None  # 0 to 1, beside the other readings of this party; null: nobody has said
    basis: tuple[str, ...] = ()


class Conflict(Record):
    """A graph model in option form."""

    options: tuple[Option, ...]
    infeasible: tuple[str, ...] = ()  # patterns of states that cannot be
    status_quo: str | None = None  # the state now; null: no option taken
    preferences: tuple[Preference, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The state now."""
        return self.status_quo or "N" * len(self.options)


def matches(state: str, pattern: str) -> bool:
    """Whether a state fits a pattern.

    >>> matches("YNY", "Y-Y"), matches("YNN", "Y-Y")
    (True, False)
    """
    return all(wanted in ("-", found) for found, wanted in zip(state, pattern, strict=True))


def problems(conflict: Conflict, parties: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a conflict, as pairs of the place and a sentence with its remedy.

    Args:
        parties: keys of the parties of the case.
    """
    yield from _wrong_options(conflict, parties)
    wrong = list(_wrong_patterns(conflict))
    yield from wrong
    yield from _wrong_preferences(conflict)
    if wrong or len(conflict.options) > MOST_OPTIONS:
        return
    if next(feasible(conflict), None) is None:
        yield "infeasible", "No state is left: the infeasible patterns exclude them all. Remove one."
    elif any(matches(conflict.start, pattern) for pattern in conflict.infeasible):
        yield "status_quo", f"The state now, {conflict.start}, is infeasible. Correct it or the pattern."
    else:
        yield from _unranked(conflict)


def silent(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Parties that decide and of whose wishes nothing is said, as pairs of the place and a sentence."""
    deciding = {option.party for option in conflict.options}
    for party in sorted(deciding - {preference.party for preference in conflict.preferences}):
        yield "preferences", f"What “{party}” prefers nobody has said; it is taken to be indifferent."


def feasible(conflict: Conflict, begun: str = "") -> Iterator[str]:
    """Every state that no pattern excludes, option by option: what cannot be is left as soon as it is known."""
    width = len(begun)
    if any(set(pattern[width:]) <= {"-"} and matches(begun, pattern[:width]) for pattern in conflict.infeasible):
        return
    if width == len(conflict.options):
        yield begun
        return
    for letter in "NY":
        yield from feasible(conflict, begun + letter)


def tiers(preference: Preference) -> list[tuple[str, ...]]:
    """The ranking as ties from best to worst."""
    return [(tier,) if isinstance(tier, str) else tier for tier in preference.ranking]


def _wrong_options(conflict: Conflict, parties: Collection[str]) -> Iterator[tuple[str, str]]:
    keys = [option.key for option in conflict.options]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"options/{key}", f"Two options are called “{key}”. Give each a key of its own."
    for option in conflict.options:
        if option.party not in parties:
            known = ", ".join(sorted(parties))
            yield f"options/{option.key}", f"“{option.party}” is no party of this case; parties are: {known}."
    deciding = {option.party for option in conflict.options}
    if len(deciding) < 2:
        yield "options", f"{len(deciding)} party has an option; a conflict needs two. Add an option of the other side."
    if len(keys) > MOST_OPTIONS:
        yield "options", f"There are {len(keys)} options, at most {MOST_OPTIONS} are analysed. Join or remove some."


def _wrong_patterns(conflict: Conflict) -> Iterator[tuple[str, str]]:
    size = len(conflict.options)
    places = [("infeasible", pattern, "YN-") for pattern in conflict.infeasible]
    places += [
        (f"preferences/{preference.party}", pattern, "YN-")
        for preference in conflict.preferences
        for tier in tiers(preference)
        for pattern in tier
    ]
    places += [("status_quo", conflict.start, "YN")]
    for where, pattern, letters in places:
        if len(pattern) != size or not set(pattern) <= set(letters):
            yield where, f"“{pattern}” is no state of {size} options: write {size} letters of {', '.join(letters)}."


def _wrong_preferences(conflict: Conflict) -> Iterator[tuple[str, str]]:
    keys = tuple(option.key for option in conflict.options)
    deciding = {option.party for option in conflict.options}
    for preference in conflict.preferences:
        where = f"preferences/{preference.party}"
        if preference.party not in deciding:
            yield (
                where,
                f"“{preference.party}” has no option, so nothing hangs on what it wants. Add one, or remove this.",
            )
        if bool(preference.ranking) == bool(preference.statements):
            yield where, "A preference is a ranking or a list of statements. Give one of the two."
        for statement in preference.statements:
            try:
                parse(statement, keys)
            except CaseError as error:
                yield where, str(error)


def _unranked(conflict: Conflict) -> Iterator[tuple[str, str]]:
    for preference in conflict.preferences:
        patterns = [pattern for tier in tiers(preference) for pattern in tier]
        for state in islice(feasible(conflict), _LOOKED_AT) if patterns else ():
            if not any(matches(state, pattern) for pattern in patterns):
                yield f"preferences/{preference.party}", unranked(preference.party, state)
                break


def unranked(party: str, state: str) -> str:
    """What to say of a ranking that leaves a state out."""
    return f"The ranking of “{party}” leaves out {state}. Add it, or end the ranking with a pattern of - for the rest."
