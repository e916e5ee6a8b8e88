"""`parley push` and `parley pull` against a desk that answers at a real port."""

from __future__ import annotations

import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parley(tmp_path, monkeypatch, capsys):
    """The command as an analyst types it, in a folder with the worked example."""
    from parley.cli.main import run

    shutil.copy(ROOT / "examples" / "minerals_2025.yaml", tmp_path / "case.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARLEY_WHO", "Erin")
    monkeypatch.delenv("PARLEY_DESK_TOKEN", raising=False)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["parley", *arguments])
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


@pytest.fixture
def page(live_server, negotiation):
    return f"{live_server.url}/n/{negotiation.code}"


@pytest.fixture
def named(people, monkeypatch):
    """Work with a token of one of them."""
    from parley.desk.models.people import ApiToken

    def with_token_of(name):
        monkeypatch.setenv("PARLEY_DESK_TOKEN", ApiToken.issue(people[name], "laptop"))

    return with_token_of


def edit(parley, file, value):
    from parley.case.file import load

    key = load(Path("case.yaml").read_text()).parties[0].key
    code, said = parley("case", "edit", file, f"{key}/influence={value}", "--why", "the port is closed")
    assert code == 0, said
    return f"{key}/influence"


def test_a_case_goes_to_a_desk_and_comes_back_the_same(parley, page, named, negotiation):
    """An analyst works alone on a train, and shares it at the station."""
    from parley.case.file import load

    named("erin")
    first = parley("push", "case.yaml", page, "--base", "0", "--why", "worked out alone")
    pulled = parley("pull", page, "-o", "again.yaml")

    assert first[0] == pulled[0] == 0, first[1] + pulled[1]
    assert load(Path("again.yaml").read_text()).digest() == negotiation.latest().digest
    assert negotiation.latest().by_name == "Erin"
    assert negotiation.latest().why == "worked out alone"
    assert f"# From {page}, revision 1." in Path("again.yaml").read_text()


def test_a_file_that_was_pulled_edited_and_pushed_needs_no_number(parley, page, named, negotiation):
    """Also after `case edit` wrote the file anew, and a number was changed by hand."""
    named("erin")
    parley("push", "case.yaml", page, "--base", "0")
    on = edit(parley, "case.yaml", 41)
    second = parley("push", "case.yaml", page)
    third = parley("push", "case.yaml", page)

    assert second[0] == third[0] == 0, second[1] + third[1]
    assert negotiation.latest().number == 2, "what is the same already is no revision"
    assert negotiation.latest().case.judgements[-1].on == on


def test_a_case_that_changed_meanwhile_is_not_overwritten_and_the_way_on_is_said(parley, page, named, negotiation):
    """Two analysts pull the same revision; the second learns of the first's change, and lays theirs over it."""
    named("erin")
    parley("push", "case.yaml", page, "--base", "0")
    shutil.copy("case.yaml", "mine.yaml")
    on = edit(parley, "case.yaml", 41)
    parley("push", "case.yaml", page, "--why", "the strike holds")
    edit(parley, "mine.yaml", 55)
    refused = parley("push", "mine.yaml", page)
    merged = parley("pull", page, "--keep", "mine.yaml", "-o", "mine.yaml")
    again = parley("push", "mine.yaml", page)

    assert refused[0] == 75
    assert "revision 2: Erin" in refused[1]
    assert "the strike holds" in refused[1]
    assert f"parley pull {page} --keep mine.yaml" in refused[1]
    assert f"{on}: Erin judged it too" in merged[1]
    assert again[0] == 0, again[1]
    made = [each.change["value"] for each in negotiation.latest().case.judgements if each.on == on]
    assert made[-2:] == [41.0, 55.0]


def test_a_reader_may_pull_and_not_push_and_others_see_nothing(parley, page, named):
    """The same gate as the pages'."""
    named("erin")
    parley("push", "case.yaml", page, "--base", "0")
    named("reed")
    assert parley("pull", page)[0] == 0
    code, said = parley("push", "case.yaml", page)
    named("charlie")
    other = parley("pull", page)

    assert code == 77
    assert "editor" in said
    assert other[0] == 77
    assert "Nothing is here" in other[1]


def test_without_a_token_nothing_is_sent(parley, page, tmp_path):
    """It is taken from the environment or a file, never from the command line, which every process can read."""
    (tmp_path / "token").write_text("\n")

    for arguments in (("pull", page), ("pull", page, "--token-file", "token")):
        code, said = parley(*arguments)
        assert code == 69
        assert "PARLEY_DESK_TOKEN" in said
    assert parley("pull", page, "--token", "parley_x")[0] == 2


def test_a_token_in_a_file_works(parley, page, people, tmp_path):
    from parley.desk.models.people import ApiToken

    (tmp_path / "token").write_text(ApiToken.issue(people["erin"], "laptop") + "\n")

    assert parley("push", "case.yaml", page, "--base", "0", "--token-file", "token")[0] == 0


@pytest.mark.parametrize("address", ["http://desk.example/n/abc23defgh", "http://192.0.2.7:8000/n/abc23defgh"])
def test_a_token_is_not_sent_in_the_open(parley, named, address):
    """http is for a desk on this machine."""
    named("erin")
    code, said = parley("pull", address)

    assert code == 69
    assert "https://" in said


def test_a_token_does_not_follow_a_redirect(parley, named, live_server):
    """A desk that sends elsewhere could be sending to somebody who collects tokens."""
    seen = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"{live_server.url}/api/me")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    named("erin")
    code, said = parley("pull", f"http://127.0.0.1:{server.server_port}/n/abc23defgh")
    server.shutdown()

    assert code == 69
    assert "/api/me" in said
    assert seen == ["/api/negotiations/abc23defgh/case"]


def test_what_a_command_needs_and_lacks_is_said(parley, page, named, negotiation):
    """A file of unknown origin, one of another negotiation, an address that is none, a desk that is away."""
    named("erin")
    assert "--base 0" in parley("push", "case.yaml", page)[1]
    assert "no case yet" in parley("pull", page)[1]
    parley("push", "case.yaml", page, "--base", "0")
    assert "was pulled from" in parley("push", "case.yaml", page[:-10] + "abc23defgh")[1]
    assert "https://desk.example/n/" in parley("pull", "desk.example")[1]
    assert "does not answer" in parley("pull", "http://127.0.0.1:9/n/abc23defgh")[1]
    assert os.environ["PARLEY_DESK_TOKEN"] not in parley("pull", "http://127.0.0.1:9/n/abc23defgh")[1]
