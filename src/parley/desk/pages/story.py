"""A story's text with its evidence marked; each item opens who, what and which rule, each sentence has its address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from parley.desk.access import for_story
from parley.desk.fragments import kept
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role
from parley.desk.pages.items import KINDS, Segment, cut, described, standing_verdicts
from parley.evidence.record import AnyEvidence, Dossier
from parley.reading.article import STORY_KINDS, Article, Block, Sentence
from parley.record import Span

SENTENCES = 300  # on one page; a long report has two or three pages
_LONGEST = 20_000  # characters of one sentence that are shown: an endless one is no sentence
_MOST_OPEN = 30  # items opened at once


@for_story(Role.READER)
def story(request: HttpRequest, story: Story) -> HttpResponse:
    """The text; until it has been read, how far that is."""
    if not story.dossier_json:
        return redirect("preview", story=story.code)
    negotiation = story.negotiation
    negotiation.role = story.role  # for templates of both
    given = {"negotiation": negotiation, "story": story, "reading": reading_html(story, request.GET)}
    return render(request, "desk/story.html", given)


def reading_html(story: Story, asked: QueryDict) -> SafeString:
    """The text with its legend, its open items and its table of items, for one of this role; kept as it opens."""
    chosen = frozenset(asked.getlist("kind")) or frozenset(kind.key for kind in KINDS if kind.is_shown)

    def made() -> SafeString:
        given = {
            "story": story,
            "kinds": [{"kind": kind, "is_chosen": kind.key in chosen} for kind in KINDS],
            "opened": _opened(story, asked.get("item", "").split(",")[:_MOST_OPEN]),
            **shown(story, chosen, _number(asked.get("page"))),
        }
        return render_to_string("desk/story/reading.html", given)

    if asked:
        return made()
    role = story.role
    said = story.verdicts.filter(undone_at=None, is_lost=False).order_by("pk").values_list("evidence", "word")
    return kept(story.negotiation, slot_of(story, role), (story.code, story.dossier_json, list(said), role), made)


def slot_of(story: Story, role: int) -> str:
    """Where the fragment of a story's text is kept."""
    return f"story/{story.code}/{role}"


@for_story(Role.READER)
def items(request: HttpRequest, story: Story) -> HttpResponse:
    """Items of a story, as a part of its page; asked for by itself, the page with them open."""
    if not story.dossier_json:
        return redirect("preview", story=story.code)
    named = request.GET.get("item", "")
    if not request.headers.get("HX-Request"):
        return redirect(reverse("story", args=[story.code]) + f"?item={named[:400]}#panel")
    opened = _opened(story, named.split(",")[:_MOST_OPEN])
    return render(request, "desk/parts/items.html", {"story": story, "opened": opened})


@for_story(Role.READER)
def sentence(request: HttpRequest, story: Story, sentence: str) -> HttpResponse:
    """The permanent address of a sentence."""
    if not story.dossier_json:
        return redirect("preview", story=story.code)
    every = [each.id for each in story.dossier.article.sentences]
    if sentence not in every:
        raise Http404
    page = every.index(sentence) // SENTENCES + 1
    return redirect(reverse("story", args=[story.code]) + (f"?page={page}" if page > 1 else "") + f"#{sentence}")


def shown(story: Story, kinds: frozenset[str], page: int = 1) -> dict[str, Any]:
    """One page of a text: blocks of sentences, each cut into segments; and how many items of each kind there are."""
    dossier = story.dossier
    article = dossier.article
    pages = max(1, -(-len(article.sentences) // SENTENCES))
    page = min(page, pages)
    part = article.sentences[(page - 1) * SENTENCES : page * SENTENCES]
    marked = [item for item in dossier.items if item.kind in kinds]
    rejected = frozenset(v.evidence for v in standing_verdicts(story) if v.word == Verdict.Word.REJECT)
    return {
        "blocks": _blocks(article, part, marked, rejected),
        "page": page,
        "pages": list(range(1, pages + 1)) if pages > 1 else [],
        "counts": {kind.key: sum(item.kind == kind.key for item in dossier.items) for kind in KINDS},
        "listed": described(story, dossier, _on_page(marked, part)),
    }


def _on_page(marked: list[AnyEvidence], part: tuple[Sentence, ...]) -> list[AnyEvidence]:
    """Items whose clearest mention stands here, in order of the text."""
    here = {sentence.id for sentence in part}
    return sorted((item for item in marked if item.sentence in here), key=lambda item: item.mentions[0].span.start)


def _blocks(
    article: Article, part: tuple[Sentence, ...], marked: list[AnyEvidence], rejected: frozenset[str]
) -> list[dict[str, Any]]:
    by_block: dict[int, list[Sentence]] = {}
    for each in part:
        by_block.setdefault(each.block, []).append(each)
    begins = part[0].span.start if part else 0
    ends = part[-1].span.end if part else 0
    near = [item for item in marked if any(m.span.start < ends and m.span.end > begins for m in item.mentions)]
    found = []
    for at in range(min(by_block, default=0), max(by_block, default=-1) + 1):
        block = article.blocks[at]
        is_story = block.kind in STORY_KINDS
        inside = [i for i in near if any(_in(m.span, block.span) for m in i.mentions)] if is_story else []
        found.append(
            {
                "kind": block.kind,
                "is_story": is_story,
                "level": block.level,
                "sentences": _sentences(article, block, by_block.get(at, []), inside, rejected),
            }
        )
    return found


def _in(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _sentences(
    article: Article,
    block: Block,
    sentences: list[Sentence],
    inside: list[AnyEvidence],
    rejected: frozenset[str],
) -> list[dict[str, Any]]:
    """Sentences of a block with what stands between them; a block without sentences as one piece of text."""
    if not sentences:
        return [{"id": "", "segments": [Segment(article.slice(block.span)[:_LONGEST])], "cut": 0}]
    found: list[dict[str, Any]] = []
    at = sentences[0].span.start
    for each in sentences:
        if each.span.start > at:
            found.append({"id": "", "segments": [Segment(article.text[at : each.span.start])], "cut": 0})
        end = min(each.span.end, each.span.start + _LONGEST)
        segments = cut(article.text, Span(start=each.span.start, end=end), inside, rejected)
        found.append({"id": each.id, "segments": segments, "cut": each.span.end - end})
        at = each.span.end
    return found


def _opened(story: Story, ids: list[str]) -> list[dict[str, Any]]:
    dossier: Dossier = story.dossier
    by_id = {item.id: item for item in dossier.items}
    return described(story, dossier, [by_id[id] for id in dict.fromkeys(ids) if id in by_id])


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
