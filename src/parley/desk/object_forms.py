"""Forms for what a case is made of beside its numbers. Each says what judgement it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from parley.case.chambers import Chamber, Member
from parley.case.changes import figure
from parley.case.record import Case, Envoy, Issue, Link, Party
from parley.case.words import slug
from parley.desk.case_forms import JudgementForm

Asked = tuple[str, dict[str, object]]

ROLES = (
    ("bargaining", "bargains"),
    ("mediator", "mediates"),
    ("outside", "stands outside"),
    ("constituency", "constituency of a side"),
    ("excluded", "left out"),
)


class ObjectForm(JudgementForm):
    """A thing of the case: what it holds now (`of`), and the judgement that makes it what the form says (`asks`)."""

    kind: ClassVar[str]

    def __init__(self, *args: Any, case: Case, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.at = case, at

    @classmethod
    def find(cls, case: Case, key: str) -> Any:
        """The thing of this key in the case; None: it is not there. Each form's own."""
        raise NotImplementedError(f"{cls.__name__} finds nothing")

    @classmethod
    def of(cls, at: Any) -> dict[str, Any]:
        """What the form shows of a thing as it is now. Each form's own."""
        raise NotImplementedError(f"{cls.__name__} shows nothing")

    def fields_set(self) -> dict[str, object]:
        """The record's fields as the form has them. Each form's own."""
        raise NotImplementedError(f"{type(self).__name__} sets nothing")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and self.at is not None and not self.changed():
            self.add_error(None, "Nothing here differs from the case. Change something, or go back.")
        return data

    def changed(self) -> dict[str, object]:
        """Fields that differ from the case."""
        before = self._set_by(self.of(self.at))
        return {name: value for name, value in self.fields_set().items() if value != before.get(name)}

    def _set_by(self, data: dict[str, Any]) -> dict[str, object]:
        kept, self.cleaned_data = self.cleaned_data, {**self.cleaned_data, **data}
        try:
            return self.fields_set()
        finally:
            self.cleaned_data = kept

    def asks(self, on: str) -> Asked:
        if self.at is not None:
            return on, self.changed()
        key = slug(self.cleaned_data["name"])
        return f"{self.kind}/{key}", {"add": True, **self.fields_set()}

    def _new_key(self, name: str, taken: Iterable[str]) -> None:
        """A new thing needs a name of its own; what is there already would be left as it is."""
        if self.at is None and slug(name) in set(taken):
            self.add_error("name", "There is one of this name already. Change that one, or give another name.")


def chosen(items: Iterable[Party | Issue], none: str) -> list[tuple[str, str]]:
    """Choices between things of the case, after `none` of them."""
    return [("", none), *((each.key, each.name) for each in items)]


def _without_noughts(number: float) -> float:
    """100 rather than 100.0, as somebody would write it."""
    return int(number) if number == int(number) else number


