"""What the page of a case shows, as plain data: the same for the page, a program and the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import NoReverseMatch, reverse

from parley.brief.plain import without_commands
from parley.case.chambers import Chamber, chambers_of, holds_one_stance
from parley.case.changes import figure, issue_name, named, party_name, told
from parley.case.check import check
from parley.case.estimate import Estimate
from parley.case.judgements import taken_back
from parley.case.keys import pressure_key
from parley.case.numbers import is_optional, limits, number_at, unit_words
from parley.case.record import Case, Citation, Issue, Judgement, Party, Question
from parley.desk.models.negotiations import Negotiation, Revision
from parley.record import Finding, content_id

Shown = dict[str, Any]
WHOLE_POINTS = 50  # of a scale, from which on its places are shown whole: what stands behind them is no finer


def shown(negotiation: Negotiation) -> Shown | None:
    """The case as it is now; None: no story has given one yet."""
    revision = negotiation.latest()
    return None if revision is None else case_shown(revision)


def case_shown(revision: Revision) -> Shown:
    """A revision's case: table of positions, parties, links, chambers, who is left out, and what is missing."""
    case = revision.case
    return {
        "revision": revision_shown(revision),
        "title": case.title,
        "as_of": case.as_of,
        "state": case.state,
        "issues": [_issue(case, issue) for issue in case.issues],
        "parties": [_party(case, party) for party in case.parties],
        "links": [_link(case, at) for at in range(len(case.links))],
        "pressures": [
            {
                "on": pressure_key(each),
                "form": each.form,
                "by": party_name(case, each.by),
                "to": party_name(case, each.on),
                "number": number_shown(case, pressure_key(each)),
            }
            for each in case.pressures
        ],
        "chambers": [_chamber(case, chamber) for chamber in chambers_of(case)],
        "excluded": [
            {"party": party_name(case, each.party), "on": f"party/{each.party}", "talks": each.talks}
            for each in case.excluded
        ],
        "questions": [_question(case, each) for each in case.questions],
        "outside": [
            party.name
            for party in case.parties
            if party.role == "excluded" and party.key not in {each.party for each in case.excluded}
        ],
        "findings": findings_shown(case),
    }


def revision_shown(revision: Revision) -> Shown:
    return {
        "number": revision.number,
        "kind": revision.get_kind_display(),
        "by": revision.by_name or "the desk",
        "at": revision.at,
        "why": revision.why,
    }


def revision_key(revision: Revision) -> tuple[object, ...]:
    """All that a page of a revision rests on; those before it are told by its number, since none is ever changed.

    The case's own words stand in it rather than their digest: an account that ends may take its name out of them.
    """
    return (revision.pk, revision.number, revision.case_json, revision.by_name, revision.at, revision.why)


def number_shown(case: Case, on: str) -> Shown | None:
    """One number as it stands in a table; None: the case has no such number."""
    estimate = number_at(case, on)
    if estimate is None:
        return None
    least, most = limits(case, on)
    told = _whole if most - least >= WHOLE_POINTS else figure
    return {
        "on": on,
        "slot": f"n-{content_id(on)}",
        "name": named(case, on),
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "figure": told(estimate.value),
        "range": f"{told(estimate.low)} to {told(estimate.high)}",
        "by": estimate.by,
        "who": "rule" if estimate.by.startswith("rule ") else estimate.by,
        "why": estimate.why,
        "is_default": estimate.is_default,
        "is_given": not (is_optional(on) and not _is_given(case, on)),
        "opinions": len(estimate.opinions),
    }


def _whole(value: float) -> str:
    return figure(round(value))


def _is_given(case: Case, on: str) -> bool:
    """Whether an optional number is there at all."""
    parts = on.split("/")
    if parts[-1] == "patience":
        return case.party(parts[0]).patience is not None
    if parts[-1] == "reference":
        return case.issue(parts[1]).reference is not None
    if parts[-1] == "red-line":
        stance = case.stance(parts[0], parts[1])
        return stance is not None and stance.red_line is not None
    return True


def _party(case: Case, party: Party) -> Shown:
    return {
        "on": f"party/{party.key}",
        "key": party.key,
        "name": party.name,
        "role": party.role,
        "kind": party.kind,
        "side": party_name(case, party.side) if party.side else None,
        "ratifies": party.ratifies,
        "envoys": [f"{each.name}, {each.role}" if each.role else each.name for each in party.envoys],
        "influence": number_shown(case, f"{party.key}/influence"),
        "walk_away": number_shown(case, f"{party.key}/walk-away"),
        "patience": number_shown(case, f"{party.key}/patience"),
        "cells": [
            {
                name.replace("-", "_"): number_shown(case, f"{party.key}/{issue.key}/{name}")
                for name in ("position", "salience", "red-line")
            }
            for issue in case.issues
        ],
    }


def _issue(case: Case, issue: Issue) -> Shown:
    scale = issue.scale
    return {
        "on": f"issue/{issue.key}",
        "key": issue.key,
        "name": issue.name,
        "low": f"{figure(scale.low)} {scale.low_label}",
        "high": f"{figure(scale.high)} {scale.high_label}",
        "points": [f"{figure(point.value)} {point.label}" for point in scale.points],
        "unit": scale.unit,
        "reference": number_shown(case, f"issue/{issue.key}/reference"),
    }


