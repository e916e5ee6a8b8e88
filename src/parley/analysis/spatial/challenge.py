"""The challenge model of one issue: who can make whom give way, round after round, as one kernel over (draws, actors).

An actor sets what a challenge would bring it against what it would bring the other, and moves where it must. Two
variants. What each takes where the published descriptions differ or leave a choice open, the default first:

- The chance that i prevails over j. symmetric: the support for i over the support for both, so that the two chances sum
  to 1 (the paper's equation 30). scholz-2011: over the support in all ordered pairs of actors.
- A third party's support. symmetric: its weight times how much nearer it stands. scholz-2011: each distance is taken to
  the power of the third party's own risk exponent.
- Whose exponent values a challenge: that of the actor who decides, for both sides. Both variants.
- Whose salience resists: that of the challenged. Both variants.
- Without a challenge the status quo stays (Q = 1). Both variants.
- The offer taken. symmetric: the nearest, of whatever kind. scholz-2011: conflict before compromise before
  capitulation; the nearest, but among compromises the one with the smallest weighted middle of both positions.
- Two offers equally near. symmetric: the actor stays, since nobody can say which. scholz-2011: the smaller position.

Both are blind to the unit and origin of the scale, to the order of the actors and to actors without weight. The default
mirrors with the scale; scholz-2011 does not, by its rules for compromises and ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Variant = Literal["symmetric", "scholz-2011"]

SOURCE = (
    "Bueno de Mesquita (1985), American Political Science Review 79(1), 156-172; after Scholz, Calbert & Smith (2011), "
    "Unravelling Bueno de Mesquita's group decision model, ICAART, 18-30"
)

# Expected utilities run over about one unit. A difference below this is rounding, and moves nobody: without it the
# last digit would decide between two equal sides.
_HAIR = 1e-9

# More than any move on the unit scale, and than any rank of an offer.
_NONE = 9.0

# Cells of (pairs, draws) held at once: a dozen such arrays then stay in the processor's second cache, mostly.
_BLOCK = 40_000


def challenge(
    position: Floats, influence: Floats, salience: Floats, *, rounds: int = 3, variant: Variant = "symmetric"
) -> Floats:
    """Play rounds of challenges and say where everybody stands after each.

    In each round actor i values both challenges between itself and each j, by its own attitude to risk:
    a = E(U_ij), what challenging j brings it, and b = E(U_ji), what j gains by challenging it. Where both are positive
    and b is larger, they fight and i moves to j. Where a is negative and b positive, i moves the share |a / b| of the
    way, the whole of it at most (a compromise, a capitulation). Otherwise it need not move. It takes one offer.

    Args:
        position: shape (draws, actors), on any scale.
        influence: shape (draws, actors), 0 or more.
        salience: shape (draws, actors), 0 to 1; who has no influence or no salience takes no part.
        rounds: how many, at least 1.
        variant: see the head of the module.

    Returns:
        Shape (rounds, draws, actors): positions after each round, actors in the order given. Nobody leaves the span
        of the first positions.

    Source:
        Scholz, Calbert & Smith (2011), ICAART, 29-30 (steps 1 to 14); their emission standards are reproduced by
        "scholz-2011" (tests/analysis/spatial/test_challenge.py).

    >>> weak, strong = 0.2, 1.0
    >>> challenge(np.array([[0.0, 100.0]]), np.array([[weak, strong]]), np.array([[0.5, 0.5]]), rounds=1)[-1].round(6)
    array([[100., 100.]])
    """
    draws, actors = position.shape
    after = np.empty((rounds, draws, actors))
    block = max(1, 2 * _BLOCK // max(1, actors**2))
    for start in range(0, draws, block):
        rows = slice(start, start + block)
        _play(position[rows], influence[rows], salience[rows], variant, after[:, rows])
    return after


def _play(position: Floats, influence: Floats, salience: Floats, variant: Variant, after: Floats) -> None:
    """All rounds of a block of draws, written into `after`, shape (rounds, draws, actors)."""
    if position.shape[1] < 2:
        after[:] = position
        return
    active = influence * salience > 0
    # On the unit scale of those who take part; the others wait at its low end, and stay where they are.
    origin = np.where(active, position, np.inf).min(axis=1)[:, None]
    width = np.where(active, position, -np.inf).max(axis=1)[:, None] - origin
    unit = np.where(width > 0, width, 1.0)
    # Actors first and draws last, for long contiguous rows.
    x = np.ascontiguousarray((np.where(active, position - origin, 0.0) / unit).T)
    s = np.ascontiguousarray(salience.T)
    w = np.ascontiguousarray(influence.T) * s
    w = w / np.maximum(w.sum(axis=0), np.finfo(np.float64).tiny)
    for number in range(after.shape[0]):
        order = np.argsort(x, axis=0, kind="stable")
        sorted_x, sorted_w, sorted_s = (np.take_along_axis(each, order, axis=0) for each in (x, w, s))
        moved = np.clip(_round(sorted_x, sorted_w, sorted_s, variant), 0.0, 1.0)
        np.put_along_axis(x, order, moved, axis=0)
        after[number] = np.where(active, x.T * unit + origin, position)


@dataclass(frozen=True, kw_only=True)
class _Pairs:
    """Every pair of actors of a round, the lower position first; arrays are (pairs, draws)."""

    lower: NDArray[np.intp]  # (pairs,)
    upper: NDArray[np.intp]
    both: Floats  # lower position and upper
    gap: Floats  # upper position less lower; 0 where one of the two takes no part
    middle: NDArray[np.intp]  # how many actors stand at or below their middle


def _round(x: Floats, weight: Floats, salience: Floats, variant: Variant) -> Floats:
    """New positions, shape (actors, draws); `x` ascends along actors, from 0 to 1 at first."""
    active = weight > 0
    pairs = _pairs(x, active)
    holds = _resistance(pairs, salience, *_support(x, weight, pairs), variant)
    risk = _risk(pairs, *holds, active)
    if variant == "scholz-2011":
        holds = _resistance(pairs, salience, *_risky_support(x, weight, risk, pairs), variant)
    offers = _offers(pairs, risk, *holds)
    return _nearest(x, pairs, offers) if variant == "symmetric" else _by_kind(x, pairs, offers)


def _pairs(x: Floats, active: Flags) -> _Pairs:
    lower, upper = np.triu_indices(x.shape[0], 1)
    below, above = x[lower], x[upper]
    both = below + above
    gap = np.subtract(above, below, out=above)
    if not active.all():
        gap *= active[lower] & active[upper]
    return _Pairs(lower=lower, upper=upper, both=both, gap=gap, middle=_middle(2 * x, both, lower))


def _middle(twice: Floats, both: Floats, lower: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many of each draw's sorted actors stand at or below each pair's middle, shape (pairs, draws)."""
    actors, draws = twice.shape
    if draws < actors:  # rows too short to be worth running along: one search of all pairs for each draw
        found = [np.searchsorted(twice[:, each], both[:, each], side="right") for each in range(draws)]
        return np.asarray(np.minimum(np.stack(found, axis=1), actors - 1), dtype=np.intp)
    count = np.empty(both.shape, dtype=np.uint8 if actors < 256 else np.uint16)
    count[:] = (lower + 1)[:, None]  # the lower of the two does, and all below it
    stands = np.empty(both.shape, dtype=np.bool_)
    for k in range(1, actors - 1):
        rows = slice(0, int(np.searchsorted(lower, k)))  # pairs are in the order of their lower actor
        np.less_equal(twice[k], both[rows], out=stands[rows])
        count[rows] += stands[rows].view(np.uint8)
    return count.astype(np.intp)


