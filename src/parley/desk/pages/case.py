"""The case: one table of parties by issues that is edited in place, and behind each number what it rests on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from parley.case.changes import named
from parley.case.edit import judge, judgement
from parley.case.numbers import is_optional, limits, number_at
from parley.case.record import Judgement
from parley.desk.access import for_negotiation, person
from parley.desk.case_forms import NumberForm
from parley.desk.cases import Overtaken
from parley.desk.fragments import kept
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.teams import Role
from parley.desk.pages.case_shown import (
    behind,
    case_shown,
    findings_shown,
    judgement_shown,
    number_shown,
    rests_on,
    revision_key,
)
from parley.desk.pages.errors import bad_request
from parley.desk.pages.over_time import over_time
from parley.desk.work.judging import lay
from parley.errors import CaseError

NO_STORE = "no-store"


@for_negotiation(Role.READER)
def case(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The table, and beside it what is missing or contradictory."""
    revision = negotiation.latest()
    if revision is None:
        return render(request, "desk/case/none.html", {"negotiation": negotiation})
    shown = case_html(negotiation, revision, request.GET.get("issue", ""))
    return _never_kept(render(request, "desk/case/page.html", {"negotiation": negotiation, "shown": shown}))


def case_html(negotiation: Negotiation, revision: Revision, issue: str = "") -> SafeString:
    """The page's body, as one of this role sees the revision; of the issue its chart opens with, kept."""

    def made() -> SafeString:
        chart = over_time(negotiation, revision.case, issue)
        found = {"negotiation": negotiation, "case": case_shown(revision), "over_time": chart}
        return render_to_string("desk/case/case.html", found)

    role = negotiation.role
    shows = (*revision_key(revision), negotiation.code, role)
    return made() if issue else kept(negotiation, f"case/{role}", shows, made)


