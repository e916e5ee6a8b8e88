"""A case as one speaks of it: issues whose capital came from the start of a line get a small letter."""

from __future__ import annotations

import re

from parley.brief.english import english_words
from parley.case.record import Case, Issue


def spoken(case: Case) -> Case:
    """The case with its issues named, and its scales labelled, as inside a sentence; nothing else is touched."""
    words = {citation.sentence for citation in case.citations}
    renamed = {issue.name: _with_article(_small(case, issue, words)) for issue in case.issues}
    return case.model_copy(update={"issues": tuple(_renamed(issue, renamed[issue.name]) for issue in case.issues)})


def _small(case: Case, issue: Issue, sentences: set[str]) -> str:
    """The name with a small first letter, if it is only ever met at the start of a line and is no name of anybody."""
    first = issue.name.split(" ")[0] if issue.name else ""
    if not re.fullmatch(r"[A-Z][a-z’'-]+", first) or any(word[:1].isupper() for word in issue.name.split(" ")[1:]):
        return issue.name
    known = " ".join([*(party.name for party in case.parties), *(one.name for p in case.parties for one in p.envoys)])
    inside = any(re.search(rf"[a-z,] {re.escape(first)}\b", sentence) for sentence in sentences)
    if inside or first.removesuffix("’s").removesuffix("'s") in known:
        return issue.name
    return issue.name[0].lower() + issue.name[1:]


def _with_article(name: str) -> str:
    """An issue that begins with a noun that cannot stand alone gets its article: "an end to the embargo"."""
    first = name.split(" ")[0]
    if first not in english_words("counted") or " " not in name:
        return name
    return f"{'an' if first[0] in 'aeiou' else 'a'} {name}"


def _renamed(issue: Issue, name: str) -> Issue:
    if name == issue.name:
        return issue
    points = [point.model_copy(update={"label": point.label.replace(issue.name, name)}) for point in issue.scale.points]
    ends = {end: getattr(issue.scale, end).replace(issue.name, name) for end in ("low_label", "high_label")}
    return issue.model_copy(
        update={"name": name, "scale": issue.scale.model_copy(update={**ends, "points": tuple(points)})}
    )
