"""A story comes in, is read, previewed, and only then kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.desk.local_web import LocalNames, page, serving
from tests.desk.news import FOLLOW_UP, HOSTILE, MACKEREL, MATCH
from tests.desk.working import do_jobs

from parley.desk.models.stories import Story
from parley.desk.models.work import Job
from parley.desk.work.reading import read_story


@pytest.fixture
def erin(enter):
    return enter("erin")


@pytest.fixture
def add(erin, negotiation):
    """Send the form as an editor would."""

    def send(**fields):
        return erin.post(reverse("add", args=[negotiation.code]), {"text": "", "addresses": "", **fields})

    return send


def test_a_pasted_story_is_previewed_before_it_is_kept(add, erin, negotiation):
    """What was read is shown; nothing of it is in the case yet."""
    answer = add(text=MACKEREL, is_private="on")
    story = negotiation.stories.get()
    do_jobs(negotiation, "read-story")
    shown = erin.get(answer["Location"]).content.decode()

    assert answer["Location"] == reverse("preview", args=[story.code])
    assert "Norway rejects Iceland’s offer on mackerel" in shown
    assert "4 March 2026" in shown
    assert "Will Iceland accept the limits before the season opens?" in shown
    assert "Keep" in shown
    assert story.is_private
    assert negotiation.latest() is None


def test_a_story_without_a_date_is_told_what_to_do_here(add, erin, negotiation):
    """Options of a terminal help nobody who has a page before them; what is advised there works."""
    undated = MACKEREL.replace("March 4, 2026\n", "", 1)
    do = add(text=undated)["Location"]
    do_jobs(negotiation, "read-story")
    shown = erin.get(do).content.decode()
    again = add(text=f"4 March 2026\n\n{undated}")
    do_jobs(negotiation, "read-story")

    assert undated != MACKEREL
    assert "--as-of" not in shown
    assert "paste it again with its date" in shown
    assert "paste it again with its date" not in erin.get(again["Location"]).content.decode()


def test_keeping_a_story_drafts_the_case(add, erin, negotiation):
    """And the case, once drafted, is analysed."""
    add(text=MACKEREL)
    do_jobs(negotiation, "read-story")
    erin.post(reverse("keep", args=[negotiation.stories.get().code]))
    do_jobs(negotiation, "redraft")

    assert negotiation.stories.get().state == Story.State.KEPT
    assert negotiation.latest().case.parties
    assert negotiation.jobs.filter(kind="analyse", state=Job.State.QUEUED).count() == 1


def test_several_files_come_in_at_once(add, erin, negotiation):
    """Each waits on the overview for somebody to look."""
    files = [SimpleUploadedFile(f"{name}.txt", text.encode()) for name, text in (("a", MACKEREL), ("b", MATCH))]
    answer = add(chosen=files, is_private="on")
    do_jobs(negotiation, "read-story")
    shown = erin.get(answer["Location"]).content.decode()

    assert answer["Location"] == reverse("negotiation", args=[negotiation.code])
    assert set(negotiation.stories.values_list("came", "state", "source")) == {
        ("file", "preview", "a.txt"),
        ("file", "preview", "b.txt"),
    }
    assert "Rovers win in the rain" in shown
    assert "no negotiation in it" in shown


def test_an_address_is_fetched_and_taken_to_be_public(add, negotiation, settings):
    """With the charset its server declared, also when it is read again."""
    settings.RESOLVER = LocalNames({"news.example": ["127.0.0.1"]})
    body = MACKEREL.replace("Dahl", "Døhl").encode("cp1252")
    with serving({"/story": page(body, "text/plain; charset=windows-1252")}) as (port, _):
        add(addresses=f"http://news.example:{port}/story", is_private="on")
        do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()

    assert story.state == Story.State.PREVIEW
    assert not story.is_private
    assert "Kari Døhl" in story.dossier.article.text
    assert bytes(story.raw) == body


def test_an_address_inside_is_refused_and_said(add, erin, negotiation):
    """The desk of a newsroom stands in a network that strangers must not look into."""
    add(addresses="http://127.0.0.1:9/admin")
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    shown = erin.get(reverse("preview", args=[story.code])).content.decode()

    assert story.state == Story.State.FAILED
    assert "no address of the open internet" in shown
    assert "Try again" in shown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing was given"),
        ({"text": "   "}, "Nothing was given"),
        ({"addresses": "file:///etc/hosts"}, "no web address"),
        ({"addresses": "\n".join(f"https://news.example/{n}" for n in range(51))}, "up to 50"),
    ],
)
def test_what_cannot_come_in_is_said_beside_the_field(add, negotiation, fields, said):
    answer = add(**fields)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not negotiation.stories.exists()


def test_a_file_that_is_too_large_is_named(add, negotiation):
    big = SimpleUploadedFile("archive.txt", b"x" * (10 * 1024 * 1024 + 1))
    answer = add(chosen=[big])

    assert answer.status_code == 400
    assert "archive.txt holds 10.0 MB" in answer.content.decode()


def test_a_text_is_kept_once(add, erin, negotiation):
    """The second is told where the first is; it is no error of anybody's."""
    add(text=MACKEREL)
    add(text=MACKEREL + "\n\n")
    do_jobs(negotiation, "read-story")
    first, second = negotiation.stories.order_by("pk")
    erin.post(reverse("keep", args=[first.code]))
    answer = erin.post(reverse("keep", args=[second.code]), follow=True)

    assert answer.status_code == 200
    assert "kept already" in answer.content.decode()
    assert negotiation.stories.filter(state=Story.State.KEPT).count() == 1


