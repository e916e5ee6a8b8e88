"""Published pages are sent once and asked for again by what they say; nobody sees an older one, or another's."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.written import put_out, softened

from parley.desk.commenting import answer, moderate, write
from parley.desk.models.briefs import Comment, Publication
from parley.desk.publishing import withdraw

OF_A_BRIEF = ("public-brief", "version", "versions", "public-pdf", "public-atom", "public-json-feed")
OF_ALL = ("all-atom", "all-json-feed", "home")


def addresses(publication):
    code = publication.code
    more = {"version": {"number": 1}}
    return {
        **{name: reverse(name, kwargs={"brief": code, **more.get(name, {})}) for name in OF_A_BRIEF},
        **{name: reverse(name) for name in OF_ALL},
        "api-brief": f"/api/briefs/{code}",
        "api-comments": f"/api/briefs/{code}/comments",
    }


@pytest.fixture
def publication(negotiation, people):
    return put_out(negotiation, people).publication


def tags(client, publication):
    return {name: client.get(address)["ETag"] for name, address in addresses(publication).items()}


@pytest.mark.parametrize("name", [*OF_A_BRIEF, *OF_ALL, "api-brief", "api-comments"])
def test_what_a_reader_has_is_not_sent_again(client, publication, name):
    address = addresses(publication)[name]
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    other = client.get(address, headers={"If-None-Match": '"another"'})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""
    assert again["ETag"] == first["ETag"] == other["ETag"]
    assert first["Cache-Control"] == again["Cache-Control"] == "no-cache"
    assert not first.cookies  # nobody is given a cookie for reading


@pytest.mark.parametrize("name", ["public-brief", "version", "versions", "home"])
def test_a_page_that_differs_by_who_asks_says_so(client, publication, people, name):
    """The bar names who is logged in: their page is theirs alone, and the one kept before is never taken for it."""
    address = addresses(publication)[name]
    anonymous = client.get(address)
    client.force_login(people["reed"], backend="allauth.account.auth_backends.AuthenticationBackend")
    own = client.get(address, headers={"If-None-Match": anonymous["ETag"]})
    client.logout()
    after = client.get(address, headers={"If-None-Match": own["ETag"]})

    assert "Cookie" in anonymous["Vary"]
    assert "Cookie" in own["Vary"]
    assert own["Cache-Control"] == "private, no-cache"
    assert (own.status_code, after.status_code) == (200, 200)
    assert "Reed" in own.content.decode()
    assert "Reed" not in after.content.decode()
    assert after["ETag"] == anonymous["ETag"]


def test_a_message_for_one_visitor_is_in_no_kept_page(client, publication, people):
    """“You have signed out” stands on the next page once; that page is another one."""
    address = addresses(publication)["public-brief"]
    before = client.get(address)["ETag"]
    client.post("/accounts/login/", {"login": "reed@example.org", "password": "a word for tests"})
    client.post("/accounts/logout/")
    told = client.get(address, headers={"If-None-Match": before})

    assert told.status_code == 200
    assert 'class="messages"' in told.content.decode()
    assert client.get(address, headers={"If-None-Match": before}).status_code == 304


def test_no_reader_is_left_with_an_older_page(client, negotiation, publication, people):
    """A version, a comment let through, its answer, its taking back, closed comments: each is seen at the next look."""
    seen = [tags(client, publication)]

    def changed():
        seen.append(tags(client, publication))
        return {name for name, tag in seen[-1].items() if tag != seen[-2][name]}

    comment = write(publication, body="Does Congress agree?", sentence="", by=people["charlie"])
    assert changed() == set()  # held: nobody sees it yet
    moderate(publication, [comment.pk], Comment.State.SHOWN, by=people["rob"])
    assert changed() == {"public-brief", "version", "api-comments"}
    answer(comment, body="It has to.", by=people["rob"])
    assert changed() == {"public-brief", "version", "api-comments"}
    moderate(publication, [comment.pk], Comment.State.REJECTED, by=people["rob"])
    assert {"public-brief", "version"} <= changed()
    Publication.objects.update(is_open=False)
    assert changed() == {"public-brief", "version"}
    put_out(negotiation, people, softened(), note="Kyiv gave way.")
    assert changed() == {*addresses(publication)} - {"api-comments"}


def test_a_withdrawn_brief_is_gone_for_who_has_it_too(client, publication):
    before = tags(client, publication)
    withdraw(publication, why="A source asked for it.")
    after = {
        name: client.get(address, headers={"If-None-Match": before[name]})
        for name, address in addresses(publication).items()
    }

    assert {after[name].status_code for name in OF_A_BRIEF} == {410}
    assert {after[name].status_code for name in OF_ALL} == {200}
    assert after["api-brief"].status_code == 410


def test_a_program_s_answer_is_its_own(client, publication, people):
    from parley.desk.models.people import ApiToken

    headers = {"Authorization": f"Bearer {ApiToken.issue(people['reed'], 'test')}"}
    first = client.get("/api/me", headers=headers)
    again = client.get("/api/me", headers={**headers, "If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "private, no-cache"
    assert again.status_code == 304
