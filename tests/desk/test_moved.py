"""What moved: an alert once two states of a case are analysed, as a page, a feed and a mail."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from tests.desk.talks import SENTENCE, talks
from tests.desk.test_case import address, body, judge
from tests.desk.working import do_jobs

from parley.desk.cases import save_draft
from parley.desk.jobs import resume, start
from parley.desk.models.ledgers import Alert, AlertSeen
from parley.desk.work.moving import mail_alert


@pytest.fixture
def moved(negotiation, people, enter):
    """Drafted and analysed; then Erin judged, and that is analysed too. Reed wants mail."""
    people["reed"].wants_mail = True
    people["reed"].save()
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    start(negotiation, "analyse", "1", people["alice"])
    do_jobs(negotiation, "analyse")
    judge(enter("erin"), negotiation, 60, low="50", high="70")
    do_jobs(negotiation, "analyse")
    return negotiation


def test_before_anything_moved_the_page_says_when_it_will(negotiation, enter):
    assert "Nothing has moved yet" in body(enter("reed").get(address("moved", negotiation)))


def test_a_judgement_that_moves_something_is_an_alert_once(moved, people):
    (alert,) = Alert.objects.all()
    start(moved, "analyse", "2", people["alice"])
    do_jobs(moved, "analyse")

    assert alert.moves[0] == "moves North on water 100 to 60"
    assert (alert.before.number, alert.after.number) == (1, 2)
    assert Alert.objects.count() == 1


def test_an_older_revision_analysed_late_is_no_news(moved, people):
    """Somebody compares with a state that was never worked out; nothing has moved since."""
    judge_twice = moved.revisions.get(number=1)
    judge_twice.analyses.all().delete()
    start(moved, "analyse", "1", people["alice"])
    do_jobs(moved, "analyse")

    assert Alert.objects.count() == 1


def test_an_alert_is_new_until_it_is_seen(moved, enter):
    client = enter("reed")
    before = body(client.get(address("moved", moved)))
    client.post(address("moved-seen", moved))
    client.post(address("moved-seen", moved))

    assert "New." in before
    assert "New." not in body(client.get(address("moved", moved)))
    assert "New." in body(enter("rob").get(address("moved", moved)))
    assert AlertSeen.objects.count() == 1


def test_the_overview_tells_what_moved(moved, enter):
    assert "moves North on water 100 to 60" in body(enter("reed").get(reverse("negotiation", args=[moved.code])))


def test_a_mail_goes_to_who_wants_it_and_holds_no_word_of_a_story(moved):
    done = do_jobs(moved, "mail-alert")
    do_jobs(moved, "mail-alert")
    (message,) = mail.outbox

    assert [job.state for job in done] == ["done"]
    assert message.to == ["reed@example.org"]
    assert "moves North on water 100 to 60" in message.body
    assert SENTENCE not in message.body
    assert message.extra_headers["Message-ID"].startswith("<alert-")
    assert Alert.objects.get().mailed_at is not None


def test_a_worker_killed_while_it_mails_does_not_mail_again(moved):
    """Nobody can know whether the first got out; the alert stands on the desk, and two mails read as two moves."""
    mail_alert(moved.jobs.get(kind="mail-alert"), lambda step, share: None)  # sent, and then no more
    assert resume() == 1
    done = do_jobs(moved, "mail-alert")

    assert [job.state for job in done] == ["done"]
    assert len(mail.outbox) == 1


def test_what_the_mail_server_refuses_is_not_called_mailed(moved, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    (job,) = do_jobs(moved, "mail-alert")

    assert job.state == "failed"
    assert "Check EMAIL_URL" in job.problem
    assert Alert.objects.get().mailed_at is None


def test_mail_is_turned_on_and_off(moved, people, enter):
    client = enter("rob")
    for wants, kept in (("yes", True), ("no", False)):
        client.post(address("moved-mail", moved), {"wants": wants})
        people["rob"].refresh_from_db()
        assert people["rob"].wants_mail is kept


def feed_address(client, negotiation):
    return re.search(
        r"http://testserver(/moved/[^<]+/)", client.post(address("moved-feed", negotiation)).content.decode()
    )[1]


def test_a_feed_opens_for_its_holder_without_logging_in(moved, enter, client):
    link = feed_address(enter("reed"), moved)
    client.logout()
    answer = client.get(link)

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "moves North on water 100 to 60" in answer.content.decode()
    assert SENTENCE not in answer.content.decode()


def test_a_feed_address_ends_with_a_new_one_and_with_membership(moved, people, enter, client):
    old = feed_address(enter("reed"), moved)
    new = feed_address(enter("reed"), moved)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)

    people["reed"].memberships.all().delete()
    assert client.get(new).status_code == 404
