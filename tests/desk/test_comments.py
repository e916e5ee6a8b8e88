"""Readers' comments: held, looked at several at once, reported, answered, kept with their sentence's words."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.written import put_out, softened

from parley.brief.references import sentences
from parley.desk.commenting import AN_HOUR, NotTaken, TooMany, answer, moderate, report, write
from parley.desk.models.briefs import Comment, CommentReport


@pytest.fixture
def out(negotiation, people):
    return put_out(negotiation, people)


@pytest.fixture
def publication(out):
    return out.publication


def public_page(client, publication):
    return client.get(reverse("public-brief", args=[publication.code])).content.decode()


def sentence_on(version, words):
    return next(one for one in sentences(version.brief) if words in one.text)


def test_any_reader_comments_and_the_comment_is_held(enter, client, publication):
    enter("charlie").post(reverse("comment", args=[publication.code]), {"body": "Who says so?"})
    client.logout()

    assert Comment.objects.get().state == Comment.State.HELD
    assert "Who says so?" not in public_page(client, publication)


def test_several_are_shown_or_rejected_at_once(enter, negotiation, publication, people, client):
    made = [write(publication, body=f"Word {n}", sentence="", by=people["charlie"]) for n in range(3)]
    address = reverse("moderate", args=[negotiation.code])
    rob = enter("rob")
    rob.post(address, {"action": "approve", "comment": [made[0].pk, made[1].pk]})
    rob.post(address, {"action": "reject", "comment": [made[2].pk]})
    page = public_page(client, publication)

    assert "Word 0" in page
    assert "Word 1" in page
    assert "Word 2" not in page


def test_a_reviewer_moderates_only_their_own_briefs(enter, negotiation, publication, people, team):
    from parley.desk.models.negotiations import Negotiation

    made = write(publication, body="Word", sentence="", by=people["charlie"])
    other = Negotiation.objects.create(team=team, title="Another", made_by=people["alice"])
    put_out(other, people)
    enter("rob").post(reverse("moderate", args=[other.code]), {"action": "approve", "comment": [made.pk]})
    made.refresh_from_db()

    assert made.state == Comment.State.HELD


@pytest.mark.parametrize("given", [{"action": "eat", "comment": "1"}, {"action": "approve", "comment": "one"}])
def test_a_wrong_form_changes_nothing(enter, negotiation, publication, given):
    assert enter("rob").post(reverse("moderate", args=[negotiation.code]), given).status_code == 400


def test_a_comment_keeps_its_sentences_words_when_a_version_changes_them(
    enter, negotiation, publication, people, client, out
):
    """The reader objected to 90; the new version says 60, and the objection still makes sense."""
    said = sentence_on(out, "Ukraine stands at 90")
    made = write(publication, body="Not so sure.", sentence=said.id, by=people["charlie"])
    moderate(publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    assert f'href="#s-{said.id}">{said.text[:30]}' in public_page(client, publication)

    put_out(negotiation, people, softened())
    page = public_page(client, publication)
    assert "Ukraine stands at 90" in page
    assert f"/b/{publication.code}/v/1/#s-{said.id}" in page


def test_a_sentence_that_does_not_stand_there_cannot_be_commented(enter, publication):
    answer = enter("charlie").post(reverse("comment", args=[publication.code]), {"body": "x", "sentence": "no-such"})

    assert answer.status_code == 400


def test_ten_an_hour_and_no_more(enter, publication, people):
    for number in range(AN_HOUR):
        write(publication, body=f"Word {number}", sentence="", by=people["charlie"])

    with pytest.raises(TooMany):
        write(publication, body="One more", sentence="", by=people["charlie"])
    posted = enter("charlie").post(reverse("comment", args=[publication.code]), {"body": "One more"})
    assert posted.status_code == 429
    assert "One more" in posted.content.decode()  # what was written is not lost
    assert write(publication, body="Another reader", sentence="", by=people["reed"])


@pytest.mark.parametrize("body", ["", "   ", "x" * 5001])
def test_nothing_and_too_much_are_not_taken(publication, people, body):
    with pytest.raises(NotTaken):
        write(publication, body=body, sentence="", by=people["charlie"])


def test_a_closed_brief_takes_no_comments_and_keeps_those_it_has(enter, negotiation, publication, people, client):
    made = write(publication, body="Early word", sentence="", by=people["charlie"])
    moderate(publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    enter("erin").post(reverse("set-comments", args=[negotiation.code]), {"open": "no"})

    assert enter("charlie").post(reverse("comment", args=[publication.code]), {"body": "x"}).status_code == 400
    page = public_page(client, publication)
    assert "Early word" in page
    assert "has closed the comments" in page


def test_a_report_brings_a_comment_back_to_the_reviewers(enter, negotiation, publication, people):
    made = write(publication, body="Rude word", sentence="", by=people["charlie"])
    moderate(publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    enter("reed").post(reverse("report", args=[publication.code, made.pk]), {"why": "It is rude."})
    page = enter("rob").get(reverse("moderate", args=[negotiation.code]) + "?which=reported").content.decode()
    assert "It is rude." in page

    moderate(publication, [made.pk], Comment.State.REJECTED, by=people["rob"])
    assert CommentReport.objects.get().settled_at is not None


def test_a_reader_reports_a_comment_once(publication, people):
    made = write(publication, body="Word", sentence="", by=people["charlie"])
    for _ in range(2):
        report(made, why="It is rude.", by=people["reed"])

    assert CommentReport.objects.count() == 1


def test_an_answer_is_the_teams_and_shows_what_it_answers(enter, negotiation, publication, people, client, team):
    made = write(publication, body="Who says so?", sentence="", by=people["charlie"])
    enter("rob").post(reverse("answer", args=[negotiation.code, made.pk]), {"body": "Newslooks does."})
    page = public_page(client, publication)

    assert "Who says so?" in page
    assert "Alice&#x27;s desk answers" in page
    assert "Newslooks does." in page


def test_a_rejected_comment_is_not_answered(publication, people):
    made = write(publication, body="Rude word", sentence="", by=people["charlie"])
    moderate(publication, [made.pk], Comment.State.REJECTED, by=people["rob"])
    made.refresh_from_db()

    with pytest.raises(NotTaken):
        answer(made, body="No.", by=people["rob"])


def test_markup_in_a_comment_and_a_name_is_text(publication, people, client):
    people["charlie"].name = "<b>Charlie</b>\u202e"
    people["charlie"].save()
    made = write(publication, body="<script>alert(1)</script>\n\x00" + "w" * 4000, sentence="", by=people["charlie"])
    moderate(publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    page = public_page(client, publication)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>Charlie" not in page
    assert "\u202e" not in page
    assert "w" * 200 not in page
