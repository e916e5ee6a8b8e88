"""The figures of a brief, each with the table that says the same."""

from __future__ import annotations

from parley.analysis.bargaining.result import Bargaining, PackageOutcome
from parley.analysis.result import Answer, Interval, IssueForecast
from parley.brief.charts import Row, cut, packages_chart, row_chart
from parley.brief.english import counted, in_figures, listed, name, names, on_scale, on_scale_range, placed, sentence
from parley.brief.ledger import Ledger
from parley.brief.likelihood import odds, percent, percent_range
from parley.brief.notes import estimate_id
from parley.brief.record import Figure, Table
from parley.brief.sayings import point_label, ranked_issues, scale_label, term, where
from parley.brief.spoken import without_article
from parley.case.record import Issue, Scale, Stance

LONGEST_END = 30  # characters; two stand side by side under a line
MOST_GAINING = 8  # parties drawn
MOST_ISSUES = 6  # drawn; a longer chart tells less, and its table holds all


def stands_figure(ledger: Ledger) -> Figure | None:
    """Where each party stands on each issue."""
    stances = ledger.case.stances
    pairs = [(issue, stance) for issue in ranked_issues(ledger) for stance in stances if stance.issue == issue.key]
    if not pairs:
        return None
    charted = {issue.key for issue in ranked_issues(ledger)[:MOST_ISSUES]}
    drawn = [(issue, stance) for issue, stance in pairs if issue.key in charted]
    panels = {key: number for number, key in enumerate(dict.fromkeys(issue.key for issue, _ in drawn))}
    rows = [
        _stance_row(ledger, number, issue, stance) | {"panel": panels[issue.key]}
        for number, (issue, stance) in enumerate(drawn)
    ]
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if after and after["panel"] == row["panel"]:  # the ends of a scale stand under its last row only
            row.update({"from": "", "to": ""})
    shown = [issue.name for issue in ranked_issues(ledger) if issue.key in panels]
    present = {stance.party for _, stance in drawn}
    who = names([party for party in ledger.case.parties if party.key in present])
    table = Table(
        caption="Positions with their ranges",
        columns=("Issue", "Party", "Position", "Range", "Nearest to", "Judged by"),
        rows=tuple(_stance_cells(ledger, issue, stance) for issue, stance in pairs),
    )
    ids = [id for _, one in pairs for id in (*one.position.basis, estimate_id(f"{one.key}/position", one.position))]
    return Figure(
        id="stands",
        title="Where each side stands",
        description=sentence(f"Positions of {who} on {listed(shown)}; a bar is the range, a hollow dot a default"),
        spec=row_chart(rows, [cut(without_article(name)) for name in shown]),
        table=table,
        basis=ledger.rest_on(ids),
    )


def _stance_row(ledger: Ledger, number: int, issue: Issue, stance: Stance) -> Row:
    at, party = stance.position, ledger.party(stance.party)
    return {
        "row": number,
        "label": cut(party.name if party else stance.party),
        "shown": where(issue, stance),
        "kind": "default" if at.is_default else "judged",
        **_on_line(issue.scale, at.value, at.low, at.high),
        "from": cut(point_label(ledger, issue, issue.scale.low_label), LONGEST_END),
        "to": cut(point_label(ledger, issue, issue.scale.high_label), LONGEST_END),
    }


def _stance_cells(ledger: Ledger, issue: Issue, stance: Stance) -> tuple[str, ...]:
    at, party = stance.position, ledger.party(stance.party)
    return (
        without_article(issue.name),
        party.name if party else stance.party,
        on_scale(issue.scale, at.value),
        on_scale_range(issue.scale, at.low, at.high),
        point_label(ledger, issue, scale_label(issue, at.value)),
        "default: nobody has said why yet" if at.is_default else at.by,
    )


