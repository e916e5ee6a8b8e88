"""Forms that change a case. Each judgement says why, and names the revision its editor was looking at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from parley.case.changes import figure
from parley.case.record import Citation

SAME = 1e-5  # numbers are shown with six figures
_WORDS = {"autocomplete": "off"}


class JudgementForm(forms.Form):
    """What every change of a case carries."""

    why = forms.CharField(
        max_length=1000,
        label="Reason",
        widget=forms.TextInput(attrs=_WORDS),
        help_text="One sentence others can check.",
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)  # number of the revision the editor saw

    def asks(self, on: str) -> tuple[str, dict[str, object]]:
        """What is judged, and how it changes: each form's own."""
        raise NotImplementedError(f"{type(self).__name__} asks for no judgement")

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give a field of choices those that this case has."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class NumberForm(JudgementForm):
    """A number with its range and reason, inside the limits of what it measures."""

    value = forms.FloatField(label="Value")
    low = forms.FloatField(label="Low", required=False, help_text="5 of 100 lie below.")
    high = forms.FloatField(label="High", required=False, help_text="5 of 100 lie above.")
    beside = forms.BooleanField(label="Keep what others judged, and pool mine with it", required=False)
    cites = forms.MultipleChoiceField(
        label="Sentences it rests on", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("value", "low", "high", "why", "beside", "cites")

    def __init__(
        self,
        *args: Any,
        limits: tuple[float, float],
        seen: tuple[float, float] | None,
        citations: Sequence[Citation],
        slot: str,
        **kwargs: Any,
    ) -> None:
        """Take the `limits` of the number and the range its editor saw; None: nobody had given one."""
        super().__init__(*args, **kwargs)
        self.seen = seen
        self.auto_id = f"{slot}-%s"  # several forms may be open in one table
        self.limits = limits
        self.offer("cites", ((each.id, each.text) for each in citations))
        for name in ("value", "low", "high"):
            self.fields[name].widget.attrs.update({"step": "any", "inputmode": "decimal", "autocomplete": "off"})
        self.fields["value"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._let_untouched_ends_follow(data)
        least, most = self.limits
        for name in ("value", "low", "high"):
            number = data.get(name)
            if number is not None and not least <= number <= most:
                self.add_error(
                    name, f"{figure(number)} is off the scale, which runs from {figure(least)} to {figure(most)}."
                )
        value = data.get("value")
        if value is not None and "low" not in self.errors and "high" not in self.errors:
            self._around(value, data.get("low"), data.get("high"))
        return data

    def _let_untouched_ends_follow(self, data: dict[str, Any]) -> None:
        """An end left as it was, beyond which the value moved, is meant to move along; None: it keeps its distance."""
        value = data.get("value")
        if value is None or self.seen is None:
            return
        least, most = self.limits
        for name, end, beyond in zip(
            ("low", "high"), self.seen, (value < self.seen[0], value > self.seen[1]), strict=True
        ):
            untouched = data.get(name) is not None and abs(data[name] - end) <= SAME * max(1.0, abs(end))
            if untouched and (beyond or not least <= end <= most):
                data[name] = None

    def let_go_of_untouched_ends(self) -> None:
        """Show ends that were left as they were as empty: they belong to a revision that is no longer the latest."""
        untouched = {name: "" for name in ("low", "high") if self.cleaned_data.get(name) is None}
        cites = self.cleaned_data.get("cites", [])
        sent = {name: self.data[name] for name in self.data}
        self.data = {**sent, **untouched, "cites": cites}

    def _around(self, value: float, low: float | None, high: float | None) -> None:
        if low is not None and low > value:
            self.add_error("low", f"The range must hold the value: give {figure(value)} or less.")
        if high is not None and high < value:
            self.add_error("high", f"The range must hold the value: give {figure(value)} or more.")
