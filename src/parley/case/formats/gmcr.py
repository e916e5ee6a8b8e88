"""Conflicts as gmcr-py and GMCR+ save them: JSON with options, infeasible patterns and preferences.

Feasible states are numbered from 1 there, in the order of their option patterns read as binary numbers with the first
option as the lowest digit.
"""

from __future__ import annotations

import json
from typing import Any

from parley.case.formats.built import FormatError, Numbers, case_of, key_of
from parley.case.options import MOST_OPTIONS, Conflict, Option, Preference, matches, tiers
from parley.case.record import Case

WHAT = "GMCR file"
DIRECTIONS = {"both": "both", "fwd": "to yes", "back": "to no"}


def read(text: str) -> tuple[Conflict, dict[str, str]]:
    """The conflict of a file, and the name of each decision maker by its key.

    Only rankings are taken: statements of the file are turned into the ranking it holds beside them.

    Raises:
        FormatError: it is no such file, or a state, option or decision maker in it does not exist.
    """
    data = _loaded(text)
    options = data["options"]
    if not 1 <= len(options) <= MOST_OPTIONS:
        raise FormatError(WHAT, "", f"it has {len(options)} options", f"From 1 to {MOST_OPTIONS} can be analysed.")
    keys: list[str] = []
    for option in options:
        keys.append(key_of(str(option.get("name", "")), keys))
    makers = [str(maker.get("name", "")) for maker in data["decisionMakers"]]
    parties: list[str] = []
    for name in makers:
        parties.append(key_of(name, parties))
    infeasible = tuple(_pattern(each, len(keys)) for each in data.get("infeasibles", ()))
    states = numbered(len(keys), infeasible)
    owner = {at: parties[row] for row, maker in enumerate(data["decisionMakers"]) for at in maker["options"]}
    return (
        Conflict(
            options=tuple(_option(option, keys[at], owner, at) for at, option in enumerate(options)),
            infeasible=infeasible,
            status_quo=states[0] if states else None,
            preferences=tuple(
                Preference(party=parties[row], ranking=_ranking(maker, states, makers[row]))
                for row, maker in enumerate(data["decisionMakers"])
                if maker.get("preferenceVector")
            ),
        ),
        dict(zip(parties, makers, strict=True)),
    )


def to_case(text: str, title: str) -> Case:
    """A case of the conflict alone: its decision makers as parties, no issue."""
    conflict, names = read(text)
    numbers = Numbers(source=WHAT, title=title)
    numbers.parties = {key: (name, None) for key, name in names.items()}
    return case_of(numbers).model_copy(update={"conflict": conflict})


def write(case: Case) -> str:
    """The case's conflict as such a file; preferences by statements are left to the reader as they cannot be kept.

    Raises:
        FormatError: the case has no conflict, or a preference in it is no ranking.
    """
    conflict = case.conflict
    if conflict is None:
        raise FormatError(WHAT, "", "the case holds no conflict", "Add a section `conflict:` to the case file.")
    states = numbered(len(conflict.options), conflict.infeasible)
    names = {party.key: party.name for party in case.parties}
    deciding = list(dict.fromkeys(option.party for option in conflict.options))
    data = {
        "program": "parley",
        "useManualPreferenceVectors": True,
        "options": [_written_option(option) for option in conflict.options],
        "infeasibles": [_written_pattern(pattern) for pattern in conflict.infeasible],
        "decisionMakers": [
            {
                "name": names.get(party, party),
                "options": [at for at, option in enumerate(conflict.options) if option.party == party],
                "preferences": [],
                "preferenceVector": _vector(conflict, party, states),
            }
            for party in deciding
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def numbered(options: int, infeasible: tuple[str, ...]) -> list[str]:
    """The feasible states in the order of their numbers.

    >>> numbered(2, ("YY",))
    ['NN', 'YN', 'NY']
    """
    every = ("".join("Y" if number >> at & 1 else "N" for at in range(options)) for number in range(2**options))
    return [state for state in every if not any(matches(state, pattern) for pattern in infeasible)]


def _loaded(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FormatError(
            WHAT, "", f"it is no JSON ({error})", "Save it again in the program it comes from."
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("options"), list):
        raise FormatError(WHAT, "", "it has no list of options", "A .gmcr file holds options and decisionMakers.")
    makers = data.get("decisionMakers")
    if not isinstance(makers, list) or not all(isinstance(each, dict) and "options" in each for each in makers):
        raise FormatError(
            WHAT, "", "its decision makers have no options", "A .gmcr file gives each the ones it controls."
        )
    return data


def _option(option: dict[str, Any], key: str, owner: dict[Any, str], at: int) -> Option:
    direction = option.get("permittedDirection", "both")
    if at not in owner or direction not in DIRECTIONS:
        problem = f"“{option.get('name')}” belongs to nobody, or moves “{direction}”"
        raise FormatError(WHAT, f"option {at + 1}", problem, "Give it a decision maker; directions: both, fwd, back.")
    return Option.model_validate(
        {"key": key, "party": owner[at], "name": str(option.get("name") or key), "moves": DIRECTIONS[direction]}
    )


def _pattern(condition: Any, options: int) -> str:
    letters = ["-"] * options
    try:
        for at, letter in condition:
            letters[int(at)] = {"Y": "Y", "N": "N"}[letter]
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise FormatError(
            WHAT, "infeasibles", f"{condition} is no condition", "Write pairs [option, “Y” or “N”]."
        ) from error
    return "".join(letters)


def _ranking(maker: dict[str, Any], states: list[str], name: str) -> tuple[str | tuple[str, ...], ...]:
    found: list[str | tuple[str, ...]] = []
    for entry in maker["preferenceVector"]:
        numbers = entry if isinstance(entry, list) else [entry]
        if not all(isinstance(each, int) and 1 <= each <= len(states) for each in numbers):
            problem = f"{entry} is no state; there are {len(states)}"
            raise FormatError(WHAT, f"preferences of {name}", problem, "Number feasible states from 1.")
        tier = tuple(states[each - 1] for each in numbers)
        found.append(tier if len(tier) > 1 else tier[0])
    return tuple(found)


def _written_option(option: Option) -> dict[str, str]:
    direction = next(name for name, moves in DIRECTIONS.items() if moves == option.moves)
    return {"name": option.name, "permittedDirection": direction}


def _written_pattern(pattern: str) -> list[list[object]]:
    return [[at, letter] for at, letter in enumerate(pattern) if letter != "-"]


def _vector(conflict: Conflict, party: str, states: list[str]) -> list[int | list[int]]:
    preference = next((each for each in conflict.preferences if each.party == party), None)
    if preference is None or not preference.ranking:
        problem = f"what “{party}” prefers is no ranking of states"
        raise FormatError(WHAT, "", problem, "Give it a `ranking:`; the format holds no statements of ours.")
    left, found = dict.fromkeys(states), []
    for tier in tiers(preference):
        numbers = [states.index(each) + 1 for each in left if any(matches(each, pattern) for pattern in tier)]
        for each in numbers:
            left.pop(states[each - 1])
        if numbers:
            found.append(numbers if len(numbers) > 1 else numbers[0])
    return found