def forecast_figure(ledger: Ledger) -> Figure | None:
    """Where each issue would settle."""
    forecasts = {one.issue: one for one in ledger.results.forecasts}
    found = [(issue, one) for issue in ranked_issues(ledger) if (one := forecasts.get(issue.key))]
    if not found:
        return None
    drawn = found[:MOST_ISSUES]
    rows = [_forecast_row(ledger, number, issue, one) for number, (issue, one) in enumerate(drawn)]
    table = Table(
        caption="Forecasts: by distribution with an interval for four of five cases, and by three spatial models",
        columns=(
            "Issue",
            "Forecast",
            "Weighted median",
            "Weighted mean",
            "Condorcet election",
            "Defaults among inputs",
        ),
        rows=tuple(_forecast_cells(issue, one) for issue, one in found),
    )
    return Figure(
        id="forecast",
        title="Where each issue would settle",
        description=sentence(
            f"Forecast for {listed([issue.name for issue, _ in drawn])}; a bar holds four of five cases, the tick is "
            "the weighted mean; uncalibrated outside the law-making of the European Union"
        ),
        spec=row_chart(rows, [""], ends=True),
        table=table,
        basis=ledger.rest_on(id for issue, _ in found for id in (f"outlook/{issue.key}", f"forecast/{issue.key}")),
    )


def _forecast_row(ledger: Ledger, number: int, issue: Issue, one: IssueForecast) -> Row:
    scale, outlook, median = issue.scale, one.outlook, one.weighted_median
    value, low, high = (
        (outlook.median, outlook.low80, outlook.high80) if outlook else (median.value, median.low, median.high)
    )
    return {
        "row": number,
        "panel": 0,
        "label": cut(without_article(issue.name)),
        "shown": placed(scale, value, low, high),
        "kind": "judged",
        **_on_line(scale, value, low, high),
        "mean": _share(scale, one.weighted_mean.value),
        "from": cut(point_label(ledger, issue, scale.low_label), LONGEST_END),
        "to": cut(point_label(ledger, issue, scale.high_label), LONGEST_END),
    }


def _forecast_cells(issue: Issue, one: IssueForecast) -> tuple[str, ...]:
    outlook = one.outlook
    return (
        without_article(issue.name),
        placed(issue.scale, outlook.median, outlook.low80, outlook.high80) if outlook else "not forecast",
        *(_interval(issue.scale, value) for value in (one.weighted_median, one.weighted_mean, one.condorcet)),
        percent(one.default_share),
    )


def answers_figure(ledger: Ledger) -> Figure | None:
    """How likely each yes is."""
    likely = [answer for answer in ledger.results.answers if answer.form == "probability"]
    standing_in = [answer for answer in likely if ledger.stands_in(answer)]
    found = [answer for answer in likely if answer not in standing_in[1:]]  # one chance, however many questions
    if not found:
        return None
    rows = [
        {
            "row": number,
            "panel": 0,
            "label": cut(_asked(ledger, answer)),
            "shown": odds(answer.value),
            "kind": "judged",
            "value": answer.value * 100,
            "low": answer.low * 100,
            "high": answer.high * 100,
            "from": "0%",
            "to": "100%",
        }
        for number, answer in enumerate(found)
    ]
    table = Table(
        caption="Probability of a yes",
        columns=("Question", "Probability", "Range", "Defaults among the inputs"),
        rows=tuple(_answer_cells(ledger, answer) for answer in found),
    )
    return Figure(
        id="answers",
        title="How likely a yes is",
        description=sentence(f"Probability with its range for {counted(len(found), 'question')}; uncalibrated"),
        spec=row_chart(rows, [""], ends=True),
        table=table,
        basis=ledger.rest_on(f"answer/{answer.question}" for answer in found),
    )


def _asked(ledger: Ledger, answer: Answer) -> str:
    return f"An agreement of {ledger.talkers()}" if ledger.stands_in(answer) else answer.text


def _answer_cells(ledger: Ledger, answer: Answer) -> tuple[str, ...]:
    around = percent_range(answer.low, answer.high)
    return _asked(ledger, answer), odds(answer.value), around, percent(answer.default_share)


def packages_figure(ledger: Ledger) -> Figure | None:
    """What the packages are worth to the two weightiest parties, with frontier, solutions and walk-away."""
    found = ledger.results.bargaining
    if found is None or len(found.parties) < 2 or not found.frontier:
        return None
    first, second = _weightiest(ledger, found)
    names_of = {key: name(party) if (party := ledger.party(key)) else key for key in found.parties}
    solved = _solved(found)
    return Figure(
        id="packages",
        title="What the packages are worth",
        description=sentence(
            f"Utility to {names_of[first]} and {names_of[second]} of {in_figures(len(found.frontier))} "
            "efficient packages, from 0 for the worst to 1 for the best; dashed lines show walking away"
        ),
        spec=packages_chart(found, solved, first, second, names_of),
        table=Table(
            caption="Bargaining solutions",
            columns=("Package", "Chosen by", *(f"Gain of {names_of[key]}" for key in found.parties)),
            rows=tuple(_package_cells(ledger, found, package, chosen) for chosen, package in solved),
        ),
        basis=ledger.rest_on(f"bargaining/{solution.name}" for solution in found.solutions),
    )


