"""How well quotations and their speakers are found: python quality/quotes.py --data ../shared/data/text [--json FILE]

Scores direct quotations of four words or more on quotes/news_dev.jsonl.gz (evaluation only) with that folder's own
scorer.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `quality` is no installed package

from quality.files import module_at

from parley.evidence.quotations import FoundQuote, find_quotations
from parley.evidence.story import Story, parse_story
from parley.language.pipeline import load
from parley.reading.article import Article
from parley.reading.read import read
from parley.record import Span

SET = "quotes/news_dev.jsonl.gz"


def main() -> None:
    options = _options()
    scorer = module_at(options.data / "score_quotes.py")
    gold: list[dict[str, Any]] = scorer.rows(str(options.data / SET))
    stories, parsing = _timed(lambda: [_story(row) for row in gold])
    quotes, finding = _timed(lambda: [find_quotations(story) for story in stories])
    predicted = {
        row["id"]: [_row(story.article, quote) for quote in found if quote.form != "indirect"]
        for row, story, found in zip(gold, stories, quotes, strict=True)
    }
    result = {
        **scorer.score(gold, predicted),
        "indirect": sum(quote.form == "indirect" for found in quotes for quote in found),
        "seconds_reading_and_parsing": round(parsing, 2),
        "seconds_finding": round(finding, 2),
        "share_of_parse": round(finding / parsing, 4),
    }
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with score_quotes.py and quotes/")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    for name in ("score_quotes.py", SET):
        if not (options.data / name).is_file():
            parser.error(f"{options.data / name} is not there: --data must name the folder that holds it")
    return options


def _timed(work: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _story(row: dict[str, Any]) -> Story:
    return parse_story(read(row["id"], row["text"].encode("utf-8")), load())


def _row(article: Article, quote: FoundQuote) -> dict[str, Any]:
    source = _source(article, quote.span)
    return {
        "start": source[0],
        "end": source[1],
        "speaker": _source(article, quote.speaker) if quote.speaker else None,
        "rule": quote.rule,
    }


def _source(article: Article, span: Span) -> list[int]:
    there = article.source_span(span)
    return [there.start, there.end]


if __name__ == "__main__":
    main()