@for_negotiation(Role.READER)
def number(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """What stands behind one number: a drawer beside the table, or a page of its own."""
    revision, on = negotiation.latest(), request.GET.get("on", "")
    found = behind(negotiation, revision.case, on) if revision else None
    if found is None:
        return bad_request(request)
    template = "desk/case/drawer.html" if request.headers.get("HX-Request") else "desk/case/number_page.html"
    return _never_kept(render(request, template, {"negotiation": negotiation, "number": found}))


@for_negotiation(Role.READER)
def cell(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """One number as the table shows it: what an editor comes back to who leaves it as it is."""
    revision = negotiation.latest()
    found = number_shown(revision.case, request.GET.get("on", "")) if revision else None
    if found is None:
        return bad_request(request)
    return _never_kept(
        render(request, "desk/case/number.html", {"negotiation": negotiation, "n": found, "focus": True})
    )


@for_negotiation(Role.EDITOR, "GET", "POST")
def edit_number(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Judge one number, in its place in the table."""
    revision, on = negotiation.latest(), request.GET.get("on", "")
    found = number_shown(revision.case, on) if revision else None
    if revision is None or found is None:
        return bad_request(request)
    form = _form(request, revision, on, found)
    if request.method == "GET":
        return _asked(request, negotiation, revision, on, form)
    if not form.is_valid():
        return _asked(request, negotiation, revision, on, form, status=400)
    try:
        made = _judged(request, revision, on, form.cleaned_data)
        kept = lay(negotiation, made, base=form.cleaned_data["base"], by=person(request))
    except Overtaken as overtaken:
        form.let_go_of_untouched_ends()
        revision = negotiation.latest() or revision
        return _asked(request, negotiation, revision, on, form, status=409, others=overtaken.others)
    except CaseError as error:
        form.add_error(None, str(error))
        return _asked(request, negotiation, revision, on, form, status=400)
    return _kept(request, negotiation, kept, on)


def _form(request: HttpRequest, revision: Revision, on: str, found: dict[str, Any]) -> NumberForm:
    citations = rests_on(revision.case, on)
    names = ("value", "low", "high") if found["is_given"] else ()
    initial: dict[str, Any] = {name: f"{found[name]:.6g}" for name in names}
    initial.update(base=revision.number, cites=[each.id for each in citations])
    form = NumberForm(
        request.POST or None,
        initial=initial,
        limits=limits(revision.case, on),
        seen=_seen(request, revision, on),
        citations=citations,
        slot=found["slot"],
    )
    form.fields["value"].required = request.POST.get("do") != "remove"
    return form


def _seen(request: HttpRequest, revision: Revision, on: str) -> tuple[float, float] | None:
    """The range of a number in the revision its editor was looking at."""
    base = request.POST.get("base", "")
    looked_at = revision.negotiation.revisions.filter(number=int(base)) if base.isdecimal() else []
    numbers = next((each.numbers for each in looked_at), revision.numbers)
    return (numbers[on][1], numbers[on][2]) if on in numbers else None


def _judged(request: HttpRequest, revision: Revision, on: str, data: dict[str, Any]) -> Judgement:
    """The judgement a form asks for: the number set, or (do=remove) taken away again."""
    told: dict[str, Any] = {
        "who": str(person(request)),
        "when": timezone.now(),
        "why": data["why"],
        "cites": data["cites"],
    }
    if request.POST.get("do") == "remove" and is_optional(on):
        return judgement(on, {"remove": True}, **told)
    low, high = _around(revision, on, data)
    return judge(revision.case, f"{on}={data['value']}", low=low, high=high, beside=bool(data["beside"]), **told)


def _around(revision: Revision, on: str, data: dict[str, Any]) -> tuple[float, float]:
    """The range given; an end left empty keeps its distance from the value, as far as the scale reaches."""
    before, (least, most) = number_at(revision.case, on), limits(revision.case, on)
    below, above = (before.value - before.low, before.high - before.value) if before else (0.0, 0.0)
    low = max(least, data["value"] - max(0.0, below)) if data["low"] is None else data["low"]
    high = min(most, data["value"] + max(0.0, above)) if data["high"] is None else data["high"]
    return low, high


def _asked(
    request: HttpRequest,
    negotiation: Negotiation,
    revision: Revision,
    on: str,
    form: NumberForm,
    *,
    status: int = 200,
    others: tuple[Revision, ...] = (),
) -> HttpResponse:
    """The form in its cell, with the number's drawer; after somebody else's change also that change, and a new base."""
    found = {
        "negotiation": negotiation,
        "number": behind(negotiation, revision.case, on),
        "form": form,
        "latest": revision.number,
        "optional": is_optional(on),
        "others": [
            judgement_shown(each.case, each.judgement) if each.judgement else _of_revision(each, on) for each in others
        ],
    }
    inside = request.headers.get("HX-Request")
    template = "desk/case/number_form.html" if inside else "desk/case/number_page.html"
    return _never_kept(render(request, template, found, status=status))


def _of_revision(revision: Revision, on: str) -> dict[str, Any]:
    """A change that came by a story or a file rather than by a judgement."""
    now = number_shown(revision.case, on)
    words = f"{named(revision.case, on)}: {now['figure']} ({now['range']})" if now else named(revision.case, on)
    return {"who": revision.by_name or "the desk", "when": revision.at, "words": words, "why": revision.why}


def _kept(request: HttpRequest, negotiation: Negotiation, revision: Revision, on: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        messages.success(request, f"Kept as revision {revision.number}.")
        return redirect("case", code=negotiation.code)
    return render(
        request,
        "desk/case/kept.html",
        {
            "negotiation": negotiation,
            "n": number_shown(revision.case, on),
            "focus": True,
            "revision": revision,
            "number": behind(negotiation, revision.case, on),
            "findings": findings_shown(revision.case),
        },
    )


def _never_kept(answer: HttpResponse) -> HttpResponse:
    """A browser that comes back shows the case as it is, not as it was."""
    answer["Cache-Control"] = NO_STORE
    return answer