class PartyForm(ObjectForm):
    kind = "party"
    name = forms.CharField(max_length=200)
    role = forms.ChoiceField(choices=ROLES)
    side = forms.ChoiceField(required=False, label="Constituency of", help_text="Whose side it belongs to at home.")
    type = forms.CharField(max_length=60, label="What it is", help_text="country, government, group, company, person …")
    ratifies = forms.BooleanField(required=False, label="Its consent is needed for its side’s signature to hold")
    envoys = forms.CharField(
        required=False,
        max_length=2000,
        label="Who bargains for it",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, name before part: Kari Dahl, fisheries minister.",
    )

    field_order = ("name", "role", "side", "type", "ratifies", "envoys", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.at.key if self.at else None
        others = [party for party in self.case.parties if party.key != own]
        self.offer("side", chosen(others, "nobody’s"))
        if self.at is None:
            self.fields["type"].initial = "group"

    @classmethod
    def find(cls, case: Case, key: str) -> Party | None:
        return next((party for party in case.parties if party.key == key), None)

    @classmethod
    def of(cls, at: Party) -> dict[str, Any]:
        envoys = "\n".join(f"{each.name}, {each.role}" if each.role else each.name for each in at.envoys)
        told = {"name": at.name, "role": at.role, "side": at.side or "", "type": at.kind, "ratifies": at.ratifies}
        return {**told, "envoys": envoys}

    def fields_set(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "role": data["role"],
            "side": data["side"] or None,
            "kind": data["type"],
            "ratifies": data["ratifies"],
            "envoys": self._envoys(data["envoys"]),
        }

    def _envoys(self, text: str) -> list[dict[str, object]]:
        """One who was there keeps the sentences that name them."""
        known = {each.name: each.basis for each in (self.at.envoys if self.at else ())}
        parts = (line.partition(",") for line in text.splitlines() if line.strip(" ,"))
        people = ((name.strip(), part.strip() or None) for name, _, part in parts)
        made = (Envoy(name=name, role=role, basis=known.get(name, ())) for name, role in people if name)
        return [each.model_dump(mode="json") for each in made]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "name" in data:
            self._new_key(data["name"], (party.key for party in self.case.parties))
        return data


class IssueForm(ObjectForm):
    kind = "issue"
    name = forms.CharField(max_length=200)
    low = forms.FloatField(initial=0, label="Low end")
    low_label = forms.CharField(max_length=200, label="What the low end means", help_text="For example: no guarantees")
    high = forms.FloatField(initial=100, label="High end")
    high_label = forms.CharField(max_length=200, label="What the high end means")
    unit = forms.CharField(max_length=60, initial="scale point", help_text="scale point, percent, US$ million …")
    points = forms.CharField(
        required=False,
        label="Points between",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, value before label: 50 partial guarantees. Packages are made of these and the ends.",
    )

    field_order = ("name", "low", "low_label", "high", "high_label", "unit", "points", "why")

    @classmethod
    def find(cls, case: Case, key: str) -> Issue | None:
        return next((issue for issue in case.issues if issue.key == key), None)

    @classmethod
    def of(cls, at: Issue) -> dict[str, Any]:
        scale = at.scale
        points = "\n".join(f"{each.value:g} {each.label}" for each in scale.points)
        return {
            "name": at.name,
            **scale.model_dump(include={"low_label", "high_label", "unit"}),
            "low": _without_noughts(scale.low),
            "high": _without_noughts(scale.high),
            "points": points,
        }

    def fields_set(self) -> dict[str, object]:
        names = ("name", "low", "low_label", "high", "high_label", "unit")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "points": self._points(self.cleaned_data["points"]),
        }

    def _points(self, text: str) -> list[dict[str, object]]:
        lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
        return sorted(
            ({"label": rest[0].strip(), "value": float(value)} for value, *rest in lines),
            key=lambda point: float(str(point["value"])),
        )

    def clean_points(self) -> str:
        text = str(self.cleaned_data["points"])
        try:
            self._points(text)
        except (ValueError, IndexError):
            raise forms.ValidationError("Each line has a number and then its label: 50 partial guarantees.") from None
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "name" in data:
            self._new_key(data["name"], (issue.key for issue in self.case.issues))
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None:
            if low >= high:
                self.add_error("high", f"The high end lies above the low end: give more than {figure(low)}.")
            elif any(not low < float(str(point["value"])) < high for point in self._points(data.get("points", ""))):
                self.add_error("points", f"Points stand between the ends, {figure(low)} and {figure(high)}.")
        return data


