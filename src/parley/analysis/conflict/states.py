"""The states of a conflict in option form, as numbers whose bits are the options taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.case.options import MOST_OPTIONS
from parley.errors import AnalysisError

Codes = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class States:
    """All feasible states, ascending by code; bit k of a code is option k."""

    options: tuple[str, ...]  # keys
    owner: tuple[int, ...]  # (options,) place of the decision maker of each
    codes: Codes  # (states,)
    place: NDArray[np.int32]  # (2^options,) row of a code in `codes`, -1: infeasible
    only_to_yes: int = 0  # bits that cannot be taken back
    only_to_no: int = 0  # bits that cannot be taken up

    @classmethod
    def of(
        cls,
        owner: Mapping[str, int],
        *,
        infeasible: Sequence[str] = (),
        only_to_yes: Sequence[str] = (),
        only_to_no: Sequence[str] = (),
    ) -> States:
        """Lay out the states of options.

        Args:
            owner: option key to the place of the decision maker that has it.
            infeasible: patterns of "Y", "N" and "-", one letter an option.
            only_to_yes: options that cannot be taken back once taken.
            only_to_no: options that cannot be taken up once left.

        Raises:
            AnalysisError: more than 20 options, or no state is left.

        >>> States.of({"sign": 0, "pay": 1}, infeasible=["NY"]).codes
        array([0, 1, 3])
        """
        keys = tuple(owner)
        if len(keys) > MOST_OPTIONS:
            raise AnalysisError(
                f"The conflict has {len(keys)} options, that is 2^{len(keys)} states; at most {MOST_OPTIONS} options "
                f"are analysed. Join options that go together, or remove some."
            )
        codes = feasible_codes(len(keys), infeasible)
        if not codes.size:
            raise AnalysisError(
                "The infeasible patterns of the conflict exclude every state. Remove one: parley case check says which."
            )
        place = np.full(1 << len(keys), -1, dtype=np.int32)
        place[codes] = np.arange(codes.size, dtype=np.int32)
        return cls(
            options=keys,
            owner=tuple(owner.values()),
            codes=codes,
            place=place,
            only_to_yes=sum(1 << keys.index(key) for key in only_to_yes),
            only_to_no=sum(1 << keys.index(key) for key in only_to_no),
        )

    @property
    def is_reversible(self) -> bool:
        """Whether every option can be taken and left."""
        return not self.only_to_yes and not self.only_to_no

    def mask(self, mover: int) -> int:
        """The bits a decision maker controls."""
        return sum(1 << bit for bit, owner in enumerate(self.owner) if owner == mover)

    def changes(self, mover: int) -> list[int]:
        """Every way a decision maker can change its options at once, as bits to flip; ascending, none left out."""
        mask, found, part = self.mask(mover), [], 0
        while part != mask:
            part = (part - mask) & mask  # the next subset of the mask
            found.append(part)
        return found

    def allows(self, change: int) -> NDArray[np.bool_]:
        """In which states a change breaks no irreversible option, shape (states,)."""
        taken_back = self.codes & (change & self.only_to_yes)
        taken_up = ~self.codes & (change & self.only_to_no)
        return np.asarray((taken_back | taken_up) == 0)

    def pattern(self, row: int) -> str:
        """A state as letters: "YN" where the first of two options is taken."""
        code = int(self.codes[row])
        return "".join("Y" if code >> bit & 1 else "N" for bit in range(len(self.options)))

    def row(self, pattern: str) -> int:
        """The row of a state written as letters.

        Raises:
            AnalysisError: the state is infeasible, or no state of these options.
        """
        code = sum(1 << bit for bit, letter in enumerate(pattern) if letter == "Y")
        wrong = len(pattern) != len(self.options) or not set(pattern) <= {"Y", "N"}
        if wrong or self.place[code] < 0:
            raise AnalysisError(
                f"“{pattern}” is no feasible state of the options {', '.join(self.options)}. Write Y or N for each "
                f"option, and leave no infeasible pattern that fits it."
            )
        return int(self.place[code])

    def fits(self, pattern: str) -> NDArray[np.bool_]:
        """Which states fit a pattern, shape (states,)."""
        care, want = _bits(pattern)
        return np.asarray((self.codes & care) == want)

    def taken(self) -> dict[str, NDArray[np.int64]]:
        """Option key to 1 in the states where it is taken, else 0; each of shape (states,)."""
        return {key: (self.codes >> bit) & 1 for bit, key in enumerate(self.options)}


def feasible_codes(options: int, infeasible: Sequence[str]) -> Codes:
    """All codes that no pattern excludes, ascending.

    The states grow option by option, and what a pattern excludes goes as soon as its last letter is known: what
    cannot be is never built out.

    >>> feasible_codes(3, ["YY-", "-NY"])
    array([0, 1, 2, 6])
    """
    ends: dict[int, list[tuple[int, int]]] = {}
    for pattern in infeasible:
        care, want = _bits(pattern)
        ends.setdefault(max(care.bit_length() - 1, 0), []).append((care, want))
    codes = np.zeros(1, dtype=np.int64)
    for bit in range(options):
        codes = np.concatenate([codes, codes | (1 << bit)])
        for care, want in ends.get(bit, ()):
            codes = codes[(codes & care) != want]
    return codes


def _bits(pattern: str) -> tuple[int, int]:
    care = sum(1 << bit for bit, letter in enumerate(pattern) if letter != "-")
    want = sum(1 << bit for bit, letter in enumerate(pattern) if letter == "Y")
    return care, want
