"""Where a conflict may settle: the equilibria of the case's graph model, why, and in what share of draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.certificates import Solver
from parley.analysis.conflict.coalitions import SOURCE as COALITION_SOURCE
from parley.analysis.conflict.coalitions import Coalition, coalitional, coalitions
from parley.analysis.conflict.defaults import default_game
from parley.analysis.conflict.game import Game, game_of
from parley.analysis.conflict.moves import Worth
from parley.analysis.conflict.paths import Path, walks
from parley.analysis.conflict.result import ConflictPath, ConflictResult, ConflictState, Deterred, Step, Verdict
from parley.analysis.conflict.simultaneous import SOURCE as SIM_SOURCE
from parley.analysis.conflict.simultaneous import simultaneous
from parley.analysis.conflict.stability import CONCEPTS, SOURCE, Concept, Stable, solve
from parley.analysis.conflict.words import in_words, move_in_words
from parley.analysis.draws import DrawSet
from parley.analysis.interval import share
from parley.analysis.packages import PackageGrid
from parley.analysis.result import Method
from parley.case.record import Case
from parley.errors import ParleyError
from parley.record import Finding

MOST_SHOWN = 8  # states told in a result, the state now among them
MOST_IN_FULL = 3  # of these, with the reason for every verdict
MOST_DRAWS, FEWEST_DRAWS = 1_000, 50
_CELLS = 4_000_000  # draws x states x decision makers squared: a third of a second
_MOST_FOR_SIM = 4_096  # states; its work grows with their square
_MOST_DRAWN_FOR_SIM = 256
_MOST_FOR_PATHS = 4_096
_MOST_COALITIONS = 64  # all, up to six decision makers

HONESTY = (
    "a share is how often the ranking of states that the draws give has the property; ranking frequencies are not "
    "action probabilities"
)


def conflict_of(
    case: Case, drawn: DrawSet, grid: PackageGrid | None
) -> tuple[ConflictResult | None, tuple[Finding, ...]]:
    """Solve the conflict of a case: the one it states, else a default one made from its parties, links and pressures.

    Args:
        drawn: the case over its ranges; its seed is used, and some hundred of its draws.
        grid: the packages; None: fewer than two parties bargain, and there is no default.

    Returns:
        None where there is nothing to solve, with a finding where that is because the case's own conflict does not
        fit: the rest of the analysis stands.
    """
    try:
        if case.conflict is not None:
            game = game_of(case, case.conflict, seed=drawn.seed or 0, draws=min(MOST_DRAWS, drawn.draws))
        elif grid is not None:
            made = default_game(case, drawn, grid, draws=MOST_DRAWS)
            if made is None:
                return None, ()
            game = made
        else:
            return None, ()
    except ParleyError as error:
        return None, (Finding(level="warning", code="conflict-not-solved", message=str(error), where="conflict"),)
    return _Solved(case, game).result(), ()


@dataclass(frozen=True, kw_only=True)
class _Shares:
    """In which draws every decision maker would stay."""

    draws: int
    stays: dict[Concept, NDArray[np.bool_]]  # (draws, states)


class _Solved:
    """A game with its verdicts at the case's own values and over draws."""

    def __init__(self, case: Case, game: Game) -> None:
        self.case, self.game = case, game
        self.stable = _solve(game, game.worth, _MOST_FOR_SIM)
        self.all_stay = {concept: np.asarray(verdicts.all(axis=0)) for concept, verdicts in self.stable.items()}
        self.shares = self._over_draws()
        self.alike = np.unique(game.worth, axis=1, return_inverse=True)[1].reshape(-1)
        self.rows = self._to_show()
        self.judged = self._coalitions()

    def result(self) -> ConflictResult:
        game = self.game
        upset = self._judge()
        return ConflictResult(
            parties=game.parties,
            names={party: self.case.party(party).name for party in game.parties},
            options=game.options,
            is_default=game.is_default,
            assumptions=game.assumptions,
            states=game.states.codes.size,
            status_quo=game.states.pattern(game.start),
            equilibria={concept: int(stays.sum()) for concept, stays in self.all_stay.items()},
            shown=tuple(self._state(place, row, upset) for place, row in enumerate(self.rows)),
            paths=self._paths(),
            coalitions=len(self.judged),
            method=self._method(),
            findings=(*game.findings, *self._findings()),
        )

    def _over_draws(self) -> _Shares | None:
        drawn = self.game.drawn
        if drawn is None:
            return None
        size = self.game.states.codes.size * len(self.game.parties) ** 2
        few = drawn[: min(len(drawn), max(FEWEST_DRAWS, _CELLS // size))]
        found = _solve(self.game, few, _MOST_DRAWN_FOR_SIM)
        return _Shares(
            draws=len(few), stays={concept: np.asarray(verdicts.all(axis=-2)) for concept, verdicts in found.items()}
        )

    def _to_show(self) -> list[int]:
        """The state now, then equilibria: by how many concepts they are one, then by their share of draws.

        Of states that nobody tells apart at the case's own values, the one in which least is done stands for all.
        """
        count = np.sum([stays.astype(float) for stays in self.all_stay.values()], axis=0)
        lasting = self.shares.stays["SEQ"].mean(axis=0) if self.shares else np.zeros(count.size)
        done = np.sum(list(self.game.states.taken().values()), axis=0)
        chosen, told = [self.game.start], {int(self.alike[self.game.start])}
        for row in np.lexsort((done, -lasting, -count)).tolist():
            if len(chosen) == MOST_SHOWN or (count[row] == 0 and lasting[row] == 0):
                break
            if int(self.alike[row]) not in told:
                told.add(int(self.alike[row]))
                chosen.append(row)
        return chosen

    def _coalitions(self) -> list[Coalition]:
        if self.game.states.codes.size > _MOST_FOR_PATHS:
            return []
        every = len(self.game.parties)
        largest = next(
            (size for size in range(every, 0, -1) if len(list(coalitions(every, size))) < _MOST_COALITIONS), 1
        )
        return list(coalitions(every, largest))

    def _judge(self) -> dict[Coalition, dict[Concept, Stable]]:
        game, rows = self.game, np.array(self.rows, dtype=np.intp)
        steps = game.moves.improving(game.worth)
        return {members: coalitional(game.moves, game.worth, members, rows, steps) for members in self.judged}

    def _state(self, place: int, row: int, judged: dict[Coalition, dict[Concept, Stable]]) -> ConflictState:
        game = self.game
        return ConflictState(
            key=game.states.pattern(row),
            words=in_words(self.case, game.options, game.states.pattern(row)),
            stable={
                party: tuple(concept for concept, verdicts in self.stable.items() if verdicts[mover, row])
                for mover, party in enumerate(game.parties)
            },
            alike=int((self.alike == self.alike[row]).sum()),
            equilibrium=tuple(concept for concept, stays in self.all_stay.items() if stays[row]),
            shares={
                concept: share(stays[:, row]) for concept, stays in (self.shares.stays if self.shares else {}).items()
            },
            coalitional=self._coalitional(place, judged) if judged else None,
            left_by=tuple(
                tuple(game.parties[member] for member in members) for members in _smallest_leaving(place, judged)
            ),
            verdicts=self._verdicts(row) if place < MOST_IN_FULL else (),
        )

    def _coalitional(self, place: int, judged: dict[Coalition, dict[Concept, Stable]]) -> tuple[Concept, ...]:
        return tuple(
            concept for concept in CONCEPTS[:4] if all(verdicts[concept][place] for verdicts in judged.values())
        )

    def _verdicts(self, row: int) -> tuple[Verdict, ...]:
        game = self.game
        if game.states.codes.size > _MOST_FOR_PATHS:
            return ()
        solver = Solver(moves=game.moves, worth=game.worth, states=game.states)
        return tuple(
            Verdict(
                party=party,
                concept=concept,
                stable=bool(verdicts[mover, row]),
                improvements=tuple(
                    Deterred(
                        improvement=game.states.pattern(each.improvement),
                        answer=self._steps(row if concept == "SIM" else each.improvement, each.answer or ()),
                    )
                    for each in solver.certify(concept, mover, row)
                ),
            )
            for mover, party in enumerate(game.parties)
            for concept, verdicts in self.stable.items()
        )

    def _steps(self, start: int, path: Path) -> tuple[Step, ...]:
        """The moves of a path with what is done in each; SIM's are all made from the same state."""
        game, steps = self.game, []
        before = game.states.pattern(start)
        for mover, state in path:
            after = game.states.pattern(state)
            words = move_in_words(self.case, game.options, before, after, game.parties[mover])
            steps.append(Step(party=game.parties[mover], to=after, words=words))
            before = after
        return tuple(steps)

    def _paths(self) -> tuple[ConflictPath, ...]:
        """From the state now to each equilibrium shown: by improvements where that is possible, else by any moves."""
        game = self.game
        wanted = {row for row in self.rows[1:] if any(stays[row] for stays in self.all_stay.values())}
        if game.states.codes.size > _MOST_FOR_PATHS or not wanted:
            return ()
        movers = range(len(game.parties))
        found: dict[int, tuple[bool, Path]] = {}
        for improving in (True, False):
            for row, path in walks(game.moves, game.start, movers, game.worth if improving else None):
                if row in wanted:
                    found.setdefault(row, (improving, path))
                if len(found) == len(wanted):
                    break
        return tuple(
            ConflictPath(
                to=game.states.pattern(row), improving=found[row][0], steps=self._steps(game.start, found[row][1])
            )
            for row in self.rows
            if row in found
        )

    def _method(self) -> Method:
        game = self.game
        return Method(
            name="graph model for conflict resolution",
            parameters={
                "model": "default, made from the case" if game.is_default else "the case's own",
                "concepts": ", ".join(self.stable),
                "coalitions": f"{len(self.judged)} judged; {COALITION_SOURCE}; "
                "answered by single outsiders' improvements",
                "foresight": "improvements are strict; no decision maker moves twice in a row",
                "shares": HONESTY if self.shares else "none: what each prefers is taken as certain",
                "disagreement point": "walking away before any pressure" if game.is_default else "none: ordinal",
            },
            source=f"{SOURCE}; SIM: {SIM_SOURCE}",
            seed=game.seed if self.shares else None,
            draws=self.shares.draws if self.shares else 0,
        )

    def _findings(self) -> list[Finding]:
        size, found = self.game.states.codes.size, []
        if size > _MOST_FOR_SIM:
            found.append(_left_out("simultaneous stability", size, _MOST_FOR_SIM))
        if size > _MOST_FOR_PATHS:
            found.append(_left_out("coalitions, paths and reasons", size, _MOST_FOR_PATHS))
        elif len(self.judged) < 2 ** len(self.game.parties) - 1:
            found.append(
                Finding(
                    level="note",
                    code="coalitions-left-out",
                    message=f"{len(self.judged)} of {2 ** len(self.game.parties) - 1} coalitions of the conflict were "
                    f"judged: the small ones and all together.",
                    where="conflict",
                )
            )
        return found


def _left_out(what: str, size: int, most: int) -> Finding:
    return Finding(
        level="note",
        code="conflict-partly-solved",
        message=f"The conflict has {size:,} states; {what} are worked out up to {most:,}. "
        f"Exclude states that cannot be.",
        where="conflict",
    )


def _solve(game: Game, worth: Worth, most_for_sim: int) -> dict[Concept, Stable]:
    found = solve(game.moves, worth)
    if game.states.codes.size <= most_for_sim:
        found["SIM"] = simultaneous(game.states, worth)
    return found


def _smallest_leaving(place: int, judged: dict[Coalition, dict[Concept, Stable]]) -> Sequence[Coalition]:
    """Coalitions that would leave a state together, none of which holds another."""
    found: list[Coalition] = []
    for members, verdicts in judged.items():
        if not verdicts["SEQ"][place] and not any(set(smaller) <= set(members) for smaller in found):
            found.append(members)
    return found