def test_edited_copies_are_one_event(add, erin, negotiation):
    """“1 event, 2 reports”: a paper's own headline over the agency's text."""
    add(text=MACKEREL)
    add(text=MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", "Oslo turns Reykjavik down"))
    add(text=FOLLOW_UP)
    do_jobs(negotiation, "read-story")
    for story in negotiation.stories.all():
        erin.post(reverse("keep", args=[story.code]))
    shown = erin.get(reverse("negotiation", args=[negotiation.code])).content.decode()

    assert "1 event, 2 reports" in shown
    assert shown.count("1 event") == 1
    assert "Counted once" in shown


def test_a_story_thrown_away_is_gone_and_a_kept_one_is_not(add, erin, negotiation):
    """A kept one is taken out of the case first."""
    add(text=MACKEREL)
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    erin.post(reverse("keep", args=[story.code]))
    erin.post(reverse("throw-away", args=[story.code]))
    assert negotiation.stories.count() == 1

    erin.post(reverse("take-out", args=[story.code]))
    erin.post(reverse("throw-away", args=[story.code]))
    assert negotiation.stories.count() == 0


def test_a_story_without_a_negotiation_may_be_kept_and_changes_nothing(add, erin, negotiation):
    add(text=MATCH)
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    shown = erin.get(reverse("preview", args=[story.code])).content.decode()
    erin.post(reverse("keep", args=[story.code]))

    assert "Nobody in it bargains" in shown
    assert not negotiation.jobs.filter(kind="redraft").exists()


def test_reading_can_be_cancelled_and_begun_again(add, erin, negotiation):
    """Nothing was changed by it; the story waits."""
    add(text=MACKEREL)
    job = negotiation.jobs.get()
    erin.post(reverse("cancel-job", args=[negotiation.code, job.code]))
    story = negotiation.stories.get()
    shown = erin.get(reverse("preview", args=[story.code])).content.decode()
    erin.post(reverse("read-again", args=[story.code]))
    do_jobs(negotiation, "read-story")
    story.refresh_from_db()

    assert "Cancelled" in shown
    assert story.state == Story.State.PREVIEW


def test_a_kept_story_that_cannot_be_read_again_stays_kept(add, erin, negotiation):
    """What was read before is worth more than a failure."""
    add(text=MACKEREL)
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    erin.post(reverse("keep", args=[story.code]))
    Story.objects.filter(pk=story.pk).update(raw=b"%PDF-1.7 spoilt")
    erin.post(reverse("read-again", args=[story.code]))
    do_jobs(negotiation, "read-story")
    story.refresh_from_db()

    assert story.state == Story.State.KEPT
    assert "a PDF" in story.problem
    assert "a PDF" in erin.get(reverse("preview", args=[story.code])).content.decode()


def test_a_story_kept_while_it_is_read_again_stays_kept(add, erin, negotiation):
    """Reading takes seconds, and a click does not wait for it."""
    add(text=MACKEREL)
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    job = Job.objects.create(negotiation=negotiation, kind="read-story", target=story.code)
    leave = read_story(job, lambda _step, _share: None)
    erin.post(reverse("keep", args=[story.code]))
    leave()
    story.refresh_from_db()

    assert story.state == Story.State.KEPT


def test_a_kept_story_that_turns_into_another_kept_text_stays_as_it_was(add, erin, negotiation):
    """Two stories of one text would count twice."""
    add(text=MACKEREL)
    add(text=FOLLOW_UP)
    do_jobs(negotiation, "read-story")
    for story in negotiation.stories.all():
        erin.post(reverse("keep", args=[story.code]))
    second = negotiation.stories.get(title__startswith="Iceland raises")
    Story.objects.filter(pk=second.pk).update(raw=MACKEREL.encode())
    erin.post(reverse("read-again", args=[second.code]))
    do_jobs(negotiation, "read-story")
    second.refresh_from_db()

    assert second.title.startswith("Iceland raises")
    assert "the very same text as “Norway rejects" in second.problem


def test_when_the_first_report_goes_the_others_stay_together(add, erin, negotiation):
    """“1 event, 2 reports” is still one event when the third has gone."""
    for headline in ("Norway rejects Iceland’s offer on mackerel", "Oslo turns Reykjavik down", "No deal on mackerel"):
        add(text=MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", headline))
    do_jobs(negotiation, "read-story")
    first, second, third = negotiation.stories.order_by("pk")
    erin.post(reverse("throw-away", args=[first.code]))
    third.refresh_from_db()

    assert third.same_as == second


def test_a_hostile_story_is_shown_and_not_obeyed(add, erin, negotiation):
    """Markup, endless words, marks that turn the line around: text like any other, and no page breaks."""
    add(text=HOSTILE)
    do_jobs(negotiation, "read-story")
    story = negotiation.stories.get()
    pages = [erin.get(reverse("preview", args=[story.code])), erin.get(reverse("negotiation", args=[negotiation.code]))]
    erin.post(reverse("keep", args=[story.code]))

    for answer in pages:
        body = answer.content.decode()
        assert answer.status_code == 200
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert "\u202e" not in body
        assert "w" * 200 not in body
        assert len(body) < 60_000


def test_an_empty_negotiation_says_what_to_do(erin, enter, negotiation):
    """An editor is led to the form; a reader is told who does it."""
    shown = erin.get(reverse("negotiation", args=[negotiation.code])).content.decode()
    read = enter("reed").get(reverse("negotiation", args=[negotiation.code])).content.decode()

    assert reverse("add", args=[negotiation.code]) in shown
    assert reverse("add", args=[negotiation.code]) not in read
    assert "An editor of the team adds stories" in read
