"""Four conflicts of the literature in our own numbers; a state is one letter an option."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley.analysis.conflict.states import States


@dataclass(frozen=True, kw_only=True)
class Textbook:
    name: str
    owner: dict[str, int]
    rankings: tuple[str, ...]  # one a decision maker, best first; / between ranks, spaces between ties
    equilibria: dict[str, list[str]]
    only_to_yes: tuple[str, ...] = ()
    only_to_no: tuple[str, ...] = ()
    infeasible: tuple[str, ...] = ()

    def states(self) -> States:
        return States.of(
            self.owner, infeasible=self.infeasible, only_to_yes=self.only_to_yes, only_to_no=self.only_to_no
        )

    def worth(self) -> np.ndarray:
        states = self.states()
        table = np.zeros((len(self.rankings), len(states.codes)), dtype=np.int64)
        for mover, ranking in enumerate(self.rankings):
            for rank, tier in enumerate(reversed(ranking.split("/"))):
                for pattern in tier.split():
                    table[mover, states.row(pattern)] = rank
        return table


TWO = {"a": 0, "b": 1}
ABANDONED = "NNNYN YNNYN NNNYY YNNYY"
ELMIRA_WEAK = ["NYNNN", "YNYNN", "NYNNY", "YNYNY", *ABANDONED.split()]
ELMIRA_STRONG = ["NYNNY", "YNYNY", *ABANDONED.split()]

CONFLICTS = (
    Textbook(
        name="prisoners' dilemma (options: cooperate)",
        owner=TWO,
        rankings=("NY/YY/NN/YN", "YN/YY/NN/NY"),
        equilibria={"Nash": ["NN"], **{key: ["YY", "NN"] for key in ("GMR", "SMR", "SEQ", "SIM")}},
    ),
    Textbook(
        name="chicken (options: swerve)",
        owner=TWO,
        rankings=("NY/YY/YN/NN", "YN/YY/NY/NN"),
        equilibria={
            **{key: ["YN", "NY"] for key in ("Nash", "SEQ")},
            **{key: ["YY", "YN", "NY"] for key in ("GMR", "SMR", "SIM")},
        },
    ),
    Textbook(
        name="stag hunt (options: hunt the stag)",
        owner=TWO,
        rankings=("YY/NY/NN/YN", "YY/YN/NN/NY"),
        equilibria={key: ["YY", "NN"] for key in ("Nash", "GMR", "SMR", "SEQ", "SIM")},
    ),
    # Hipel, Kilgour, Fang and Peng (1993, 1997). What the literature keeps as one state, the plant abandoned, stands
    # here as four that nobody tells apart.
    Textbook(
        name="Elmira (options: modify; delay, accept, abandon; insist)",
        owner={"modify": 0, "delay": 1, "accept": 1, "abandon": 1, "insist": 2},
        only_to_yes=("modify", "abandon"),
        only_to_no=("delay",),
        infeasible=("-YY--", "-Y-Y-", "--YY-", "-NNN-"),
        rankings=(
            f"NNYNY/NNYNN/YNYNN/YNYNY/NYNNY/NYNNN/YYNNN/YYNNY/{ABANDONED}",
            f"NYNNN/YNYNN/YNYNY/NYNNY/{ABANDONED}/NNYNN/NNYNY/YYNNN/YYNNY",
            f"NNYNY/NNYNN/NYNNY/NYNNN/YNYNY/YYNNY/YNYNN/YYNNN/{ABANDONED}",
        ),
        equilibria={
            **dict.fromkeys(("GMR", "SMR"), ELMIRA_WEAK),
            **dict.fromkeys(("Nash", "SEQ", "SIM"), ELMIRA_STRONG),
        },
    ),
)
