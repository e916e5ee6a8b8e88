"""The exchange model: two parties trade an issue one wants more for an issue the other wants more, to equal gain.

Two parties on opposite sides of the expected outcome of two issues can both gain if each gives way on the issue that
matters less to it, compared with the other. The largest gains are taken first, all at once for a round; then the
parties start anew from positions shifted a little towards what they voted for.

Choices where the published descriptions leave one open: who stands opposed is settled at the start of a round; a
supplier never moves beyond the position of the one it moves for, and the expected outcome neither, so that gains are
exact; a position given up in a round takes no further part in that round; of two exchanges of the same worth, that of
the earlier issues and parties in the order given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

SOURCE = (
    "Stokman & Van Oosten (1994), The exchange of voting positions, in Bueno de Mesquita & Stokman, European Community "
    "Decision Making, 105-127: equal gain"
)

# New start: every party comes this share of the way to the position it voted for, and this share more as far as the
# issue does not matter to it (the defaults of the authors' programme DECIDE).
SHIFT, SHIFT_UNIMPORTANT = 0.1, 0.4

# A gain, in salience times share of the scale, that is no more than rounding.
_HAIR = 1e-9

# Candidates weighed at once. They stand in the order of what they can bring at most, so that few need weighing.
_WINDOW = 128

# Candidates looked through at once for what has been given up since: of hundreds of thousands few are ever reached.
_STRUCK = 4_096


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One exchange: `first` gives way on `given` and gets `got`, `second` the reverse. Parties and issues by index."""

    round: int  # from 1
    first: int
    second: int
    got: int  # the issue on which `second` moves towards `first`
    given: int  # the issue on which `first` moves towards `second`
    moves: tuple[
        tuple[float, float], tuple[float, float]
    ]  # position before and after: of second on got, first on given
    outcomes: tuple[tuple[float, float], tuple[float, float]]  # expected outcome before and after, on got and on given
    gain: float  # of each of the two: salience times share of the scale
    externality: Floats  # (actors,), what the others gain or lose by it, same unit; 0 for the two


@dataclass(frozen=True, kw_only=True)
class Exchanges:
    """What all rounds come to."""

    positions: Floats  # (rounds, actors, issues), what each votes for at the end of each round, on the scales given
    forecast: Floats  # (rounds, issues), the weighted mean of it; nan where nobody has weight
    exchanges: tuple[Exchange, ...]  # in the order in which they are made


def exchange(position: Floats, influence: Floats, salience: Floats, *, width: Floats, rounds: int = 1) -> Exchanges:
    """Let all parties exchange positions across issues.

    The expected outcome of an issue is the mean of the positions weighted by influence times salience. If b moves on p
    to where a stands, it shifts by Dp = |x_ap - x_bp| w_bp / W_p; if a moves on q, by Dq. The larger is cut until both
    gain alike: Dp (s_ap + s_bp) = Dq (s_aq + s_bq), each gaining s_ap Dp - s_aq Dq.

    Args:
        position: shape (actors, issues), on any scales; of no account where the salience is 0.
        influence: shape (actors,), 0 or more.
        salience: shape (actors, issues), 0 to 1; 0 for an actor that has no stance.
        width: shape (issues,), the width of each scale, above 0: what makes issues comparable.
        rounds: at least 1; positions shift in between (`SHIFT`, `SHIFT_UNIMPORTANT`).

    Source:
        Stokman & Van Oosten (1994), as restated by Dijkstra, Van Assen & Stokman (2008), Social Networks 30(2).

    >>> labour, trade = [0.0, 100.0], [100.0, 0.0]
    >>> salience = np.array([[1.0, 0.2], [0.2, 1.0]])
    >>> made = exchange(np.array([labour, trade]), np.ones(2), salience, width=np.full(2, 100.0))
    >>> made.forecast.round(6) + 0.0
    array([[0., 0.]])
    """
    x, weight = position / width, influence[:, None] * salience
    positions, forecast = np.empty((rounds, *x.shape)), np.empty((rounds, x.shape[1]))
    made: list[Exchange] = []
    for number in range(rounds):
        voted, trades = _round(x, weight, salience)
        positions[number], forecast[number] = voted * width, _means(voted, weight) * width
        made += _report(number + 1, trades, x, salience, width)
        x = x + (SHIFT + SHIFT_UNIMPORTANT * (1 - salience)) * (voted - x)
    return Exchanges(positions=positions, forecast=forecast, exchanges=tuple(made))


