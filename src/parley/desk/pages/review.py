"""The review queue: one item at a time over all kept stories, in its sentence, judged by a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parley.desk.access import for_negotiation, person
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role
from parley.desk.pages.errors import bad_request
from parley.desk.pages.items import BY_KEY, KINDS, cut, described
from parley.desk.reports import counted
from parley.desk.work.reviewing import judge, last_of, reattach, undo
from parley.errors import EvidenceError
from parley.evidence.record import AnyEvidence
from parley.record import Span

LAST = 10  # verdicts that stand beside the queue, to be changed
_ASIDE = 1500  # characters each side of an item in a sentence without end
MOST_LOST = 20  # on one page, each with its story's items; the next come as these are settled
_CANDIDATES = 20  # items a lost verdict may be given to
_TRIES = 20  # stories read for the next item, where their counts say that they have one

Found = tuple[Story, AnyEvidence]


@dataclass(frozen=True)
class Wanted:
    """Which items the reviewer goes through."""

    story: str = ""  # code of one story
    kind: str = ""
    again: bool = False  # those that were skipped, once more

    @classmethod
    def of(cls, request: HttpRequest) -> Wanted:
        given = request.GET
        kind = given.get("kind", "")
        return cls(story=given.get("story", ""), kind=kind if kind in BY_KEY else "", again="again" in given)

    def address(self, negotiation: Negotiation, **more: str) -> str:
        parts = {"story": self.story, "kind": self.kind, "again": "1" if self.again else "", **more}
        words = urlencode({name: value for name, value in parts.items() if value})
        return reverse("review", args=[negotiation.code]) + (f"?{words}" if words else "")


@for_negotiation(Role.REVIEWER, "GET", "POST")
def review(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Show the next item nobody has judged, or the one that is asked for; take what is said of it."""
    wanted = Wanted.of(request)
    if request.method == "POST":
        return _take(request, negotiation, wanted)
    asked = request.GET.get("item", "")
    found = _named(negotiation, asked) if asked else _next(negotiation, wanted, request.GET.get("after", ""))
    shown = {"negotiation": negotiation, **progress(negotiation), "wanted": wanted, "kinds": KINDS}
    shown["last"] = _last_ten(negotiation, person(request))
    if found is not None:
        shown |= _context(*found)
    return render(request, "desk/review.html", shown)


def progress(negotiation: Negotiation) -> dict[str, Any]:
    """How many items there are, are judged, were skipped, and how many verdicts have lost their item."""
    kept = counted(negotiation)
    here, skipped = Q(is_lost=False), Q(word=Verdict.Word.SKIP)
    said = Verdict.objects.filter(story__in=kept.values("pk"), undone_at=None).aggregate(
        judged=Count("pk", filter=here),
        skipped=Count("pk", filter=here & skipped),
        lost_count=Count("pk", filter=~here & ~skipped),
    )
    there = kept.aggregate(stories=Count("pk"), total=Coalesce(Sum("item_count"), 0))
    return {**there, **said}


