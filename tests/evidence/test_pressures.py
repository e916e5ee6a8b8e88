"""Pressures: who presses whom, and how."""

from __future__ import annotations

from tests.evidence.telling import cast

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
