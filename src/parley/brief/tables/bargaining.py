"""What could be agreed over all issues at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, heading, line, table
from parley.brief.tables.words import interval, listed, percent

if TYPE_CHECKING:
    from parley.analysis.bargaining.result import (
        Bargaining,
        Division,
        Mediation,
        PackageOutcome,
        Price,
        Tactics,
        Threat,
        Trade,
    )
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names

TITLES = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


_WHOLE = 0.005  # of an issue: less than a half percent is no division


def tables(results: Results, names: Names) -> list[Part]:
    """The zone of agreement, one package for each solution, trades, a mediator's text, a fair division and tactics."""
    found = results.bargaining
    if found is None:
        return []
    return [
        line(_zone(found)),
        _parties(found, names),
        *_solutions(found, names),
        *_trades(found.trades, names),
        *(_mediation(found.mediation, names) if found.mediation else ()),
        *(_division(found.division, names) if found.division else ()),
        *(_tactics(found, found.tactics, names) if found.tactics else ()),
        *_prices(found, names),
        *(line(f"{finding.level}: {finding.message}") for finding in found.findings),
    ]


def _zone(found: Bargaining) -> str:
    return (
        f"{found.packages:,} packages over {len(found.issues)} issues; {found.acceptable:,} at least as good as "
        f"walking away for everybody; {found.frontier_size:,} efficient. Chance of such a package over the draws: "
        f"{interval(found.zopa)} (uncalibrated)"
    )


def _parties(found: Bargaining, names: Names) -> Part:
    """What each has at stake, and what patience brings the two heaviest."""
    tactics = found.tactics
    rows = []
    for key in found.parties:
        row = [names.party(key), f"{found.walk_away[key]:.2f}", f"{found.ideal[key]:.2f}"]
        if tactics and key in tactics.patience:
            said, share = " (default)" if key in tactics.defaults else "", tactics.share[key]
            row.append(f"{tactics.patience[key].value:.2f}{said}")
            row.append(f"{percent(share.value)} [{percent(share.low, '')}, {percent(share.high, '')}]")
        rows.append((*row, *[""] * (5 - len(row))))
    columns = ("party", "walking away", "most with all aboard", "patience a round", "share if it proposes first")
    return table("Who must agree (utility 0 to 1)", columns, rows)


def _solutions(found: Bargaining, names: Names) -> list[Part]:
    """A column for each package that some solution picks, a row for each issue and for each party's gain."""
    packages: dict[tuple[tuple[str, float], ...], tuple[list[str], PackageOutcome]] = {}
    for solution in found.solutions:
        for package in solution.packages[:1]:
            packages.setdefault(tuple(package.terms.items()), ([], package))[0].append(TITLES[solution.name])
    if not packages:
        return [line("No package suits everybody, so no solution picks one.")]
    weighted = found.tactics.package if found.tactics else None
    if weighted:
        packages.setdefault(tuple(weighted.terms.items()), ([], weighted))[0].append("Nash weighted by patience")
    chosen = [package for _, package in packages.values()]
    rows = [(names.issue(key), *(package.labels[key] for package in chosen)) for key in found.issues]
    rows += [
        (f"gain of {names.party(key)}", *(f"{package.gain[key]:+.2f}" for package in chosen)) for key in found.parties
    ]
    heads = (", ".join(titles) for titles, _ in packages.values())
    return [table("What could be agreed", ("issue", *heads), rows), line(_chosen(found))]


def _chosen(found: Bargaining) -> str:
    often = ", ".join(
        f"{TITLES[solution.name]} {percent(solution.chosen_share)}"
        for solution in found.solutions
        if solution.chosen_share is not None
    )
    tied = sum(len(solution.packages) > 1 for solution in found.solutions)
    ties = f" Where a solution ties ({tied} of {len(found.solutions)}), its first package is shown." if tied else ""
    return f"The same package is the solution in so many draws: {often} (uncalibrated).{ties}"


def _trades(trades: tuple[Trade, ...], names: Names) -> list[Part]:
    if not trades:
        return [line("No two parties care differently enough about two issues to trade one for the other.")]
    rows = [
        (
            f"{names.party(trade.takes_by)}: {names.issue(trade.takes)}",
            f"{names.party(trade.other)}: {names.issue(trade.concedes)}",
            f"{trade.least_price:.2f} to " + ("any" if trade.most_price is None else f"{trade.most_price:.2f}"),
            names.each(trade.gain, "+.2f"),
        )
        for trade in trades
    ]
    note = "Price: how much of the second is conceded for each part of the first, from where both gain"
    columns = ("who gets its way", "and in return", "price", "gain over an even split")
    return [table("Trades", columns, rows), line(note)]


