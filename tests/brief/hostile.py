"""A negotiation whose every word is an attack on the page that shows it."""

from __future__ import annotations

from tests.brief.cast import cite as citation
from tests.brief.cast import forecast, issue, judged, party, stance

from parley.analysis.results import Results
from parley.case.record import Case

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'
MARKUP = "[bold red]loud[/bold red] [link=https://evil.example]click[/link] [/]"
MARKDOWN = "**loud** [click](https://evil.example) ![x](https://evil.example/x.png) `code` | cell | # head"
DIRECTION = "abc\u202egnp.exe\u2066 \u200f"
CONTROL = "\x1b[2J\x1b]0;title\x07"
ENDLESS = "w" * 200_000
TEMPLATE = "{{ 7 * 7 }} {% for x in y %} ${x} javascript:alert(1)"
ALL = (SCRIPT, MARKUP, MARKDOWN, DIRECTION, CONTROL, ENDLESS, TEMPLATE)


def hostile() -> tuple[Case, Results]:
    """Attacks as names of parties and issues, as labels of scales, as cited sentences and as the story's title."""
    words = " ".join(ALL)
    story = Case.model_validate(
        {
            "title": words,
            "sources": [{"id": "m", "title": words, "outlet": MARKUP, "address": f"javascript:{SCRIPT}"}],
            "parties": [party("a", f"A {SCRIPT} {MARKUP}", "bargaining", "h1"), party("b", f"B {MARKDOWN} {ENDLESS}")],
            "issues": [issue("i", f"{DIRECTION} {CONTROL} {TEMPLATE} {SCRIPT}", "h1")],
            "stances": [stance("a", "i", judged(80, 70, 90, "h1")), stance("b", "i", judged(20, 5, 40, "h1"))],
            "questions": [{"key": "q", "text": f"Will {words}?", "form": "other", "basis": ["h1"]}],
            "citations": [citation("h1", f"{words} end", f"{MARKUP} {MARKDOWN}")],
            "findings": [{"level": "warning", "code": "odd", "message": words}],
        }
    )
    results = Results(case_digest=story.digest(), title=story.title, seed=1, draws=10, forecasts=(forecast("i", 50),))
    return story, results
