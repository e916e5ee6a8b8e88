"""Positions: what each party wants, drawn from its moves, its terms and its silences."""

from __future__ import annotations

import pytest

from parley.evidence.extract import extract
from parley.evidence.record import Position
from parley.reading.read import read

OPENING = (
    "Turkey and Greece held talks on gas on Monday. Turkey demanded a share of the field. "
    "Greece offered a joint survey."
)


def positions(text: str) -> set[tuple[str, str, str]]:
    dossier = extract(read("story.txt", f"Gas talks resume\n\n{OPENING}\n\n{text}\n".encode()), office_holders=[])
    return {(item.party, item.stance, item.issue_words) for item in dossier.of(Position)}


def test_terms_state_a_conditional_position() -> None:
    """What is given for something is held on a condition, and what the other must do is demanded."""
    found = positions("Turkey would withdraw its ships as soon as Greece signed a treaty.")

    assert ("turkey", "conditional", "withdraw its ships") in found


def test_a_sum_alone_names_what_is_offered() -> None:
    found = positions("Greece offered $40 million.")

    assert any(party == "greece" and stance == "offers" and "40 million" in words for party, stance, words in found)


def test_who_weighs_a_proposal_is_open_on_it() -> None:
    found = positions("Turkey said it was studying the proposal.")

    assert any(party == "turkey" and stance == "open" for party, stance, _ in found)


def test_a_position_keeps_the_sum_and_the_deed_it_is_about() -> None:
    """A raise of 4 percent and a raise of 12 are two things: the words must say which."""
    found = positions("Turkey demanded a 12 percent share of the gas. Greece refused to withdraw its frigates.")

    assert ("turkey", "demands", "12 percent share of the gas") in found
    assert ("greece", "rejects", "withdraw its frigates") in found


def test_what_tells_a_thing_apart_belongs_to_its_words() -> None:
    found = positions("Greece wants a payment tied to the price of oil. Turkey covets the moorings at Rhodes.")

    assert ("greece", "demands", "payment tied to the price of oil") in found
    assert ("turkey", "demands", "moorings at Rhodes") in found


def test_a_threat_is_aimed_at_what_would_set_it_off() -> None:
    """With "unless" it asks for the way out; where the way out is to drop a thing, the thing is rejected."""
    found = positions("Turkey threatened to close the strait unless Greece withdrew its claim to the seabed.")

    assert any(party == "turkey" and stance == "rejects" and "seabed" in words for party, stance, words in found)
    assert not any(party == "turkey" and "strait" in words for party, stance, words in found)


def test_who_concedes_a_thing_accepts_it() -> None:
    found = positions("Greece has conceded a joint patrol.")

    assert ("greece", "accepts", "joint patrol") in found


def test_talks_that_end_accept_nothing() -> None:
    found = positions("Turkey and Greece concluded talks on fishing rights.")

    assert not any(stance == "accepts" for _, stance, _ in found)


def test_what_somebody_is_accused_of_is_not_done() -> None:
    found = positions("Turkey accused Greece of backing down on its pledges.")

    assert not any(party == "greece" and "pledges" in words for party, _, words in found)


def test_members_act_for_their_body() -> None:
    story = (
        "Dock union and port clash over shifts\n\nThe Dockers Guild and Harbor Freight Corp. held talks on shifts. "
        "The guild demanded shorter shifts in the talks. Harbor Freight offered a bonus.\n\n"
        "Members rejected the bonus on Friday.\n"
    )
    dossier = extract(read("story.txt", story.encode()), office_holders=[])

    assert any(item.party == "dockers-guild" and item.stance == "rejects" for item in dossier.of(Position))


def test_what_a_stranger_says_it_could_do_is_nobody_else_s_word() -> None:
    """A firm no list knows speaks for itself: "it" is neither of the two named before, and nobody is a guess."""
    found = positions("Aire Transit said it could accept shorter shifts only if Turkey paid for them.")

    assert not [stance for _, stance, words in found if "shifts" in words]


def test_things_asked_for_in_a_list_are_positions_of_their_own() -> None:
    """The parser hangs the second of them on the nearest noun; commas, "and" and articles tell them apart."""
    found = positions(
        "Turkey is asking for more: a five-year lease, and two seats on the commission. "
        "Greece wants limits on trawling, 85 million dollars and a veto over drilling."
    )

    assert {words for party, stance, words in found if (party, stance) == ("turkey", "demands")} >= {
        "five-year lease",
        "two seats on the commission",
    }
    assert {words for party, stance, words in found if (party, stance) == ("greece", "demands")} == {
        "limits on trawling",
        "85 million dollars",
        "veto over drilling",
    }


def test_what_belongs_to_a_noun_behind_a_preposition_stays_with_it() -> None:
    found = positions("Greece called for an end to tariffs on steel and aluminum.")

    assert ("greece", "demands", "end to tariffs on steel and aluminum") in found


def test_a_number_alone_is_a_position_on_what_was_counted() -> None:
    dossier = extract(
        read("story.txt", f"Gas talks\n\n{OPENING}\n\nGreece offered ten boats. Turkey wants twenty.\n".encode()),
        office_holders=[],
    )
    by = {(item.party, item.issue_words): item.issue for item in dossier.of(Position)}

    assert by["turkey", "twenty"] == by["greece", "ten boats"]


