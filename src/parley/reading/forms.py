"""What a passage is, told by its words: labels, turns, headings, captions, notices, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parley.reading.furniture import mark_furniture
from parley.reading.passage import Passage

LONGEST_HEADING = 130  # characters
LONGEST_LABEL = 9  # words

_LABEL = re.compile(r"(?P<label>[^\s:][^:\n]{0,90}?):(?= \S)")
_SPEAKER = re.compile(
    r"(?P<label>[A-Z][A-Z.’'-]+(?: (?:[A-Z][A-Z.’'-]*|of|the))*(?: \([^()]{1,60}\))?|[QA](?= ?:)):(?= )"
    r"|(?P<question>Q)(?= +[A-Z(—“\"])"
)
_NAMED_SPEAKER = re.compile(r"(?P<label>(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}):(?= \S)")
_HONOUR = re.compile(
    r"(?:THE|MR|MRS|MS|MISS|DR|SIR|SPEAKER|PRESIDENT|VICE|PRIME|MINISTER|SECRETARY|SENATOR|SEN|REP|CHANCELLOR|"
    r"GENERAL|GEN|ADMIRAL|AMBASSADOR|GOVERNOR|LEADER|CHAIR|CHAIRMAN|MODERATOR|REPORTER|QUESTION|PARTICIPANT|AIDE|Q|A)\b"
)
_CLOSING_TIME = re.compile(r"\(?\d{1,2}[:.]\d\d\s*[AaPp]\.?\s?[Mm]\.?.{0,12}$|END\b.{0,30}$")
_SMALL = re.compile(
    r"(?:an?|and|as|at|but|by|for|from|in|into|nor|of|off|on|onto|or|over|per|than|the|to|up|via|vs|with|amid|after)",
    re.IGNORECASE,
)
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?][”\"']? [A-Z“\"]")  # "… Program. For decades, they …"
_QUESTION_WORDS = ("what", "how", "why", "who", "when", "where", "which", "will", "can", "is", "are", "could", "does")


def tell_forms(passages: Sequence[Passage]) -> list[Passage]:
    """Give each passage the kind its words show: furniture first, then turns, headings and labels."""
    found = [mark_furniture(passage) for passage in passages]
    found = [part for passage in found for part in _split_run_in(passage)]
    found = _turns(found)
    return [_label(_heading(passage, found, place)) for place, passage in enumerate(found)]


def _split_run_in(passage: Passage) -> list[Passage]:
    """ "**What changes:** The pact …" is a heading and a paragraph on one line."""
    bold = passage.bold
    if passage.kind != "paragraph" or not bold:
        return [passage]
    title, rest = passage.text[:bold].rstrip(), passage.text[bold:]
    if not rest.strip():
        # "Both sides said:" in bold leads in what follows; "WHAT CHANGES:" is a heading.
        is_heading = len(title) <= LONGEST_HEADING and (title.isupper() or _reads_like_heading(title.rstrip(":")))
        return [replace(passage, kind="heading", is_marked=True, level=2)] if is_heading else [passage]
    if not title.endswith((":", ".", "?")) or len(title.split()) > 14 or _HONOUR.match(title):
        return [passage]
    heading = replace(passage.part(0, bold, "heading"), is_marked=True, level=2)
    return [heading, passage.part(bold, len(passage.text), "paragraph")]


def _turns(passages: Sequence[Passage]) -> list[Passage]:
    """Mark the turns of a transcript; a paragraph without a label goes on with the turn before it."""
    labels = [_speaker(passage) for passage in passages]
    if not _is_transcript([label for label in labels if label]):
        return list(passages)
    found: list[Passage] = []
    owner: int | None = None
    for place, (passage, label) in enumerate(zip(passages, labels, strict=True)):
        if label:
            owner = place
            passage = replace(passage, kind="turn", label=len(label))
        elif passage.is_marked or _CLOSING_TIME.match(passage.text):
            owner = None
            passage = passage if passage.is_marked else passage.as_kind("dateline")
        elif owner is not None and passage.kind in {"paragraph", "bullet"}:
            passage = replace(passage, kind="turn", turn=owner)
        elif _names_the_place(passage, passages[place + 1 :]):
            passage = passage.as_kind("dateline")
        found.append(passage)
    return found


def _names_the_place(passage: Passage, behind: Sequence[Passage]) -> bool:
    """Before the first turn, right over the day or the hour: "Via Teleconference", "East Room", "South Lawn"."""
    if passage.kind != "paragraph" or not passage.is_alone or not 0 < len(passage.text.split()) <= LONGEST_LABEL:
        return False
    if passage.text.endswith((".", ":", "!", "?", ",")) or not behind:
        return False
    return behind[0].kind == "dateline" or bool(_CLOSING_TIME.match(behind[0].text))


def _speaker(passage: Passage) -> str:
    """The label of the turn a passage opens, or nothing."""
    if passage.kind not in {"paragraph", "turn"}:
        return ""
    found = _SPEAKER.match(passage.text)
    if found and len(found.group().split()) <= 6:
        return found["label"] or found["question"]
    named = _NAMED_SPEAKER.match(passage.text)
    return named["label"] if named else ""


def _is_transcript(labels: list[str]) -> bool:
    """Two speakers who both come back, a question and an answer, or one capital label with an honour."""
    counts = Counter(labels)
    capital = [label for label in counts if label.isupper()]
    if any(_HONOUR.match(label) for label in capital):
        return True
    return sum(counts[label] > 1 for label in counts) >= 2


def _heading(passage: Passage, passages: Sequence[Passage], place: int) -> Passage:
    """A short line without a full stop between paragraphs is a heading."""
    if passage.kind != "paragraph" or not passage.is_alone or place + 1 >= len(passages):
        return passage
    text = passage.text
    after = passages[place + 1].kind
    if len(text) > LONGEST_HEADING or after not in {"paragraph", "bullet", "quote", "heading", "furniture", "caption"}:
        return passage
    return replace(passage, kind="heading", level=2) if _reads_like_heading(text) else passage


def _reads_like_heading(text: str) -> bool:
    if text.endswith((".", ",", ";", ":", "”", '"', "''", "!", "…", ")")) or text[:1] in "“\"'‘`(":
        return False
    if _SENTENCE_INSIDE.search(text):
        return False
    words = [word for word in re.findall(r"[^\s]+", text) if any(letter.isalpha() for letter in word)]
    if not words or len(words) > 16 or not text[0].isalnum():
        return False
    weighty = [word for word in words if not _SMALL.fullmatch(word)]
    capital = sum(next(letter for letter in word if letter.isalpha()).isupper() for word in weighty)
    if text.endswith("?"):
        return capital >= 0.6 * len(weighty) or (len(words) <= 12 and words[0].lower().startswith(_QUESTION_WORDS))
    return capital >= 0.6 * len(weighty) or len(words) <= 8


def _label(passage: Passage) -> Passage:
    """The label of a bullet: a few words before a colon, or what its bold opening says."""
    if passage.kind != "bullet" or passage.label:
        return passage
    if passage.bold and passage.bold < len(passage.text):
        title = passage.text[: passage.bold].rstrip()
        if title.endswith((":", ".")) or passage.text[passage.bold :].lstrip().startswith(":"):
            return replace(passage, label=len(title.rstrip(":. ")))
    found = _LABEL.match(passage.text)
    if not found or len(found["label"].split()) > LONGEST_LABEL or re.search(r"[.!?;,“”\"] ", found["label"] + " "):
        return passage
    return replace(passage, label=len(found["label"])) if found["label"][0].isupper() else passage
