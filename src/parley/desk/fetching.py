"""Pages and feeds of the web, fetched without letting anybody reach what only this machine can reach.

A name is looked up once for each hop, every address it gives is judged, and the connection goes to the very address
that was judged: a name that points elsewhere a moment later (DNS rebinding) gains nothing. No proxy is used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Protocol
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from parley.errors import ReadingError
from parley.reading.decode import LARGEST

PATIENCE = 20.0  # seconds for everything: names, redirects, bytes
MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_WHO = "Mozilla/5.0 (compatible; Parley)"
_REDIRECTS = (301, 302, 303, 307, 308)

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses of IPv6 that stand for one of IPv4: translated by a gateway (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class Resolver(Protocol):
    """Turns a name into addresses, and says which may be connected to."""

    def addresses(self, host: str) -> list[str]: ...

    def allows(self, address: str) -> bool: ...


class SystemResolver:
    """The names this machine knows; of their addresses those that anybody on the internet could reach."""

    def addresses(self, host: str) -> list[str]:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    def allows(self, address: str) -> bool:
        return is_public(address)


@dataclass(frozen=True)
class Fetched:
    """What an address gave."""

    data: bytes
    charset: str | None  # as its server declared it
    address: str  # where it was found in the end, after redirects


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet.

    Not private, loopback, link-local, shared, multicast, reserved or unspecified; and an address of IPv6 that stands
    for one of IPv4 (mapped, translated, 6to4, Teredo) is judged by that one too.

    >>> [is_public(each) for each in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_open(each) for each in (ip, *_inside(ip)))


def fetch(address: str, resolver: Resolver, *, patience: float = PATIENCE) -> Fetched:
    """Fetch a page.

    Args:
        address: http or https; anything else is refused, also when a page leads there.
        resolver: looks names up and judges their addresses.
        patience: seconds for all of it.

    Raises:
        ReadingError: refused, not reached, an error status, more than ten megabytes, or too slow; says what to do.
    """
    deadline = time.monotonic() + patience
    here = address.strip()
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(here)
        found = _Hop(here, parts, _judged(here, parts, resolver, deadline), deadline).ask()
        if isinstance(found, Fetched):
            return found
        here = urljoin(here, found)
    raise ReadingError(f"{address} leads on more than {MOST_REDIRECTS} times. Give the address it ends at.")


def _is_open(ip: IpAddress) -> bool:
    closed = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved
    return ip.is_global and not closed and not ip.is_unspecified


def _inside(ip: IpAddress) -> list[IpAddress]:
    """Addresses of IPv4 that one of IPv6 stands for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[IpAddress] = [each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if each is not None]
    if ip in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return found


