"""Reads the treebanks and name corpora as they were published, packed with xz."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

# Columns of CoNLL-U.
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9

Words = list[tuple[str, bool]]  # a word, and whether a space follows it
Spans = list[tuple[int, int, str]]  # first token, one past the last, label

# fmt: off
NO_SPACE_BEFORE = frozenset((
    ",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "'S", "n't", "'re", "'ve", "'ll", "'d", "'m", "”", "’",
))
NO_SPACE_AFTER = frozenset((
    "(", "[", "$", "£", "€", "“", "‘", "#", "@",
))
# fmt: on


@dataclass
class Sentence:
    """One sentence of a corpus; `rows` are its CoNLL-U lines, if it has a tree."""

    words: Words
    rows: list[list[str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)  # IOB, one a word
    document: str = ""
    opens_document: bool = False
    opens_paragraph: bool = False


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")


def align(text: str, words: Iterable[str]) -> Words | None:
    """Find out which words a space follows in `text`; None when words and text differ.

    SpaceAfter=No is not enough: inside a multiword token ("don't") it stands on the joint
    line, and the parts would come out with spaces between them.
    """
    found: list[tuple[str, bool]] = []
    place = 0
    for word in words:
        start = text.find(word, place)
        if start < 0 or text[place:start].strip():
            return None
        if found:
            found[-1] = (found[-1][0], start > place)
        found.append((word, False))
        place = start + len(word)
    return None if text[place:].strip() else found


def space_out(words: list[str]) -> Words:
    """Guess the spaces of a text of which only the words are known."""
    found: Words = []
    in_quote = False
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        space = after is not None and after not in NO_SPACE_BEFORE and word not in NO_SPACE_AFTER
        if after == '"' and in_quote:
            space = False
        if word == '"':
            in_quote = not in_quote
            space = space and not in_quote
        if word in ("-", "/", "–") and found and not found[-1][1]:
            space = False
        found.append((word, space))
    return found


def read_trees(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file whose words can be found in their text."""
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    document = ""
    for line in _lines(path):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
        elif line:
            row = line.split("\t")
            if row[0].isdigit():  # neither a multiword token (3-4) nor an empty node (3.1)
                rows.append(row)
        elif rows:
            document = meta.get("newdoc id", document)
            words = align(meta["text"], [row[FORM] for row in rows])
            if words is not None:
                yield Sentence(
                    words,
                    rows,
                    document=document,
                    opens_document=any(key.startswith("newdoc") for key in meta),
                    opens_paragraph=any(key.startswith("newpar") for key in meta),
                )
            meta, rows = {}, []


def read_names(path: Path, *, word: int, tag: int, separator: str | None, has_text: bool) -> Iterator[Sentence]:
    """Yield the sentences of a file with one word and its IOB tag a line.

    Args:
        has_text: lines that start with "# " are comments, one of them the text of the sentence;
            otherwise such a line would be a word like any other.
    """
    text = ""
    opens_document = False
    words: list[str] = []
    tags: list[str] = []

    def finish() -> Sentence:
        spaced = (align(text, words) if text else None) or space_out(words)
        return Sentence(spaced, tags=tags, opens_document=opens_document)

    for line in _lines(path):
        if has_text and line.startswith("# "):
            if line.startswith("# newdoc"):
                opens_document = True
            elif line.startswith("# text = "):
                text = line.removeprefix("# text = ")
        elif line.strip():
            columns = line.split(separator)
            if len(columns) > max(word, tag) and columns[word].strip():
                words.append(columns[word].strip().replace(" ", "_"))
                tags.append("O" if columns[tag] in ("B-O", "I-O") else columns[tag])
        elif words:
            yield finish()
            text, opens_document, words, tags = "", False, [], []
    if words:
        yield finish()


def iob_spans(tags: list[str]) -> Spans:
    """Turn IOB tags into spans; an I that follows no B of its kind opens a span too."""
    spans: Spans = []
    start, label = -1, ""
    for place, tag in enumerate([*tags, "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == label and start >= 0
        if not goes_on:
            if start >= 0:
                spans.append((start, place, label))
            start, label = (place, tag[2:]) if tag[:2] in ("B-", "I-") else (-1, "")
    return spans


@dataclass
class Marked:
    """A text with marks over its characters."""

    text: str
    marks: list[tuple[int, int, str]]


def read_re3d(path: Path) -> Iterator[Marked]:
    """Yield the documents of the re3d archive, folder by folder in the order of their names."""
    with tarfile.open(path, "r:xz") as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        for name in sorted(files):
            if not name.endswith("/documents.json"):
                continue
            texts = _json_lines(files[name])
            marks: dict[str, list[tuple[int, int, str]]] = {}
            for mark in _json_lines(files[name.replace("documents", "entities")]):
                marks.setdefault(mark["documentId"], []).append((mark["begin"], mark["end"], mark["type"]))
            for document in texts:
                yield Marked(document["text"], marks.get(document["_id"], []))


def _json_lines(stream: IO[bytes] | None) -> list[dict[str, Any]]:
    assert stream is not None
    return [json.loads(line) for line in stream.read().decode("utf-8-sig").splitlines() if line.strip()]
