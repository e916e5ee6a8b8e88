"""A brief goes out and is taken back: warned, looked at, with a word on what changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from parley.desk.access import for_negotiation, person
from parley.desk.models.briefs import Publication
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.publishing import Draft, NothingNew, analysed, draft, withdraw
from parley.desk.publishing import publish as put_out


class PublishForm(forms.Form):
    """A note to readers, and the editor's word that the private sentences were looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)  # the one the editor looked at
    note = forms.CharField(
        max_length=1000,
        label="A note to readers",
        help_text="Needed: what this version rests on or what is new in it, as in “First version, from one report”. "
        "Shown with the version and in the feeds.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "low"}),
    )
    looked = forms.BooleanField(label="The sentences above may be public", required=False)

    def __init__(self, given: Any, found: Draft) -> None:
        super().__init__(given, initial={"revision": found.analysis.revision.number})
        self.draft = found
        if not found.seen:
            del self.fields["looked"]

    def clean_revision(self) -> int:
        """The revision as it was looked at: what goes out is what the editor saw."""
        asked = int(self.cleaned_data["revision"])
        if asked != self.draft.analysis.revision.number:
            raise forms.ValidationError("The brief has changed since this page was opened. Look at it as it is now.")
        return asked

    def clean_looked(self) -> bool:
        if not self.cleaned_data["looked"]:
            raise forms.ValidationError("Look at the sentences above and tick this, or make their story public first.")
        return True


class WithdrawForm(forms.Form):
    why = forms.CharField(
        max_length=500, label="Why it is withdrawn", help_text="Readers who follow an old link are told this."
    )


@for_negotiation(Role.EDITOR, "GET", "POST")
def publish(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Show exactly what the public will see, warn of what is private, and publish with a note."""
    found = analysed(negotiation)
    if found is None:
        given = {"negotiation": negotiation, "publication": _publication(negotiation)}
        return render(request, "desk/publish.html", given, status=400 if request.method == "POST" else 200)
    going = draft(negotiation, found)
    form = PublishForm(request.POST if request.method == "POST" else None, going)
    if request.method == "POST" and form.is_valid():
        try:
            version = put_out(negotiation, found, note=form.cleaned_data["note"], by=person(request))
        except NothingNew as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Version {version.number} is public.")
            return redirect("public-brief", brief=version.publication.code)
    return render(request, "desk/publish.html", _page(negotiation, going, form), status=400 if form.errors else 200)


@for_negotiation(Role.EDITOR, "GET", "POST")
def take_back(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Withdraw what is public; its address stays and says why."""
    publication = _publication(negotiation)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if publication is None or publication.withdrawn_at is not None:
        messages.info(request, "Nothing of this negotiation is public.")
        return redirect("brief", code=negotiation.code)
    if request.method == "POST" and form.is_valid():
        withdraw(publication, why=form.cleaned_data["why"])
        messages.success(request, "The brief is withdrawn; its address says so.")
        return redirect("brief", code=negotiation.code)
    given = {"negotiation": negotiation, "publication": publication, "form": form}
    return render(request, "desk/withdraw.html", given, status=400 if form.errors else 200)


@for_negotiation(Role.EDITOR, "POST")
def set_comments(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Open or close the comments on a brief; what is shown stays."""
    publication = get_object_or_404(Publication, negotiation=negotiation)
    Publication.objects.filter(pk=publication.pk).update(is_open=request.POST.get("open") == "yes")
    return redirect("moderate", code=negotiation.code)


def _publication(negotiation: Negotiation) -> Publication | None:
    return Publication.objects.filter(negotiation=negotiation).first()


def _page(negotiation: Negotiation, going: Draft, form: PublishForm) -> dict[str, Any]:
    latest = negotiation.latest()
    return {
        "negotiation": negotiation,
        "draft": going,
        "form": form,
        "publication": _publication(negotiation),
        "is_latest": latest is not None and latest.pk == going.analysis.revision_id,
        "judged": any(note.text.startswith("Judgement by") for note in going.brief.notes),
    }