def _support(x: Floats, weight: Floats, pairs: _Pairs) -> tuple[Floats, Floats]:
    """The votes for the lower and for the upper of each pair, twice shape (pairs, draws).

    Everybody up to their middle votes for the lower with its weight times how much nearer it stands: twice the middle
    less twice its own position, or all of the gap if it stands at or below the lower. Sums from running totals.
    """
    actors, draws = x.shape
    heavier, moment = np.zeros((actors + 1, draws)), np.zeros((actors + 1, draws))
    np.cumsum(weight, axis=0, out=heavier[1:])
    np.cumsum(2 * weight * x, axis=0, out=moment[1:])
    at = pairs.middle * draws
    at += np.arange(draws)
    for_lower = pairs.both * heavier.reshape(-1).take(at)
    for_lower -= moment.reshape(-1).take(at)
    for_lower += (moment[1:] - 2 * x * heavier[1:])[pairs.lower]
    distance = (2 * heavier[1:] - heavier[-1]) * x - moment[1:] + moment[-1] / 2
    margin = distance[pairs.upper]
    margin -= distance[pairs.lower]
    return _both_sides(for_lower, margin)


def _risky_support(x: Floats, weight: Floats, exponent: Floats, pairs: _Pairs) -> tuple[Floats, Floats]:
    """As `_support`, with every distance to the power of the voter's exponent, shape (actors, draws)."""
    actors, draws = x.shape
    running = np.zeros((actors + 1, actors, draws))
    distance = np.abs(x[:, None, :] - x[None, :, :]) ** exponent[:, None, :]
    np.cumsum(distance * weight[:, None, :], axis=0, out=running[1:])
    place = np.arange(draws)
    upper, lower = (running[pairs.middle, each[:, None], place] for each in (pairs.upper, pairs.lower))
    return _both_sides(upper - lower, running[-1, pairs.upper] - running[-1, pairs.lower])


