"""The number a key names, also where nobody has given one yet, and the values it may take."""

from __future__ import annotations

from parley.case.estimate import Estimate
from parley.case.judgements import default_stance
from parley.case.keys import CHAMBER_NUMBERS, OPTIONAL_NUMBERS, PARTY_NUMBERS, STANCE_NUMBERS, estimates
from parley.case.parties import default_patience
from parley.case.positions import default_position
from parley.case.record import Case

_CAPABILITY = (0.0, 100.0)
_SHARE = (0.0, 1.0)


def number_at(case: Case, key: str) -> Estimate | None:
    """The number a key names; where nobody has given one, what a judgement on it would start from.

    Returns:
        None: the case has no such party, issue or chamber, or the key is no number's.
    """
    given = dict(estimates(case)).get(key)
    return given if given is not None else _start(case, key.split("/"))


def _start(case: Case, parts: list[str]) -> Estimate | None:
    parties = {party.key for party in case.parties}
    issues = {issue.key: issue for issue in case.issues}
    match parts:
        case ["issue", issue, "reference"] if issue in issues:
            return default_position(issues[issue].scale)
        case [party, "patience"] if party in parties:
            return default_patience()
        case [party, issue, "red-line"] if party in parties and issue in issues:
            stance = case.stance(party, issue)
            return stance.position if stance else default_position(issues[issue].scale)
        case [party, issue, name] if party in parties and issue in issues and name in STANCE_NUMBERS:
            start: Estimate = getattr(default_stance(case, party, issue), STANCE_NUMBERS[name])
            return start
    return None


def is_optional(key: str) -> bool:
    """Whether a judgement may take the number away again."""
    return key.rpartition("/")[2] in OPTIONAL_NUMBERS


def limits(case: Case, key: str) -> tuple[float, float]:
    """The lowest and highest value a number may take: ends of its issue's scale, 0 to 100 for influence, else 0 to 1.

    >>> from parley.case.record import Case
    >>> limits(Case(title="Talks", sources=(), parties=(), issues=(), stances=()), "ukraine/influence")
    (0.0, 100.0)
    """
    parts = key.split("/")
    scales = {issue.key: issue.scale for issue in case.issues}
    if len(parts) == 2 and PARTY_NUMBERS.get(parts[1]) == "influence":
        return _CAPABILITY
    on_scale = parts[-1] in ("position", "red-line", "reference")
    if on_scale and len(parts) == 3 and parts[1] in scales and parts[0] not in ("chamber", "pressure"):
        scale = scales[parts[1]]
        return scale.low, scale.high
    return _SHARE


def unit_words(case: Case, key: str) -> str:
    """What the ends of a number mean, for those who judge it."""
    parts = key.split("/")
    last = parts[-1]
    if len(parts) == 3 and last in ("position", "red-line", "reference"):
        scale = next((issue.scale for issue in case.issues if issue.key == parts[1]), None)
        if scale is not None:
            return f"{scale.low:g} {scale.low_label} to {scale.high:g} {scale.high_label}"
    if parts[0] == "chamber" and last in CHAMBER_NUMBERS:
        return "0 to 1 of all votes" if last != "noise" else "0 none to 1, in utility"
    return {
        "salience": "0 indifferent to 1 everything",
        "influence": "0 to 100, against the other parties",
        "walk-away": "utility of no deal: 0 its worst package to 1 its best",
        "patience": "what a gain is worth one round of talks later, 0 to 1",
        "support": "probability of a yes, 0 to 1",
    }.get(last, "0 to 1")
