"""Forms by which stories and feeds come in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile

from parley.reading.decode import LARGEST

MOST = 50  # stories in one go
_MEGABYTES = LARGEST // 1024 // 1024


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, each small enough to be a story."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, (list, tuple)) else [data]
        files = [super(FilesField, self).clean(each, initial) for each in given if each]
        for file in files:
            if file.size > LARGEST:
                raise forms.ValidationError(
                    f"{file.name} holds {file.size / 1024 / 1024:.1f} MB; a story may have {_MEGABYTES}. "
                    "Save the story alone, as text or HTML."
                )
        return files


def web_address(text: str) -> str:
    """An address one may ask for, as it was typed; whether it is allowed is judged when it is fetched.

    Raises:
        ValidationError: no address of the web.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        is_good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good or len(address) > 2000:
        raise forms.ValidationError(f"“{address[:100]}” is no web address: it starts with http:// or https://.")
    return address


class AddForm(forms.Form):
    """Stories to come in: one as pasted text, any number as files and as addresses."""

    text = forms.CharField(
        required=False,
        label="Paste a text",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="The whole story: its headline on the first line, its date on the second, if you have them.",
    )
    chosen = FilesField(
        required=False,
        label="Or choose files",
        help_text=f"Text, Markdown or saved web pages, up to {_MEGABYTES} MB each; several at once.",
    )
    addresses = forms.CharField(
        required=False,
        label="Or give web addresses",
        widget=forms.Textarea(attrs={"rows": 2, "class": "low", "inputmode": "url", "spellcheck": "false"}),
        help_text="One on each line. The desk fetches the page; it is taken to be public.",
    )
    is_private = forms.BooleanField(
        required=False,
        initial=True,
        label="Pasted texts and files are private",
        help_text="Private texts are never published. A brief cites single sentences of them.",
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if len(text.encode()) > LARGEST:
            raise forms.ValidationError(f"This text is longer than the {_MEGABYTES} MB a story may have.")
        return text

    def clean_addresses(self) -> list[str]:
        lines = str(self.cleaned_data["addresses"]).split("\n")
        return list(dict.fromkeys(web_address(line) for line in lines if line.strip()))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            count = len(given["chosen"]) + len(given["addresses"]) + bool(given["text"].strip())
            if not count:
                raise forms.ValidationError("Nothing was given. Paste a text, choose a file or give an address.")
            if count > MOST:
                raise forms.ValidationError(f"These are {count} stories; add up to {MOST} at once.")
        return given


class FeedForm(forms.Form):
    """A feed to be watched."""

    address = forms.CharField(
        label="Address of the feed",
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
        help_text="RSS, Atom or JSON Feed. It is looked into every 15 minutes; each new story waits for your preview.",
    )

    def clean_address(self) -> str:
        return web_address(str(self.cleaned_data["address"]))
