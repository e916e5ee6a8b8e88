"""Two sheets of mediation practice, filled from a case."""

from __future__ import annotations

from tests.brief.cast import assumed, issue, judged, minerals, party, stance, strike
from tests.brief.hostile import hostile

from parley.brief.sheets import actor_map, island
from parley.case.estimate import Opinion
from parley.case.record import Case, CasePressure, Estimate, Excluded


def table(*stances, **more) -> Case:
    """A case of a union and employers over wages."""
    return Case(
        title="Port talks",
        sources=(),
        parties=(party("union", "the union"), party("employers", "Port Employers", number="plural")),
        issues=(issue("wages", "wages", "w1"),),
        stances=stances,
        **more,
    )


def texts(entries) -> list[str]:
    return [entry.text for entry in entries]


def test_sides_whose_ranges_overlap_can_meet_in_the_overlap():
    case = table(
        stance("union", "wages", judged(70, 40, 90, "w1")), stance("employers", "wages", judged(30, 10, 55, "w2"))
    )
    found = island(case)

    assert texts(found.convergent_norms) == ["On wages, the union and the Port Employers can meet between 40 and 55."]
    assert found.divergent_norms == ()
    assert set(found.convergent_norms[0].basis) == {"w1", "w2"}


def test_sides_whose_ranges_do_not_overlap_part():
    case = table(
        stance("union", "wages", judged(90, 80, 100, "w1")), stance("employers", "wages", judged(20, 5, 35, "w2"))
    )

    (entry,) = island(case).divergent_norms

    assert entry.text == (
        "On wages, the Port Employers stand at 20 (5 to 35), nearest to no wages; the union stands at 90 (80 to 100), "
        "nearest to full wages."
    )
    assert entry.basis == ("w2", "w1")


def test_where_nobody_has_said_is_neither_agreed_nor_contested():
    """A default in the middle of a scale overlaps with everything, and would look like agreement."""
    case = table(stance("union", "wages", judged(90, 80, 100, "w1")), stance("employers", "wages", assumed()))
    found = island(case)

    assert found.convergent_norms == found.divergent_norms == ()
    assert texts(found.not_known) == ["Where the Port Employers stand on wages, nobody has said yet."]


def test_what_stories_report_is_agreed_until_one_says_otherwise():
    found = texts(island(minerals()).agreed_facts)

    assert found == [
        "The talks of the United States and Ukraine are close to a deal.",
        "The United States puts pressure on Ukraine by a threat.",
        "Ukraine is left out of “U.S. and Russia talks”.",
    ]


def test_what_stories_leave_open_is_contested():
    (entry,) = island(minerals()).contested_facts

    assert entry.text == "Will the U.S. offer Ukraine security guarantees in exchange for mineral access?"
    assert entry.basis == ("e7",)


def test_the_question_every_case_can_be_asked_is_no_storys():
    assert island(strike()).contested_facts == ()


def test_analysts_who_contradict_each_other_contest_a_number():
    told = [Opinion(value=10, low=5, high=20, by="Anna"), Opinion(value=80, low=70, high=90, by="Ben", why="a leak")]
    pooled = Estimate(value=45, low=5, high=90, unit="scale point", by="Anna, Ben", basis=("j1",), opinions=tuple(told))
    case = table(stance("union", "wages", pooled))

    assert texts(island(case).contested_facts) == [
        "Analysts differ on the union’s position on wages: Anna 10 and Ben 80 (a leak)."
    ]


def test_every_entry_rests_on_something_the_case_holds():
    case = minerals()
    known = {citation.id for citation in case.citations} | {judgement.id for judgement in case.judgements}
    sheet, actors = island(case), actor_map(case)
    entries = [entry for field in type(sheet).model_fields for entry in getattr(sheet, field)]

    assert all(entry.basis and set(entry.basis) <= known for entry in [*entries, *actors.relations])


def test_an_actor_is_told_with_role_and_principal():
    actors = {actor.name: actor for actor in actor_map(minerals()).actors}

    assert actors["Congress"].acts_for == "united-states"
    assert actors["Congress"].must_consent
    assert actors["Russia"].role_in_words == "outside the talks"


def test_ties_are_numbered_and_say_who_does_what_to_whom():
    found = [(tie.number, tie.kind, tie.by, tie.on) for tie in actor_map(minerals()).relations]

    assert found == [
        (1, "presses", "united-states", "ukraine"),
        (2, "trades", "ukraine", "united-states"),
        (3, "belongs to", "democrats", "united-states"),
        (4, "must consent for", "congress", "united-states"),
        (5, "is left out by", "ukraine", "russia"),
    ]


def test_whoever_is_left_out_of_unnamed_talks_is_left_out_by_the_table():
    seated = party("pilots", "Pilots", "excluded")
    case = table(excluded=(Excluded(party="pilots", talks="the talks", basis=("w1",)),))
    case = case.model_copy(update={"parties": (*case.parties, seated)})

    assert [(tie.by, tie.on) for tie in actor_map(case).relations] == [("pilots", "union"), ("pilots", "employers")]


def test_a_tie_to_nobody_of_the_case_is_left_out():
    press = CasePressure(by="nobody", on="union", form="threat", strength=assumed(0.1, 0, 0.2, "utility"))

    assert actor_map(table(pressures=(press,))).relations == ()


def test_hostile_names_and_questions_fill_both_sheets():
    case, _ = hostile()

    assert actor_map(case).actors
    assert island(case)
