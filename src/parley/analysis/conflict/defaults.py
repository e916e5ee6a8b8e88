"""A graph model for a case whose analyst wrote none: sign or not, give or not, carry a threat out or not.

Every choice here is a default and is named in the result; `docs/decisions/conflict.md` gives the reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.game import Game, states_of
from parley.analysis.conflict.moves import moves_of
from parley.analysis.draws import DrawSet, point, sampled
from parley.analysis.packages import PackageGrid, utilities
from parley.analysis.settlement import settle
from parley.case.options import Option
from parley.case.record import Case, CasePressure, Estimate
from parley.record import Finding

MOST_SIGNERS = 5
MOST_DEFAULT_OPTIONS = 8
CARRYING_CODE = 71  # first number of the random substreams of the two defaults below

# What carrying its pressure out is worth to the party that presses. Nobody has said; a threat is carried out gladly as
# often as not where there is no deal, and grudgingly once there is one.
RESOLVE = Estimate(value=0.0, low=-0.1, high=0.1, unit="utility", by="default", why="nobody has said why yet")
COST = Estimate(value=0.05, low=0.0, high=0.1, unit="utility", by="default", why="nobody has said why yet")

_STEP = 1e-6  # utilities closer than this are indifferent

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What the options stand for."""

    signers: tuple[int, ...]  # rows of the parties
    gifts: tuple[tuple[int, int], ...]  # row of the giver, column of the issue in the grid
    pressures: tuple[int, ...]  # places in Case.pressures
    parties: tuple[int, ...]  # rows of the decision makers, in the order of their first option
    options: tuple[Option, ...]


def default_game(case: Case, drawn: DrawSet, grid: PackageGrid, *, draws: int) -> Game | None:
    """Make the default model of a case; None where fewer than two parties would decide.

    Options: each bargaining party may sign the package of the Nash solution, each party a link names as a giver may
    give what the package asks of it, each pressing party may carry its pressure out.
    Worth of a state: with all signatures the package, less what is not given; without them walking away, with what
    is given all the same; less the pressure carried out. Over the draws of the case.
    """
    at = point(case)
    package = settle(at, grid, at.model.bargains).values[0]
    plan, findings = _plan(case, at, grid, package)
    if len(plan.parties) < 2:
        return None
    keys = tuple(case.parties[row].key for row in plan.parties)
    states = states_of(plan.options, keys)
    few = drawn.first(min(draws, drawn.draws))
    narrow = _narrowed(grid, package, [column for _, column in plan.gifts])
    return Game(
        parties=keys,
        options=plan.options,
        states=states,
        moves=moves_of(states, len(keys)),
        start=0,
        worth=_worth(at, plan, narrow, package, states.codes)[0],
        drawn=_worth(few, plan, narrow, package, states.codes),
        seed=drawn.seed,
        is_default=True,
        assumptions=_assumptions(plan),
        findings=tuple(findings),
    )


def _plan(case: Case, at: DrawSet, grid: PackageGrid, package: Floats) -> tuple[_Plan, list[Finding]]:
    findings: list[Finding] = []
    weight = at.influence[0]
    table = sorted(np.flatnonzero(at.model.bargains).tolist(), key=lambda row: (-weight[row], row))
    signers = table[:MOST_SIGNERS]
    if len(table) > len(signers):
        findings.append(_capped(f"{len(table) - len(signers)} lighter parties are taken to sign with the rest"))
    gifts = list(_gifts(case, grid, package))
    pressures = _strongest(case.pressures, at)
    room = MOST_DEFAULT_OPTIONS - len(signers)
    left_out = len(gifts) + len(pressures) - room
    if left_out > 0:
        findings.append(_capped(f"{left_out} gifts and pressures, the weakest pressures first, are left out"))
    gifts = gifts[:room]
    pressures = pressures[: room - len(gifts)]
    named = [
        *((row, "sign", "sign") for row in signers),
        *((row, f"give/{grid.issues[column]}", f"give: {_name(case, grid.issues[column])}") for row, column in gifts),
        *((_row(case, case.pressures[i].by), _pressure_key(case.pressures[i]), _pressure(case, i)) for i in pressures),
    ]
    options = tuple(
        Option(key=f"{case.parties[row].key}/{key}", party=case.parties[row].key, name=name) for row, key, name in named
    )
    parties = tuple(dict.fromkeys(row for row, _, _ in named))
    plan = _Plan(
        signers=tuple(signers), gifts=tuple(gifts), pressures=tuple(pressures), parties=parties, options=options
    )
    return plan, findings


def _capped(what: str) -> Finding:
    return Finding(
        level="note",
        code="conflict-capped",
        message=f"The default conflict has at most {MOST_SIGNERS} signers and {MOST_DEFAULT_OPTIONS} options: {what}. "
        f"Write a section `conflict` into the case to choose yourself.",
        where="conflict",
    )


def _gifts(case: Case, grid: PackageGrid, package: Floats) -> Iterator[tuple[int, int]]:
    """What links say somebody gives, where the package asks for more than the low end; an issue is given once."""
    keys = [party.key for party in case.parties]
    seen: set[int] = set()
    for link in case.links:
        if link.giver not in keys or link.give_issue not in grid.issues:
            continue
        column = grid.issues.index(link.give_issue)
        if package[column] > grid.low[column] and column not in seen:
            seen.add(column)
            yield keys.index(link.giver), column