def test_two_sums_are_two_positions() -> None:
    found = positions("Turkey demanded a 9 percent share. Later Turkey demanded a 12 percent share.")

    assert {"9 percent share", "12 percent share"} <= {words for _, _, words in found}


def test_a_short_no_refuses_what_was_asked() -> None:
    found = positions("Greece asked Turkey to withdraw its ships. Turkey would not.")

    assert ("turkey", "rejects", "withdraw its ships") in found
    assert ("greece", "rejects", "fishing rights") in positions("No fishing rights, said Greek Minister Nikos Pappas.")


def test_who_is_asked_not_to_do_a_thing_hears_that_it_is_rejected() -> None:
    found = positions(
        "Greece urged Turkey not to drill in the strait. Turkey wants no pipeline. "
        "Greece insisted that no drones be used."
    )

    assert ("greece", "rejects", "drill in the strait") in found
    assert ("turkey", "rejects", "pipeline") in found
    assert any(party == "greece" and stance == "rejects" and "drones" in words for party, stance, words in found)


def test_what_a_demand_is_for_is_what_is_rejected() -> None:
    found = positions("Greece's demand for a longer lease was rejected by Turkey.")

    assert {("greece", "demands", "longer lease"), ("turkey", "rejects", "longer lease")} <= found


def test_an_answer_to_terms_is_an_answer_to_what_they_ask() -> None:
    """Who is offered a thing for another and says no keeps the other."""
    found = positions("Greece would free the crew in exchange for a fishing ban. Turkey rejected that trade.")

    assert ("turkey", "rejects", "fishing ban") in found


def test_what_is_done_already_or_not_talked_of_is_no_position() -> None:
    found = positions("Greece has freed two sailors. Turkey declined to comment on the fine.")

    assert not any("sailors" in words or "fine" in words for _, _, words in found)


def test_what_is_conceivable_is_left_open() -> None:
    found = positions("Greece said a share of the toll was conceivable. Turkey did not rule out a longer truce.")

    assert ("greece", "open", "share of the toll") in found
    assert ("turkey", "open", "longer truce") in found


def test_what_a_wish_or_a_paper_holds_is_a_position() -> None:
    found = positions("Greece would like to see a fishing ban. Turkey's final offer included a hotline.")

    assert ("greece", "demands", "fishing ban") in found
    assert any(party == "turkey" and stance == "offers" and "hotline" in words for party, stance, words in found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turkey says Greece must act to prevent a default.", ("turkey", "demands", "prevent a default")),
        ("Greece would spend $2 million on the road if Turkey agreed.", ("greece", "conditional", "spend $2 million")),
        ("Turkey is willing to talk about the harbour.", ("turkey", "open", "harbour")),
        ("Greece will not put its name to a fixed toll.", ("greece", "rejects", "fixed toll")),
        ("Turkey is reviewing a Greek request for more time.", ("turkey", "open", "more time")),
        ("Turkey has balked at a Greek demand that it halt the drilling.", ("turkey", "rejects", "halt the drilling")),
        (
            "Greek Minister Nikos Pappas said his country would never accept a toll.",
            ("greece", "rejects", "toll"),
        ),
        ("Turkey would free the crew in exchange.", ("turkey", "offers", "free the crew")),
        ("Turkey agreed in principle to lower the toll.", ("turkey", "accepts", "lower the toll")),
        ("Greece wants a staff of six inspectors.", ("greece", "demands", "staff of six inspectors")),
        (
            "Turkey will sign on condition that Greece does not demand the sale of the port.",
            ("turkey", "rejects", "sale of the port"),
        ),
    ],
)
def test_a_position_is_told_in_many_ways(sentence: str, expected: tuple[str, str, str]) -> None:
    party, stance, words = expected
    found = positions(sentence)

    assert any(one[:2] == (party, stance) and words in one[2] for one in found), found


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Turkey threatened to leave the talks unless Greece paid the fine.", "leave"),
        ("Greece warned that it would move its fleet if there were no permits.", "fleet"),
        ("Greece is ready to sign provided that Turkey drops the tariff.", "tariff"),
    ],
)
def test_a_threat_or_what_the_other_must_do_is_nothing_that_is_offered(sentence: str, words: str) -> None:
    found = positions(sentence)

    assert not any(stance in ("offers", "conditional") and words in one for _, stance, one in found), found


def test_who_drops_a_demand_offers_nothing_by_it() -> None:
    found = positions(
        "Turkey softened its demand for half of the gas. Greece dropped its opposition to the survey ship."
    )

    assert not any(stance == "offers" and "half" in words for _, stance, words in found)
    assert any(party == "greece" and stance == "accepts" and "survey ship" in words for party, stance, words in found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turkey gave Greece until Friday to improve its bid.", ("turkey", "demands", "improve its bid")),
        ("Greece proposed a budget that would cut the toll.", ("greece", "offers", "cut the toll")),
        ("Greece raised its offer to 9 percent on Monday.", ("greece", "offers", "9 percent")),
    ],
)
def test_what_a_paper_or_a_deadline_is_for_is_what_is_wanted(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in positions(sentence)


def test_a_date_is_no_part_of_what_is_asked() -> None:
    found = positions("Turkey called on all sides to accept the toll by September 25.")

    assert any(stance == "demands" and "toll" in words for _, stance, words in found)
    assert not any("September" in words for _, _, words in found)
