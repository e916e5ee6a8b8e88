"""`parley desk --demo`: a newcomer looks around before bringing a story of their own."""

from __future__ import annotations

import pytest


@pytest.fixture
def shown(db):
    from parley.desk.demo import prepare

    steps = []
    prepare(lambda step, share: steps.append((step, share)))
    return steps


def test_the_demonstration_has_a_story_a_case_and_an_analysis(shown, client):
    """All real: read, drafted and analysed as the worker does it."""
    from parley.desk.models.negotiations import Negotiation

    negotiation = Negotiation.objects.get()
    story = negotiation.stories.get()

    assert story.state == "kept"
    assert story.dossier.is_negotiation
    assert {party.key for party in negotiation.latest().case.parties} >= {"ukraine", "united-states"}
    assert negotiation.latest().analyses.get().brief.headline.text
    assert shown[-1] == ("done", 1.0)


def test_preparing_it_again_adds_nothing(shown):
    """A demonstration that was stopped while it was made ready is made whole, and one that is whole stays so."""
    from parley.desk.demo import prepare
    from parley.desk.models.negotiations import Negotiation, Revision
    from parley.desk.models.stories import Story
    from parley.desk.models.work import Analysis

    prepare(lambda step, share: None)

    assert [kind.objects.count() for kind in (Negotiation, Story, Revision, Analysis)] == [1, 1, 1, 1]


def test_the_first_account_takes_over_the_team_of_the_demonstration(shown, client):
    """What was made ready belongs to whoever opens the desk."""
    from parley.desk.models.people import OneTimeLink

    address = f"/first/{OneTimeLink.issue()}/"
    form = client.get(address).content.decode()
    given = {"name": "Ada", "email": "ada@example.org", "password": "a long word for ada", "team": "Demonstration"}
    answer = client.post(address, given, follow=True)

    assert 'value="Demonstration"' in form
    assert "Register" not in form  # nobody has an account yet, and there is one way in
    assert "Minerals, guarantees and aid" in answer.content.decode()
    assert client.post(address, given).status_code == 404
