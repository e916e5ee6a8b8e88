"""The keys by which everything in a case that can be judged is addressed."""

from __future__ import annotations

from collections.abc import Iterator

from parley.case.chambers import Chamber
from parley.case.record import Case, CasePressure, Estimate

PARTY_NUMBERS = {"influence": "influence", "walk-away": "walk_away", "patience": "patience"}
# May be missing, and a judgement may remove them again.
OPTIONAL_NUMBERS = ("red-line", "patience", "reference", "heads-quota", "weight-quota")
SECTIONS = ("conflict", "stakes", "correlations")  # parts of a case that are judged as a whole
CHAMBER_NUMBERS = {
    "quota": "quota",
    "heads-quota": "heads_quota",
    "weight-quota": "weight_quota",
    "noise": "noise",
}
STANCE_NUMBERS = {"position": "position", "salience": "salience", "red-line": "red_line"}


def pressure_key(pressure: CasePressure) -> str:
    """ "pressure/<by>/<on>/<form>"."""
    return f"pressure/{pressure.by}/{pressure.on}/{pressure.form}"


def estimates(case: Case) -> Iterator[tuple[str, Estimate]]:
    """Every judged number with its key, in the order of the case."""
    for party in case.parties:
        for name, attribute in PARTY_NUMBERS.items():
            estimate = getattr(party, attribute)
            if estimate is not None:
                yield f"{party.key}/{name}", estimate
    for issue in case.issues:
        if issue.reference is not None:
            yield f"issue/{issue.key}/reference", issue.reference
    for stance in case.stances:
        for name, attribute in STANCE_NUMBERS.items():
            estimate = getattr(stance, attribute)
            if estimate is not None:
                yield f"{stance.key}/{name}", estimate
    for pressure in case.pressures:
        yield pressure_key(pressure), pressure.strength
    for chamber in case.chambers:
        yield from _of_chamber(chamber)


def _of_chamber(chamber: Chamber) -> Iterator[tuple[str, Estimate]]:
    for name, attribute in CHAMBER_NUMBERS.items():
        estimate = getattr(chamber, attribute)
        if estimate is not None:
            yield f"chamber/{chamber.key}/{name}", estimate
    for member in chamber.members:
        if member.support is not None:
            yield f"chamber/{chamber.key}/{member.key}/support", member.support


def all_keys(case: Case) -> tuple[str, ...]:
    """Every key a judgement may stand on: numbers, parties, issues, pressures, questions, links, judgements."""
    return (
        *(key for key, _ in estimates(case)),
        *(f"{party.key}/patience" for party in case.parties if party.patience is None),
        *(f"issue/{issue.key}/reference" for issue in case.issues if issue.reference is None),
        *(f"{stance.key}/red-line" for stance in case.stances if stance.red_line is None),
        *(f"party/{party.key}" for party in case.parties),
        *(f"issue/{issue.key}" for issue in case.issues),
        *(f"question/{question.key}" for question in case.questions),
        *(f"chamber/{chamber.key}" for chamber in case.chambers),
        *(f"chamber/{chamber.key}/{name}" for chamber in case.chambers for name in ("heads-quota", "weight-quota")),
        *(f"chamber/{each.key}/{member.key}/support" for each in case.chambers for member in each.members),
        *(f"link/{link.give_issue}/{link.get_issue}" for link in case.links),
        *(f"judgement/{judgement.id}" for judgement in case.judgements),
        *(name for name in SECTIONS if getattr(case, name)),
    )
