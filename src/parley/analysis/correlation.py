"""Numbers that rise and fall together, as the case says, without changing what each is by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import pi

import numpy as np
from numpy.typing import NDArray

from parley.case.record import Correlation
from parley.errors import AnalysisError

Floats = NDArray[np.float64]

SOURCE = "Iman and Conover (1982), Communications in Statistics B11(3), 311-334"


def correlated(
    pairs: Sequence[Correlation], known: Sequence[str], sample: Callable[[str], Floats]
) -> dict[str, Floats]:
    """Reorder the draws of the numbers named in `pairs` so that their rank correlations are those wanted.

    Every number keeps its own draws, in another order; the first of each group in the order of the case keeps even
    that. Numbers not named are not touched.

    Args:
        pairs: the rank correlations of the case; pairs of named numbers that it does not give are 0.
        known: keys of all numbers, in the order of the case.
        sample: the independent draws of a number, as standard normal deviates, shape (draws,).

    Returns:
        The reordered draws of the numbers named, by key.

    Raises:
        AnalysisError: a pair names no number of the case, one number with itself, a correlation outside -1 to 1, or
            the correlations contradict one another.

    Source:
        Iman and Conover (1982); a rank correlation r becomes 2 sin(pi r / 6) between normal deviates (Pearson 1907).
    """
    _check(pairs, set(known))
    named = {key for pair in pairs for key in (pair.one, pair.other)}
    keys = [key for key in known if key in named]
    if not keys:
        return {}
    independent = np.stack([sample(key) for key in keys], axis=1)
    if independent.shape[0] <= len(keys):
        return dict(zip(keys, independent.T, strict=True))  # too few draws to carry a correlation
    wanted = _root(_matrix(pairs, keys))
    actual = np.linalg.cholesky(np.corrcoef(independent, rowvar=False).reshape(len(keys), len(keys)))
    target = independent @ np.linalg.inv(actual).T @ wanted.T
    return {key: _ordered(independent[:, at], target[:, at]) for at, key in enumerate(keys)}


def _ordered(values: Floats, like: Floats) -> Floats:
    """The values in the order of another sample: the same ranks."""
    result = np.empty_like(values)
    result[np.argsort(like, kind="stable")] = np.sort(values)
    return result


def _matrix(pairs: Sequence[Correlation], keys: Sequence[str]) -> Floats:
    matrix = np.eye(len(keys))
    for pair in pairs:
        one, other = keys.index(pair.one), keys.index(pair.other)
        matrix[one, other] = matrix[other, one] = 2 * np.sin(pi * pair.rank / 6)
    return matrix


def _root(matrix: Floats) -> Floats:
    # Perfect correlations make a matrix that is only just possible: a hair on the diagonal keeps the root real.
    least = float(np.linalg.eigvalsh(matrix)[0])
    if least < -1e-9:
        raise AnalysisError(
            f"The correlations of the case contradict one another (least eigenvalue {least:.3g}): if A goes with B and "
            f"B with C, A cannot go against C. Bring one of them nearer to 0."
        )
    return np.asarray(np.linalg.cholesky(matrix + 1e-9 * np.eye(len(matrix))), dtype=np.float64)


def _check(pairs: Sequence[Correlation], known: set[str]) -> None:
    for pair in pairs:
        unknown = [key for key in (pair.one, pair.other) if key not in known]
        if unknown:
            raise AnalysisError(
                f"A correlation names “{unknown[0]}”, which is no number of this case. Numbers are written "
                f"party/issue/position, party/influence or pressure/by/on/form."
            )
        if pair.one == pair.other or not -1 <= pair.rank <= 1:
            raise AnalysisError(
                f"The correlation of “{pair.one}” and “{pair.other}” is {pair.rank:g}; it must lie between -1 and 1 "
                f"and join two different numbers."
            )