class LinkForm(ObjectForm):
    kind = "link"
    form = forms.ChoiceField(
        choices=(("exchange", "exchange: one given for the other"), ("condition", "condition: one hangs on the other"))
    )
    giver = forms.ChoiceField(required=False, label="Who gives")
    give_issue = forms.ChoiceField(label="What is given")
    getter = forms.ChoiceField(required=False, label="Who gives in return")
    get_issue = forms.ChoiceField(label="What is given in return, or hung on")
    threshold = forms.FloatField(
        required=False,
        help_text="Of a condition: nothing is given unless the other reaches this value of its scale.",
    )
    words = forms.CharField(max_length=500, required=False, label="In words")

    field_order = ("form", "giver", "give_issue", "getter", "get_issue", "threshold", "words", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "getter"):
            self.offer(name, chosen(self.case.parties, "nobody named"))
        for name in ("give_issue", "get_issue"):
            if self.at is not None:
                del self.fields[name]  # a link is what ties these two; another pair is another link
            else:
                self.offer(name, chosen(self.case.issues, "choose an issue"))

    @classmethod
    def find(cls, case: Case, key: str) -> Link | None:
        return next((link for link in case.links if f"{link.give_issue}/{link.get_issue}" == key), None)

    @classmethod
    def of(cls, at: Link) -> dict[str, Any]:
        return {
            **at.model_dump(include={"form", "threshold", "words"}),
            "giver": at.giver or "",
            "getter": at.getter or "",
        }

    def fields_set(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            "form": data["form"],
            "giver": data["giver"] or None,
            "getter": data["getter"] or None,
            "threshold": data["threshold"],
            "words": data["words"] or data["why"],
        }

    def asks(self, on: str) -> Asked:
        if self.at is not None:
            return on, self.changed()
        data = self.cleaned_data
        return f"link/{data['give_issue']}/{data['get_issue']}", {"add": True, **self.fields_set()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        give, get = data.get("give_issue"), data.get("get_issue")
        if give is not None and give == get:
            self.add_error("get_issue", "An issue cannot hang on itself. Choose another.")
        if self.at is None and give and get and self.find(self.case, f"{give}/{get}"):
            self.add_error("get_issue", "These two are linked already. Change that link instead.")
        if data.get("threshold") is not None and data.get("form") == "exchange":
            self.add_error("threshold", "Only a condition has a threshold. Leave it empty, or choose condition.")
        return data


class ChamberForm(ObjectForm):
    kind = "chamber"
    name = forms.CharField(max_length=200)
    side = forms.ChoiceField(required=False, label="Whose signature it ratifies")
    members = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One bloc a line, votes before name: 120 Coalition. All else known of a bloc stays with its name.",
    )

    field_order = ("name", "side", "members", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("side", chosen(self.case.parties, "nobody has said"))

    @classmethod
    def find(cls, case: Case, key: str) -> Chamber | None:
        return next((chamber for chamber in case.chambers if chamber.key == key), None)

    @classmethod
    def of(cls, at: Chamber) -> dict[str, Any]:
        members = "\n".join(f"{member.votes:g} {member.name or member.key}" for member in at.members)
        return {"name": at.name, "side": at.side or "", "members": members}

    def fields_set(self) -> dict[str, object]:
        data = self.cleaned_data
        return {"name": data["name"], "side": data["side"] or None, "members": self._members(data["members"])}

    def _members(self, text: str) -> list[dict[str, object]]:
        known = {member.name or member.key: member for member in (self.at.members if self.at else ())}
        lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
        return [self._member(known, float(votes), rest[0].strip()) for votes, *rest in lines]

    @staticmethod
    def _member(known: dict[str, Member], votes: float, name: str) -> dict[str, object]:
        if name in known:
            return {**known[name].model_dump(mode="json"), "votes": votes}
        return Member(key=slug(name) or name, name=name, votes=votes).model_dump(mode="json")

    def clean_members(self) -> str:
        text = str(self.cleaned_data["members"])
        try:
            members = self._members(text)
        except (ValueError, IndexError):
            raise forms.ValidationError("Each line has a number of votes and then a name: 120 Coalition.") from None
        keys = [str(member["key"]) for member in members]
        if len(keys) != len(set(keys)):
            raise forms.ValidationError("Two blocs have one name. Give each a name of its own.")
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "name" in data:
            self._new_key(data["name"], (chamber.key for chamber in self.case.chambers))
        return data


class MergeForm(JudgementForm):
    into = forms.ChoiceField(label="Into")

    field_order = ("into", "why")

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", [("", "choose one"), *others])

    def asks(self, on: str) -> Asked:
        return on, {"merge_into": self.cleaned_data["into"]}


class RemoveForm(JudgementForm):
    def asks(self, on: str) -> Asked:
        return on, {"remove": True}