def _link(case: Case, at: int) -> Shown:
    link = case.links[at]
    return {
        "on": f"link/{link.give_issue}/{link.get_issue}",
        "form": link.form,
        "giver": party_name(case, link.giver) if link.giver else "somebody",
        "give": issue_name(case, link.give_issue),
        "getter": party_name(case, link.getter) if link.getter else None,
        "get": issue_name(case, link.get_issue),
        "threshold": None if link.threshold is None else figure(link.threshold),
        "words": link.words,
    }


def _question(case: Case, question: Question) -> Shown:
    return {
        "on": f"question/{question.key}",
        "text": question.text,
        "form": question.form,
        "parties": [party_name(case, each) for each in question.parties],
        "issues": [issue_name(case, each) for each in question.issues],
        "resolves_by": question.resolves_by,
    }


def _chamber(case: Case, chamber: Chamber) -> Shown:
    in_case = any(each.key == chamber.key for each in case.chambers)
    on = f"chamber/{chamber.key}"
    return {
        "on": on if in_case else None,
        "name": chamber.name,
        "side": party_name(case, chamber.side) if chamber.side else None,
        "members": [
            {"name": member.name or member.key, "votes": figure(member.votes), "veto": member.veto}
            for member in chamber.members
        ],
        "quota": number_shown(case, f"{on}/quota") if in_case else None,
        "share": figure(chamber.quota.value),
        "is_party": holds_one_stance(chamber),
    }


def findings_shown(case: Case) -> Shown:
    """What is missing or contradictory: warnings, notes, and how many numbers are nobody's yet."""
    found = check(case)
    told_apart = [_finding(case, each) for each in found if each.code != "default"]
    return {
        "warnings": [each for each in told_apart if each["level"] == "warning"],
        "notes": [each for each in told_apart if each["level"] == "note"],
        "defaults": [_finding(case, each) for each in found if each.code == "default"],
    }


def _finding(case: Case, finding: Finding) -> Shown:
    about = named(case, finding.where) if "/" in finding.where else ""
    return {
        "level": finding.level,
        "code": finding.code,
        "message": without_commands(finding.message),
        "where": finding.where,
        "about": about,
        "slot": f"n-{content_id(finding.where)}" if number_at(case, finding.where) else "",
    }


def behind(negotiation: Negotiation, case: Case, on: str) -> Shown | None:
    """Behind one number: who judged and why, opinions pooled, sentences, what the rules said, and its history."""
    estimate = number_at(case, on)
    if estimate is None:
        return None
    said = number_at(case.draft, on) if case.draft else None
    return {
        **(number_shown(case, on) or {}),
        "scale": unit_words(case, on),
        "limits": limits(case, on),
        "pooled": [
            each.model_dump(mode="json", include={"value", "low", "high", "by", "why"}) for each in _pool(estimate)
        ],
        "sentences": [_sentence(negotiation, case, each) for each in rests_on(case, on)],
        "rules": None if said is None or said == estimate else {"figure": figure(said.value), "why": said.why},
        "history": list(number_history(negotiation, case, on)),
    }


def _pool(estimate: Estimate) -> Iterable[Any]:
    return estimate.opinions


def rests_on(case: Case, on: str) -> list[Citation]:
    """The sentences a number rests on, and those the rules' own number rested on before somebody judged."""
    ids: dict[str, None] = {}
    for state in (case, case.draft):
        estimate = number_at(state, on) if state else None
        for id in estimate.basis if estimate else ():
            ids[id] = None
    return [found for id in ids if (found := case.citation(id)) is not None]


def _sentence(negotiation: Negotiation, case: Case, citation: Citation) -> Shown:
    source = next((each for each in case.sources if each.id == citation.source), None)
    return {
        "id": citation.id,
        "before": citation.sentence[: citation.start],
        "words": citation.text,
        "after": citation.sentence[citation.start + len(citation.text) :],
        "summary": citation.summary,
        "source": source.title if source else citation.source,
        "address": _address(negotiation, citation),
    }


def _address(negotiation: Negotiation, citation: Citation) -> str | None:
    """The sentence on its story's page, when the desk has the story."""
    code = negotiation.stories.filter(article_id=citation.source, state="kept").values_list("code", flat=True).first()
    if code is None:
        return None
    try:
        return reverse("sentence", args=[code, citation.sentence_id])
    except NoReverseMatch:
        return None


def number_history(negotiation: Negotiation, case: Case, on: str) -> Iterator[Shown]:
    """Every revision in which a number became another or somebody else's, the newest first."""
    before: object = None
    found = []
    rows = negotiation.revisions.order_by("number").values_list("number", "at", "by_name", "kind", "why", "numbers")
    for number, at, by_name, kind, why, numbers in rows.iterator():
        now = numbers.get(on)
        if now is not None and now != before:
            found.append(
                {
                    "revision": number,
                    "at": at,
                    "by": by_name or "the desk",
                    "kind": kind,
                    "why": why,
                    "figure": figure(now[0]),
                    "range": f"{figure(now[1])} to {figure(now[2])}",
                }
            )
        before = now
    return iter(reversed(found))


def judgement_shown(case: Case, judgement: Judgement, undone: set[str] | None = None) -> Shown:
    """A judgement in words."""
    gone = taken_back(case.judgements) if undone is None else undone
    return {
        "id": judgement.id,
        "on": judgement.on,
        "words": told(case, judgement),
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
        "is_undone": judgement.id in gone,
        "is_orphaned": judgement.orphaned,
    }