def _both_sides(for_lower: Floats, margin: Floats) -> tuple[Floats, Floats]:
    """The votes for both, from those for one and by how much it leads; rounding makes no vote negative."""
    for_upper = for_lower - margin
    return np.maximum(for_lower, 0.0, out=for_lower), np.maximum(for_upper, 0.0, out=for_upper)


def _resistance(
    pairs: _Pairs, salience: Floats, for_lower: Floats, for_upper: Floats, variant: Variant
) -> tuple[Floats, Floats]:
    """How likely the upper resists a challenge by the lower and holds, and the lower one by the upper; (pairs, draws).

    The challenged resists as far as the issue matters to it, and holds if the challenger does not prevail.
    """
    upper, lower = salience[pairs.upper], salience[pairs.lower]
    if variant == "symmetric":
        total = for_lower + for_upper
        np.maximum(total, np.finfo(np.float64).tiny, out=total)
        upper *= for_upper
        lower *= for_lower
        return np.divide(upper, total, out=upper), np.divide(lower, total, out=lower)
    total = 2 * ((for_lower + for_upper) * (pairs.gap > 0)).sum(axis=0)
    total = np.maximum(total, np.finfo(np.float64).tiny)
    return upper * (1 - for_lower / total), lower * (1 - for_upper / total)


