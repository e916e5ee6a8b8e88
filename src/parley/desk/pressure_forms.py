"""Forms for who presses whom, and for the questions a negotiation leaves open."""

from __future__ import annotations

from typing import Any

from django import forms

from parley.case.changes import figure
from parley.case.keys import pressure_key
from parley.case.pressures import STRENGTH
from parley.case.record import Case, CasePressure, Question
from parley.case.words import slug
from parley.desk.object_forms import Asked, ObjectForm, chosen

FORMS_OF_PRESSURE = (
    ("threat", "threat"),
    ("sanction", "sanction"),
    ("deadline", "deadline"),
    ("inducement", "inducement: something offered for giving way"),
    ("time", "time that runs against it"),
    ("criticism", "criticism"),
    ("unspecified", "of another kind"),
)
FORMS_OF_QUESTION = (
    ("will", "will something happen"),
    ("whether", "whether something is so"),
    ("how", "how something is done"),
    ("role", "what part somebody plays"),
    ("other", "of another kind"),
    ("agreement", "will there be an agreement"),
)
NUMBERS = ("value", "low", "high")


class PressureForm(ObjectForm):
    """Who presses whom and how; of a pressure that is there only how strong it is can change."""

    kind = "pressure"
    by = forms.ChoiceField(label="Who presses")
    pressed = forms.ChoiceField(label="Who is pressed")
    form = forms.ChoiceField(label="By what", choices=FORMS_OF_PRESSURE)
    value = forms.FloatField(
        label="Strength",
        required=False,
        help_text="How far it moves the worth of no deal of who is pressed, 0 to 1. Empty: as one report of it.",
    )
    low = forms.FloatField(label="Low", required=False, help_text="5 of 100 lie below.")
    high = forms.FloatField(label="High", required=False, help_text="5 of 100 lie above.")

    field_order = ("by", "pressed", "form", *NUMBERS, "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.at is not None:
            for name in ("by", "pressed", "form"):  # they are what names it; another pair or form is another pressure
                del self.fields[name]
            self.fields["value"].required = True
        else:
            for name in ("by", "pressed"):
                self.offer(name, chosen(self.case.parties, "choose a party"))

    @classmethod
    def find(cls, case: Case, key: str) -> CasePressure | None:
        return next((each for each in case.pressures if pressure_key(each) == f"pressure/{key}"), None)

    @classmethod
    def of(cls, at: CasePressure) -> dict[str, Any]:
        return {name: getattr(at.strength, name) for name in NUMBERS}

    def fields_set(self) -> dict[str, object]:
        given = {name: self.cleaned_data.get(name) for name in NUMBERS}
        return {name: number for name, number in given.items() if number is not None}

    def asks(self, on: str) -> Asked:
        if self.at is not None:
            return on, self.fields_set()
        data = self.cleaned_data
        return f"pressure/{data['by']}/{data['pressed']}/{data['form']}", {"add": True, **self.fields_set()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        by, on = data.get("by"), data.get("pressed")
        if by and by == on:
            self.add_error("pressed", "Nobody presses itself. Choose another party.")
        if self.at is None and by and on and self.find(self.case, f"{by}/{on}/{data.get('form')}"):
            self.add_error("form", "This pressure is in the case already. Judge its strength in the table instead.")
        for name in NUMBERS:
            if data.get(name) is not None and not 0 <= data[name] <= 1:
                self.add_error(name, f"{figure(data[name])} is off the scale, which runs from 0 to 1.")
        if not self.errors:
            self._around(data)
        return data

    def _around(self, data: dict[str, Any]) -> None:
        """Ends left empty keep the distance they have for a pressure of this form, inside the scale."""
        value, low, high = (data.get(name) for name in NUMBERS)
        if value is None:
            if low is not None or high is not None:
                self.add_error("value", "A range needs the value it lies around.")
            return
        at, least, most = self._usual(data)
        data["low"] = max(0.0, value - max(0.0, at - least)) if low is None else low
        data["high"] = min(1.0, value + max(0.0, most - at)) if high is None else high
        if not data["low"] <= value <= data["high"]:
            self.add_error("low" if data["low"] > value else "high", f"The range must hold the value {figure(value)}.")

    def _usual(self, data: dict[str, Any]) -> tuple[float, float, float]:
        if self.at is None:
            return STRENGTH[data["form"]]
        strength = self.at.strength
        return strength.value, strength.low, strength.high


class QuestionForm(ObjectForm):
    """A question whose answer would matter: in words, about whom and what, and when it will be known."""

    kind = "question"
    text = forms.CharField(max_length=300, label="Question", help_text="For example: Will parliament ratify it?")
    form = forms.ChoiceField(label="What it asks", choices=FORMS_OF_QUESTION)
    resolves_by = forms.DateField(
        required=False,
        label="Known by",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The day by which one can tell; a question with a day can be forecast and scored.",
    )
    parties = forms.MultipleChoiceField(required=False, label="About whom", widget=forms.CheckboxSelectMultiple)
    issues = forms.MultipleChoiceField(required=False, label="About what", widget=forms.CheckboxSelectMultiple)

    field_order = ("text", "form", "resolves_by", "parties", "issues", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parties", "issues"):
            choices = [(each.key, each.name) for each in getattr(self.case, name)]
            if choices:
                self.offer(name, choices)
            else:
                del self.fields[name]

    @classmethod
    def find(cls, case: Case, key: str) -> Question | None:
        return next((each for each in case.questions if each.key == key), None)

    @classmethod
    def of(cls, at: Question) -> dict[str, Any]:
        return {
            "text": at.text,
            "form": at.form,
            "resolves_by": at.resolves_by,
            "parties": list(at.parties),
            "issues": list(at.issues),
        }

    def fields_set(self) -> dict[str, object]:
        data = self.cleaned_data
        day = data["resolves_by"]
        return {
            "text": data["text"],
            "form": data["form"],
            "resolves_by": day.isoformat() if day else None,
            "parties": list(data.get("parties", ())),
            "issues": list(data.get("issues", ())),
        }

    def asks(self, on: str) -> Asked:
        if self.at is not None:
            return on, self.changed()
        return f"question/{slug(self.cleaned_data['text'])}", {"add": True, **self.fields_set()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.at is None and "text" in data and self.find(self.case, slug(data["text"])):
            self.add_error("text", "The case asks this already, or nearly so. Change that one, or word it otherwise.")
        return data
