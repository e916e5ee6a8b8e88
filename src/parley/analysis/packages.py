"""The packages a case allows, and what each is worth to each party.

Rule 2 (scales to packages) and rule 3 (stances to utilities) of `docs/decisions/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
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
class Condition:
    """Nothing of one issue above its low end unless another reaches a value."""

    give: int  # column of the issue that hangs on the other
    get: int  # column of the other
    threshold: float  # on the scale of the other

    def allowed(self, menu: Menu) -> NDArray[np.bool_]:
        """Which combinations of points may be, (points of `give`, points of `get`)."""
        given = menu.levels[self.give] > menu.low[self.give]
        return np.asarray(~given[:, None] | (menu.levels[self.get] >= self.threshold)[None, :])


@dataclass(frozen=True, kw_only=True)
class Menu:
    """What packages of a case are made of: the points of every issue that is bargained over, and how issues hang
    together.
    """

    issues: tuple[str, ...]
    columns: NDArray[np.intp]  # (issues,) index of each in Case.issues
    low: NDArray[np.float64]  # (issues,) ends of the scales
    high: NDArray[np.float64]  # (issues,)
    levels: tuple[NDArray[np.float64], ...]  # per issue: its points, ascending
    labels: tuple[tuple[str, ...], ...]  # per issue: words of each point
    links: NDArray[np.intp]  # (links, 2) columns: what is given, what is got
    bearers: NDArray[np.bool_]  # (links, parties of the case) who is hurt when only the first half is kept
    conditions: tuple[Condition, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def combinations(self) -> int:
        """How many packages the points make, before any condition."""
        return prod(len(level) for level in self.levels)

    def granted(self, column: int) -> NDArray[np.float64]:
        """Each point of an issue as a share of its scale."""
        share = (self.levels[column] - self.low[column]) / (self.high[column] - self.low[column])
        return np.asarray(share, dtype=np.float64)

    def terms_at(self, points: NDArray[np.intp]) -> dict[str, float]:
        """Issue to value of a package given as the point of each issue."""
        return {key: float(self.levels[at][points[at]]) for at, key in enumerate(self.issues)}

    def words_at(self, points: NDArray[np.intp]) -> dict[str, str]:
        """Issue to the words of its value in such a package."""
        return {key: self.labels[at][int(points[at])] for at, key in enumerate(self.issues)}


@dataclass(frozen=True, kw_only=True)
class PackageGrid(Menu):
    """All packages of a case: one point on every issue that is bargained over."""

    index: NDArray[np.intp]  # (packages, issues) which point
    values: NDArray[np.float64]  # (packages, issues) on the issues' scales
    unpaid: NDArray[np.float64]  # (combinations, links) share given without its return, 0 to 1
    kept: NDArray[np.intp] | None = None  # combinations that meet all conditions, ascending; None: all

    def terms(self, package: int) -> dict[str, float]:
        """Issue to value of one package."""
        return self.terms_at(self.index[package])

    def words(self, package: int) -> dict[str, str]:
        """Issue to the words of its value in one package."""
        return self.words_at(self.index[package])


def package_menu(case: Case) -> Menu:
    """Every issue of a case with its points, at most five each: what all packages are made of."""
    return _menu(case, {issue.key: _points(issue, MAX_POINTS) for issue in case.issues}, ())


def package_grid(case: Case, *, limit: int = MAX_PACKAGES) -> PackageGrid:
    """Lay out every package of a case, at most `limit` of them.

    Issues with more than three points are thinned first; then the least salient issues are left out, each named
    in a finding. An issue that an open question asks about goes last.

    Raises:
        AnalysisError: the conditions between issues leave no package.
    """
    points = {issue.key: _points(issue, MAX_POINTS) for issue in case.issues}
    kept, findings = _fit(case, points, limit)
    menu = _menu(case, {key: each for key, each in points.items() if key in kept}, tuple(findings))
    rows = list(product(*(range(len(level)) for level in menu.levels)))
    index = np.array(rows, dtype=np.intp).reshape(len(rows), len(menu.issues))
    granted = np.stack([menu.granted(at)[index[:, at]] for at in range(len(menu.issues))], axis=1)
    unpaid = np.clip(granted[:, menu.links[:, 0]] - granted[:, menu.links[:, 1]], 0.0, 1.0)
    met = np.ones(len(index), dtype=np.bool_)
    for each in menu.conditions:
        met &= each.allowed(menu)[index[:, each.give], index[:, each.get]]
    index = index[met]
    values = np.stack([level[index[:, at]] for at, level in enumerate(menu.levels)], axis=1)
    whole = {each.name: getattr(menu, each.name) for each in fields(Menu)}
    return PackageGrid(
        **whole, index=index, values=values, unpaid=unpaid, kept=None if met.all() else np.flatnonzero(met)
    )


def _menu(case: Case, points: dict[str, list[tuple[float, str]]], findings: tuple[Finding, ...]) -> Menu:
    chosen = [issue for issue in case.issues if issue.key in points]
    links, bearers, conditions = _links(case, [issue.key for issue in chosen])
    return Menu(
        issues=tuple(issue.key for issue in chosen),
        columns=np.array([at for at, issue in enumerate(case.issues) if issue.key in points], dtype=np.intp),
        low=np.array([issue.scale.low for issue in chosen]),
        high=np.array([issue.scale.high for issue in chosen]),
        levels=tuple(np.array([value for value, _ in points[issue.key]]) for issue in chosen),
        labels=tuple(tuple(label for _, label in points[issue.key]) for issue in chosen),
        links=links,
        bearers=bearers,
        conditions=conditions,
        findings=findings,
    )


@dataclass(frozen=True, kw_only=True)
class Losses:
    """What falls short of all a party asks, by issue and by broken exchange, in utility."""

    by_point: tuple[NDArray[np.floating], ...]  # per issue (..., parties, points)
    by_link: tuple[NDArray[np.floating], ...]  # per link (..., parties): by the whole of an unpaid exchange


def losses(
    menu: Menu,
    position: NDArray[np.floating],
    salience: NDArray[np.floating],
    *,
    red_line: NDArray[np.floating] | None = None,
    parties: Sequence[int] | None = None,
    dtype: type[np.floating] = np.float64,
) -> Losses:
    """Say what each point of each issue costs each party; arguments as of `utilities`.

    A package is worth 1 less the losses of its points and exchanges, and never less than 0.
    """
    rows = np.arange(position.shape[-2]) if parties is None else np.asarray(parties, dtype=np.intp)
    at = position[..., rows, :][..., menu.columns].astype(dtype)
    weight = salience[..., rows, :][..., menu.columns].astype(dtype)
    low, high = menu.low.astype(dtype), menu.high.astype(dtype)
    span = high - low
    worst = (weight * np.maximum(at - low, high - at) / span).sum(axis=-1)
    scale = np.divide(1.0, worst, out=np.zeros_like(worst), where=worst > 0)
    table = [
        weight[..., i, None] * np.abs(level.astype(dtype) - at[..., i, None]) / span[i] * scale[..., None]
        for i, level in enumerate(menu.levels)
    ]
    if red_line is not None:
        line = red_line[..., rows, :][..., menu.columns]
        table = [loss + _beyond(menu.levels[i], at[..., i, None], line[..., i, None]) for i, loss in enumerate(table)]
    by_link = [
        LINK_WEIGHT * (weight[..., give] + weight[..., get]) / 2 * scale * menu.bearers[link, rows]
        for link, (give, get) in enumerate(menu.links)
    ]
    return Losses(by_point=tuple(loss.astype(dtype, copy=False) for loss in table), by_link=tuple(by_link))


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
    found = losses(grid, position, salience, red_line=red_line, parties=parties, dtype=dtype)
    total = summed(list(found.by_point))
    for link, burden in enumerate(found.by_link):
        for party in np.flatnonzero(burden.reshape(-1, burden.shape[-1]).any(axis=0)):
            lost = burden[..., party, None] * grid.unpaid[:, link]
            total[..., party, :] += lost.astype(dtype, copy=False)
    if grid.kept is not None:
        total = np.ascontiguousarray(total[..., grid.kept])
    worth = np.clip(np.subtract(1.0, total, out=total), 0.0, 1.0, out=total)
    return np.swapaxes(worth, -1, -2)


def summed(table: list[NDArray[np.floating]]) -> NDArray[np.floating]:
    """Losses of every package, (..., packages), from those of every point, (..., points), issue by issue.

    Packages are all combinations with the last issue running fastest. Summed from the last issue forwards, so that
    the innermost run is all that is summed already: an inner run of three points takes some times as long. A matrix
    product says the same, but linear algebra on many threads stalls on a busy machine.
    """
    total = table[-1]
    for loss in reversed(table[:-1]):
        total = (loss[..., :, None] + total[..., None, :]).reshape(*loss.shape[:-1], -1)
    return total.copy() if total is table[-1] else total


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


def _links(case: Case, issues: list[str]) -> tuple[NDArray[np.intp], NDArray[np.bool_], tuple[Condition, ...]]:
    """Exchanges that hurt who keeps only the first half, and conditions that rule packages out."""
    found = [link for link in case.links if link.give_issue in issues and link.get_issue in issues]
    soft = [link for link in found if not _rules_out(link)]
    pairs = [(issues.index(link.give_issue), issues.index(link.get_issue)) for link in soft]
    bearers = [[_bears(link, party.key, party.role == "bargaining") for party in case.parties] for link in soft]
    conditions = tuple(
        Condition(
            give=issues.index(link.give_issue), get=issues.index(link.get_issue), threshold=float(link.threshold or 0)
        )
        for link in found
        if _rules_out(link)
    )
    return (
        np.array(pairs, dtype=np.intp).reshape(-1, 2),
        np.array(bearers, dtype=np.bool_).reshape(-1, len(case.parties)),
        conditions,
    )


def _rules_out(link: Link) -> bool:
    return link.form == "condition" and link.threshold is not None


def _bears(link: Link, party: str, bargains: bool) -> bool:
    """The giver bears a broken exchange; where the story names none, all at the table save the one who gets."""
    if link.giver is not None:
        return party == link.giver
    return bargains and party != link.getter
