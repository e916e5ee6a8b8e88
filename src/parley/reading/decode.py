"""Bytes of unknown encoding become text, or are refused as no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from parley.errors import ReadingError

LARGEST = 10 * 1024 * 1024  # bytes; a news page is a thousandth of it

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at the first 1024, some publishers put scripts before

# First bytes of what people save by mistake instead of the page; each with the way out.
_NO_TEXT = (
    (b"%PDF", "a PDF", "Export it as text (“Save as text”, or pdftotext FILE FILE.txt) and read that."),
    (b"PK\x03\x04", "a zip archive or office document", "Open it and save the story as plain text or HTML."),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Open it and save the story as plain text or HTML."),
    (b"{\\rtf", "a rich-text document", "Open it and save the story as plain text or HTML."),
    (b"\x89PNG", "an image", "Copy the words it shows into a text file and read that."),
    (b"\xff\xd8\xff", "an image", "Copy the words it shows into a text file and read that."),
    (b"GIF8", "an image", "Copy the words it shows into a text file and read that."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first (gunzip FILE) and read what comes out."),
    (b"\x7fELF", "a program", "Give the address or the text of a news story."),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str  # line breaks as they were; without a byte order mark
    encoding: str
    broken: int  # places where bytes fitted no character and U+FFFD stands instead


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """Turn the bytes of a source into text.

    A byte order mark decides, then the charset the sender declared, then the one the page declares, then
    UTF-8, then Windows-1252. UTF-8 with a few broken bytes stays UTF-8: they are replaced and counted.

    Raises:
        ReadingError: nothing in it, too much in it, or no text; says what to do instead.
    """
    _refuse_what_is_no_text(data, source)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    wide = _utf16_without_mark(data)
    if wide:
        return _replacing(data, wide)
    if data.count(b"\x00", 0, 65_536) > 0:
        raise ReadingError(
            f"{source} holds bytes that no text has (zeros), so it is a binary file. "
            "Give the address of a news page, or its text or HTML saved to a file."
        )
    return _first_that_fits(data, _named(declared), _named_by_page(data))


def _refuse_what_is_no_text(data: bytes, source: str) -> None:
    if len(data) > LARGEST:
        raise ReadingError(
            f"{source} holds {len(data) / 1024 / 1024:.1f} MB, more than the {LARGEST // 1024 // 1024} MB a story "
            "may have. Save the story alone, as text or HTML, and read that."
        )
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise ReadingError(f"{source} is empty: there is no story in it. Give a file or page that has text.")
    start = data.lstrip()[:8]
    for mark, what, way_out in _NO_TEXT:
        if start.startswith(mark):
            raise ReadingError(f"{source} is {what}, and only text and HTML can be read. {way_out}")


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of Western text has a zero in every other byte."""
    sample = data[:4096]
    odd, even = sample[1::2], sample[0::2]
    if len(sample) < 8:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _named(name: str | None) -> str | None:
    """The codec a charset's name stands for; the web reads Latin-1 and ASCII as Windows-1252."""
    try:
        found = codecs.lookup((name or "").strip().strip("\"'"))
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith("utf-16"):
        return None  # bytes told us already that they are no UTF-16
    return "cp1252" if found.name in {"iso8859-1", "ascii"} else found.name


def _named_by_page(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    return _named(found[1].decode("ascii", "replace")) if found else None


def _first_that_fits(data: bytes, *named: str | None) -> Decoded:
    for encoding in [name for name in named if name] + ["utf-8"]:
        try:
            return Decoded(data.decode(encoding), encoding, broken=0)
        except (UnicodeDecodeError, ValueError):
            continue
    as_utf8 = _replacing(data, "utf-8")
    # UTF-8 with a few broken bytes has whole characters too; Windows-1252 mistaken for UTF-8 has next to none.
    whole = sum(letter > "\x7f" and letter != "\ufffd" for letter in as_utf8.text)
    if whole > as_utf8.broken:
        return as_utf8
    return _replacing(data, "cp1252")


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode(encoding, "ignore") or b"\x00\x00\x00\x00\x00")
    return Decoded(text, encoding, broken=max(broken, 0))