def gains_figure(ledger: Ledger) -> Figure | None:
    """Who gains what by the Nash package: from walking away to what it is worth."""
    found = ledger.results.bargaining
    chosen = next((one for one in found.solutions if one.name == "nash" and one.packages), None) if found else None
    if found is None or chosen is None:
        return None
    package = chosen.packages[0]
    keys = sorted(found.parties, key=lambda key: -package.gain.get(key, 0.0))
    drawn = keys[:MOST_GAINING]
    rows: list[Row] = [
        {
            "row": number,
            "panel": 0,
            "label": cut(_title(ledger, key)),
            "shown": f"{package.gain.get(key, 0.0):+.2f}".replace("-", "−"),
            "kind": "judged",
            "value": 100 * package.utility.get(key, 0.0),
            "low": 100 * min(found.walk_away.get(key, 0.0), package.utility.get(key, 0.0)),
            "high": 100 * max(found.walk_away.get(key, 0.0), package.utility.get(key, 0.0)),
            "from": "",
            "to": "",
        }
        for number, key in enumerate(drawn)
    ]
    rows[-1] |= {"from": "0, the worst", "to": "1, the best"}
    return Figure(
        id="gains",
        title="Who gains",
        description=sentence(
            f"The Nash package as {listed([_named(ledger, key) for key in drawn])} would value it: a bar runs from "
            "walking away to the dot, which is the package, on a scale from 0 to 1; uncalibrated"
        ),
        spec=row_chart(rows, [""], ends=True),
        table=Table(
            caption="Worth of the Nash package, from 0 for the worst to 1 for the best",
            columns=("Party", "Walking away", "The package", "Gain"),
            rows=tuple(
                (
                    _title(ledger, key),
                    f"{found.walk_away.get(key, 0.0):.2f}",
                    f"{package.utility.get(key, 0.0):.2f}",
                    f"{package.gain.get(key, 0.0):+.2f}".replace("-", "−"),
                )
                for key in keys
            ),
        ),
        basis=ledger.rest_on(["bargaining/nash"]),
    )


def _named(ledger: Ledger, key: str) -> str:
    return name(party) if (party := ledger.party(key)) else key


def _title(ledger: Ledger, key: str) -> str:
    return party.name if (party := ledger.party(key)) else key


def _weightiest(ledger: Ledger, found: Bargaining) -> tuple[str, str]:
    def influence(key: str) -> float:
        party = ledger.party(key)
        return -party.influence.value if party else 0.0

    first, second = sorted(found.parties, key=influence)[:2]
    return first, second


def _solved(found: Bargaining) -> list[tuple[str, PackageOutcome]]:
    """Each package that some solution picks first, with the names of those solutions."""
    chosen: dict[tuple[tuple[str, float], ...], tuple[list[str], PackageOutcome]] = {}
    for solution in found.solutions:
        for package in solution.packages[:1]:
            key = tuple(sorted(package.terms.items()))
            chosen.setdefault(key, ([], package))[0].append(solution.name.replace("-", "–").title())
    return [(listed(by), package) for by, package in chosen.values()]


def _package_cells(ledger: Ledger, found: Bargaining, package: PackageOutcome, chosen: str) -> tuple[str, ...]:
    terms = "; ".join(term(ledger, key, label) for key, label in package.labels.items())
    return terms, chosen, *(f"{package.gain.get(key, 0.0):.2f}" for key in found.parties)


def _on_line(scale: Scale, value: float, low: float, high: float) -> Row:
    return {"value": _share(scale, value), "low": _share(scale, low), "high": _share(scale, high)}


def _share(scale: Scale, value: float) -> float:
    """Where a value stands between the ends of its scale, 0 to 100; what lies beyond an end stands at it."""
    width = scale.high - scale.low
    return round(min(max(100 * (value - scale.low) / width, 0.0), 100.0), 2) if width else 50.0


def _interval(scale: Scale, value: Interval) -> str:
    return placed(scale, value.value, value.low, value.high)
