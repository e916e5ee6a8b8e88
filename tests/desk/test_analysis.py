"""The analysis page: what the analysis gives, and a change tried out."""

from __future__ import annotations

import time

import pytest
from tests.analysis import cases
from tests.desk.working import do_jobs

from parley.case.record import Citation

SENTENCE = "The dockers want more pay, and the port fewer crews."


def harbour():
    """The dockers' case with the sentence that its numbers rest on."""
    words = Citation(id="e1", kind="move", source="src1", sentence_id="s1", sentence=SENTENCE, text=SENTENCE, start=0)
    return cases.harbour().model_copy(update={"citations": (words,)})


@pytest.fixture
def harbour_case(negotiation, people):
    """A negotiation with a case of its own, not analysed yet."""
    from parley.desk.cases import save_draft

    return save_draft(negotiation, harbour(), by=people["alice"], why="for the test")


@pytest.fixture
def analysed(negotiation, harbour_case, people):
    from parley.desk.jobs import run, start

    job = start(negotiation, "analyse", "1", people["alice"])
    run.call(job.code)
    job.refresh_from_db()
    assert job.state == "done", job.problem
    return harbour_case.analyses.get()


def test_without_a_case_the_page_says_what_to_do(enter, negotiation):
    """An empty page teaches nobody."""
    page = enter("reed").get(f"/n/{negotiation.code}/analysis/").content.decode()

    assert "Keep a story first" in page


def test_pictures_come_with_their_tables_and_say_how_they_were_made(enter, negotiation, analysed):
    """A number without its method and seed cannot be defended."""
    page = enter("reed").get(f"/n/{negotiation.code}/analysis/").content.decode()

    assert page.count("<figure") == page.count("<svg ") >= 3
    assert page.count("<details><summary>Table:") == page.count("<figure")
    assert "uncalibrated" in page
    assert f"seed {analysed.seed}" in page
    assert "Nash (1950)" in page


def test_an_analysis_is_made_once_for_a_revision(enter, negotiation, analysed):
    """The same case, seed and draws give the same results; asking again changes nothing."""
    from parley.desk.models.work import Job

    answer = enter("erin").post(f"/n/{negotiation.code}/analysis/again/")

    assert answer.status_code == 302
    assert Job.objects.filter(negotiation=negotiation, kind="analyse").count() == 1


def test_a_changed_case_is_shown_as_such_until_it_is_analysed(enter, negotiation, analysed, people):
    """Old figures beside a new case mislead."""
    from django.utils import timezone

    from parley.case.edit import judge
    from parley.desk.cases import save_judgement

    case = harbour()
    key = f"{case.stances[0].key}/position"
    made = judge(case, f"{key}=90", low=80, high=100, who="Erin", when=timezone.now(), why="she said so")
    save_judgement(negotiation, made, base=1, by=people["erin"])
    page = enter("erin").get(f"/n/{negotiation.code}/analysis/").content.decode()

    assert "the case has changed since" in page
    assert "Analyse the case as it is now" in page


def test_a_change_is_tried_out_in_under_a_second_and_changes_nothing(enter, negotiation, analysed):
    """Both sides share their random numbers, so few draws are enough."""
    client, case = enter("reed"), harbour()
    address = f"/n/{negotiation.code}/whatif/"
    client.get(address)
    begun = time.perf_counter()
    number = f"{case.stances[0].key}/position"
    page = client.get(address, {"number": number, "value": "100"}, headers={"HX-Request": "true"}).content.decode()

    assert time.perf_counter() - begun < 1
    assert "What moves" in page
    assert "uncalibrated" in page
    assert "<html" not in page
    assert negotiation.revisions.count() == 1


@pytest.mark.parametrize(
    "given", [{"number": "no/such/position", "value": "3"}, {"without": "nobody"}, {"double": "nobody"}]
)
def test_a_change_that_does_not_fit_is_refused_with_the_reason(enter, negotiation, analysed, given):
    """What was wrong, and what there is."""
    answer = enter("reed").get(f"/n/{negotiation.code}/whatif/", given)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_job_that_is_cancelled_leaves_nothing(negotiation, harbour_case, people):
    """Half an analysis is none."""
    from parley.desk.jobs import run, start
    from parley.desk.models.work import Analysis, Job

    job = start(negotiation, "analyse", "1", people["alice"])
    Job.objects.filter(pk=job.pk).update(cancel_asked=True)
    run.call(job.code)
    job.refresh_from_db()

    assert job.state == "cancelled"
    assert not Analysis.objects.exists()


