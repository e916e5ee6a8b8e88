"""What a case is made of beside its numbers: added, changed, merged, removed; each as a judgement over the case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from parley.case.changes import named
from parley.case.edit import judgement
from parley.case.record import Case
from parley.desk.access import for_negotiation, person
from parley.desk.case_forms import JudgementForm
from parley.desk.cases import Overtaken
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.teams import Role
from parley.desk.object_forms import ChamberForm, IssueForm, LinkForm, MergeForm, ObjectForm, PartyForm, RemoveForm
from parley.desk.pages.case_shown import judgement_shown
from parley.desk.pages.errors import bad_request
from parley.desk.pressure_forms import PressureForm, QuestionForm
from parley.desk.work.judging import lay
from parley.errors import CaseError

Forms = dict[str, JudgementForm]
KINDS: dict[str, type[ObjectForm]] = {
    form.kind: form for form in (PartyForm, IssueForm, LinkForm, ChamberForm, PressureForm, QuestionForm)
}


@for_negotiation(Role.EDITOR, "GET", "POST")
def change(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """One thing of the case on a page of its own: `?on=party` adds one, `?on=party/ukraine` changes it."""
    revision, on = negotiation.latest(), request.GET.get("on", "")
    forms = _forms(revision, on) if revision else None
    if revision is None or forms is None:
        return bad_request(request)
    if request.method == "GET":
        return _asked(request, negotiation, revision, on, forms)
    do = request.POST.get("do", "change")
    if do not in forms:
        return bad_request(request)
    form = forms[do] = _bound(forms[do], request)
    if not form.is_valid():
        return _asked(request, negotiation, revision, on, forms, status=400)
    return _lay(request, negotiation, revision, on, forms, form)


def _lay(
    request: HttpRequest, negotiation: Negotiation, revision: Revision, on: str, forms: Forms, form: JudgementForm
) -> HttpResponse:
    target, wanted = form.asks(on)
    made = judgement(
        target, wanted, who=str(person(request)), when=timezone.now(), why=form.cleaned_data["why"].strip()
    )
    try:
        kept = lay(negotiation, made, base=form.cleaned_data["base"], by=person(request))
    except Overtaken as overtaken:
        latest = negotiation.latest() or revision
        return _asked(request, negotiation, latest, on, forms, status=409, others=overtaken.others)
    except CaseError as error:
        form.add_error(None, str(error))
        return _asked(request, negotiation, revision, on, forms, status=400)
    messages.success(request, f"Kept as revision {kept.number}. It is being analysed.")
    return redirect("case", code=negotiation.code)


def _forms(revision: Revision, on: str) -> Forms | None:
    """The forms that fit what is named; None: the case has no such thing."""
    case, (kind, _, key) = revision.case, on.partition("/")
    made = KINDS.get(kind)
    if made is None:
        return None
    initial = {"base": revision.number}
    if not key:
        return {"change": made(case=case, at=None, initial=initial)}
    at = made.find(case, key)
    if at is None:
        return None
    forms: Forms = {"change": made(case=case, at=at, initial={**initial, **made.of(at)})}
    if kind in ("party", "issue") and len(_others(case, kind, key)) > 0:
        forms["merge"] = MergeForm(others=_others(case, kind, key), initial=initial, auto_id="merge-%s")
    forms["remove"] = RemoveForm(initial=initial, auto_id="remove-%s")
    return forms


def _others(case: Case, kind: str, key: str) -> list[tuple[str, str]]:
    every = case.parties if kind == "party" else case.issues
    return [(each.key, each.name) for each in every if each.key != key]


def _bound(form: JudgementForm, request: HttpRequest) -> JudgementForm:
    form.data, form.is_bound = request.POST, True
    return form


def _asked(
    request: HttpRequest,
    negotiation: Negotiation,
    revision: Revision,
    on: str,
    forms: Forms,
    *,
    status: int = 200,
    others: tuple[Revision, ...] = (),
) -> HttpResponse:
    """The page; after somebody else's change that change is shown, and what was typed can be saved over it."""
    form = forms["change"]
    found: dict[str, Any] = {
        "negotiation": negotiation,
        "on": on,
        "is_new": "/" not in on,
        "kind": form.kind if isinstance(form, ObjectForm) else "",
        "name": named(revision.case, on) if "/" in on else "",
        "forms": forms,
        "latest": revision.number,
        "others": [judgement_shown(each.case, each.judgement) for each in others if each.judgement],
    }
    answer = render(request, "desk/case/change.html", found, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
