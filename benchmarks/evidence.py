"""Speed of `extract` beside the bare language pipeline."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from functools import partial

from benchmarks.row import Row

WARM_UP = 3  # texts before the clock starts: the first parses build caches


def evidence(given: argparse.Namespace) -> list[Row]:
    """Speed of `extract` as a share of the bare pipeline's on the same texts, text by text in turn."""
    import spacy

    from parley.evidence.extract import extract
    from parley.language.pipeline import SHIPPED, load
    from parley.reading.read import read

    bare, own = spacy.load(SHIPPED), load()
    with gzip.open(given.texts, "rt", encoding="utf-8") as file:
        texts = [json.loads(row)["text"] for row in file][: given.limit]
    spent = {"bare": 0.0, "extract": 0.0}
    words = 0
    for index, text in enumerate(texts[:WARM_UP] + texts):
        article = read("text.md", text.encode())
        jobs: list[tuple[str, Callable[[], object]]] = [
            ("bare", partial(bare, article.text)),
            ("extract", partial(extract, article, pipeline=own)),
        ]
        for name, job in jobs if index % 2 else reversed(jobs):
            start = time.perf_counter()
            job()
            if index >= WARM_UP:
                spent[name] += time.perf_counter() - start
        words += len(article.text.split()) if index >= WARM_UP else 0
    share = spent["bare"] / spent["extract"]
    speed = f"{words:,} words of {len(texts)} texts, {words / spent['extract']:,.0f} a second; goal .80"
    return [
        Row("bare pipeline", spent["bare"]),
        Row("extract", spent["extract"], share, "of the bare pipeline's speed", note=speed),
    ]
