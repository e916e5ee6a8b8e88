"""Forms of the desk; each says under the field what was wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms

from parley.desk.models.people import User
from parley.desk.models.teams import Role, Team


class SignupForm(forms.Form):
    """What an account needs beside its address and password."""

    name = forms.CharField(max_length=100, label="Your name", help_text="Shown beside your judgements and comments.")

    field_order = ("name", "email", "password1")

    def signup(self, _request: object, user: User) -> None:
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])


class FirstAccountForm(forms.Form):
    """The first account of a desk, and the team it works in."""

    name = forms.CharField(max_length=100, label="Your name", help_text="Shown beside your judgements.")
    email = forms.EmailField(
        label="Your mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text="You log in with it.",
    )
    password = forms.CharField(
        label="A password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ten characters or more.",
    )
    team = forms.CharField(max_length=100, label="Name of your team", initial="My desk")

    def clean_password(self) -> str:
        from django.contrib.auth.password_validation import validate_password

        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class NegotiationForm(forms.Form):
    title = forms.CharField(max_length=300, label="What is negotiated", help_text="For example: Ferry strike, 2026")


class InviteForm(forms.Form):
    email = forms.EmailField(label="Mail address")
    role = forms.TypedChoiceField(choices=Role.choices, coerce=lambda value: Role(int(value)), initial=Role.EDITOR)


class SettingsForm(forms.Form):
    name = forms.CharField(max_length=100, label="Your name", help_text="Shown beside your judgements and comments.")
    wants_mail = forms.BooleanField(
        required=False, label="Send me alerts by mail", help_text="What a story or a judgement moved, once per change."
    )


class TokenForm(forms.Form):
    called = forms.CharField(max_length=80, label="What is it for", help_text="For example: push from my laptop")


class DeleteAccountForm(forms.Form):
    """The end of an account, confirmed by its password."""

    name_stays = forms.ChoiceField(
        label="Your judgements and comments",
        choices=[("keep", "stay with your name"), ("anonymous", "stay without your name")],
        widget=forms.RadioSelect,
        initial="keep",
    )
    password = forms.CharField(
        label="Your password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, user: User, data: Any = None) -> None:
        self.user = user
        super().__init__(data)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise forms.ValidationError("This is not your password.")
        return password


class DeleteTeamForm(forms.Form):
    """The end of a team, confirmed by its name."""

    typed = forms.CharField(max_length=100, label="Type the name of the team")

    def __init__(self, team: Team, data: Any = None) -> None:
        self.team = team
        super().__init__(data)

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"])
        if typed.strip() != self.team.name.strip():
            raise forms.ValidationError(f"This is not its name. It is: {self.team.name}")
        return typed
