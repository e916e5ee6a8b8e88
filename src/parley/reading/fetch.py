"""The bytes of a page on the web."""

from __future__ import annotations

from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from parley.errors import ReadingError
from parley.reading.decode import LARGEST

PATIENCE = 20.0  # seconds for each answer of the server
_WHO = "Mozilla/5.0 (compatible; Parley)"


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return "://" in source


def fetch(address: str) -> tuple[bytes, str | None]:
    """The page at an http or https address, with the charset its server declared.

    Raises:
        ReadingError: another scheme, no answer in time, an error status, or more than ten megabytes.
    """
    if urlsplit(address).scheme.lower() not in {"http", "https"}:
        raise ReadingError(f"{address} is no web address: give one that starts with http:// or https://, or a path.")
    try:
        with urlopen(Request(address, headers={"User-Agent": _WHO}), timeout=PATIENCE) as answer:
            # One byte more than may be tells a page at the limit from one above it.
            return answer.read(LARGEST + 1), answer.headers.get_content_charset()
    except HTTPError as error:
        raise ReadingError(
            f"{address} answered {error.code} {error.reason}. Check the address in a browser; if the story can be "
            "read there, save it and read the file."
        ) from error
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ReadingError(
            f"{address} could not be reached within {PATIENCE:g} s: {reason}. Check the address and the connection, "
            "or save the page and read the file."
        ) from error
