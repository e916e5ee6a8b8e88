"""A brief as one self-contained HTML page: no script, no network, every sentence opens what it rests on."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from parley.brief.english import day_of
from parley.brief.methods import METHODS
from parley.brief.plain import LONGEST_NOTE, plain
from parley.brief.record import Brief, Figure
from parley.brief.references import references, split_at_words
from parley.case.record import Citation, Source

if TYPE_CHECKING:
    from markupsafe import Markup

# A link into a story names the sentence by its words; browsers give up on very long ones.
LONGEST_FRAGMENT = 120


def to_html(brief: Brief) -> str:
    """The whole brief as one page.

    It loads nothing and runs nothing: its content security policy allows the one style sheet inside, by its digest,
    and nothing else.
    """
    import jinja2
    from markupsafe import Markup

    style = _resource("brief.css")
    pages = jinja2.Environment(
        loader=jinja2.FunctionLoader(_resource), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    return pages.get_template("brief.html.j2").render(
        brief=brief,
        numbers=references(brief),
        style=Markup(style),  # our own file; nothing of a story enters it
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
        chart=_chart,
        plain=plain,
        longest_note=LONGEST_NOTE,
        methods={method.id: method for method in brief.methods},
        methods_heading=METHODS,
        split=split,
        kind=kind_of,
        day=day,
        story_link=story_link,
    )


def story_link(source: Source, citation: Citation | None) -> str | None:
    """The address of a story on the web, pointing at the sentence when one is given; other addresses are no links."""
    if not source.address or urlsplit(source.address).scheme not in ("http", "https"):
        return None
    if citation is None:
        return source.address
    start = (
        citation.sentence[:LONGEST_FRAGMENT].rsplit(" ", 1)[0]
        if len(citation.sentence) > LONGEST_FRAGMENT
        else (citation.sentence)
    )
    return f"{source.address.split('#')[0]}#:~:text={quote(start, safe='').replace('-', '%2D')}"


def _chart(figure: Figure) -> Markup:
    from markupsafe import Markup

    from parley.brief.svg import to_svg

    return Markup(to_svg(figure))  # cleaned there: shapes and escaped words only


def split(citation: Citation) -> tuple[str, str, str]:
    """The cited sentence in three parts, harmless, with the blanks that join them."""
    before, words, after = split_at_words(citation)
    lead = " " if before[-1:].isspace() else ""
    trail = " " if after[:1].isspace() else ""
    return plain(before) + lead, plain(words), trail + plain(after)


_KINDS = {
    "default": "Default",
    "estimate": "Judged",
    "forecast": "Forecast",
    "answer": "Answer",
    "bargaining": "Bargaining model",
    "counterfactual": "Counterfactual",
    "outlook": "Forecast",
    "ratification": "Ratification",
    "conflict": "Conflict model",
    "stakes": "Stakes",
    "sensitivity": "What it hangs on",
    "analysis": "Analysis",
    "case": "Case",
    "source": "Story",
}


def kind_of(id: str) -> str:
    """What kind of ground a note is, by its id."""
    return _KINDS.get(id.split("/")[0], "Judgement")


def day(when: date | None) -> str:
    """A day as a reader says it; empty when there is none."""
    return day_of(when) if when else ""


def _resource(name: str) -> str:
    return files("parley.brief").joinpath("templates", name).read_text(encoding="utf-8")
