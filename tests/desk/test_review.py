"""Reviewing: one item at a time, a word on each, and a case that follows."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import FOLLOW_UP, HOSTILE, MACKEREL
from tests.desk.working import do_jobs

from parley.desk.evidence import standing
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.work import Job
from parley.desk.pages.review import progress
from parley.desk.work.reading import redraft
from parley.desk.work.reviewing import JudgedMeanwhile, judge
from parley.evidence.record import Move, Position, Quotation


@pytest.fixture
def story(negotiation, people):
    return kept_story(negotiation, MACKEREL, people["erin"])


@pytest.fixture
def rob(enter):
    return enter("rob")


@pytest.fixture
def say(rob, negotiation):
    """Say something of the item a page shows, and give the page that follows."""

    def word(page, chosen, **more):
        given = {"item": page.context.get("name", ""), "over": "", "word": chosen, **more}
        return rob.post(reverse("review", args=[negotiation.code]), given, follow=True)

    return word


@pytest.fixture
def queue(rob, negotiation):
    return rob.get(reverse("review", args=[negotiation.code]))


def item_of(page):
    return page.context["item"]["id"]


def test_a_word_on_each_item_goes_through_the_whole_story(story, queue, say, negotiation):
    """Each item once, then all are judged."""
    page, seen = queue, []
    while page.context.get("item"):
        seen.append(item_of(page))
        page = say(page, "accept" if len(seen) % 2 else "skip")

    assert sorted(seen) == sorted(item.id for item in story.dossier.items)
    assert "Everything here is judged" in page.content.decode()
    assert f"{len(seen)} of {len(seen)} items judged" in page.content.decode()
    assert progress(negotiation)["skipped"] == len(seen) // 2


def test_skipped_items_come_once_more_when_asked_for(story, queue, say, rob, negotiation):
    first = item_of(queue)
    say(queue, "skip")
    again = rob.get(reverse("review", args=[negotiation.code]), {"again": "1"})

    assert item_of(again) == first


def test_an_item_rejected_leaves_the_case(story, queue, say, rob, negotiation):
    """With the position drawn from it; and comes back when that is undone."""
    move = next(
        each for each in story.dossier.of(Move) if any(p.moves == (each.id,) for p in story.dossier.of(Position))
    )
    page = rob.get(reverse("review", args=[negotiation.code]), {"item": f"{story.code}:{move.id}"})
    page = say(page, "reject")
    without = {item.id for item in standing(story).items}
    do_jobs(negotiation, "redraft")
    drafted = negotiation.latest().case_json
    say(page, "undo")

    assert move.id not in without
    assert len(without) < len(story.dossier.items) - 1
    assert move.id not in drafted
    assert len(standing(story).items) == len(story.dossier.items)
    assert negotiation.jobs.filter(kind="redraft", state=Job.State.QUEUED).count() == 1


def test_accepting_changes_nothing_in_the_case(story, queue, say, negotiation):
    say(queue, "accept")

    assert not negotiation.jobs.exists()


def test_undo_brings_the_last_item_back(story, queue, say):
    first = item_of(queue)
    page = say(say(queue, "accept"), "undo")

    assert item_of(page) == first
    assert page.context["item"]["verdict"] is None
    assert Verdict.objects.get().undone_at is not None  # what was said stays in the record


def test_the_last_ten_stand_beside_the_queue(story, queue, say):
    page = queue
    for _ in range(12):
        page = say(page, "accept")

    assert len(page.context["last"]) == 10
    changed = say(page, "undo", verdict=page.context["last"][9].pk)
    assert item_of(changed) == page.context["last"][9].evidence


def test_words_selected_in_the_sentence_are_the_right_ones(story, say, rob, negotiation):
    """What the server keeps is a slice of the story, and what the case cites."""
    quote = next(item for item in story.dossier.of(Quotation) if item.form == "direct")
    page = rob.get(reverse("review", args=[negotiation.code]), {"item": f"{story.code}:{quote.id}"})
    words = "strict catch limits"
    say(page, "correct", words=words, start=story.dossier.article.text.index(words))
    (corrected,) = [item for item in standing(story).of(Quotation) if item.id == quote.id]

    assert corrected.words == words
    assert Verdict.objects.get().corrected_start == story.dossier.article.text.index(words)


def test_words_that_were_typed_are_looked_for_in_the_sentence(story, say, rob, negotiation):
    quote = next(item for item in story.dossier.of(Quotation) if item.form == "direct")
    page = rob.get(reverse("review", args=[negotiation.code]), {"item": f"{story.code}:{quote.id}"})
    say(page, "correct", words="strict catch limits")

    assert Verdict.objects.get().corrected == "strict catch limits"


@pytest.mark.parametrize(
    "given", [{"words": "words of nobody"}, {"words": "", "start": "3"}, {"words": "Norway", "start": "7"}]
)
def test_words_that_are_not_the_storys_are_refused(story, queue, say, given):
    page = say(queue, "correct", **given)

    assert "Select" in page.content.decode()
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("word", ["", "love", "correct "])
def test_no_other_word_is_taken(story, queue, say, word):
    assert say(queue, word).status_code == 400


def test_who_judges_what_another_just_judged_is_shown_that_first(story, queue, say, people):
    """Nothing is overwritten; having seen it, they may judge again."""
    item = next(each for each in story.dossier.items if each.id == item_of(queue))
    judge(story, item, Verdict.Word.REJECT, by=people["alice"], over=None)
    page = say(queue, "accept")
    again = say(page, "accept", over=page.context["item"]["verdict"].pk)

    assert "Alice has rejected this item meanwhile" in page.content.decode()
    assert item_of(page) == item.id
    assert Verdict.objects.get(undone_at=None).word == "accept"
    assert item_of(again) != item.id


def test_two_who_judge_over_the_same_verdict_cannot_both(story, people):
    item = story.dossier.items[0]
    first = judge(story, item, Verdict.Word.ACCEPT, by=people["rob"], over=None)
    judge(story, item, Verdict.Word.REJECT, by=people["rob"], over=first.pk)
    with pytest.raises(JudgedMeanwhile, match="Rob has rejected"):
        judge(story, item, Verdict.Word.SKIP, by=people["alice"], over=first.pk)


def read_anew(story, text):
    """Newer rules, or a text put right: the story is read again from other bytes."""
    Story.objects.filter(pk=story.pk).update(raw=text.encode())
    Job.objects.create(negotiation=story.negotiation, kind="read-story", target=story.code)
    do_jobs(story.negotiation, "read-story")
    return Story.objects.get(pk=story.pk)


def test_a_verdict_stays_when_the_story_is_read_again(story, people):
    """Every id is another one, since the text is; each verdict is found again by its words."""
    judged = [item for item in story.dossier.items if item.sentence != "s1"]
    quote = next(item for item in judged if item.kind == "quotation")
    for item in judged:
        if item.id != quote.id:
            judge(story, item, Verdict.Word.REJECT, by=people["rob"], over=None)
    judge(story, quote, Verdict.Word.CORRECT, by=people["rob"], over=None, words="strict catch limits")
    again = read_anew(story, MACKEREL.replace("Norway rejects", "For the third time, Norway rejects", 1))
    ids = {item.id for item in again.dossier.items}

    assert not ids & {item.id for item in judged}
    assert set(again.verdicts.filter(is_lost=False).values_list("evidence", flat=True)) <= ids
    assert not again.verdicts.filter(is_lost=True).exists()
    corrected = again.verdicts.get(word="correct")
    start = corrected.corrected_start
    assert again.dossier.article.text[start : start + len(corrected.corrected)] == "strict catch limits"


def test_a_verdict_that_lost_its_place_is_shown_and_can_be_given_one(story, people, rob, negotiation):
    """It is never dropped by itself."""
    moves = [item for item in story.dossier.of(Move) if "larger share" in item.text]
    for item in moves:
        judge(story, item, Verdict.Word.REJECT, by=people["rob"], over=None)
    again = read_anew(
        story, MACKEREL.replace("Norway rejected Iceland’s offer of", "Norway turned down Iceland’s plan for")
    )
    adrift = list(again.verdicts.filter(is_lost=True))
    queue = rob.get(reverse("review", args=[negotiation.code])).content.decode()
    page = rob.get(reverse("lost", args=[negotiation.code]))
    candidate = page.context["rows"][0]["candidates"][0]
    for row, given in zip(page.context["rows"], ({"item": candidate.id}, {"word": "dismiss"}), strict=False):
        rob.post(reverse("lost", args=[negotiation.code]), {"verdict": row["verdict"].pk, **given})

    assert len(adrift) == len(moves) >= 2
    assert f"{len(adrift)} verdicts lost their place" in queue
    first, second = (Verdict.objects.get(pk=row["verdict"].pk) for row in page.context["rows"][:2])
    assert (first.evidence, first.is_lost, first.undone_at) == (candidate.id, False, None)
    assert second.undone_at is not None
    assert candidate.id not in {item.id for item in standing(again).items}


def test_a_case_drafted_while_somebody_judged_is_drafted_once_more(story, people, negotiation):
    """The draft would otherwise rest on what was rejected a moment ago."""
    wrong = story.dossier.of(Move)[0]
    job = Job.objects.create(negotiation=negotiation, kind="redraft", target="case", state=Job.State.RUNNING)
    leave = redraft(job, lambda _step, _share: None)
    judge(story, wrong, Verdict.Word.REJECT, by=people["rob"], over=None)
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
    leave()
    do_jobs(negotiation, "redraft")

    assert wrong.id not in negotiation.latest().case_json


def test_the_queue_goes_on_to_the_next_story(story, negotiation, queue, say):
    other = kept_story(negotiation, FOLLOW_UP)
    page, seen = queue, set()
    while page.context.get("item"):
        seen.add(page.context["story"].pk)
        page = say(page, "accept")

    assert seen == {story.pk, other.pk}


def test_items_of_one_kind_can_be_gone_through(story, rob, negotiation):
    page = rob.get(reverse("review", args=[negotiation.code]), {"kind": "linkage"})

    assert page.context["item"]["kind"] == "linkage"


def test_with_no_story_the_queue_says_what_to_do(queue):
    assert "Keep a story first" in queue.content.decode()


def test_a_hostile_story_can_be_reviewed(negotiation, rob):
    """An endless word is shown in part, and what acts on a screen is replaced."""
    kept_story(negotiation, HOSTILE)
    answer = rob.get(reverse("review", args=[negotiation.code]))
    body = answer.content.decode()

    assert answer.status_code == 200
    assert "<script>alert" not in body
    assert "\u202e" not in body
    assert len(body) < 100_000
