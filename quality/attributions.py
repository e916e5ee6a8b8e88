"""How well statements are tied to speakers: python quality/attributions.py --data ../shared/data/text [--json FILE]

The attribution links of GUM's news and interviews (quotes/gum_news_interview_attributions.jsonl.gz): an elementary
discourse unit that says who speaks, and the head unit of what is said. A quotation found here, direct or not, stands
for one pair: the cue (without one, the speaker) and the words. It is right when both touch the gold's pair, one to one.
The documents that the parser was not trained on are scored apart. Sentences are given as GUM splits them, one a
paragraph; its negative links (who does not say so) are not looked for.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from parley.evidence.quotations import FoundQuote, find_quotations
from parley.evidence.story import parse_story
from parley.language.pipeline import load
from parley.reading.read import read

SET = "quotes/gum_news_interview_attributions.jsonl.gz"
# The documents that are not in the training part of the treebank: eight of its development and test parts, which
# training/corpus.py holds out, and one ("questionnaire") that is in none of its files.
HELD_OUT = frozenset(
    f"GUM_{name}"
    for name in (
        "interview_cyclone", "interview_gaming", "interview_hill", "interview_libertarian", "news_homeopathic",
        "news_iodine", "news_nasa", "news_questionnaire", "news_sensitive",
    )
)  # fmt: skip
Range = tuple[int, int]  # tokens of the document, first and last, counted from 0


def main() -> None:
    """Score the pairs and print the figures."""
    options = _options()
    with gzip.open(options.data / SET, "rt", encoding="utf-8") as lines:
        result = score([json.loads(line) for line in lines])
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def score(documents: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F of the pairs: over all documents, and over those held out."""
    counted = {document["id"]: _count(document) for document in documents}
    held = [counts for name, counts in counted.items() if name in HELD_OUT]
    return {"all": _figures(list(counted.values())), "held_out": _figures(held)}


def _count(document: dict[str, Any]) -> tuple[int, int, int]:
    """Pairs right, found, and in the gold."""
    gold = [
        (tuple(link["attribution_edu"]), tuple(link["content_edu_head"]))
        for link in document["attributions"]
        if link["relation"] == "attribution-positive"
    ]
    found = _pairs(document)
    left = list(gold)
    for said, content in found:
        match = next((pair for pair in left if _touch(said, pair[0]) and _touch(content, pair[1])), None)
        if match is not None:
            left.remove(match)
    return len(gold) - len(left), len(found), len(gold)


def _pairs(document: dict[str, Any]) -> list[tuple[Range, Range]]:
    text, places = _text(document)
    article = read("gum.txt", text.encode("utf-8"))

    def tokens(start: int, end: int) -> Range | None:
        inside = [at for at, (first, last) in enumerate(places) if first < end and start < last]
        return (inside[0], inside[-1]) if inside else None

    def source(quote: FoundQuote, name: str) -> Range | None:
        span = getattr(quote, name)
        there = article.source_span(span) if span is not None else None
        return tokens(there.start, there.end) if there is not None else None

    found = []
    for quote in find_quotations(parse_story(article, load())):
        said, content = source(quote, "cue") or source(quote, "speaker"), source(quote, "span")
        if said is not None and content is not None:
            found.append((said, content))
    return found


def _text(document: dict[str, Any]) -> tuple[str, list[Range]]:
    """The document's text, a sentence a paragraph, and where each of its tokens stands in it."""
    pieces: list[str] = []
    places: list[Range] = []
    at = 0
    for sentence in document["sents"]:
        text = sentence["text"]
        behind = 0
        for token in sentence["tokens"]:
            if not token[0].isdigit():
                continue  # "3-4" and "5.1": spellings of several words, and words that are not there
            where = text.find(token[1], behind)
            start = where if where >= 0 else behind
            places.append((at + start, at + start + len(token[1])))
            behind = start + len(token[1])
        pieces.append(text)
        at += len(text) + 2
    return "\n\n".join(pieces), places


def _touch(one: Range, two: Range) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _figures(counts: list[tuple[int, int, int]]) -> dict[str, float]:
    right, found, gold = (sum(part) for part in zip(*counts, strict=True))
    return {
        "P": round(right / found, 3) if found else 0.0,
        "R": round(right / gold, 3) if gold else 0.0,
        "F": round(2 * right / (found + gold), 3),
        "right": right,
        "found": found,
        "gold": gold,
        "documents": len(counts),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds quotes/")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    if not (options.data / SET).is_file():
        parser.error(f"{options.data / SET} is not there: --data must name the folder that holds it")
    return options


if __name__ == "__main__":
    main()
