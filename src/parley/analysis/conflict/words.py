"""A state of a conflict in words."""

from __future__ import annotations

from collections.abc import Sequence

from parley.case.options import Option
from parley.case.record import Case


def in_words(case: Case, options: Sequence[Option], pattern: str) -> str:
    """Say what is done in a state, who does the same thing together.

    Args:
        pattern: one letter an option, "Y" where it is taken.
    """
    names = {party.key: party.name for party in case.parties}
    doing: dict[str, list[str]] = {}
    able: dict[str, int] = {}
    for option, letter in zip(options, pattern, strict=True):
        able[option.name] = able.get(option.name, 0) + 1
        if letter == "Y":
            doing.setdefault(option.name, []).append(names.get(option.party, option.party))
    parts = [f"{_who(parties, able[name])}: {name}" for name, parties in doing.items()]
    return "; ".join(parts) or "nobody does anything"


def _who(parties: list[str], able: int) -> str:
    if len(parties) == able > 2:
        return f"all {able}"
    return parties[0] if len(parties) == 1 else f"{', '.join(parties[:-1])} and {parties[-1]}"


def move_in_words(case: Case, options: Sequence[Option], before: str, after: str, party: str) -> str:
    """Say what one party changes between two states."""
    done = [
        option.name if now == "Y" else f"take back “{option.name}”"
        for option, was, now in zip(options, before, after, strict=True)
        if was != now and option.party == party
    ]
    return f"{case.party(party).name}: {' and '.join(done)}"
