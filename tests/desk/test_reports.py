"""One event, several reports in nearly the same words: the case counts them once."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import FOLLOW_UP, MACKEREL
from tests.desk.working import do_jobs

from parley.desk.cases import drafted
from parley.desk.reports import counted, event_of
from parley.desk.work.reading import first_report
from parley.reading.duplicates import sketch_of

COPY = MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", "Oslo turns Reykjavik down")


@pytest.fixture
def wire(negotiation):
    return kept_story(negotiation, MACKEREL)


@pytest.fixture
def copy(negotiation, wire):
    story = kept_story(negotiation, COPY)
    story.same_as = first_report(story, sketch_of(story.sketch))
    story.save()
    return story


def sources(negotiation):
    return {source.id for source in drafted(negotiation).sources}


def test_a_copy_moves_nothing_in_the_case(negotiation, wire, request):
    """Seven papers print the agency's story: that is one demand for access, not seven."""
    before = drafted(negotiation)
    request.getfixturevalue("copy")

    assert drafted(negotiation).digest() == before.digest()
    assert len(before.citations) > 3


def test_the_first_kept_report_stands_and_the_page_says_so(negotiation, wire, copy, enter):
    kept_story(negotiation, FOLLOW_UP)
    shown = enter("reed").get(reverse("preview", args=[copy.code])).content.decode()

    assert counted(negotiation).count() == 2
    assert event_of(copy).story == wire
    assert "1 event, 2 reports" in shown
    assert reverse("preview", args=[wire.code]) in shown


def test_an_editor_counts_the_other_report_instead(negotiation, wire, copy, enter):
    """The copy is longer, say; reading a story again does not turn that back."""
    client = enter("erin")
    client.post(reverse("set-counting", args=[copy.code]), {"counts": "instead"})
    client.post(reverse("read-again", args=[wire.code]))
    do_jobs(negotiation, "read-story", "redraft")

    assert sources(negotiation) == {copy.article_id} == {each.id for each in negotiation.latest().case.sources}
    wire.refresh_from_db()
    assert event_of(wire).story == copy


def test_a_story_wrongly_taken_for_a_copy_counts_by_itself(negotiation, wire, copy, enter):
    enter("erin").post(reverse("set-counting", args=[copy.code]), {"counts": "apart"})

    assert sources(negotiation) == {wire.article_id, copy.article_id}
    assert negotiation.jobs.filter(kind="redraft").exists()


def test_when_the_first_is_counted_by_itself_the_others_stay_one_event(negotiation, wire, copy, enter):
    third = kept_story(negotiation, MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", "No deal yet"))
    third.same_as = wire
    third.save()
    enter("erin").post(reverse("set-counting", args=[wire.code]), {"counts": "apart"})

    assert sources(negotiation) == {wire.article_id, copy.article_id}
    third.refresh_from_db()
    assert event_of(third).story == copy


def test_reviewers_go_through_one_report_of_an_event(negotiation, wire, copy, enter):
    shown = enter("rob").get(reverse("review", args=[negotiation.code])).content.decode()

    assert f"0 of {wire.item_count} items judged" in shown
    assert f"{wire.code}:" in shown


@pytest.mark.parametrize("word", ["", "twice"])
def test_what_is_no_way_of_counting_is_refused(copy, enter, word):
    assert enter("erin").post(reverse("set-counting", args=[copy.code]), {"counts": word}).status_code == 400
