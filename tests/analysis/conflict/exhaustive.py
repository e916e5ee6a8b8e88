"""The stability definitions written out word for word, as slow as they are plain: what the fast solver is held against.

Nothing here comes from the package. A model is a number of states, for each decision maker its moves as a set of
pairs, and for each its worth of every state. In option form there are codes as well, for SIM.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A graph model as sets."""

    states: range
    moves: tuple[dict[int, set[int]], ...]  # decision maker -> state -> states it can move to
    worth: tuple[tuple[int, ...], ...]  # decision maker -> state -> worth
    codes: tuple[int, ...] = ()  # option form: bits of each state
    masks: tuple[int, ...] = ()  # option form: bits of each decision maker


def improvements(model: Plain, mover: int, state: int) -> set[int]:
    own = model.worth[mover]
    return {target for target in model.moves[mover][state] if own[target] > own[state]}


def reachable(model: Plain, movers: tuple[int, ...], start: int, *, improving: bool) -> set[int]:
    """States at the end of a legal sequence: at least one move, no decision maker twice in a row."""
    seen: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover in movers:
            if mover == last:
                continue
            for target in improvements(model, mover, state) if improving else model.moves[mover][state]:
                if (target, mover) not in seen:
                    seen.add((target, mover))
                    waiting.append((target, mover))
    return {state for state, _ in seen}


def stable(model: Plain, concept: str, mover: int, state: int) -> bool:
    own = model.worth[mover]
    others = tuple(each for each in range(len(model.moves)) if each != mover)
    for better in improvements(model, mover, state):
        if concept == "Nash":
            return False
        if concept == "SIM":
            answers = set(spoilers(model, mover, state, better))
        else:
            answers = reachable(model, others, better, improving=concept == "SEQ")
        sanctions = {answer for answer in answers if own[answer] <= own[state]}
        if concept == "SMR":
            sanctions = {
                answer for answer in sanctions if all(own[way] <= own[state] for way in model.moves[mover][answer])
            }
        if not sanctions:
            return False
    return True


def spoilers(model: Plain, mover: int, state: int, better: int) -> Iterator[int]:
    """Where the decision maker's improvement ends when others improve from the same state at the same time."""
    others = [each for each in range(len(model.moves)) if each != mover]
    rows = {code: row for row, code in enumerate(model.codes)}
    choices = [[state, *improvements(model, other, state)] for other in others]
    for chosen in product(*choices):
        if all(choice == state for choice in chosen):
            continue
        code = model.codes[better] & model.masks[mover]
        for other, choice in zip(others, chosen, strict=True):
            code |= model.codes[choice] & model.masks[other]
        if code in rows:
            yield rows[code]


def coalition_stable(model: Plain, concept: str, members: tuple[int, ...], state: int) -> bool:
    def all_better(target: int) -> bool:
        return all(model.worth[member][target] > model.worth[member][state] for member in members)

    outside = tuple(each for each in range(len(model.moves)) if each not in members)
    for better in filter(all_better, reachable(model, members, state, improving=False)):
        if concept == "Nash":
            return False
        sanctions = {
            answer for answer in reachable(model, outside, better, improving=concept == "SEQ") if not all_better(answer)
        }
        if concept == "SMR":
            sanctions = {
                answer
                for answer in sanctions
                if not any(map(all_better, reachable(model, members, answer, improving=False)))
            }
        if not sanctions:
            return False
    return True


def every_coalition(decision_makers: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, decision_makers + 1):
        yield from combinations(range(decision_makers), size)