def _mediation(found: Mediation, names: Names) -> list[Part]:
    """The draft in full, then what each version changes."""
    rows = []
    for step, version in enumerate(found.versions):
        before = found.versions[step - 1] if step else None
        changed = [key for key, value in version.terms.items() if before is None or before.terms[key] != value]
        rows.append((str(step) if step else "draft", names.terms(version, changed), names.each(version.utility)))
    begins = "the middle of the positions" if found.start == "middle" else "the draft"
    end = "nothing is better for all than the last" if found.done else "a better one for all is not ruled out"
    title = f"A mediator's text from {begins}: each version is worse for nobody; {end}"
    return [table(title, ("version", "package, or what changes", "worth"), rows)]


def _division(found: Division, names: Names) -> list[Part]:
    first, second = found.parties
    mine = [names.issue(key) for key, share in found.share.items() if share >= 1 - _WHOLE]
    theirs = [names.issue(key) for key, share in found.share.items() if share <= _WHOLE]
    parts = [
        f"{names.issue(key)} is divided, {share:.0%} of the way to {names.party(first)}"
        for key, share in found.share.items()
        if _WHOLE < share < 1 - _WHOLE
    ]
    sides = ((first, mine), (second, theirs))
    said = [f"{names.party(key)} gets its way on {listed(won)}" for key, won in sides if won]
    return [
        line(
            f"Adjusted Winner (a fair division between two): {'; '.join([*said, *parts])}. Each has "
            f"{found.received:.1f} of its own 100 points."
        )
    ]


def _tactics(result: Bargaining, found: Tactics, names: Names) -> list[Part]:
    first = names.party(found.parties[0])
    last = ", ".join(f"{share:.2f} with {rounds}" for rounds, share in found.deadline.items())
    said = [
        f"As rounds grow short the gain goes {names.each(found.short_rounds)}. {first}, proposing first, has of it by "
        f"offers left until a deadline: {last}."
    ]
    met = result.concessions
    if met:
        said.append(
            f"Conceding by risk (Zeuthen; opening risks {names.each(met.risks)}): after {met.rounds} concessions they "
            f"meet at {_where(result, met.package, names)} ({names.each(met.package.utility)})."
        )
    for meeting in found.meetings:
        manners = ", ".join(f"{names.party(key)} {manner}" for key, manner in meeting.manner.items())
        said.append(
            f"Conceding to a deadline ({manners}): they meet at {meeting.time:.0%} of the time, "
            f"{names.each(meeting.utility)}."
        )
    return [heading("Tactics"), *map(line, said), *_threats(found, names)]


def _where(result: Bargaining, package: PackageOutcome, names: Names) -> str:
    for solution in result.solutions:
        if solution.packages and solution.packages[0].terms == package.terms:
            return f"the {TITLES[solution.name]} package above"
    return names.terms(package)


def _threats(found: Tactics, names: Names) -> list[Part]:
    if not found.threats:
        return []
    assumed = all(each.is_default for each in found.threats)
    title = "Threats (nobody presses in the case; a default is tried each way)" if assumed else "Threats"
    return [heading(title), *(line(_threat(each, names)) for each in found.threats)]


def _threat(each: Threat, names: Names) -> str:
    how = " (default strength)" if each.is_default else "" if each.form == "unspecified" else f" ({each.form})"
    moved = f"walking away falls from {each.walk_away[0]:.2f} to {each.walk_away[1]:.2f}"
    return f"{names.party(each.by)} presses {names.party(each.on)}{how}, {moved}: {each.why}"


def _prices(found: Bargaining, names: Names) -> list[Part]:
    if not found.prices:
        return []
    columns = ("issue", "up to", "down to", "limits cross (if normal)", "offers meet", "lost", "settles at")
    rows = [
        (
            names.issue(price.issue),
            _limit(price, price.buyer, names),
            _limit(price, price.seller, names),
            f"{percent(price.zone.value)} ({percent(price.zone_normal)})",
            percent(price.trade.value),
            percent(price.lost.value),
            _settles(price, names),
        )
        for price in found.prices
    ]
    most = 100 * max(part.error or 0.0 for price in found.prices for part in (price.zone, price.trade, price.lost))
    note = (
        "Up to, down to: a red line (r), else worked out from walking away. Limits cross: by draws, or by two normals. "
        "Offers meet: sealed, each not knowing the other's limit; lost: both would gain, and they miss each other "
        "(Chatterjee and Samuelson). Settles: offers in turn by patience, by who proposes first; * held by its outside "
        f"option (Binmore, Shaked and Sutton). {found.prices[0].method.draws:,} draws, Monte Carlo error at most "
        f"±{most:.1g} points"
    )
    return [table("Each issue alone, as a price (uncalibrated)", columns, rows), line(note)]


def _limit(price: Price, key: str, names: Names) -> str:
    line = " (r)" if key in price.red_lines else ""
    return f"{names.party(key)} {names.place(price.issue, price.limits[key].value)}{line}"


def _settles(price: Price, names: Names) -> str:
    if not price.settles:
        return "nowhere"
    ends = dict.fromkeys(names.place(price.issue, value) for value in sorted(price.settles.values()))
    held = "".join(f"; {names.party(key)}*" for key in price.binding)
    return f"{' to '.join(ends)}{held}"
