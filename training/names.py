"""Brings the name labels of six corpora to one scheme: PERSON, ORG, LOC, NORP, EVENT.

NORP is "a people, a faith or the followers of a party", as in OntoNotes. The corpora do not
mark it alike, so words for a people are labelled from one list in all of them.
Titles are no part of a person's name here: "President [Zelenskyy]".
"""

from __future__ import annotations

import re
from pathlib import Path

from training.treebanks import FORM, HEAD, MISC, UPOS, XPOS, Spans

LABELS = ("EVENT", "LOC", "NORP", "ORG", "PERSON")

DEMONYMS = frozenset(
    line
    for line in (Path(__file__).parent / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
PARTISANS = frozenset(
    (
        "Democrats",
        "Republicans",
        "Liberals",
        "Conservatives",
        "Socialists",
        "Communists",
        "Labourites",
        "Tories",
        "Democrat",
        "Republican",
    )
)
# fmt: off
TITLES = frozenset((
    "president", "vice", "prime", "minister", "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "senator", "sen",
    "rep", "representative", "congressman", "governor", "gov", "general", "gen", "lt", "lieutenant", "col",
    "colonel", "maj", "major", "capt", "captain", "sgt", "king", "queen", "prince", "princess", "pope",
    "chancellor", "secretary", "chairman", "judge", "justice", "professor", "prof", "ambassador", "foreign",
    "treasury", "defense", "defence", "sheikh", "shaikh", "ayatollah", "imam", "rabbi", "rev", "reverend", "bishop",
    "cardinal", "archbishop", "mayor",
))
# fmt: on

UNER = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "EVENT",
    "election": "EVENT",
}
RE3D = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"}
GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
UNSORTED = ("OTH", "MISC", "misc")  # kept only where the words are a people


def is_title(word: str) -> bool:
    return word.lower().strip(".") in TITLES


def to_scheme(spans: Spans, words: list[str], labels: dict[str, str]) -> Spans:
    """Relabel the spans of a corpus and add every word for a people that has no mark."""
    found: Spans = []
    for start, end, given in spans:
        inside = words[start:end]
        if given in UNSORTED:
            if all(word in DEMONYMS or word == "-" for word in inside):
                found.append((start, end, "NORP"))
            continue
        if given not in labels:
            continue
        label = labels[given]
        if label == "ORG" and len(inside) == 1 and inside[0] in PARTISANS and inside[0].endswith("s"):
            label = "NORP"
        if label == "PERSON":
            start = _after_titles(words, start, end)
        found.append((start, end, label))
    marked = {place for start, end, _ in [*found, *spans] for place in range(start, end)}
    found += [
        (place, place + 1, "NORP") for place, word in enumerate(words) if word in DEMONYMS and place not in marked
    ]
    return found


def _after_titles(words: list[str], start: int, end: int) -> int:
    while start < end - 1 and (is_title(words[start]) or words[start] == "."):
        start += 1
    return start


# ---- GUM marks every mention, not only names: "(1-person-new-..." opens, "1)" closes -----------------------


def gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Read the Entity= marks of a sentence as (start, end, kind); parts of a split mention are left out."""
    stack: list[tuple[str, str, int]] = []
    found: list[tuple[int, int, str]] = []

    for place, row in enumerate(rows):
        marks = re.search(r"(?:^|\|)Entity=([^|]+)", row[MISC])
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", marks.group(1)) if marks else ():
            if piece.startswith("("):
                identity, _, rest = piece[1:].rstrip(")").partition("-")
                kind = rest.partition("-")[0]
                if "[" in identity:
                    continue
                if piece.endswith(")"):
                    found.append((place, place + 1, kind))
                else:
                    stack.append((identity, kind, place))
            else:
                for depth in range(len(stack) - 1, -1, -1):
                    if stack[depth][0] == piece[:-1]:
                        _, kind, start = stack.pop(depth)
                        found.append((start, place + 1, kind))
                        break
    return found


def gum_names(rows: list[list[str]]) -> Spans:
    """Derive names from mentions: the proper noun a mention is about, with the capitals around it.

    A rule, not gold: "the [United Nations] Security Council members" may come out too short.
    """
    words = [row[FORM] for row in rows]
    found: Spans = []
    for start, end, kind in gum_mentions(rows):
        if kind in GUM:
            name = _name_in(rows, words, start, end, kind)
            if name is not None:
                found.append(name)
    named = {place for start, end, _ in found for place in range(start, end)}
    found += [(place, place + 1, "NORP") for place, word in enumerate(words) if word in DEMONYMS and place not in named]
    return longest_first(found)


def _name_in(rows: list[list[str]], words: list[str], start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    heads = [place for place in range(start, end) if not start <= int(rows[place][HEAD]) - 1 < end]
    if not heads or not rows[heads[0]][XPOS].startswith("NNP"):
        return None

    def is_name(place: int) -> bool:
        row = rows[place]
        return row[XPOS].startswith("NNP") or (row[FORM][:1].isupper() and row[UPOS] in ("ADJ", "NUM", "X", "NOUN"))

    first = heads[0]
    last = first + 1
    while first > start and (
        is_name(first - 1) or (words[first - 1] == "-" and first > start + 1 and is_name(first - 2))
    ):
        first -= 1
    while last < end:
        link = words[last].lower()
        if is_name(last):
            last += 1
        elif kind == "person":
            break
        elif link in ("of", "for", "-") and last + 1 < end and is_name(last + 1):
            last += 2
        elif link == "of" and last + 2 < end and words[last + 1].lower() == "the" and is_name(last + 2):
            last += 3
        else:
            break
    if kind != "person":
        return first, last, GUM[kind]
    first = _after_titles(words, first, last)
    if last - first == 1 and is_title(words[first]):
        return None
    is_people = all(word in DEMONYMS or word in PARTISANS for word in words[first:last])
    return first, last, "NORP" if is_people else "PERSON"


def longest_first(spans: Spans) -> Spans:
    """Drop every span that overlaps a longer one, or an earlier one of its length."""
    kept: Spans = []
    taken: set[int] = set()
    for start, end, label in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0], span[2])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, label))
            taken.update(range(start, end))
    return sorted(kept)


# ---- re3d marks noun phrases ("the Australian government"): keep those that read as names ------------------

SMALL_WORDS = frozenset(("of", "the", "for", "and", "al", "in", "-", "'s"))
DETERMINERS = frozenset(("the", "a", "an", "its", "his", "their"))
LONGEST_NAME = 8  # words; beyond this re3d spans are descriptions


def name_in_phrase(words: list[str], start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """Cut a marked phrase down to a name, or return None when there is none in it."""
    while start < end and words[start].lower() in DETERMINERS:
        start += 1
    if kind == "Person":
        start = _after_titles(words, start, end)
    inside = words[start:end]
    if not inside or len(inside) > LONGEST_NAME or not (inside[0][0].isupper() and inside[-1][0].isupper()):
        return None
    if any(word[0].islower() and word.lower() not in SMALL_WORDS for word in inside):
        return None
    if len(inside) == 1 and (is_title(inside[0]) or inside[0].lower() in ("government", "coalition", "army", "state")):
        return None
    return start, end, RE3D[kind]
