"""Stories come in, and are previewed before they are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parley.brief.plain import without_commands
from parley.desk.access import for_negotiation, for_story, person
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role
from parley.desk.pages.errors import bad_request
from parley.desk.reports import event_of
from parley.desk.story_forms import AddForm
from parley.desk.work.reading import (
    AlreadyKept,
    bring_in,
    count_apart,
    count_instead,
    keep,
    same_text,
    take_out,
    throw_away,
)
from parley.evidence.record import Actor, Dossier, OpenQuestion
from parley.record import Finding

# Kinds of evidence in the order of the preview, one and many.
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("quotation", "quotation", "quotations"),
    ("move", "move", "moves"),
    ("position", "position", "positions"),
    ("issue", "issue", "issues"),
    ("event", "event", "events"),
    ("linkage", "linkage", "linkages"),
    ("pressure", "pressure", "pressures"),
    ("exclusion", "exclusion", "exclusions"),
)

# What to do on these pages about what was found, by its code.
INSTEAD = {"no-date": "To date it, throw it away and paste it again with its date on a line of its own above the text."}


@for_negotiation(Role.EDITOR, "GET", "POST")
def add(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Paste a text, choose files, give addresses."""
    form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
    if request.method == "POST" and form.is_valid():
        brought = _bring_in_all(negotiation, form, person(request))
        if len(brought) == 1:
            return redirect("preview", story=brought[0].code)
        messages.success(request, f"{len(brought)} stories came in. Look at each before you keep it.")
        return redirect("negotiation", code=negotiation.code)
    shown = {"negotiation": negotiation, "form": form}
    return render(request, "desk/add.html", shown, status=400 if form.errors else 200)


def _bring_in_all(negotiation: Negotiation, form: AddForm, by: User) -> list[Story]:
    given = form.cleaned_data
    is_private = bool(given["is_private"])
    brought = []
    if given["text"].strip():
        # Not the words themselves: messages about a story name its source, and are kept longer than it may be.
        raw = given["text"].encode()
        brought.append(bring_in(negotiation, Story.Came.PASTE, "pasted text", raw=raw, is_private=is_private, by=by))
    for file in given["chosen"]:
        name = file.name or "file"
        brought.append(bring_in(negotiation, Story.Came.FILE, name, raw=file.read(), is_private=is_private, by=by))
    for address in given["addresses"]:
        brought.append(bring_in(negotiation, Story.Came.ADDRESS, address, is_private=False, by=by))
    return brought


@for_story(Role.READER)
def preview(request: HttpRequest, story: Story) -> HttpResponse:
    """What was read in a story, before anything is kept."""
    job = story.negotiation.jobs.filter(kind="read-story", target=story.code).order_by("-made_at").first()
    negotiation = story.negotiation
    negotiation.role = story.role  # for templates of both
    return render(
        request, "desk/preview.html", {"negotiation": negotiation, "story": story, "job": job, "read": shown(story)}
    )


def shown(story: Story) -> dict[str, Any]:
    """What was read in a story, in short; empty while it has not been read."""
    if not story.dossier_json:
        return {}
    dossier = story.dossier
    return {
        "counts": _counts(dossier),
        "parties": [actor.name for actor in dossier.of(Actor) if actor.place_in_talks == "party"],
        "mediators": [actor.name for actor in dossier.of(Actor) if actor.place_in_talks == "mediator"],
        "questions": [question.text for question in dossier.of(OpenQuestion)],
        "findings": [{"level": finding.level, "message": _told(finding)} for finding in dossier.findings],
        "refused": len(dossier.refusals),
        "sentences": len(dossier.article.sentences),
        "language": dossier.article.language,
        "is_negotiation": dossier.is_negotiation,
        "same_text": same_text(story) if story.state == Story.State.PREVIEW else None,
        "first_report": story.same_as,
        "event": event_of(story),
    }


def _told(finding: Finding) -> str:
    """What was found, and what one can do about it on these pages instead of in a terminal."""
    message = without_commands(finding.message)
    return f"{message} {INSTEAD[finding.code]}" if finding.code in INSTEAD else message


def _counts(dossier: Dossier) -> list[dict[str, object]]:
    found: list[str] = [item.kind for item in dossier.items]
    counted = ((found.count(kind), one, many) for kind, one, many in COUNTED)
    return [{"count": count, "name": one if count == 1 else many} for count, one, many in counted]


@for_story(Role.EDITOR, "POST")
def keep_story(request: HttpRequest, story: Story) -> HttpResponse:
    """Keep what was previewed; the case is drafted anew."""
    try:
        keep(story, person(request))
    except AlreadyKept as refusal:
        messages.error(request, str(refusal))
        return redirect("preview", story=story.code)
    messages.success(request, f"Kept: {story}")
    return redirect("negotiation", code=story.negotiation.code)


@for_story(Role.EDITOR, "POST")
def throw_story_away(request: HttpRequest, story: Story) -> HttpResponse:
    """Forget a story that is not kept."""
    if not throw_away(story):
        messages.error(request, "This story is kept. Take it out of the case first.")
        return redirect("preview", story=story.code)
    messages.success(request, "Thrown away.")
    return redirect("negotiation", code=story.negotiation.code)


@for_story(Role.EDITOR, "POST")
def take_story_out(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a kept story out of the case."""
    take_out(story, person(request))
    messages.success(request, "Taken out of the case, which is drafted anew. The story can be kept again.")
    return redirect("preview", story=story.code)


@for_story(Role.EDITOR, "POST")
def set_counting(request: HttpRequest, story: Story) -> HttpResponse:
    """Say which report of an event the case rests on, or that a story reports something of its own."""
    word = request.POST.get("counts")
    if word not in ("instead", "apart"):
        return bad_request(request)
    count_instead(story, person(request)) if word == "instead" else count_apart(story, person(request))
    said = "The case now rests on this report." if word == "instead" else "It now counts by itself."
    messages.success(request, f"{said} The case is drafted anew.")
    return redirect("preview", story=story.code)


@for_story(Role.EDITOR, "POST")
def read_again(request: HttpRequest, story: Story) -> HttpResponse:
    """Read a story again: after a failure, or by newer rules."""
    if story.state == Story.State.FAILED:
        Story.objects.filter(pk=story.pk, state=Story.State.FAILED).update(state=Story.State.WAITING, problem="")
    start(story.negotiation, "read-story", story.code, person(request))
    return redirect("preview", story=story.code)


@for_story(Role.EDITOR, "POST")
def set_private(request: HttpRequest, story: Story) -> HttpResponse:
    """Say whether a text may be published as one."""
    word = request.POST.get("is_private")
    if word not in ("yes", "no"):
        return bad_request(request)
    Story.objects.filter(pk=story.pk).update(is_private=word == "yes")
    return redirect("preview", story=story.code)
