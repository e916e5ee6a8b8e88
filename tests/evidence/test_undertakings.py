"""Acts in terms: what a party would do, will do, or is ready to do."""

from __future__ import annotations

from tests.evidence.telling import dossier, moves

from parley.evidence.record import Dossier, Move, Position

OPENING = "Norway and Iceland resumed talks on the mackerel quota on Monday.\n\n"


def told(sentence: str) -> Dossier:
    return dossier(f"Talks on the mackerel quota\n\n{OPENING}{sentence}\n")


def positions(found: Dossier, party: str) -> set[tuple[str, str]]:
    return {(item.stance, item.issue_words) for item in found.of(Position) if item.party == party}


def test_what_a_party_would_do_in_exchange_is_its_offer() -> None:
    found = told("Norway would cut its catch by a tenth in exchange for access to Icelandic ports.")

    assert [move.content for move in moves(found, "offer", "norway")] == ["its catch"]


def test_readiness_is_an_offer_and_unwillingness_a_refusal() -> None:
    assert moves(told("Iceland is ready to lower its share to 14 percent."), "offer", "iceland")
    assert moves(told("Iceland is not prepared to lower its share."), "reject", "iceland")


def test_a_harm_announced_on_a_condition_is_a_threat() -> None:
    """Leaving the table or closing a port hurts the other side; lowering a share does not."""
    found = told("Norway will close its ports unless Iceland lowers its quota.")

    assert moves(found, "threaten", "norway")
    assert not moves(found, "promise", "norway")


def test_ending_an_attack_is_no_threat() -> None:
    found = told("Norway would halt its raids on the fleet if Iceland withdrew its patrol boats.")

    assert not moves(found, "threaten", "norway")


def test_what_others_say_a_party_would_do_is_no_move_of_its_own() -> None:
    found = told("Iceland said Norway would cut its catch if the talks failed.")

    assert not moves(found, "offer", "norway")


def test_who_gives_only_on_a_condition_stands_on_condition_and_demands_the_rest() -> None:
    found = positions(told("Iceland would lift its herring ban only if Norway lowered its mackerel quota."), "iceland")

    assert any(stance == "conditional" and "herring ban" in words for stance, words in found)
    assert ("demands", "lowered its mackerel quota") in found


def test_a_threat_with_a_way_out_is_a_demand_for_the_way_out() -> None:
    found = positions(told("Norway will close its ports unless Iceland lowers its mackerel quota."), "norway")

    assert found == {("demands", "lowers its mackerel quota")}


def test_a_vote_or_a_vow_to_do_harm_is_a_threat() -> None:
    found = told("Iceland vowed to veto the quota.")

    assert moves(found, "threaten", "iceland")
    assert not moves(found, "promise", "iceland")


def test_a_shelved_demand_is_given_up_and_no_longer_made() -> None:
    found = told("Norway has shelved its demand for a herring ban.")

    assert moves(found, "concede", "norway")
    assert not moves(found, "demand", "norway")


def test_what_is_given_only_in_exchange_asks_for_the_other_thing() -> None:
    found = positions(told("Iceland would share its data only in exchange for fishing guarantees."), "iceland")

    assert ("demands", "fishing guarantees") in found


def test_a_clause_read_as_a_noun_phrase_names_its_issue_by_its_object() -> None:
    """Some parses take "Iceland repay Norwegian aid" for one noun phrase; its subject and verb name no issue."""
    found = positions(told("Norway has demanded that Iceland repay Norwegian aid with fresh fish."), "norway")

    assert not any("repay" in words or words.startswith("Iceland") for _, words in found)


def test_who_nears_a_deal_has_accepted_none():
    """Work towards an agreement is an event under way."""
    found = dossier(
        "Norvia and Tarsia near fishing deal\n\nNorvia and Tarsia are moving closer to a deal on fishing quotas, "
        "negotiators said. Norvia demanded higher quotas and Tarsia rejected the demand.\n"
    )

    assert not [move for move in found.of(Move) if move.act == "accept"]
