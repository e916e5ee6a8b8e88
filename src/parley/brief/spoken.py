"""A case as one speaks of it: issues as they stand inside a sentence, with a small letter and their article."""

from __future__ import annotations

import re

from parley.brief.english import english_words
from parley.case.record import Case, Issue


def spoken(case: Case) -> Case:
    """The case with its issues named, and its scales labelled, as inside a sentence; nothing else is touched."""
    words = {citation.sentence for citation in case.citations}
    renamed = {issue.name: _with_article(_small(case, issue, words), words) for issue in case.issues}
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


def without_article(name: str) -> str:
    """An issue as a row or an axis is labelled: "the stadium lease" -> "stadium lease"."""
    return re.sub(r"^(the|an?) ", "", name)


def _with_article(name: str, sentences: set[str]) -> str:
    """An issue with the article that its sentences give it: "an end to the embargo", "the lease"; "fuel" has none."""
    first = name.split(" ")[0]
    if first in english_words("counted") and " " in name:
        return f"{'an' if first[0] in 'aeiou' else 'a'} {name}"
    article = _article(name, sentences)
    return f"{article} {name}" if article else name


def _article(name: str, sentences: set[str]) -> str | None:
    """The article of a singular that is never met without a determiner; None: it can stand alone, or is not met.

    Only places where the phrase ends count: "the lease talks" says nothing of "lease".
    """
    if not name[:1].islower() or name.endswith("s"):
        return None
    pattern = (
        rf"(?:\b(?P<before>[\w’']+) )?(?:{_AMOUNT} )?(?<![\w’'-]){re.escape(name)}(?= (?:{_GOES_ON})\b|[,.;:?!)”]|$)"
    )
    before = [
        (found["before"] or "").lower() for one in sentences for found in re.finditer(pattern, one, re.IGNORECASE)
    ]
    if not before or any(word not in _DETERMINERS and not word.endswith(("’s", "'s")) for word in before):
        return None
    known = next((one for one in before if one in ("a", "an")), None)
    return known if known and set(before) <= {"a", "an"} else "the"


_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our"})
_AMOUNT = r"[$€£]?\d[\d.,]*%?(?:[ -](?:percent|per cent|million|billion|trillion))?"  # "a 40 percent raise"
_GOES_ON = (  # words before which a noun phrase has ended
    "of|in|for|with|to|on|at|by|from|over|and|or|but|is|was|has|had|would|will|could|can|should|must|may|that|which|"
    "as|until|after|before|if|unless|when|while"
)


def _renamed(issue: Issue, name: str) -> Issue:
    if name == issue.name:
        return issue
    points = [point.model_copy(update={"label": point.label.replace(issue.name, name)}) for point in issue.scale.points]
    ends = {end: getattr(issue.scale, end).replace(issue.name, name) for end in ("low_label", "high_label")}
    return issue.model_copy(
        update={"name": name, "scale": issue.scale.model_copy(update={**ends, "points": tuple(points)})}
    )
