"""Every revision of a case, judgements taken back, two revisions side by side."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.talks import talks
from tests.desk.test_case import POSITION, address, body, judge

from parley.desk import jobs
from parley.desk.cases import save_draft
from parley.desk.models.work import Job


@pytest.fixture
def judged(negotiation, people, enter):
    """Drafted, and judged once by Erin."""
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    judge(enter("erin"), negotiation, 60, low="50", high="70")
    return negotiation


def take_back(client, negotiation, id, base=None):
    data = {"judgement": id, "base": base or negotiation.latest().number}
    return client.post(address("undo", negotiation), data)


def position(negotiation):
    return negotiation.latest().case.stance("north", "water").position.value


def test_an_empty_history_says_what_to_do_next(negotiation, enter):
    assert "Keep a story first" in body(enter("reed").get(address("history", negotiation)))


def test_history_tells_who_when_why_and_what(judged, enter):
    page = body(enter("reed").get(address("history", judged)))

    assert "Erin position of North on water: 60 (50 to 70) said so on the radio" in page
    assert "Alice drafted from the stories" in page


def test_undo_is_one_more_revision_and_can_itself_be_undone(judged, enter):
    client = enter("erin")
    first = judged.latest().judgement
    assert take_back(client, judged, first.id).status_code == 302
    assert (judged.latest().number, position(judged)) == (3, 100)

    take_back(client, judged, judged.latest().judgement.id)
    assert (judged.latest().number, position(judged)) == (4, 60)
    assert "takes back: position of North on water: 60 (50 to 70)" in body(client.get(address("history", judged)))


def test_two_who_take_back_one_judgement_meet(judged, enter):
    id = judged.latest().judgement.id
    take_back(enter("erin"), judged, id, base=2)
    refused = take_back(enter("alice"), judged, id, base=2)

    assert refused.status_code == 409
    assert "Nothing was changed" in body(refused)
    assert judged.latest().number == 3


@pytest.mark.parametrize("data", [{}, {"judgement": "j-1"}, {"judgement": "j-1", "base": "x"}])
def test_an_undo_that_names_nothing_is_no_request(judged, enter, data):
    assert enter("erin").post(address("undo", judged), data).status_code == 400


def test_a_judgement_nobody_made_cannot_be_taken_back(judged, enter):
    answer = take_back(enter("erin"), judged, "j-0000000000")

    assert answer.status_code == 400
    assert "no longer in the case" in body(answer)


def test_two_revisions_stand_side_by_side(judged, enter):
    page = body(enter("reed").get(address("compare", judged) + "?a=1&b=2"))

    assert "position of North on water 100 (90 to 110) 60 (50 to 70)" in page
    assert "Revision 1 is not analysed yet" in page
    assert "waiting for its turn" in page


def test_what_is_not_analysed_is_queued_and_then_compared(judged, enter):
    client = enter("rob")
    judged.jobs.all().delete()
    sent = client.post(address("analyse-revisions", judged), {"a": 1, "b": 2})
    waiting = body(client.get(sent["Location"]))
    for job in Job.objects.filter(negotiation=judged):
        jobs.run.call(job.code)
    page = body(client.get(sent["Location"]))

    assert "waiting for its turn" in waiting
    assert "moves North on water 100 to 60" in page
    assert "forecast for water, weighted mean" in page
    assert "seed 0 in both" in page


def test_a_case_that_cannot_be_analysed_says_so_where_the_forecast_would_stand(negotiation, people, enter):
    lonely = talks().model_copy(update={"parties": talks().parties[:1], "stances": talks().stances[:2]})
    for title in ("Talks", "Talks at sea"):
        save_draft(negotiation, lonely.model_copy(update={"title": title}), by=people["alice"], why="Drafted")
    client = enter("rob")
    client.post(address("analyse-revisions", negotiation), {"a": 1, "b": 2})
    for job in Job.objects.all():
        jobs.run.call(job.code)

    page = body(client.get(address("compare", negotiation) + "?a=1&b=2"))
    assert "a negotiation needs at least two parties" in page


def test_a_revision_that_is_not_there_is_not_there(judged, enter):
    client = enter("reed")

    assert client.get(address("compare", judged) + "?a=1&b=9").status_code == 404
    assert client.get(address("compare", judged) + "?a=one").status_code == 400


def test_an_analysis_that_waits_for_an_overtaken_revision_is_given_up(judged, enter):
    judge(enter("erin"), judged, 40)

    assert list(judged.jobs.order_by("pk").values_list("target", "state")) == [("2", "cancelled"), ("3", "queued")]


def test_history_goes_back_page_by_page(judged, enter, monkeypatch):
    monkeypatch.setattr("parley.desk.pages.history.MOST", 1)
    first = enter("reed").get(address("history", judged)).content.decode()
    second = enter("reed").get(reverse("history", args=[judged.code]) + "?before=2").content.decode()

    assert "?before=2" in first
    assert "drafted from the stories" in second
    assert POSITION not in second