def _checked(address: str) -> SplitResult:
    """The parts of an address that may be asked for."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise ReadingError(f"{address[:200]} is no web address: {error}. Copy it from the browser again.") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ReadingError(f"{address[:200]} is no web address: give one that starts with http:// or https://.")
    if parts.username is not None or port == 0:
        raise ReadingError(f"{parts.scheme}://{host} is asked for with a name, a password or port 0. Leave them out.")
    return parts


def _judged(address: str, parts: SplitResult, resolver: Resolver, deadline: float) -> list[str]:
    """Addresses of the host, each of them allowed."""
    host = parts.hostname or ""
    try:
        # The names of other scripts are looked up in their own spelling for machines.
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = _within(deadline, lambda: resolver.addresses(name))
    except TimeoutError as error:
        raise _too_slow(address) from error
    except (OSError, UnicodeError) as error:
        raise ReadingError(f"Nobody knows the name {host}. Check the address.") from error
    if not found or not all(resolver.allows(each) for each in found):
        raise ReadingError(
            f"{host} is no address of the open internet, and the desk does not look into its own network. "
            "Save the page and add it as a file, or paste its text."
        )
    return found


def _within(deadline: float, work: Callable[[], list[str]]) -> list[str]:
    """What a call gives, unless it takes too long: looking up a name cannot be told to hurry."""
    given: list[list[str]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            given.append(work())
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if failed:
        raise failed[0]
    if not given:
        raise TimeoutError
    return given[0]


class _Hop:
    """One request: to one of the addresses that were judged, with the name the page is known by."""

    def __init__(self, address: str, parts: SplitResult, judged: list[str], deadline: float) -> None:
        self.address, self.parts, self.judged, self.deadline = address, parts, judged, deadline
        self.host = parts.hostname or ""
        self.is_tls = parts.scheme.lower() == "https"
        self.port = parts.port or (443 if self.is_tls else 80)
        self.socket: socket.socket | None = None

    def ask(self) -> Fetched | str:
        """The page, or where it leads."""
        try:
            # A server that sends one byte a second would never meet the time limit of a single read.
            watch = threading.Timer(self._left(), self._hang_up)
            watch.start()
            try:
                return self._answer()
            finally:
                watch.cancel()
                if self.socket is not None:
                    self.socket.close()
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            if time.monotonic() >= self.deadline or isinstance(error, TimeoutError):
                raise _too_slow(self.address) from error
            raise ReadingError(
                f"{self.address} could not be reached ({type(error).__name__}). Check the address in a browser, or "
                "save the page and add it as a file."
            ) from error

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _hang_up(self) -> None:
        try:
            if self.socket is not None:
                self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it ended by itself in the same moment

    def _connect(self) -> socket.socket:
        failed: OSError | None = None
        for address in self.judged:
            try:
                self.socket = socket.create_connection((address, self.port), timeout=self._left())
                if self.is_tls:
                    self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=self.host)
                return self.socket
            except TimeoutError:
                raise
            except OSError as error:
                failed = error
        raise failed or OSError("no address")

    def _answer(self) -> Fetched | str:
        connection = HTTPConnection(self.host, self.port)
        connection.sock = self._connect()  # instead of looking the name up once more
        target = quote(self.parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
        if self.parts.query:
            target += "?" + quote(self.parts.query, safe="/?%:@!$&'()*+,;=-._~")
        connection.request("GET", target, headers={"User-Agent": _WHO, "Accept-Encoding": "gzip", "Accept": "*/*"})
        answer = connection.getresponse()
        led = answer.getheader("Location")
        if answer.status in _REDIRECTS and led:
            return led
        if answer.status != 200:
            raise ReadingError(
                f"{self.address} answered {answer.status} {answer.reason[:60]}. Check the address in a browser; if the "
                "story can be read there, save it and add the file."
            )
        return Fetched(self._body(answer), answer.headers.get_content_charset(), self.address)

    def _body(self, answer: HTTPResponse) -> bytes:
        unpack = self._unpacker(answer.getheader("Content-Encoding", "").strip().lower())
        data = bytearray()
        while chunk := answer.read1(_CHUNK):
            self._left()
            data += unpack(chunk, LARGEST + 1 - len(data))
            if len(data) > LARGEST:
                raise ReadingError(
                    f"{self.address} holds more than the {LARGEST // 1024 // 1024} MB a story may have. "
                    "Give the address of the story alone."
                )
        self._left()  # hung up on at the last moment, a page would look as if it had ended
        if answer.length:
            raise OSError("less came than was announced")
        return bytes(data)

    def _unpacker(self, encoding: str) -> Callable[[bytes, int], bytes]:
        if encoding in ("", "identity"):
            return lambda chunk, _most: chunk
        if encoding in ("gzip", "x-gzip"):
            # Given back in bounded pieces: a few kilobytes can unpack into gigabytes.
            return zlib.decompressobj(31).decompress  # 31: gzip's own header
        raise ReadingError(f"{self.address} comes packed as “{encoding[:20]}”. Save the page and add it as a file.")


def _too_slow(address: str) -> ReadingError:
    return ReadingError(
        f"{address} did not answer in full within {PATIENCE:g} s. Try again later, or save the page and add the file."
    )
