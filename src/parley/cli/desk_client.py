"""Asking a desk: its API over https, with a token that goes nowhere else."""

from __future__ import annotations

import ipaddress
import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from parley.errors import ParleyError

TOKEN = "PARLEY_DESK_TOKEN"
_PATIENCE = 60  # seconds; a large case is checked while we wait
_LARGEST = 64 * 1024 * 1024  # bytes of an answer
_PAGE = re.compile(r"(https?://[^/?#]+(?:/[^?#]*?)?)/n/([a-z0-9]+)(?:[/?#].*)?", re.IGNORECASE)


class DeskError(ParleyError):
    """A desk refused, or could not be asked."""

    exit_code = 69  # EX_UNAVAILABLE


class DeskRefusal(DeskError):
    """The desk does not let this token do this."""

    exit_code = 77  # EX_NOPERM


class DeskMovedOn(DeskError):
    """The case on the desk has changed since; nothing was saved."""

    exit_code = 75  # EX_TEMPFAIL: pull, then try again

    def __init__(self, message: str, changes: list[str]) -> None:
        self.changes = changes
        super().__init__(message)


class Desk:
    """One negotiation on a desk, asked with one token.

    Args:
        address: of the negotiation's page: https://desk.example/n/abc. http is for this machine only.
        token: as the desk's settings page showed it.
    """

    def __init__(self, address: str, token: str) -> None:
        found = _PAGE.fullmatch(address)
        if found is None:
            raise DeskError(f"{address} is no negotiation's address. It looks like https://desk.example/n/abc23defgh")
        self.base, self.code = found[1].rstrip("/"), found[2]
        self.page = f"{self.base}/n/{self.code}"
        self._token = token
        if urlsplit(self.base).scheme.lower() == "http" and not _is_here(urlsplit(self.base).hostname or ""):
            raise DeskError(f"{self.base} is not encrypted, and the token would be open to all between. Use https://")

    def case(self) -> dict[str, Any] | None:
        """Revision and case as they are now; None: the negotiation has no case yet."""
        try:
            return self._ask("GET", "case")
        except DeskRefusal as refusal:
            if refusal.args[1:] == (404,):
                self._ask("GET", "")  # is it there at all?
                return None
            raise

    def revision(self, number: int) -> dict[str, Any]:
        return self._ask("GET", f"revisions/{number}")

    def push(self, case: dict[str, Any], *, base: int, why: str) -> dict[str, Any]:
        """Send a whole case; the revision it became.

        Raises:
            DeskMovedOn: the case there is no longer at `base`.
        """
        return self._ask("PUT", "case", {"base": base, "case": case, "why": why})

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        address = f"{self.base}/api/negotiations/{self.code}/{path}".rstrip("/")
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        try:
            request = Request(address, data=data, headers=headers, method=method)
            with build_opener(_NoRedirect).open(request, timeout=_PATIENCE) as answer:
                read = json.loads(answer.read(_LARGEST))
        except HTTPError as error:
            raise _told(error, self.page) from error
        except (URLError, OSError) as error:
            raise DeskError(f"{self.base} does not answer: {getattr(error, 'reason', error)}") from error
        except ValueError as error:
            raise DeskError(f"{self.base} answers, but not as a desk of Parley does.") from error
        if not isinstance(read, dict):
            raise DeskError(f"{self.base} answers, but not as a desk of Parley does.")
        return read


def token_from(file: Path | None) -> str:
    """The token, from a file or the environment; never from the command line, where every process can read it.

    Raises:
        DeskError: there is none.
    """
    given = file.read_text("utf-8", errors="replace") if file else os.environ.get(TOKEN, "")
    token = given.strip()
    if not token:
        raise DeskError(f"No token. Make one on the desk, under your name, and set {TOKEN} or give --token-file FILE.")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise DeskError("This is no token: it is one word that begins with “parley_”.")
    return token


class _NoRedirect(HTTPRedirectHandler):
    """A token must not follow a redirect to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _told(error: HTTPError, page: str) -> DeskError:
    """What the desk said, in its own words where it said something."""
    try:
        said = json.loads(error.read(_LARGEST))["error"]
        message, details = str(said["message"]), [f"{each['where']}: {each['message']}" for each in said["details"]]
    except (ValueError, KeyError, TypeError):
        message, details = f"the answer was {error.code}", []
    if error.code == 409:
        return DeskMovedOn(f"{page}: {message}", details)
    if error.code in (401, 403, 404):
        return DeskRefusal(f"{page}: {message}", error.code)
    if 300 <= error.code < 400:
        return DeskError(f"{page} sends on to {error.headers.get('Location')}. Name that address instead.")
    return DeskError(f"{page}: {message}")