def _means(x: Floats, weight: Floats) -> Floats:
    total = weight.sum(axis=0)
    return np.where(total > 0, (weight * x).sum(axis=0), np.nan) / np.where(total > 0, total, 1.0)


@dataclass(frozen=True, kw_only=True)
class _Trade:
    """An exchange as it is made; shares of the scales."""

    a: int
    b: int
    p: int
    q: int
    gain: float
    moves: tuple[tuple[float, float], tuple[float, float]]  # of b on p, of a on q
    means: tuple[tuple[float, float], tuple[float, float]]  # of p, of q


def _round(x: Floats, weight: Floats, salience: Floats) -> tuple[Floats, list[_Trade]]:
    """What everybody votes for after one round, shape (actors, issues), and the exchanges, the largest gain first."""
    means, voted = _means(x, weight), x.copy()
    left = _candidates(x, weight, salience, means)
    # Rounded, so that the last digit does not decide between two of the same worth.
    queue = _Queue(rows=np.argsort(-np.round(left.bound, 12), kind="stable"))
    given_up = np.zeros(x.size, dtype=np.bool_)
    trades = []
    while (best := _best(left, queue, means, given_up)) is not None:
        row, shift, gain = best
        trade = _make(left, row, shift, gain, x, weight, means)
        for actor, issue, moved, mean in ((trade.b, trade.p, 0, 0), (trade.a, trade.q, 1, 1)):
            voted[actor, issue], means[issue] = trade.moves[moved][1], trade.means[mean][1]
            given_up[actor * x.shape[1] + issue] = True
        trades.append(trade)
    return voted, trades


@dataclass(frozen=True, kw_only=True)
class _Candidates:
    """Pairs of actors and issues that could trade; arrays are (n,)."""

    parts: Indices  # (4, n): a, b, p, q; a gets p and gives q
    slots: Indices  # (4, n): the stances (actor, issue) it touches, numbered
    worth: Floats  # what each gains for a shift of p by 1
    ratio: Floats  # the shift of p for one of q
    most: Floats  # (2, n): the largest shifts of p and q
    ends: Floats  # (2, 2, n): for p and q, where the one who gets stands and where the one who gives stands
    bound: Floats  # the largest gain


def _candidates(x: Floats, weight: Floats, salience: Floats, means: Floats) -> _Candidates:
    a, b, p, q = _opposed(x, weight, salience, means)
    s_ap, s_aq, s_bp, s_bq = salience[a, p], salience[a, q], salience[b, p], salience[b, q]
    total = weight.sum(axis=0)
    most = np.stack(
        [np.abs(x[a, each] - x[b, each]) * weight[giver, each] / total[each] for giver, each in ((b, p), (a, q))]
    )
    ratio = (s_aq + s_bq) / (s_ap + s_bp)
    worth = (s_ap * s_bq - s_aq * s_bp) / (s_aq + s_bq)
    bound = worth * np.minimum(most[0], ratio * most[1])
    issues = x.shape[1]
    return _Candidates(
        parts=np.stack([a, b, p, q]),
        slots=np.stack([a * issues + p, b * issues + p, a * issues + q, b * issues + q]),
        worth=worth,
        ratio=ratio,
        most=most,
        ends=np.stack([np.stack([x[a, p], x[b, p]]), np.stack([x[b, q], x[a, q]])]),
        bound=bound,
    )


def _opposed(x: Floats, weight: Floats, salience: Floats, means: Floats) -> tuple[Indices, Indices, Indices, Indices]:
    """Actors a, b and issues p < q such that both stand apart on both, and p matters more to a, compared with q."""
    p, q = np.triu_indices(x.shape[1], 1)
    side = np.where(weight > 0, np.nan_to_num(np.sign(x - means)), 0.0)
    apart = side.T[:, :, None] * side.T[:, None, :] < 0  # (issues, a, b)
    lead = salience.T[p][:, :, None] * salience.T[q][:, None, :] - salience.T[q][:, :, None] * salience.T[p][:, None, :]
    pair, a, b = np.nonzero(apart[p] & apart[q] & (lead > _HAIR))
    return a, b, p[pair], q[pair]