def _strongest(pressures: Sequence[CasePressure], at: DrawSet) -> list[int]:
    """Places of the pressures between parties of the case, the strongest first; of two alike only the first."""
    once: dict[str, int] = {}
    for place, pressure in enumerate(pressures):
        if at.model.pressing[place] >= 0 and at.model.pressed[place] >= 0:
            once.setdefault(f"{pressure.by}/{_pressure_key(pressure)}", place)
    return sorted(once.values(), key=lambda place: (-at.pressure[0, place], place))


def _pressure_key(pressure: CasePressure) -> str:
    return f"{pressure.form}/{pressure.on}"


def _pressure(case: Case, place: int) -> str:
    pressure = case.pressures[place]
    return f"carry out its {pressure.form} against {case.party(pressure.on).name}"


def _row(case: Case, key: str) -> int:
    return next(row for row, party in enumerate(case.parties) if party.key == key)


def _name(case: Case, issue: str) -> str:
    return case.issue(issue).name


def _narrowed(grid: PackageGrid, package: Floats, columns: Sequence[int]) -> PackageGrid:
    """The grid with the package alone and what is left of it when gifts are held back: 2^gifts packages."""
    levels = tuple(
        np.array([grid.low[at], value]) if at in columns else np.array([value]) for at, value in enumerate(package)
    )
    rows = np.flatnonzero(np.all([np.isin(grid.values[:, at], level) for at, level in enumerate(levels)], axis=0))
    return replace(grid, levels=levels, index=grid.index[rows], values=grid.values[rows], unpaid=grid.unpaid[rows])


def _worth(
    drawn: DrawSet, plan: _Plan, grid: PackageGrid, package: Floats, codes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """What each state is worth to each decision maker, (draws, decision makers, states), in steps of a millionth."""
    worth = utilities(grid, drawn.position, drawn.salience, red_line=drawn.red_line, parties=list(plan.parties))
    by_package = np.swapaxes(worth, 1, 2)  # (draws, decision makers, packages), the one without a gift first
    by_state = by_package[..., _packages_of(plan, grid, package, codes)]
    signed = _all(codes, range(len(plan.signers)))
    away = drawn.walk_away[:, list(plan.parties), None] + (by_state - by_package[..., :1])
    found = np.where(signed, by_state, away)
    for at, place in enumerate(plan.pressures):
        out = _all(codes, [len(plan.signers) + len(plan.gifts) + at])
        found = found + _carried_out(drawn, plan, place, out, signed)
    return np.rint(np.asarray(found) / _STEP).astype(np.int64)


def _packages_of(plan: _Plan, grid: PackageGrid, package: Floats, codes: NDArray[np.int64]) -> NDArray[np.intp]:
    """The package each state comes to, (states,)."""
    wanted = np.broadcast_to(package, (codes.size, package.size)).copy()
    for at, (_, column) in enumerate(plan.gifts):
        given = _all(codes, [len(plan.signers) + at])
        wanted[~given, column] = grid.low[column]
    return np.asarray((wanted[:, None, :] == grid.values[None, :, :]).all(axis=2).argmax(axis=1), dtype=np.intp)


def _all(codes: NDArray[np.int64], bits: Sequence[int] | range) -> NDArray[np.bool_]:
    mask = sum(1 << bit for bit in bits)
    return np.asarray((codes & mask) == mask)


def _carried_out(drawn: DrawSet, plan: _Plan, place: int, out: NDArray[np.bool_], signed: NDArray[np.bool_]) -> Floats:
    """What one pressure adds to the worth of the states, (draws, decision makers, states)."""
    effect = np.zeros((drawn.draws, len(plan.parties), out.size))
    pressing, pressed = int(drawn.model.pressing[place]), int(drawn.model.pressed[place])
    if pressed in plan.parties:
        effect[:, plan.parties.index(pressed)] -= drawn.pressure[:, place, None] * out
    resolve, cost = (_default(each, drawn, place, at) for at, each in enumerate((RESOLVE, COST)))
    effect[:, plan.parties.index(pressing)] += np.where(signed, -cost[:, None], resolve[:, None]) * out
    return effect


def _default(estimate: Estimate, drawn: DrawSet, place: int, which: int) -> Floats:
    if drawn.seed is None:
        return np.array([estimate.value])
    return sampled(
        estimate, low=-1.0, high=1.0, seed=drawn.seed, place=(CARRYING_CODE, place, which), draws=drawn.draws
    )


def _assumptions(plan: _Plan) -> tuple[str, ...]:
    found = ["Signing commits nobody before all have signed; what is signed is the package of the Nash solution."]
    if plan.gifts:
        found.append("A party may sign and yet hold back what it was to give; what is given without a deal is lost.")
    if plan.pressures:
        found.append(
            f"Whether a party wants to carry its pressure out, nobody has said: without a deal it is worth "
            f"{RESOLVE.low:+g} to {RESOLVE.high:+g} to it, with one {-COST.high:+g} to {COST.low:g} (defaults)."
        )
    return tuple(found)
