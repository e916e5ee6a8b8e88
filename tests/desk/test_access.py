"""Every address of the desk, asked by everybody: made from the table of addresses, so that no page is forgotten."""

from __future__ import annotations

import pytest
from django.urls import URLResolver, get_resolver
from tests.desk.kept import kept_story
from tests.desk.news import MACKEREL
from tests.desk.written import put_out

from parley.desk.access import Gate
from parley.desk.models.teams import Role

WHO = {
    "anonymous": None,
    "charlie": None,
    "reed": Role.READER,
    "rob": Role.REVIEWER,
    "erin": Role.EDITOR,
    "alice": Role.OWNER,
}


def own_pages():
    """Every address in the desk's own table, with the page behind it."""
    return [pattern for pattern in get_resolver().url_patterns if not isinstance(pattern, URLResolver)]


PAGES = own_pages()
BRIEF_PAGES = [page for page in PAGES if getattr(page.callback, "gate", None) and page.callback.gate.about == "brief"]
TEAM_PAGES = [page for page in PAGES if getattr(page.callback, "gate", None) and page.callback.gate.role]


def address_of(page, things):
    """The address of a page about things that Alice's team has."""
    return page.name, {name: things[name] for name in page.pattern.converters}


@pytest.fixture
def things(negotiation, team, people):
    """A value for every name that an address of the table may hold."""
    from parley.desk.models.stories import Feed
    from parley.desk.models.work import Job

    story = kept_story(negotiation, MACKEREL, by=people["alice"])
    job = Job.objects.create(negotiation=negotiation, kind="analyse", target="1")
    publication, comment, link = publish(negotiation, people)
    return {
        "team": team.code,
        "code": negotiation.code,
        "story": story.code,
        "sentence": "s1",
        "feed": Feed.objects.create(negotiation=negotiation, address="https://news.example/feed").pk,
        "job": job.code,
        "secret": "no-such",
        "token": 0,
        "revision": 1,
        "brief": publication.code,
        "number": 1,
        "comment": comment.pk,
        "link": link.pk,
    }


def publish(negotiation, people):
    """A published brief with a comment, and a link to its draft."""
    from parley.desk.models.briefs import ShareLink

    version = put_out(negotiation, people)
    comment = version.publication.comments.create(version=1, body="Is that so?", by_name="Charlie", state="shown")
    ShareLink.issue(negotiation, people["alice"])
    return version.publication, comment, negotiation.share_links.get()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_stands_behind_the_gate(page):
    """A page that fetches by itself can forget to ask who wants it."""
    assert isinstance(getattr(page.callback, "gate", None), Gate)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", TEAM_PAGES, ids=lambda page: page.name)
def test_a_page_of_a_team_opens_by_role(page, who, things, people, client):
    """Not logged in: to the log-in page. Not of the team: nothing is here. In a lower role: refused, and told why."""
    from django.urls import reverse

    gate, (name, arguments) = page.callback.gate, address_of(page, things)
    if who != "anonymous":
        client.force_login(people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = getattr(client, gate.methods[0].lower())(reverse(name, kwargs=arguments))

    if who == "anonymous":
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
    elif WHO[who] is None:
        assert answer.status_code == 404
        assert "Ferry strike" not in answer.content.decode()
        assert "Alice" not in answer.content.decode()
        assert "mackerel" not in answer.content.decode()
    elif WHO[who] < gate.role:
        assert answer.status_code == 403
        assert gate.role.label in answer.content.decode()
    else:
        assert answer.status_code in (200, 302, 303, 400)
        if gate.about == "story" and answer.status_code == 200:
            assert "mackerel" in answer.content.decode() or name == "story-items"


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", BRIEF_PAGES, ids=lambda page: page.name)
def test_a_published_brief_is_everybodys(page, who, things, people, client):
    """Whoever asks sees it; who would write about it logs in first. A withdrawn one is gone for all."""
    from django.urls import reverse
    from django.utils import timezone

    from parley.desk.models.briefs import Publication

    name, arguments = address_of(page, things)
    if who != "anonymous":
        client.force_login(people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse(name, kwargs=arguments))
    if who == "anonymous" and page.callback.gate.needs_account:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
    else:
        assert answer.status_code == 200

    Publication.objects.update(withdrawn_at=timezone.now(), withdrawn_why="A source asked for it.")
    answer = client.get(reverse(name, kwargs=arguments))
    assert answer.status_code == 410
    assert "A source asked for it." in answer.content.decode()
    assert "minerals" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_takes_only_its_own_methods(page, things, enter):
    """A change comes by POST alone, so that no link and no picture can make one."""
    from django.urls import reverse

    name, arguments = address_of(page, things)
    client, gate = enter("alice"), page.callback.gate
    for method in {"GET", "POST", "PUT", "DELETE"} - set(gate.methods):
        assert getattr(client, method.lower())(reverse(name, kwargs=arguments)).status_code == 405
