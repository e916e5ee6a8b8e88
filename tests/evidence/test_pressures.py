"""Pressures: who presses whom, and how."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast, dossier, pressures_told

from parley.evidence.frames import frames_of
from parley.evidence.negotiation import counterparts_of
from parley.evidence.pressures import find_pressures
from parley.evidence.record import Pressure


def pressures(text: str) -> list[Pressure]:
    found = cast(f"Talks go on in Geneva\n\n{text}\n")
    found.counterparts = counterparts_of(found, frames_of(found))
    found.forget()
    return find_pressures(found, frames_of(found))


def told(text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {(item.form, item.by, item.on) for item in pressures(text)}


def test_a_threat_presses_whom_it_names() -> None:
    assert ("threat", ("egypt",), ("ethiopia",)) in told("Egypt threatened Ethiopia with air strikes over the dam.")


def test_criticism_drawn_from_a_chamber_presses_its_own_government() -> None:
    """At home as abroad: those who must ratify press those who bargain."""
    found = told("Britain’s offer on fishing drew criticism from France and Spain.")

    assert ("criticism", ("france", "spain"), ("united-kingdom",)) in found


def test_mounting_pressure_has_its_sources() -> None:
    found = told("How will Norway answer as pressure mounts from both Sweden and Finland?")

    assert ("unspecified", ("sweden", "finland"), ("norway",)) in found


def test_time_is_a_pressure() -> None:
    assert ("time", ("kenya",), ("uganda",)) in told("Kenya has pressured Uganda to move quickly on the pipeline.")


def test_a_deadline_somebody_set_presses_who_must_meet_it() -> None:
    assert ("deadline", ("greece",), ("turkey",)) in told("Greece gave Turkey until Friday to withdraw its ships.")


def test_an_objection_defends_and_presses_nobody() -> None:
    assert told("Chile objected during a meeting with Peru.") == set()


def test_what_is_only_imagined_presses_nobody() -> None:
    assert told("If Peru threatened Chile, the talks would end.") == set()


def test_one_pressure_a_sentence_for_a_pair_and_a_form() -> None:
    found = pressures("Egypt threatened Ethiopia and warned Ethiopia of air strikes.")

    assert [item.form for item in found] == ["threat"]


def test_a_danger_is_no_threat_in_talks() -> None:
    assert told("Piracy off Yemen threatens the security of Oman.") == set()


def test_the_threat_in_a_deadline_is_the_deadline() -> None:
    found = pressures("Greece has set Turkey a deadline of Thursday to withdraw its ships.")

    assert [item.form for item in found] == ["deadline"]


def test_the_government_a_chamber_warns_is_its_own() -> None:
    """Not that of the country the story names most."""
    found = told(
        "Kenya and the United States held talks. Kenya made an offer, and Kenya waits. The U.S. Congress must review "
        "any deal with Kenya. Senator Ada Marsh warned the administration against giving more ground."
    )

    assert [on for form, _, on in found if form == "threat"] == [("united-states",)]


def test_a_vote_to_do_harm_presses_the_other_side() -> None:
    found = told(
        "The Transit Guild and Metro Rail Corp. have held talks on a new contract since May. "
        "Metro Rail demanded split shifts in the talks. The guild voted to strike on Monday."
    )

    assert ("threat", ("transit-guild",)) in {(form, by) for form, by, _ in found}


TALKS = """Chile and Peru in talks over copper duties

2022-05-03

Chile and Peru held talks on copper duties on Monday. Chile demanded a lower duty and Peru offered a review.

"""


def _pressed(sentence: str) -> set[tuple[str, tuple[str, ...]]]:
    found = dossier(f"{TALKS}{sentence}\n")
    texts = {item.id: found.article.slice(item.span) for item in found.article.sentences}
    return {(item.form, item.by) for item in found.of(Pressure) if texts[item.sentence] == sentence}


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Peru asked Chile for a list by the end of the month.", "deadline"),
        ("Peru has urged Chile to decide before Friday.", "deadline"),
        ("Peru will close the border if Chile raises the duty.", "threat"),
        ("Peru said it would retaliate.", "threat"),
        ("Peru has called a strike for Thursday.", "threat"),
        ("Peru has frozen its payments until a treaty is signed.", "sanction"),
        ("Peru said Chile was not serious about the duty.", "criticism"),
        ("Peru called the duty an insult.", "criticism"),
        ("Peru suspended $40 million in aid.", "sanction"),
        ("Then Peru will go to the tribunal.", "threat"),
    ],
)
def test_a_party_presses_in_many_ways(sentence, form):
    """A time limit, a harm on terms, a strike that lies ahead, money held back, blame."""
    assert (form, ("peru",)) in _pressed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru wants to open forty mines by 2030.",
        "Peru seeks a working week shorter by one hour.",
        "Peru demands that emissions peak before 2025.",
        "Ana Sorel, an analyst, calls the offer a mistake.",
        "Peru promised its miners to freeze the tariffs for three years.",
        "We regret that the talks ended without an accord, Peru said.",
    ],
)
def test_a_plan_a_verdict_of_an_onlooker_and_a_promise_press_nobody(sentence):
    """A year in one's own plan is no deadline, and what is promised to somebody is no threat."""
    assert not _pressed(sentence)


def test_a_headline_presses_nobody_a_second_time():
    """The text says it again."""
    text = TALKS.replace("Chile and Peru in talks over copper duties", "Peru threatens to close border to Chile")
    found = dossier(f"{text}Peru threatened on Tuesday to close the border to Chile.\n")

    assert [item.form for item in found.of(Pressure)] == ["threat"]


@pytest.mark.parametrize(
    ("sentence", "form", "by"),
    [
        ("Turkey is suing Greece over the field.", "sanction", "turkey"),
        ("Turkey massed troops along the border.", "threat", "turkey"),
        ("Turkey wrote to the farmers whose crops were lost, and blamed the Greek government.", "criticism", "turkey"),
        ("Turkey has asked a judge to order the ships out.", "sanction", "turkey"),
        ('"Take your ships home or we close the straits," Turkey said.', "threat", "turkey"),
        ("Greece would veto any treaty of more than ten years.", "threat", "greece"),
        ("Turkey will close the straits unless Greece signs.", "threat", "turkey"),
        ("Should Greece refuse, Turkey would cancel the survey.", "threat", "turkey"),
        ("Turkey would sooner walk away than pay more.", "threat", "turkey"),
        ("The Union dangled the prospect of cheap loans before Greece.", "inducement", None),
        ("Turkey called the Greek plan blackmail.", "criticism", "turkey"),
        ("Greece described the closure of the straits by Turkey as blackmail.", "criticism", "greece"),
    ],
)
def test_a_pressure_is_read_in_whatever_form_it_comes(sentence: str, form: str, by: str | None) -> None:
    found = [(one.form, one.by) for one in pressures_told(sentence)]

    assert any(one == form and (by is None or who == (by,)) for one, who in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The hostages held by Turkey in 1999 went home.",
        "Greece would rather talk about water than about gas.",
        "Turkey will not sign unless Greece withdraws.",
        "Greece would open its ports in exchange for the islands.",
        "The survey stops if the sea is rough.",
    ],
)
def test_what_presses_nobody_is_no_pressure(sentence: str) -> None:
    assert not [one for one in pressures_told(sentence) if one.form in ("threat", "sanction", "inducement")]
