"""Two editors at once: what is acknowledged is in the case's history, what is not was refused; nothing is lost unseen.

PARLEY_RACING_EDITS sets how many edits race (60; the full run has 1,000).
"""

from __future__ import annotations

import os
import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.desk.talks import talks

from parley.desk.cases import save_draft

EDITS = int(os.environ.get("PARLEY_RACING_EDITS", "60"))
NUMBERS = ("north/water/position", "south/grain/salience", "north/influence")  # few, so that the editors meet


@pytest.mark.django_db(transaction=True)
def test_no_edit_of_two_who_race_is_overwritten_unseen(negotiation, people):
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    answers = race(negotiation, {name: people[name] for name in ("alice", "erin")})
    kept = {each.why: each for each in negotiation.revisions.exclude(judgement_json="")}
    told = {each.why for each in negotiation.latest().case.judgements}

    assert len(answers) == EDITS
    assert {status for status, _ in answers.values()} <= {200, 409}
    assert {why for why, (status, _) in answers.items() if status == 200} == set(kept) == told
    assert overwritten(negotiation, kept, answers) == []
    assert [each.number for each in negotiation.revisions.order_by("number")] == list(range(1, len(kept) + 2))


def race(negotiation, editors):
    """Each editor opens a number, waits for nobody, and saves; the answers by the reason given, with the base seen."""
    answers: dict[str, tuple[int, int]] = {}
    begin = threading.Barrier(len(editors))

    def edit(name, user):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        begin.wait()
        for at in range(EDITS // len(editors)):
            on = NUMBERS[at % len(NUMBERS)]
            why = f"{name} {at}"
            address = reverse("edit-number", args=[negotiation.code]) + f"?on={on}"
            seen = int(re.search(r'name="base" value="(\d+)"', client.get(address).content.decode())[1])
            value = (at % 10) / 10 if on.endswith("salience") else at % 100
            answer = client.post(address, {"value": value, "why": why, "base": seen}, headers={"HX-Request": "true"})
            answers[why] = (answer.status_code, seen)
        connection.close()

    threads = [threading.Thread(target=edit, args=pair) for pair in editors.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def overwritten(negotiation, kept, answers):
    """Judgements laid over another of the same number that their editor had not seen."""
    targets = {each.number: each.judgement.on for each in kept.values()}
    return [
        (why, number)
        for why, revision in kept.items()
        for number in range(answers[why][1] + 1, revision.number)
        if targets[number] == revision.judgement.on
    ]
