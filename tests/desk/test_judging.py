"""What follows a change of the case: one analysis for several changes, and none that nobody hears of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.desk.talks import talks
from tests.desk.test_case import judge

from parley.desk.cases import save_draft
from parley.desk.models.work import Job
from parley.desk.work.judging import LONGEST, PAUSE


@pytest.fixture
def edit(negotiation, people, enter, django_capture_on_commit_callbacks):
    """Erin sets a number; what the change queues is queued."""
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")

    def save(value):
        with django_capture_on_commit_callbacks(execute=True):
            assert judge(enter("erin"), negotiation, value).status_code == 200

    return save


def waits():
    """Seconds until the analysis that was queued last may begin."""
    due = DBTaskResult.objects.order_by("enqueued_at").last().run_after
    return 0 if due is None else (due - timezone.now()).total_seconds()


def test_of_many_changes_one_analysis_waits_and_the_others_say_which(negotiation, edit):
    for value in (20, 30, 40):
        edit(value)
    told = [(job.target, job.state, job.problem) for job in negotiation.jobs.order_by("pk")]

    assert told == [
        ("2", "cancelled", "Not begun: revision 3 came meanwhile, and is analysed instead."),
        ("3", "cancelled", "Not begun: revision 4 came meanwhile, and is analysed instead."),
        ("4", "queued", ""),
    ]


def test_who_watches_an_overtaken_analysis_is_told(negotiation, edit, enter):
    edit(20)
    waiting = negotiation.jobs.get()
    edit(30)

    page = enter("reed").get(reverse("job", args=[negotiation.code, waiting.code])).content.decode()
    assert "revision 3 came meanwhile" in page


def test_an_analysis_waits_for_the_next_change(edit):
    edit(20)

    assert PAUSE.total_seconds() - 2 < waits() <= PAUSE.total_seconds()


def test_who_edits_for_long_is_not_kept_waiting_for_ever(negotiation, edit):
    """Changes that follow each other without a pause would otherwise never be analysed."""
    edit(20)
    Job.objects.update(since=timezone.now() - LONGEST + timedelta(seconds=1))
    edit(30)
    assert waits() <= 1

    Job.objects.update(since=timezone.now() - 2 * LONGEST)
    edit(40)
    assert waits() <= 0


def test_an_analysis_that_has_begun_is_not_overtaken(negotiation, edit):
    """It may be nearly done, and what moved is told from one analysis to the next."""
    edit(20)
    Job.objects.update(state=Job.State.RUNNING)
    edit(30)

    assert list(negotiation.jobs.order_by("pk").values_list("state", flat=True)) == ["running", "queued"]
