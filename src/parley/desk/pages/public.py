"""A published brief as its readers see it: the latest version, every version, feeds, paper."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString, mark_safe

from parley.brief.linked import linked
from parley.brief.plain import plain
from parley.desk.access import for_brief, for_everybody, gone
from parley.desk.fragments import kept
from parley.desk.models.briefs import Comment, Publication, Version
from parley.desk.pages.brief import as_pdf
from parley.desk.publishing import paper
from parley.desk.telling import Telling

MOST = 50  # versions in a feed
MOST_COMMENTS = 200  # on the page, the newest; the API gives all


@for_brief()
def brief(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The version that stands."""
    return _version_page(request, publication, _newest(publication))


@for_brief()
def version(request: HttpRequest, publication: Publication, number: int) -> HttpResponse:
    """One version, at its own address for good; a newer one is pointed to."""
    if number <= publication.gone_to and publication.versions.filter(number=number).exists():
        return gone(request, publication)
    found = publication.standing().defer(None).filter(number=number).first()
    if found is None:
        raise Http404
    return _version_page(request, publication, found)


@for_brief()
def versions(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Every version with what changed in it."""
    return render(request, "desk/versions.html", {"publication": publication, "versions": publication.standing()})


@for_brief()
def pdf(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The version that stands, on paper."""
    found = _newest(publication)
    return as_pdf(paper(found.brief), f"brief-{publication.code}-{found.number}.pdf")


@for_brief()
def atom(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The versions of one brief as an Atom feed."""
    page = reverse("public-brief", args=[publication.code])
    return _atom(request, _newest(publication).title, page, list(publication.standing()[:MOST]))


@for_brief()
def json_feed(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The versions of one brief as a JSON feed."""
    page = reverse("public-brief", args=[publication.code])
    return _json(request, _newest(publication).title, page, list(publication.standing()[:MOST]))


@for_everybody()
def all_atom(request: HttpRequest) -> HttpResponse:
    """Everything published on this desk as an Atom feed."""
    return _atom(request, "Published briefs", reverse("home"), list(Version.standing()[:MOST]))


@for_everybody()
def all_json(request: HttpRequest) -> HttpResponse:
    """Everything published on this desk as a JSON feed."""
    return _json(request, "Published briefs", reverse("home"), list(Version.standing()[:MOST]))


def _newest(publication: Publication) -> Version:
    found = publication.standing().defer(None).first()
    if found is None:
        raise Http404
    return found


def _version_page(request: HttpRequest, publication: Publication, found: Version) -> HttpResponse:
    numbers = list(publication.versions.filter(number__gt=publication.gone_to).values_list("number", "at"))
    latest, first = max(numbers)[0], min(numbers)[1]
    every = _shown_comments(publication)
    remarks = list(every[: MOST_COMMENTS + 1])
    more = every.count() - MOST_COMMENTS if len(remarks) > MOST_COMMENTS else 0
    del remarks[MOST_COMMENTS:]
    permanent = reverse("version", args=[publication.code, found.number])
    given = {
        "publication": publication,
        "team": publication.negotiation.team,
        "version": found,
        "latest": latest,
        "count": len(numbers),
        "told": told_html(publication, found, remarks, is_latest=found.number == latest),
        "comments": _with_places(remarks, found),
        "more_comments": more,
        "linked": linked_html(
            publication, found, first, request.build_absolute_uri(permanent), is_latest=found.number == latest
        ),
    }
    return render(request, "desk/public.html", given)


def told_html(publication: Publication, found: Version, remarks: list[Comment], *, is_latest: bool) -> SafeString:
    """The brief itself with its sentences, what they rest on, and how many comments each has; the newest version kept.

    The team's name stands in it, and whether its readers may comment: on the version that stands, since a sentence of
    an older one may be gone from it.
    """
    counts = Counter(one.sentence for one in remarks if one.sentence)
    given = {
        "here": reverse("version", args=[publication.code, found.number]),
        "kicker": f"{publication.negotiation.team.name} · version {found.number}",
        "comment_at": reverse("comment", args=[publication.code]) if publication.is_open and is_latest else "",
    }

    def made() -> SafeString:
        told = Telling(found.brief, counts).whole()
        return render_to_string("desk/brief/whole.html", {**given, "told": told})

    shows = (found.brief_json, *given.values(), sorted(counts.items()))
    return kept(publication.negotiation, "public", shows, made) if is_latest else made()


def linked_html(
    publication: Publication, found: Version, first: datetime, address: str, *, is_latest: bool
) -> SafeString:
    """The version as linked data, for the head of its page; the newest version kept."""
    publisher = publication.negotiation.team.name
    shows = (found.brief_json, address, publisher, first, found.at, found.number)

    def made() -> SafeString:
        data = linked(
            found.brief, address=address, publisher=publisher, first=first, last=found.at, version=found.number
        )
        # As brief/linked.py writes it, nothing in it can end the element it stands in.
        return mark_safe(f'<script type="application/ld+json">{data}</script>')

    return kept(publication.negotiation, "linked", shows, made) if is_latest else made()


def _shown_comments(publication: Publication) -> Any:
    every = publication.comments.filter(state=Comment.State.SHOWN, answers=None)
    return every.prefetch_related("replies").order_by("-at", "-pk")


def _with_places(comments: list[Comment], version: Version) -> list[dict[str, Any]]:
    """Each comment with whether its sentence stands in this version; the first on a sentence is what it links to."""
    from parley.brief.references import sentences

    is_older = any(one.sentence and one.version != version.number for one in comments)
    here = {one.id for one in sentences(version.brief)} if is_older else set()
    told, met = [], set()
    for one in comments:
        first = one.sentence and one.sentence not in met
        met.add(one.sentence)
        stands = one.version == version.number or one.sentence in here
        told.append({"comment": one, "stands": stands, "anchor": one.sentence if first else ""})
    return told


def _entries(request: HttpRequest, versions: list[Version]) -> list[dict[str, Any]]:
    return [
        {
            "id": request.build_absolute_uri(reverse("version", args=[one.publication.code, one.number])),
            "title": plain(one.title),
            "words": _words(one),
            "at": one.at,
            "team": plain(one.publication.negotiation.team.name),
        }
        for one in versions
    ]


def _words(one: Version) -> str:
    """An entry's text: the editor's note, then what changed."""
    changed = [f"{change['kind'].capitalize()}: {change['after'] or change['before']}" for change in one.changes]
    return "\n".join(plain(line) for line in (one.note, *changed) if line)


def _atom(request: HttpRequest, title: str, page: str, versions: list[Version]) -> HttpResponse:
    feed = Atom1Feed(
        title=plain(title),
        link=request.build_absolute_uri(page),
        description="",
        feed_url=request.build_absolute_uri(),
        language="en",
    )
    for one in _entries(request, versions):
        feed.add_item(
            title=one["title"],
            link=one["id"],
            description=one["words"],
            unique_id=one["id"],
            pubdate=one["at"],
            updateddate=one["at"],
            author_name=one["team"],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _json(request: HttpRequest, title: str, page: str, versions: list[Version]) -> HttpResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(title),
        "home_page_url": request.build_absolute_uri(page),
        "feed_url": request.build_absolute_uri(),
        "language": "en",
        "items": [
            {
                "id": one["id"],
                "url": one["id"],
                "title": one["title"],
                "content_text": one["words"],
                "date_published": one["at"].isoformat(),
                "authors": [{"name": one["team"]}],
            }
            for one in _entries(request, versions)
        ],
    }
    return JsonResponse(feed, content_type="application/feed+json")
