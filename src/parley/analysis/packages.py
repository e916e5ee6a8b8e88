"""The packages a case allows, and what each is worth to each party.

Rule 2 (scales to packages) and rule 3 (stances to utilities) of `docs/decisions/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from parley.case.record import Case, Issue, Link
from parley.record import Finding

# Seven issues of three points are 2,187 packages. More would cost time and settle nothing: positions drawn from
# news are some 20 points wide, a third of a scale is as fine a step as they carry.
MAX_PACKAGES = 2_500
MAX_POINTS = 5
COARSE_POINTS = 3

# An exchange given without its return hurts the giver as much as losing both terms by the unpaid share.
LINK_WEIGHT = 1.0


@dataclass(frozen=True, kw_only=True)
class PackageGrid:
    """All packages of a case: one point on every issue that is bargained over."""

    issues: tuple[str, ...]
    columns: NDArray[np.intp]  # (issues,) index of each in Case.issues
    low: NDArray[np.float64]  # (issues,) ends of the scales
    high: NDArray[np.float64]  # (issues,)
    levels: tuple[NDArray[np.float64], ...]  # per issue: its points, ascending
    labels: tuple[tuple[str, ...], ...]  # per issue: words of each point
    index: NDArray[np.intp]  # (packages, issues) which point
    values: NDArray[np.float64]  # (packages, issues) on the issues' scales
    links: NDArray[np.intp]  # (links, 2) columns of `values`: what is given, what is got
    bearers: NDArray[np.bool_]  # (links, parties of the case) who is hurt when only the first half is kept
    unpaid: NDArray[np.float64]  # (packages, links) share given without its return, 0 to 1
    findings: tuple[Finding, ...] = ()

    def terms(self, package: int) -> dict[str, float]:
        """Issue to value of one package."""
        return {key: float(value) for key, value in zip(self.issues, self.values[package], strict=True)}

    def words(self, package: int) -> dict[str, str]:
        """Issue to the words of its value in one package."""
        row = self.index[package]
        return {key: self.labels[at][int(row[at])] for at, key in enumerate(self.issues)}


def package_grid(case: Case, *, limit: int = MAX_PACKAGES) -> PackageGrid:
    """Lay out every package of a case, at most `limit` of them.

    Issues with more than three points are thinned first; then the least salient issues are left out, each named
    in a finding. An issue that an open question asks about goes last.
    """
    points = {issue.key: _points(issue, MAX_POINTS) for issue in case.issues}
    kept, findings = _fit(case, points, limit)
    chosen = [issue for issue in case.issues if issue.key in kept]
    levels = tuple(np.array([value for value, _ in points[issue.key]]) for issue in chosen)
    rows = list(product(*(range(len(level)) for level in levels)))
    index = np.array(rows, dtype=np.intp).reshape(len(rows), len(chosen))
    values = np.empty(index.shape)
    for at, level in enumerate(levels):
        values[:, at] = level[index[:, at]]
    low = np.array([issue.scale.low for issue in chosen])
    high = np.array([issue.scale.high for issue in chosen])
    links, bearers = _links(case, [issue.key for issue in chosen])
    granted = (values - low) / (high - low)
    unpaid = np.clip(granted[:, links[:, 0]] - granted[:, links[:, 1]], 0.0, 1.0)
    return PackageGrid(
        issues=tuple(issue.key for issue in chosen),
        columns=np.array([at for at, issue in enumerate(case.issues) if issue.key in kept], dtype=np.intp),
        low=low,
        high=high,
        levels=levels,
        labels=tuple(tuple(label for _, label in points[issue.key]) for issue in chosen),
        index=index,
        values=values,
        links=links,
        bearers=bearers,
        unpaid=unpaid,
        findings=tuple(findings),
    )


def utilities(
    grid: PackageGrid,
    position: NDArray[np.floating],
    salience: NDArray[np.floating],
    *,
    red_line: NDArray[np.floating] | None = None,
    parties: Sequence[int] | None = None,
    dtype: type[np.floating] = np.float64,
) -> NDArray[np.floating]:
    """Say what each package is worth to each party.

    Args:
        grid: from `package_grid`.
        position: (..., parties, issues) over all parties and issues of the case, on the issues' scales.
        salience: same shape, 0 to 1; only its proportions within a party matter.
        red_line: same shape, nan where there is none; a package beyond it is worth 0 to that party.
        parties: rows to compute; None: all.
        dtype: float32 halves time and memory of a large simulation. Hand draws over some 250 at a time: what fits
            into a processor's cache is some times as fast (10,000 draws, 2,187 packages, 3 parties: .3 s).

    Returns:
        (..., packages, parties): 1 for a package that gives the party all it asks, 0 for the worst package there is;
        linear in the distance between. A party that cares for nothing has 1 everywhere.

    Source:
        Single-peaked, linear loss, weights additive over issues: Black (1948), Keeney and Raiffa (1976), ch. 3.
        The treatment of exchanges and red lines is ours; `docs/decisions/` says why.
    """
    rows = np.arange(position.shape[-2]) if parties is None else np.asarray(parties, dtype=np.intp)
    at = position[..., rows, :][..., grid.columns].astype(dtype)
    weight = salience[..., rows, :][..., grid.columns].astype(dtype)
    low, high = grid.low.astype(dtype), grid.high.astype(dtype)
    span = high - low
    worst = (weight * np.maximum(at - low, high - at) / span).sum(axis=-1)
    scale = np.divide(1.0, worst, out=np.zeros_like(worst), where=worst > 0)
    table = [
        weight[..., i, None] * np.abs(level.astype(dtype) - at[..., i, None]) / span[i] * scale[..., None]
        for i, level in enumerate(grid.levels)
    ]
    if red_line is not None:
        line = red_line[..., rows, :][..., grid.columns]
        table = [loss + _beyond(grid.levels[i], at[..., i, None], line[..., i, None]) for i, loss in enumerate(table)]
    losses = _summed([loss.astype(dtype, copy=False) for loss in table])
    for link, (give, get) in enumerate(grid.links):
        for party in np.flatnonzero(grid.bearers[link, rows]):
            burden = LINK_WEIGHT * (weight[..., party, give] + weight[..., party, get]) / 2 * scale[..., party]
            losses[..., party, :] += (burden[..., None] * grid.unpaid[:, link]).astype(dtype, copy=False)
    worth = np.clip(np.subtract(1.0, losses, out=losses), 0.0, 1.0, out=losses)
    return np.swapaxes(worth, -1, -2)


def _summed(table: list[NDArray[np.floating]]) -> NDArray[np.floating]:
    """Losses of every package, (..., packages), from those of every point, (..., points), issue by issue.

    Packages are all combinations with the last issue running fastest, so each issue multiplies the sums by its
    points. A matrix product says the same, but linear algebra on many threads stalls on a busy machine.
    """
    total = table[0]
    for loss in table[1:]:
        total = (total[..., :, None] + loss[..., None, :]).reshape(*loss.shape[:-1], -1)
    return total.copy() if total is table[0] else total


def _beyond(level: NDArray[np.float64], at: NDArray[np.floating], line: NDArray[np.floating]) -> NDArray[np.floating]:
    """1, the whole of a utility, where a point lies on the far side of the red line."""
    with np.errstate(invalid="ignore"):
        beyond = np.where(at >= line, level < line, level > line)
    return np.where(np.isnan(line), False, beyond).astype(np.float64)


def _points(issue: Issue, most: int) -> list[tuple[float, str]]:
    """The ends and the labelled points between; thinned to those nearest to equal steps."""
    scale = issue.scale
    inner = {point.value: point.label for point in scale.points if scale.low < point.value < scale.high}
    every = [(scale.low, scale.low_label), *sorted(inner.items()), (scale.high, scale.high_label)]
    if len(every) <= most:
        return every
    wanted = np.linspace(scale.low, scale.high, most)
    chosen = sorted({min(range(len(every)), key=lambda at: (abs(every[at][0] - goal), at)) for goal in wanted})
    return [every[at] for at in chosen]


def _fit(case: Case, points: dict[str, list[tuple[float, str]]], limit: int) -> tuple[set[str], list[Finding]]:
    """Thin points, then leave out issues, until the packages fit; changes `points`."""
    order = _by_weight(case)
    findings: list[Finding] = []
    kept = [issue.key for issue in order]
    for issue in reversed(order):
        if prod(len(points[key]) for key in kept) > limit and len(points[issue.key]) > COARSE_POINTS:
            points[issue.key] = _points(issue, COARSE_POINTS)
    while len(kept) > 1 and prod(len(points[key]) for key in kept) > limit:
        out = kept.pop()
        name = case.issue(out).name
        findings.append(
            Finding(
                level="note",
                code="issue-left-out-of-packages",
                message=f"“{name}” weighs least and is left out of the packages, so that no more than {limit:,} remain;"
                f" its own forecast still stands. To bring it in, raise its salience or remove another issue.",
                where=f"issue/{out}",
            )
        )
    return set(kept), findings


def _by_weight(case: Case) -> list[Issue]:
    """Issues from the heaviest: asked about, then linked, then by the salience of those who must agree."""
    asked = {key for question in case.questions for key in question.issues}
    linked = {key for link in case.links for key in (link.give_issue, link.get_issue)}
    bargaining = {party.key for party in case.parties if party.role == "bargaining"}
    salience = {issue.key: 0.0 for issue in case.issues}
    for stance in case.stances:
        if stance.party in bargaining and stance.issue in salience:
            salience[stance.issue] += stance.salience.value
    place = {issue.key: at for at, issue in enumerate(case.issues)}
    return sorted(
        case.issues,
        key=lambda issue: (issue.key not in asked, issue.key not in linked, -salience[issue.key], place[issue.key]),
    )


def _links(case: Case, issues: list[str]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    found = [link for link in case.links if link.give_issue in issues and link.get_issue in issues]
    pairs = [(issues.index(link.give_issue), issues.index(link.get_issue)) for link in found]
    bearers = [[_bears(link, party.key, party.role == "bargaining") for party in case.parties] for link in found]
    return (
        np.array(pairs, dtype=np.intp).reshape(-1, 2),
        np.array(bearers, dtype=np.bool_).reshape(-1, len(case.parties)),
    )


def _bears(link: Link, party: str, bargains: bool) -> bool:
    """The giver bears a broken exchange; where the story names none, all at the table save the one who gets."""
    if link.giver is not None:
        return party == link.giver
    return bargains and party != link.getter