def test_a_job_queued_twice_has_one_effect(negotiation, harbour_case, people):
    """The worker takes up open jobs when it starts, also those that wait in the queue already."""
    from parley.desk.jobs import run, start
    from parley.desk.models.work import Analysis

    job = start(negotiation, "analyse", "1", people["alice"])
    assert start(negotiation, "analyse", "1", people["erin"]) == job
    run.call(job.code)
    run.call(job.code)

    assert Analysis.objects.count() == 1


def test_an_analysis_of_an_older_version_is_made_again_not_an_error(enter, negotiation, analysed):
    """Records gain fields from version to version; what they were made from is kept, and they cost seconds."""
    from parley.desk.jobs import run
    from parley.desk.models.work import Analysis, Job

    Analysis.objects.update(results_json='{"schema_version":"results/1"}')
    client, address = enter("erin"), f"/n/{negotiation.code}/analysis/"
    page = client.get(address).content.decode()
    client.post(f"{address}again/")
    run.call(Job.objects.get(state="queued").code)

    assert "has not been analysed yet" in page
    assert "<figure" in client.get(address).content.decode()


def tried(negotiation):
    from parley.desk.models.work import Trial

    return Trial.objects.filter(revision__negotiation=negotiation)


def test_a_change_is_worked_out_with_all_models_as_a_job(negotiation, analysed, enter):
    """Asked for twice it is worked out once; what comes of it stands on the analysis page, and the case as it was."""
    rob, given = enter("rob"), {"without": "city", "number": "", "value": "", "double": ""}
    for _ in range(2):
        assert rob.post(f"/n/{negotiation.code}/whatif/full/", given).status_code == 302
    waiting = rob.get(f"/n/{negotiation.code}/analysis/").content.decode()
    (done,) = do_jobs(negotiation, "try-out")
    page = rob.get(f"/n/{negotiation.code}/analysis/").content.decode()

    assert "waiting for its turn" in waiting
    assert done.state == "done"
    assert "What if: without City" in page
    assert "What moves, the most first" in page
    assert tried(negotiation).get().comparison.draws == 200
    assert negotiation.latest().number == 1


def test_a_change_that_does_not_fit_is_said_before_any_work(negotiation, analysed, enter):
    answer = enter("rob").post(f"/n/{negotiation.code}/whatif/full/", {"without": "atlantis"})

    assert answer.status_code == 400
    assert "atlantis" in answer.content.decode()
    assert not tried(negotiation).exists()
    assert enter("rob").post(f"/n/{negotiation.code}/whatif/full/", {}).status_code == 400


def test_a_change_is_named_as_people_say_it_and_each_figure_in_its_own_unit(minerals):
    """“influence of Ukraine”, not its key; an answer in points of a hundred is no share, and no thousand percent."""
    from parley.analysis.differences import Comparison, Difference
    from parley.desk.pages.supposing import controls, in_names, rows

    how = next(question for question in minerals.questions if question.form == "how")
    will = next(question for question in minerals.questions if question.form == "will")
    moved = tuple(
        Difference(of=of, words=of, before=before, after=before + change, change=change)
        for of, before, change in ((f"answer/{how.key}", -9.9, 4.0), (f"answer/{will.key}", 0.4, 0.1))
    )
    told = {row["of"].of: row for row in rows(minerals, Comparison(changes=(), seed=0, draws=9, differences=moved))}
    given = {"without": [], "settings": ["ukraine/influence=80"], "doubled": []}

    assert in_names(minerals, given) == ("influence of Ukraine set to 80",)
    assert "influence of Ukraine" in [name for _, name, _ in controls(minerals)["numbers"]]
    assert not told[f"answer/{how.key}"]["is_share"]
    assert told[f"answer/{will.key}"]["is_share"]
