"""The ledger: forecasts frozen, an analyst's beside the model's, what became of them, and scores."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.desk.talks import talks
from tests.desk.test_case import address, body
from tests.desk.working import do_jobs

from parley.analysis.ledger import Forecast
from parley.desk.cases import save_draft
from parley.desk.jobs import start
from parley.desk.models.ledgers import LedgerEntry


@pytest.fixture
def analysed(negotiation, people):
    case = talks().model_copy(update={"as_of": timezone.localdate()})
    save_draft(negotiation, case, by=people["alice"], why="Drafted from the stories")
    start(negotiation, "analyse", "1", people["alice"])
    do_jobs(negotiation, "analyse")
    return negotiation


@pytest.fixture
def frozen(analysed, enter):
    enter("erin").post(address("freeze", analysed))
    return analysed


def question(negotiation):
    return negotiation.ledger.first().question


def put(client, name, negotiation, **data):
    return client.post(address(name, negotiation), {"question": question(negotiation), **data})


def test_what_cannot_be_frozen_yet_says_what_to_do(negotiation, enter):
    client = enter("erin")

    assert "not analysed yet" in body(client.get(address("ledger", negotiation)))
    assert client.post(address("freeze", negotiation)).status_code == 400


def test_the_model_s_answers_are_frozen_once_a_day(frozen, enter):
    enter("erin").post(address("freeze", frozen))
    page = body(enter("reed").get(address("ledger", frozen)))

    assert frozen.ledger.count() == 1
    assert "model" in page
    assert "uncalibrated" in page


def test_an_analyst_s_own_forecast_stands_beside_the_model_s(frozen, enter):
    assert put(enter("rob"), "forecast", frozen, percent="65", why="the ferry sails again").status_code == 302
    made = Forecast.from_json(frozen.ledger.last().entry_json)

    assert (made.by, made.probability, made.why) == ("Rob", 0.65, "the ferry sails again")
    assert "Rob 65 %" in body(enter("reed").get(address("ledger", frozen)))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("forecast", {"percent": "120", "why": "sure"}, "from 0 to 100"),
        ("forecast", {"percent": "much", "why": "sure"}, "from 0 to 100"),
        ("forecast", {"percent": "50", "why": " "}, "needs its reason"),
        ("forecast", {"percent": "50", "why": "sure", "question": "q-none"}, "has no question"),
        ("resolve", {"outcome": "perhaps", "why": "seen"}, "yes, no, or annulled"),
        ("resolve", {"outcome": "yes", "why": ""}, "Say what shows it"),
    ],
)
def test_what_does_not_fit_is_refused_and_said(frozen, enter, name, data, message):
    answer = put(enter("erin"), name, frozen, **data)

    assert answer.status_code == 400
    assert message in body(answer)
    assert frozen.ledger.count() == 1


def test_a_question_is_resolved_once_and_scores_both(frozen, enter):
    """The forecasts are made older by a week, as if time had passed: what is made on the day itself does not count."""
    put(enter("rob"), "forecast", frozen, percent="90", why="the ferry sails again")
    for row in frozen.ledger.all():
        made = Forecast.from_json(row.entry_json)
        older = made.model_copy(update={"opens": made.opens - timedelta(days=7)})
        LedgerEntry.objects.filter(pk=row.pk).update(entry_json=older.to_json())
    client = enter("erin")
    put(client, "resolve", frozen, outcome="yes", why="signed in Geneva")
    again = put(client, "resolve", frozen, outcome="no", why="not signed")
    page = client.get(address("ledger", frozen))

    assert again.status_code == 400
    assert "was resolved on" in body(again)
    assert "Resolved: yes" in body(page)
    assert "Rob 1 0.01" in body(page)
    assert re.search(r"<svg class=\"lines\".*<circle", page.content.decode(), re.DOTALL)
    assert "Calibration of the model, in tenths" in body(page)


def test_where_no_forecast_counts_the_page_says_why(frozen, enter):
    """One made on the day of the end itself, say; “none is resolved” would be wrong."""
    client = enter("erin")
    before = body(client.get(address("ledger", frozen)))
    put(client, "resolve", frozen, outcome="yes", why="signed in Geneva")

    assert "None before the first question is resolved." in before
    assert "None: no forecast was made before its question closed" in body(client.get(address("ledger", frozen)))


def test_no_forecast_comes_after_the_end(frozen, enter):
    put(enter("erin"), "resolve", frozen, outcome="annulled", why="the question was wrong")

    assert put(enter("rob"), "forecast", frozen, percent="50", why="sure").status_code == 400
