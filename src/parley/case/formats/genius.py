"""Scenarios of Genius: a domain file with issues and their items, and a profile for each party.

Genius's utility: each evaluation divided by the issue's greatest, times the issue's weight divided by all weights,
summed. A profile states no scale of its own, so what is read is always brought to that form first.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from parley.case.formats.built import FormatError, Numbers, case_of, key_of, number
from parley.case.formats.trees import tree, written
from parley.case.record import Case, Issue, Scale, ScalePoint
from parley.record import Finding, Record

WHAT = "Genius file"
ROUGH = 0.02  # of utility: below it a straight line says the same as the profile


class Profile(Record):
    """One party's worth of every item of every issue, in Genius's own form."""

    name: str
    weights: tuple[float, ...]  # by issue, summing to 1
    evaluations: tuple[tuple[float, ...], ...]  # by issue and item, the greatest of each issue 1
    reservation: float | None = None  # what no agreement is worth, 0 to 1; null: the file does not say


class Scenario(Record):
    """A domain with the profiles of all parties."""

    name: str
    issues: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    profiles: tuple[Profile, ...]


def read(domain: str, profiles: Sequence[tuple[str, str]]) -> Scenario:
    """A scenario from the texts of its files.

    Args:
        domain: text of the domain file.
        profiles: name and text of each profile.

    Raises:
        FormatError: a file is no such XML, an issue is not discrete, or a profile lacks an item.
    """
    root = _space(tree(domain, WHAT))
    issues = tuple(issue.get("name", "") for issue in root.iter("issue"))
    items = tuple(tuple(item.get("value", "") for item in issue.iter("item")) for issue in root.iter("issue"))
    if not issues:
        raise FormatError(WHAT, "domain", "it has no issue", "A domain lists <issue> elements with their items.")
    numeric = [issue for issue, found in zip(issues, items, strict=True) if not found]
    if numeric:
        problem = f"“{numeric[0]}” has no items; it is numeric"
        raise FormatError(WHAT, "domain", problem, "Only discrete issues are read: cut it into items first.")
    return Scenario(
        name=root.get("name") or _objective(root),
        issues=issues,
        items=items,
        profiles=tuple(_profile(name, text, issues, items) for name, text in profiles),
    )


def to_case(scenario: Scenario) -> Case:
    """The scenario as a case: items equally far apart on 0 to 100, each party at its best item.

    A case holds positions and saliences, not tables: what a straight line from the best item cannot say is lost, and
    each loss above .02 of utility is named.
    """
    numbers = Numbers(source=WHAT, title=scenario.name)
    for at, name in enumerate(scenario.issues):
        key = key_of(name, numbers.names)
        numbers.names[key] = name
        numbers.issues[key] = _scale(scenario.items[at])
    for profile in scenario.profiles:
        party = key_of(profile.name, numbers.parties)
        numbers.parties[party] = (profile.name, None)
        if profile.reservation is not None:
            numbers.walk_away[party] = profile.reservation
        for at, key in enumerate(numbers.names):
            position, salience, lost = _stand(profile, at)
            numbers.stances[party, key] = (position, salience)
            if lost > ROUGH:
                numbers.findings.append(_rough(profile.name, numbers.names[key], lost))
    return case_of(numbers)


def write(case: Case) -> dict[str, str]:
    """Domain and profiles of a case, by file name; the scale of each profile is declared in it.

    The utilities are those of the case (linear loss from the position, weights by salience) but for one factor a
    party, since Genius brings the greatest evaluation of each issue to 1; the reservation is divided by it too.
    """
    bargaining = [party for party in case.parties if party.role == "bargaining"]
    if len(bargaining) < 2:
        raise FormatError(WHAT, "", "fewer than two parties bargain", "Give two the role bargaining.")
    files = {"domain.xml": written(_domain(case))}
    for party in bargaining:
        files[f"{party.key}.xml"] = written(_written_profile(case, party.key, party.walk_away.value))
    return files


def _space(root: Element) -> Element:
    found = root if root.tag == "utility_space" else root.find("utility_space")
    if found is None:
        raise FormatError(WHAT, "", f"its root is <{root.tag}>", "A Genius file holds <utility_space>.")
    return found


def _objective(space: Element) -> str:
    objective = space.find("objective")
    return "" if objective is None else objective.get("name", "")


def _profile(name: str, text: str, issues: tuple[str, ...], items: tuple[tuple[str, ...], ...]) -> Profile:
    space = _space(tree(text, WHAT))
    found = {issue.get("name", ""): issue for issue in space.iter("issue")}
    raw = {
        each.get("index", ""): number(each.get("value", ""), WHAT, f"{name}, weight") for each in space.iter("weight")
    }
    weights, evaluations = [], []
    for at, issue in enumerate(issues):
        element = found.get(issue)
        if element is None:
            raise FormatError(WHAT, name, f"it has no issue “{issue}”", f"Issues are: {', '.join(issues)}.")
        weights.append(raw.get(element.get("index", ""), 0.0))
        evaluations.append(_evaluations(element, items[at], f"{name}, {issue}"))
    total = sum(weights)
    if total <= 0:
        raise FormatError(WHAT, name, "its weights sum to nothing", "Give at least one issue a weight above 0.")
    reserved = space.find("reservation")
    return Profile(
        name=name,
        weights=tuple(weight / total for weight in weights),
        evaluations=tuple(evaluations),
        reservation=None if reserved is None else number(reserved.get("value", ""), WHAT, f"{name}, reservation"),
    )


def _evaluations(issue: Element, items: tuple[str, ...], where: str) -> tuple[float, ...]:
    given = {item.get("value", ""): item.get("evaluation", "") for item in issue.iter("item")}
    missing = [item for item in items if item not in given]
    if missing:
        raise FormatError(WHAT, where, f"it has no evaluation of “{missing[0]}”", "Evaluate every item of the domain.")
    values = [number(given[item], WHAT, f"{where}, {item}") for item in items]
    most = max(values)
    return tuple(value / most if most > 0 else 0.0 for value in values)


def _scale(items: tuple[str, ...]) -> Scale:
    step = 100 / max(1, len(items) - 1)
    inner = tuple(ScalePoint(label=label, value=at * step) for at, label in enumerate(items))[1:-1]
    return Scale(low_label=items[0], high_label=items[-1], points=inner)


def _stand(profile: Profile, issue: int) -> tuple[float, float, float]:
    """Position, salience and the most a straight line is off, in utility."""
    worth = profile.evaluations[issue]
    step = 100 / max(1, len(worth) - 1)
    best = worth.index(max(worth))
    farthest = max(best, len(worth) - 1 - best) or 1
    fall = (max(worth) - min(worth)) * profile.weights[issue]
    line = [max(worth) - (max(worth) - min(worth)) * abs(at - best) / farthest for at in range(len(worth))]
    lost = max(abs(one - other) for one, other in zip(line, worth, strict=True)) * profile.weights[issue]
    return best * step, min(1.0, fall), lost


def _rough(party: str, issue: str, lost: float) -> Finding:
    return Finding(
        level="warning",
        code="not-a-straight-line",
        message=f"What {party} makes of {issue} is no straight line from its best item: up to {lost:.2f} of utility is "
        f"lost. Set points or a red line by hand where it matters.",
    )


def _domain(case: Case) -> Element:
    root = Element("negotiation_template")
    space = SubElement(root, "utility_space", number_of_issues=str(len(case.issues)), name=case.title)
    _issues(space, case, None)
    return root


def _issues(space: Element, case: Case, party: str | None) -> list[tuple[float, float]]:
    """Write the issues; with a party, its evaluations. Returns weight and greatest evaluation of each."""
    objective = SubElement(space, "objective", index="0", name=case.title, type="objective", etype="objective")
    shapes = []
    for at, issue in enumerate(case.issues, start=1):
        element = SubElement(objective, "issue", index=str(at), name=issue.name, type="discrete", vtype="discrete")
        element.set("etype", "discrete")
        worth, weight = _worth(case, party, issue) if party else ([], 0.0)
        for place, (label, _) in enumerate(_points(issue), start=1):
            item = SubElement(element, "item", index=str(place), value=label)
            if party:
                item.set("evaluation", repr(worth[place - 1]))
        shapes.append((weight, max(worth, default=1.0)))
    return shapes


def _points(issue: Issue) -> list[tuple[str, float]]:
    scale = issue.scale
    inner = [(point.label, point.value) for point in scale.points if scale.low < point.value < scale.high]
    return [(scale.low_label, scale.low), *inner, (scale.high_label, scale.high)]


def _worth(case: Case, party: str, issue: Issue) -> tuple[list[float], float]:
    """Evaluation of each point, 0 (as far as the scale goes) to 1 (at the position), and the unscaled weight."""
    stance, scale = case.stance(party, issue.key), issue.scale
    if stance is None or stance.salience.value <= 0:
        return [1.0] * len(_points(issue)), 0.0
    at = min(max(stance.position.value, scale.low), scale.high)
    farthest = max(at - scale.low, scale.high - at)
    worth = [1 - abs(value - at) / farthest for _, value in _points(issue)]
    return worth, stance.salience.value * farthest / (scale.high - scale.low)


def _written_profile(case: Case, party: str, walk_away: float) -> Element:
    space = Element("utility_space", number_of_issues=str(len(case.issues)))
    shapes = _issues(space, case, party)
    total = sum(weight for weight, _ in shapes) or 1.0
    factor = sum(weight * most for weight, most in shapes) / total or 1.0
    for at, (weight, most) in enumerate(shapes, start=1):
        SubElement(space, "weight", index=str(at), value=repr(weight * most / total / factor))
    SubElement(space, "reservation", value=repr(walk_away / factor))
    SubElement(space, "scale", utility=f"the case's utility divided by {factor!r}")
    return space
