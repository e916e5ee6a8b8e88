"""Forms of the desk; each says under the field what was wrong with it."""

from __future__ import annotations

from django import forms

from parley.desk.models.people import User
from parley.desk.models.teams import Role


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
    email = forms.EmailField(label="Your mail address", help_text="You log in with it.")
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
