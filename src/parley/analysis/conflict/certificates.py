"""Why a state is stable for a decision maker or is not: each improvement with the answer that deters it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from parley.analysis.conflict.moves import Moves, Worth
from parley.analysis.conflict.paths import Path, walks
from parley.analysis.conflict.stability import Concept, opponents
from parley.analysis.conflict.states import States


@dataclass(frozen=True, kw_only=True)
class Deterrence:
    """One improvement, and a shortest answer to it."""

    improvement: int  # the state it leads to
    answer: Path | None  # None: nothing deters it. For SIM the steps are taken at once, from the state judged


@dataclass(frozen=True, kw_only=True)
class Solver:
    """A model to ask for reasons."""

    moves: Moves
    worth: Worth  # (decision makers, states)
    states: States | None = None  # needed for SIM

    def certify(self, concept: Concept, mover: int, state: int) -> tuple[Deterrence, ...]:
        """Every improvement of a decision maker from a state, with its answer under a concept.

        The state is stable where each has one, or where there is no improvement at all.
        """
        own = self.worth[mover]
        better = [target for target in self.moves.targets(mover, state).tolist() if own[target] > own[state]]
        return tuple(
            Deterrence(improvement=target, answer=self._answer(concept, mover, state, target)) for target in better
        )

    def _answer(self, concept: Concept, mover: int, state: int, target: int) -> Path | None:
        if concept == "Nash":
            return None
        if concept == "SIM":
            return next(self._at_once(mover, state, target), None)
        own = self.worth[mover]
        steps = walks(self.moves, target, opponents(self.moves, (mover,)), self.worth if concept == "SEQ" else None)
        for landing, path in steps:
            if own[landing] <= own[state] and (concept != "SMR" or not self._escapes(mover, state, landing)):
                return path
        return None

    def _escapes(self, mover: int, state: int, landing: int) -> bool:
        own = self.worth[mover]
        return any(own[way] > own[state] for way in self.moves.targets(mover, landing).tolist())

    def _at_once(self, mover: int, state: int, target: int) -> Iterator[Path]:
        """Sets of others' improvements from the same state that spoil this one."""
        if self.states is None:
            return
        codes, place, own = self.states.codes, self.states.place, self.worth[mover]
        others = opponents(self.moves, (mover,))
        choices = [[state, *self._improvements(other, state)] for other in others]
        for chosen in product(*choices):
            change = int(codes[target] ^ codes[state])
            for choice in chosen:
                change |= int(codes[choice] ^ codes[state])
            landing = int(place[int(codes[state]) ^ change])
            if landing >= 0 and own[landing] <= own[state]:
                yield tuple((other, choice) for other, choice in zip(others, chosen, strict=True) if choice != state)

    def _improvements(self, mover: int, state: int) -> list[int]:
        own = self.worth[mover]
        return [target for target in self.moves.targets(mover, state).tolist() if own[target] > own[state]]