@dataclass(kw_only=True)
class _Queue:
    """Candidates that may still be open, by what they can bring at most, descending, from `first` on."""

    rows: Indices
    first: int = 0

    def shorten(self, left: _Candidates, given_up: NDArray[np.bool_], start: int) -> None:
        """Strike out what is no longer open, up to a few thousand past `start`."""
        end = min(start + _STRUCK, self.rows.size)
        ahead = self.rows[self.first : end]
        open_ = ahead[~given_up[left.slots[:, ahead]].any(axis=0)]
        self.first = end - open_.size
        self.rows[self.first : end] = open_


def _best(
    left: _Candidates, queue: _Queue, means: Floats, given_up: NDArray[np.bool_]
) -> tuple[int, float, float] | None:
    """The candidate with the largest gain as things stand: its row, the shift of p and the gain; or None.

    Candidates stand in the order of their bounds, so only as many are weighed as could be the best.
    """
    start, found = queue.first, (-1, 0.0, _HAIR)
    while start < queue.rows.size and left.bound[queue.rows[start]] > found[2]:
        rows = queue.rows[start : start + _WINDOW]
        open_ = ~given_up[left.slots[:, rows]].any(axis=0)
        if np.count_nonzero(open_) < open_.size / 2:
            queue.shorten(left, given_up, start)
            start, found = queue.first, (-1, 0.0, _HAIR)
            continue
        shift = _shift(left, rows, means) * open_
        gain = np.round(left.worth[rows] * shift, 12)
        best = int(gain.argmax())
        if gain[best] > found[2]:
            found = (int(rows[best]), float(shift[best]), float(gain[best]))
        start += _WINDOW
    return found if found[0] >= 0 else None


def _shift(left: _Candidates, rows: Indices, means: Floats) -> Floats:
    """How far the outcome of p can be shifted at equal gain, shape (rows,); 0 where it has come to one of the two."""
    at = means[left.parts[2:, rows]]
    getter, giver = left.ends[:, 0, rows], left.ends[:, 1, rows]
    between = (at - getter) * (at - giver) < 0
    shift = np.minimum(left.most[:, rows], np.abs(at - getter)) * between
    return np.asarray(np.minimum(shift[0], left.ratio[rows] * shift[1]), dtype=np.float64)


def _make(left: _Candidates, row: int, shift: float, gain: float, x: Floats, weight: Floats, means: Floats) -> _Trade:
    a, b, p, q = (int(each) for each in left.parts[:, row])
    moves, outcomes = [], []
    for getter, giver, issue, by in ((a, b, p, shift), (b, a, q, shift / float(left.ratio[row]))):
        towards = float(np.sign(x[getter, issue] - x[giver, issue]))
        step = min(by * weight[:, issue].sum() / weight[giver, issue], abs(x[getter, issue] - x[giver, issue]))
        moves.append((float(x[giver, issue]), float(x[giver, issue] + towards * step)))
        outcomes.append((float(means[issue]), float(means[issue] + towards * by)))
    return _Trade(a=a, b=b, p=p, q=q, gain=gain, moves=(moves[0], moves[1]), means=(outcomes[0], outcomes[1]))


def _report(number: int, trades: list[_Trade], x: Floats, salience: Floats, width: Floats) -> Iterator[Exchange]:
    """The exchanges of a round on the scales given, with what the others have from them."""
    for trade in trades:
        effect = np.zeros(x.shape[0])
        for issue, (before, after) in zip((trade.p, trade.q), trade.means, strict=True):
            effect += salience[:, issue] * (np.abs(x[:, issue] - before) - np.abs(x[:, issue] - after))
        effect[[trade.a, trade.b]] = 0.0
        scale = (float(width[trade.p]), float(width[trade.q]))
        yield Exchange(
            round=number,
            first=trade.a,
            second=trade.b,
            got=trade.p,
            given=trade.q,
            moves=_scaled(trade.moves, scale),
            outcomes=_scaled(trade.means, scale),
            gain=trade.gain,
            externality=effect,
        )


def _scaled(
    pairs: tuple[tuple[float, float], tuple[float, float]], scale: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    (a, b), (c, d) = pairs
    return (a * scale[0], b * scale[0]), (c * scale[1], d * scale[1])
