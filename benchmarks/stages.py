"""One cold run from a story to a brief: seconds of each stage, and the peak memory of the process after it.

python benchmarks/stages.py STORY [AS_OF]
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

Value = TypeVar("Value")
STAGES: dict[str, dict[str, float]] = {}


def main(story: str, as_of: date | None) -> None:
    import parley

    article = staged("read", lambda: parley.read(story, as_of=as_of))
    dossier = staged("extract", lambda: parley.extract(article))
    case = staged("draft", lambda: parley.draft([dossier]))
    results = staged("analyse", lambda: parley.analyse(case))
    brief = staged("compose", lambda: parley.compose(case, results))

    def markdown() -> str:
        from parley.brief.markdown import to_markdown

        return to_markdown(brief)

    def html() -> str:
        from parley.brief.html import to_html

        return to_html(brief)

    staged("render markdown", markdown)
    staged("render html", html)
    print(json.dumps(STAGES))


def staged(name: str, work: Callable[[], Value]) -> Value:
    """Do the work (imports and all, which is what a cold start pays) and note what it took."""
    start = time.perf_counter()
    value = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kibibytes on Linux
    STAGES[name] = {"seconds": round(time.perf_counter() - start, 3), "peak MiB": round(peak)}
    return value


if __name__ == "__main__":
    main(sys.argv[1], date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else None)
