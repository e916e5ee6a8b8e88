"""A page becomes the same story as its text, with every sentence traced into the page's source."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from parley.errors import ReadingError
from parley.reading.article import Article
from parley.reading.read import read

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Port unions weigh a new offer - Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-03-04T08:00:00Z">
<style>p { color: red }</style><script>document.write("<p>The owner of this page signs at once.</p>")</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Port unions weigh a new offer</h1>
<div class="byline">By Ada Berg</div><span class="edition">Morning Edition</span>
<p class="standfirst">Dockers in Rotterdam have until Friday to answer an offer that ends a three-week strike.</p>
<p>The union&rsquo;s chair said on Monday that the offer was &ldquo;a start, no more,&rdquo; and asked for a
<em>better</em> one. The port has raised its offer twice since the strike began in the middle of February.</p>
<p style="display: none">The union has secretly accepted everything the port wants.</p>
<h2>What the port offers</h2>
<p>The port&rsquo;s paper, which both sides saw on Sunday, promises:</p>
<ul><li><strong>Pay:</strong> a raise of 4 percent this year</li><li>No dismissals before 2030</li></ul>
<p>&ldquo;We will not sign in the dark. Our members vote first,&rdquo; the chair said after the meeting ended.</p>
</article><p class="must-log-in">You must <a href="/r">Register</a> or <a href="/l">Login</a> to post a comment.</p>
<footer><a href="/about">About us</a></footer></body></html>"""


@pytest.fixture(scope="module")
def port() -> Article:
    return read("port.html", PAGE.encode())


def kinds(article: Article) -> dict[str, str]:
    return {article.slice(block.span): block.kind for block in article.blocks}


def test_a_page_gives_its_head_its_bullets_and_its_notice(port):
    """The library that finds the story drops bylines, editions and comment notices; a brief needs them."""
    assert (port.title, port.outlet, port.edition) == (
        "Port unions weigh a new offer",
        "Harbour Post",
        "Morning Edition",
    )
    assert str(port.published) == "2025-03-04"
    assert kinds(port)["By Ada Berg"] == "byline"
    assert kinds(port)["You must Register or Login to post a comment."] == "notice"
    assert [port.slice(block.label) for block in port.blocks if block.label] == ["Pay"]
    assert {port.slice(port.blocks[block.lead_in].span)[-9:] for block in port.blocks if block.lead_in} == {"promises:"}


def test_each_sentence_of_a_page_leads_to_its_markup(port):
    """A click on a sentence must open the stretch of the page that says it, entities and emphasis included."""
    import re

    for sentence in port.sentences:
        stretch = port.source_span(sentence.span).of(PAGE)
        seen = " ".join(unescape(re.sub(r"<[^>]*>", "", stretch)).split())
        assert seen == port.slice(sentence.span)


def test_scripts_and_hidden_words_never_become_text(port):
    """What a reader of the page cannot see is no evidence."""
    assert "signs at once" not in port.text
    assert "secretly" not in port.text


def test_menus_are_left_out_and_counted(port):
    """Nothing is dropped in silence."""
    assert "World" not in port.text
    assert "furniture-left-out" in {finding.code for finding in port.findings}


def test_a_page_written_by_a_script_says_how_to_get_its_text():
    with pytest.raises(ReadingError, match="save the page from a browser"):
        read("app.html", b"<html><body><script>render()</script></body></html>")


def test_a_page_nested_without_end_still_gives_its_text():
    """Hostile nesting must neither crash nor hang."""
    inside = "<p>The union rejected the offer on Monday and said that the strike goes on until Friday.</p>"
    article = read("deep.html", ("<html><body>" + "<div>" * 50_000 + inside).encode())

    assert article.text.startswith("The union rejected the offer")


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/port" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_is_fetched_and_read_like_the_saved_page(address, port):
    assert read(f"{address}/port").text == port.text


def test_an_address_that_answers_with_an_error_says_so(address):
    with pytest.raises(ReadingError, match="404"):
        read(f"{address}/gone")


def test_other_schemes_than_the_webs_are_refused():
    """A story's address must not open local files."""
    with pytest.raises(ReadingError, match="http"):
        read("file:///etc/hostname")
