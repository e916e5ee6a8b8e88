"""Fetching from the web: a desk asks the open internet, and nothing else, however it is led."""

from __future__ import annotations

import gzip
import socket
import time

import pytest
from tests.desk.local_web import LocalNames, certificate, leading_to, page, serving

from parley.desk.fetching import SystemResolver, fetch, is_public
from parley.errors import ReadingError
from parley.reading.decode import LARGEST

HERE = {"news.example": ["127.0.0.1"]}


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "no address"),
    ],
)
def test_what_only_this_network_reaches_is_not_public(address):
    """Private, loopback, link-local, shared, multicast, reserved; also written as an address of IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


def test_a_page_comes_with_the_charset_its_server_declared():
    """And the server is asked by the name, though the connection goes to the address that was judged."""
    with serving({"/story": page("Œuvre".encode("cp1252"), "text/html; charset=windows-1252")}) as (port, seen):
        found = fetch(f"http://news.example:{port}/story?a=ü", LocalNames(HERE))

    assert found.data.decode(found.charset) == "Œuvre"
    assert seen == [("/story?a=%C3%BC", f"news.example:{port}")]


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://2130706433/"),
        *("http://0x7f.1/", "http://0/", "https://127.0.0.1:8443/"),
    ],
)
def test_this_machine_is_refused_however_it_is_spelt(address):
    """Numbers in other bases are addresses too, to the machine that looks them up."""
    with pytest.raises(ReadingError, match=r"no address of the open internet|Nobody knows"):
        fetch(address, SystemResolver())


@pytest.mark.parametrize(
    "address", ["file:///etc/hosts", "ftp://news.example/", "gopher://x/", "news.example", "", "http://"]
)
def test_another_scheme_is_refused(address):
    with pytest.raises(ReadingError, match="http"):
        fetch(address, LocalNames(HERE))


def test_a_name_with_one_private_address_among_others_is_refused():
    """The server of the name would choose which of them is tried."""
    names = LocalNames({"news.example": ["93.184.215.14", "10.0.0.7"]})

    with pytest.raises(ReadingError, match="open internet"):
        fetch("http://news.example/", names)


@pytest.mark.parametrize(
    "goal", ["http://inside.example/secret", "file:///etc/hosts", "http://169.254.169.254/latest/"]
)
def test_a_page_that_leads_inside_is_not_followed(goal):
    """Each hop is judged like the first."""
    names = LocalNames({**HERE, "inside.example": ["10.0.0.7"], "169.254.169.254": ["169.254.169.254"]})
    with serving({"/": leading_to(goal)}) as (port, _), pytest.raises(ReadingError, match=r"open internet|web address"):
        fetch(f"http://news.example:{port}/", names)


def test_a_redirect_on_the_open_web_is_followed():
    with serving({"/old": leading_to("/new"), "/new": page(b"the story")}) as (port, _):
        found = fetch(f"http://news.example:{port}/old", LocalNames(HERE))

    assert found.data == b"the story"
    assert found.address.endswith("/new")


def test_a_page_that_leads_in_circles_is_left():
    with serving({"/": leading_to("/")}) as (port, seen), pytest.raises(ReadingError, match="leads on"):
        fetch(f"http://news.example:{port}/", LocalNames(HERE))

    assert len(seen) == 6


def test_a_name_that_points_elsewhere_a_moment_later_gains_nothing():
    """It is looked up once, and that very address is connected to; the next page looks it up anew and is refused."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    names = LocalNames({"news.example": lambda: next(answers)})
    with serving({"/": page(b"the story")}) as (port, _):
        first = fetch(f"http://news.example:{port}/", names)
        with pytest.raises(ReadingError, match="open internet"):
            fetch(f"http://news.example:{port}/", names)

    assert first.data == b"the story"
    assert names.asked == ["news.example", "news.example"]


def test_more_than_ten_megabytes_are_not_taken():
    """Neither announced, nor sent without end."""

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x" * 1_000_000)

    with serving({"/big": page(b"x" * (LARGEST + 1)), "/endless": endless}) as (port, _):
        for path in ("/big", "/endless"):
            with pytest.raises(ReadingError, match="10 MB"):
                fetch(f"http://news.example:{port}{path}", LocalNames(HERE))


def test_a_small_page_that_unpacks_into_a_large_one_is_not_taken():
    """Fifty megabytes of nothing pack into fifty kilobytes."""
    packed = gzip.compress(b"\0" * 50_000_000)
    honest = gzip.compress(b"the story")
    with serving({"/bomb": page(packed, Content_Encoding="gzip"), "/story": page(honest, Content_Encoding="gzip")}) as (
        port,
        _,
    ):
        with pytest.raises(ReadingError, match="10 MB"):
            fetch(f"http://news.example:{port}/bomb", LocalNames(HERE))
        assert fetch(f"http://news.example:{port}/story", LocalNames(HERE)).data == b"the story"


def test_a_server_that_drips_is_left_in_time():
    """One byte now and then would pass the limit of each single read."""

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    def drip_head(handler):
        for _ in range(100):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.1)

    with serving({"/drip": drip, "/head": drip_head}) as (port, _):
        for path in ("/drip", "/head"):
            begun = time.monotonic()
            with pytest.raises(ReadingError, match="within"):
                fetch(f"http://news.example:{port}{path}", LocalNames(HERE), patience=0.5)
            assert time.monotonic() - begun < 2


def test_a_name_that_is_looked_up_for_ever_is_left_in_time():
    names = LocalNames({"news.example": lambda: time.sleep(5)})
    begun = time.monotonic()
    with pytest.raises(ReadingError, match="within"):
        fetch("http://news.example/", names, patience=0.3)

    assert time.monotonic() - begun < 2


def test_an_error_and_a_closed_door_say_what_to_do():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    gone = {"/gone": page(b"no", status=410)}
    with serving(gone) as (port, _), pytest.raises(ReadingError, match=r"410.*save it"):
        fetch(f"http://news.example:{port}/gone", LocalNames(HERE))
    with pytest.raises(ReadingError, match="save the page"):
        fetch(f"http://news.example:{closed}/", LocalNames(HERE))


def test_a_page_cut_short_is_not_taken_for_the_whole():
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half a story")

    with serving({"/cut": cut}) as (port, _), pytest.raises(ReadingError, match="reached"):
        fetch(f"http://news.example:{port}/cut", LocalNames(HERE))


def test_a_name_or_a_password_in_an_address_is_refused():
    """“http://news.example@inside/” reads like one place and leads to another."""
    with pytest.raises(ReadingError, match="Leave them out"):
        fetch("http://news.example@inside.example/", LocalNames(HERE))


def test_over_https_the_server_proves_the_name_though_its_address_is_pinned(tmp_path, monkeypatch):
    """The certificate is checked against the name that was asked for, not against the address connected to."""
    public, context = certificate("news.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    names = LocalNames({**HERE, "other.example": ["127.0.0.1"]})
    with serving({"/": page(b"the story")}, tls=context) as (port, seen):
        found = fetch(f"https://news.example:{port}/", names)
        with pytest.raises(ReadingError, match="reached"):
            fetch(f"https://other.example:{port}/", names)

    assert found.data == b"the story"
    assert seen == [("/", f"news.example:{port}")]


def test_a_server_nobody_vouches_for_is_not_believed(tmp_path):
    _, context = certificate("news.example", tmp_path)
    with serving({"/": page(b"a lie")}, tls=context) as (port, seen), pytest.raises(ReadingError, match="reached"):
        fetch(f"https://news.example:{port}/", LocalNames(HERE))

    assert seen == []
