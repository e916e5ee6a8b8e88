"""What a case lacks or contradicts, as findings with the key they are about."""

from __future__ import annotations

from collections.abc import Iterator

from parley.case.chambers import chambers_of, flaws
from parley.case.keys import estimates
from parley.case.options import problems, silent
from parley.case.record import Case
from parley.record import Finding


def check(case: Case) -> tuple[Finding, ...]:
    """List what an analyst should look at: warnings first, then notes."""
    found = [
        *_table(case),
        *_ranges(case),
        *_positions(case),
        *_references(case),
        *_red_lines(case),
        *_silent(case),
        *_patience(case),
        *_links(case),
        *_thresholds(case),
        *_ratifiers(case),
        *_conflict(case),
        *(flaw for chamber in chambers_of(case) for flaw in flaws(case, chamber)),
        *_sideless(case),
        *_stakes(case),
        *_correlations(case),
        *_defaults(case),
        *_orphans(case),
        *case.findings,
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.level != "warning"))


def _warn(code: str, message: str, where: str) -> Finding:
    return Finding(level="warning", code=code, message=message, where=where)


def _note(code: str, message: str, where: str) -> Finding:
    return Finding(level="note", code=code, message=message, where=where)


def _table(case: Case) -> Iterator[Finding]:
    if sum(party.role == "bargaining" for party in case.parties) < 2:
        yield _warn(
            "nobody-to-bargain-with", "Fewer than two parties bargain; give one the role bargaining.", "parties"
        )
    if not case.issues:
        yield _warn("no-issue-at-all", "Nothing is on the table; add an issue: issue/KEY=add", "issues")


def _ranges(case: Case) -> Iterator[Finding]:
    for key, estimate in estimates(case):
        if not estimate.low <= estimate.value <= estimate.high:
            message = f"{estimate.value:g} lies outside its own range {estimate.low:g} to {estimate.high:g}."
            yield _warn("range-without-value", message, key)


def _positions(case: Case) -> Iterator[Finding]:
    for stance in case.stances:
        scale = case.issue(stance.issue).scale
        if not scale.low <= stance.position.value <= scale.high:
            message = f"{stance.position.value:g} is off the scale {scale.low:g} to {scale.high:g}."
            yield _warn("off-scale", message, f"{stance.key}/position")


def _references(case: Case) -> Iterator[Finding]:
    for issue in case.issues:
        if issue.reference is not None and not issue.scale.low <= issue.reference.value <= issue.scale.high:
            message = f"{issue.reference.value:g} is off the scale {issue.scale.low:g} to {issue.scale.high:g}."
            yield _warn("off-scale", message, f"issue/{issue.key}/reference")


def _red_lines(case: Case) -> Iterator[Finding]:
    """Two red lines at one table that no value satisfies leave nothing to agree on that issue."""
    for issue in case.issues:
        floors: list[tuple[float, str]] = []
        ceilings: list[tuple[float, str]] = []
        for stance in case.stances:
            if stance.issue == issue.key and stance.red_line is not None:
                bounds = floors if stance.position.value >= stance.red_line.value else ceilings
                bounds.append((stance.red_line.value, stance.key))
        if floors and ceilings and max(floors)[0] > min(ceilings)[0]:
            message = f"Red lines leave no value: {max(floors)[1]} above {max(floors)[0]:g}, {min(ceilings)[1]} below."
            yield _warn("red-lines-cross", message, f"issue/{issue.key}")


def _silent(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        stances = [stance for stance in case.stances if stance.party == party.key]
        if party.role == "bargaining" and all(stance.position.is_default for stance in stances):
            message = f"{party.name} bargains, but where it stands on anything, nobody has said yet."
            yield _warn("no-position", message, f"party/{party.key}")


def _patience(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        if party.patience is not None and not 0 <= party.patience.value <= 1:
            message = (
                f"{party.patience.value:g} is no patience: it is what a gain keeps of its worth in a round, 0 to 1."
            )
            yield _warn("off-scale", message, f"{party.key}/patience")


def _thresholds(case: Case) -> Iterator[Finding]:
    """A threshold beyond the scale can never be reached, one on an exchange does nothing."""
    for link in case.links:
        if link.threshold is None:
            continue
        key = f"link/{link.give_issue}/{link.get_issue}"
        scale = case.issue(link.get_issue).scale
        if link.form != "condition":
            yield _warn("threshold-unused", f"A threshold binds a condition only; set it so: {key}.form=condition", key)
        elif not scale.low <= link.threshold <= scale.high:
            message = f"The threshold {link.threshold:g} is off the scale {scale.low:g} to {scale.high:g}."
            yield _warn("off-scale", message, key)


def _links(case: Case) -> Iterator[Finding]:
    linked = {key for link in case.links for key in (link.give_issue, link.get_issue)}
    for issue in case.issues:
        if issue.key not in linked:
            yield _note(
                "unlinked-issue", f"Nothing is given or asked in return for {issue.name}.", f"issue/{issue.key}"
            )


def _ratifiers(case: Case) -> Iterator[Finding]:
    if not chambers_of(case):
        yield _note("no-ratifier", "Nobody is named whose consent a signature needs: party/KEY.ratifies=yes", "parties")


def _conflict(case: Case) -> Iterator[Finding]:
    if case.conflict is None:
        return
    parties = [party.key for party in case.parties]
    for where, message in (*problems(case.conflict, parties), *silent(case.conflict)):
        yield _warn("conflict-does-not-fit", message, f"conflict/{where}")


def _stakes(case: Case) -> Iterator[Finding]:
    """Every part of the stakes is about parties of the case."""
    if case.stakes is None:
        return
    known = {party.key for party in case.parties}
    parts = {"fund": ("payer", "holder"), "guarantee": ("giver", "getter"), "odds": ("rising", "declining")}
    for part, roles in parts.items():
        record = getattr(case.stakes, part)
        for role in roles if record is not None else ():
            key = getattr(record, role)
            if key not in known:
                message = f"“{key}” is no party of this case; parties are: {', '.join(sorted(known))}."
                yield _warn("unknown-party", message, f"stakes/{part}/{role}")


def _correlations(case: Case) -> Iterator[Finding]:
    known = dict(estimates(case))
    for pair in case.correlations:
        for key in (pair.one, pair.other):
            if key not in known:
                message = f"A correlation names “{key}”, which is no number of this case."
                yield _warn("unknown-number", message, f"correlation/{pair.one}/{pair.other}")
        if not -1 <= pair.rank <= 1:
            message = f"A rank correlation lies between -1 and 1; this one is {pair.rank:g}."
            yield _warn("no-correlation", message, f"correlation/{pair.one}/{pair.other}")


def _sideless(case: Case) -> Iterator[Finding]:
    for chamber in case.chambers:
        if chamber.side is None:
            message = f"Whose signature {chamber.name} ratifies, nobody has said yet; it is taken to bind everybody."
            yield _note("no-side", message, f"chamber/{chamber.key}")


def _defaults(case: Case) -> Iterator[Finding]:
    for key, estimate in estimates(case):
        if estimate.is_default:
            message = f"{estimate.value:g} [{estimate.low:g}, {estimate.high:g}] is a default: nobody has said why yet."
            yield _note("default", message, key)


def _orphans(case: Case) -> Iterator[Finding]:
    for judgement in case.judgements:
        if judgement.orphaned:
            message = f"{judgement.who}'s judgement on “{judgement.on}” has lost its target; kept, not applied."
            yield _warn("orphaned-judgement", message, f"judgement/{judgement.id}")