@for_negotiation(Role.REVIEWER, "GET", "POST")
def lost(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Verdicts whose item was not found again: give each an item, or dismiss it."""
    if request.method == "POST":
        return _settle(request, negotiation)
    adrift = _adrift(negotiation).select_related("story", "by").defer("story__raw").order_by("at")[:MOST_LOST]
    rows = [{"verdict": verdict, "candidates": _candidates(verdict)} for verdict in adrift]
    return render(request, "desk/lost.html", {"negotiation": negotiation, "rows": rows})


def _kept(negotiation: Negotiation) -> QuerySet[Story]:
    return negotiation.stories.filter(state=Story.State.KEPT)


def _adrift(negotiation: Negotiation) -> QuerySet[Verdict]:
    every = Verdict.objects.filter(story__in=_kept(negotiation), undone_at=None, is_lost=True)
    return every.exclude(word=Verdict.Word.SKIP)


def _take(request: HttpRequest, negotiation: Negotiation, wanted: Wanted) -> HttpResponse:
    """What was said of an item, then the next one."""
    given = request.POST
    if given.get("word") == "undo":
        return _take_back(request, negotiation, wanted, given.get("verdict", ""))
    found = _named(negotiation, given.get("item", ""))
    if found is None:
        messages.error(request, "This item is not there any more: its story was read again or taken out.")
        return redirect(wanted.address(negotiation))
    story, item = found
    here = f"{story.code}:{item.id}"
    try:
        judge(
            story,
            item,
            Verdict.Word(given.get("word", "")),
            by=person(request),
            over=_number(given.get("over", "")),
            words=given.get("words", ""),
            start_at=_number(given.get("start", "")),
        )
    except EvidenceError as refusal:
        messages.error(request, str(refusal))
        return redirect(wanted.address(negotiation, item=here))
    except ValueError:
        return bad_request(request)
    return redirect(wanted.address(negotiation, after=here))


def _take_back(request: HttpRequest, negotiation: Negotiation, wanted: Wanted, which: str) -> HttpResponse:
    every = Verdict.objects.filter(story__negotiation=negotiation).select_related("story__negotiation")
    number = _number(which)
    verdict = every.filter(pk=number).first() if number else last_of(negotiation, person(request))
    if verdict is None or not undo(verdict, person(request)):
        messages.error(request, "There is nothing of yours to take back.")
        return redirect(wanted.address(negotiation))
    return redirect(wanted.address(negotiation, item=f"{verdict.story.code}:{verdict.evidence}"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def _named(negotiation: Negotiation, name: str) -> Found | None:
    """The item of a name "story:id"."""
    code, _, evidence = name.partition(":")
    story = _kept(negotiation).filter(code=code).select_related("negotiation").defer("raw").first()
    if story is None:
        return None
    return next(((story, item) for item in story.dossier.items if item.id == evidence), None)


def _next(negotiation: Negotiation, wanted: Wanted, after: str) -> Found | None:
    """The next item nobody has judged, after the one of that name and then from the beginning."""
    code, _, evidence = after.partition(":")
    stories = _with_open_items(negotiation, wanted)
    here: Any = _kept(negotiation).filter(code=code).values("pk", "published").first() if code else None
    # What stands before the item just judged is left for the end.
    for story in _around(stories, here):
        behind, evidence = (evidence, "") if here and story.pk == here["pk"] else ("", evidence)
        item = _open_item(story, wanted, behind)
        if item is not None:
            return story, item
    return None


def _around(stories: QuerySet[Story], here: dict[str, Any] | None) -> Iterator[Story]:
    """The story one is in, those after it, those before it, and that story again; each read when it is come to."""
    if here is None:
        yield from stories[:_TRIES]
        return
    this = stories.filter(pk=here["pk"])
    yield from this
    behind = Q(published=here["published"], pk__gt=here["pk"])
    if here["published"] is not None:
        behind |= Q(published__gt=here["published"]) | Q(published=None)
    yield from stories.filter(behind)[:_TRIES]
    yield from stories.exclude(behind).exclude(pk=here["pk"])[:_TRIES]
    yield from this


def _with_open_items(negotiation: Negotiation, wanted: Wanted) -> QuerySet[Story]:
    """Stories that have items left, by their day; told from counts, without reading them."""
    said = Verdict.objects.filter(story=OuterRef("pk"), undone_at=None, is_lost=False)
    if wanted.again:
        said = said.exclude(word=Verdict.Word.SKIP)
    # Of an event the report that stands is gone through; another of its reports when somebody asks for it.
    asked = _kept(negotiation).filter(code=wanted.story) if wanted.story else counted(negotiation)
    ordered = asked.select_related("negotiation").defer("raw").order_by(F("published").asc(nulls_last=True), "pk")
    there: Any = F("item_count")
    if wanted.kind:
        said = said.filter(kind=wanted.kind)
        there = Cast(KT(f"kinds__{wanted.kind}"), IntegerField())
    many = said.order_by().values("story").annotate(many=Count("pk")).values("many")
    return ordered.alias(said=Coalesce(Subquery(many), 0), there=Coalesce(there, 0)).filter(said__lt=F("there"))


def _open_item(story: Story, wanted: Wanted, behind: str) -> AnyEvidence | None:
    said = story.verdicts.filter(undone_at=None, is_lost=False)
    if wanted.again:
        said = said.exclude(word=Verdict.Word.SKIP)
    judged = set(said.values_list("evidence", flat=True))
    items = _in_order(story)
    start = next((n + 1 for n, item in enumerate(items) if item.id == behind), 0)
    fits = (item for item in items[start:] if item.id not in judged and wanted.kind in ("", item.kind))
    return next(fits, None)


def _in_order(story: Story) -> list[AnyEvidence]:
    """Items as a reader meets them."""
    order = [kind.key for kind in KINDS]
    return sorted(story.dossier.items, key=lambda item: (item.mentions[0].span.start, order.index(item.kind), item.id))


def _context(story: Story, item: AnyEvidence) -> dict[str, Any]:
    """An item in its sentence, with the sentences before and after it."""
    article = story.dossier.article
    span = item.mentions[0].span
    over = [s for s in article.sentences if s.span.start < span.end and span.start < s.span.end]
    first, last = article.sentences.index(over[0]), article.sentences.index(over[-1])
    window = Span(
        start=max(over[0].span.start, span.start - _ASIDE),
        end=min(over[-1].span.end, span.end + _ASIDE, span.start + 10 * _ASIDE),
    )
    (told,) = described(story, story.dossier, [item])
    return {
        "story": story,
        "item": told,
        "name": f"{story.code}:{item.id}",
        "segments": cut(article.text, window, [item]),
        "start": window.start,
        "before": article.slice(article.sentences[first - 1].span) if first else "",
        "after": article.slice(article.sentences[last + 1].span) if last + 1 < len(article.sentences) else "",
    }


def _last_ten(negotiation: Negotiation, by: User) -> list[Verdict]:
    said = Verdict.objects.filter(story__negotiation=negotiation, by=by, undone_at=None, is_lost=False)
    return list(said.select_related("story").defer("story__raw", "story__dossier_json").order_by("-at", "-pk")[:LAST])


def _candidates(verdict: Verdict) -> list[AnyEvidence]:
    """Items a lost verdict may belong to: of its kind, unjudged, those that share most words first."""
    story = verdict.story
    judged = set(story.verdicts.filter(undone_at=None, is_lost=False).values_list("evidence", flat=True))
    words = set(verdict.exact.casefold().split())
    fits = [item for item in story.dossier.items if item.kind == verdict.kind and item.id not in judged]
    fits.sort(key=lambda item: -len(words & set(item.text.casefold().split())))
    return fits[:_CANDIDATES]


def _settle(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    number = _number(request.POST.get("verdict", ""))
    verdict = _adrift(negotiation).filter(pk=number).select_related("story__negotiation").first() if number else None
    if verdict is None:
        messages.error(request, "This verdict has been settled already.")
    elif request.POST.get("word") == "dismiss":
        undo(verdict, person(request))
    else:
        chosen = [item for item in verdict.story.dossier.items if item.id == request.POST.get("item")]
        try:
            if not chosen:
                raise EvidenceError("Choose the item this verdict belongs to, or dismiss it.")
            reattach(verdict, chosen[0], person(request))
        except EvidenceError as refusal:
            messages.error(request, str(refusal))
    return redirect("lost", code=negotiation.code)