def _risk(pairs: _Pairs, upper_holds: Floats, lower_holds: Floats, active: Flags) -> Floats:
    """Each actor's risk exponent, shape (actors, draws): from 1/2, for the most exposed, to 2, for the safest.

    An actor is exposed as far as the others gain by challenging it. With an exponent of 1, E(U_ij) is the distance
    times 2 less 4 times the chance to be resisted and fail.
    """
    actors, draws = active.shape
    danger = np.zeros((actors, actors, draws))
    danger[pairs.lower, pairs.upper] = pairs.gap * (0.5 - lower_holds)
    danger[pairs.upper, pairs.lower] = pairs.gap * (0.5 - upper_holds)
    level = danger.sum(axis=1)
    most, least = (each.max(axis=0) for each in (np.where(active, sign * level, -9.0 * actors) for sign in (1, -1)))
    spread = most + least  # least is that of the negative
    apart = active & (spread > _HAIR)
    risk = np.where(apart, (2 * level - most + least) / np.where(apart, spread, 1.0), 0.0)
    return np.asarray((1 - risk / 3) / (1 + risk / 3), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class _Offers:
    """What one side of every pair is pressed to, the other never being; arrays are (pairs, draws)."""

    moves_up: Flags  # the lower is pressed; else the upper
    refused: Flags  # it need not move
    share: Floats  # of the way to the other, 0 to 1
    ours: Floats  # a, what challenging the other brings the side pressed
    theirs: Floats  # b, what challenging that side brings the other


def _offers(pairs: _Pairs, risk: Floats, upper_holds: Floats, lower_holds: Floats) -> _Offers:
    """What each pair comes to, valued by the one who is pressed, with its own exponent.

    Success leaves 2 - 4 (1/2 - d/2)^r, failure 2 - 4 (1/2 + d/2)^r and the status quo 2 - 4 (1/2)^r. Only signs and
    ratios count, so all is taken in units of 4 (1/2)^r: a challenge brings 1 - (1 - d)^r, less what failing costs.
    Both challenges are valued alike but for the chance to fail, so only the side that fails more often can be pressed.
    """
    moves_up = upper_holds > lower_holds
    own = risk[pairs.lower] - risk[pairs.upper]
    own *= moves_up
    own += risk[pairs.upper]
    with np.errstate(divide="ignore"):  # at the full width success leaves nothing to be wished for: log 0, power 0
        success, failure = np.exp(own * np.log(1 - pairs.gap)), np.exp(own * np.log1p(pairs.gap))
    failure -= success  # what stands between success and failure
    gain = np.subtract(1.0, success, out=success)
    ours = gain - np.maximum(upper_holds, lower_holds) * failure
    theirs = gain - np.minimum(upper_holds, lower_holds) * failure
    share = ours / np.minimum(-theirs, -_HAIR)
    # A fight, which is lost, costs the whole way; its ratio lies above -1 wherever the offer stands.
    share += 2.0 * (ours > 0)
    refused = theirs <= np.maximum(ours, 0.0) + _HAIR
    return _Offers(moves_up=moves_up, refused=refused, share=np.clip(share, 0, 1, out=share), ours=ours, theirs=theirs)


def _nearest(x: Floats, pairs: _Pairs, offers: _Offers) -> Floats:
    """Everybody takes the nearest offer; if one above is as near as one below, it stays."""
    move = offers.share * pairs.gap
    move += _NONE * offers.refused
    upwards = _least(move + _NONE * ~offers.moves_up, pairs.lower, pairs.upper, x.shape)
    downwards = _least(move + _NONE * offers.moves_up, pairs.upper, pairs.lower, x.shape)
    step = np.where(upwards < downwards, upwards, -downwards)
    stays = (np.abs(upwards - downwards) <= _HAIR) | (np.minimum(upwards, downwards) >= _NONE)
    return x + np.where(stays, 0.0, step)


def _least(move: Floats, mover: NDArray[np.intp], other: NDArray[np.intp], shape: tuple[int, ...]) -> Floats:
    """The smallest move of each actor, shape (actors, draws); `_NONE` or more where it has none."""
    actors, draws = shape
    table = np.full((actors, actors, draws), _NONE)
    table[mover, other] = move
    return np.asarray(table.min(axis=1), dtype=np.float64)


def _by_kind(x: Floats, pairs: _Pairs, offers: _Offers) -> Floats:
    """Conflict before compromise before capitulation; among several of a kind as the head of the module says."""
    actors, draws = x.shape
    rank, move = np.full((actors, actors, draws), _NONE), np.zeros((actors, actors, draws))
    for mover, other, pressed in (
        (pairs.lower, pairs.upper, offers.moves_up),
        (pairs.upper, pairs.lower, ~offers.moves_up),
    ):
        move[mover, other] = offers.share * (x[other] - x[mover])
        rank[mover, other] = np.where(pressed & ~offers.refused, _rank(offers, x[mover], x[other]), _NONE)
    chosen = np.argmax(rank <= rank.min(axis=1, keepdims=True) + _HAIR, axis=1)[:, None]
    has = np.take_along_axis(rank, chosen, axis=1) < _NONE
    return np.asarray(x + (np.take_along_axis(move, chosen, axis=1) * has)[:, 0], dtype=np.float64)


def _rank(offers: _Offers, at: Floats, other: Floats) -> Floats:
    """0 to 1 for a conflict, 2 to 3 for a compromise, 4 to 5 for a capitulation; the smallest is taken."""
    ours, theirs = np.abs(offers.ours), np.abs(offers.theirs)
    distance = np.abs(other - at)
    middle = (ours * at + theirs * other) / np.maximum(ours + theirs, _HAIR)
    return np.where(offers.ours > 0, distance, np.where(ours < theirs, 2.0 + middle, 4.0 + distance))
