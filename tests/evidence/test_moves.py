"""Moves: acts read in plain news words, of holders that are often only common nouns."""

from __future__ import annotations

from parley.evidence.extract import extract
from parley.evidence.record import Move
from parley.reading.read import read

RAIL = (
    "The Transit Guild and Metro Rail Corp. have held talks on a new contract since May. "
    "The guild rejected a pay freeze. Metro Rail demanded split shifts in the talks."
)
NILE = "Sudan's army and the Rapid Support Forces held talks in Jeddah on a ceasefire. Norway is mediating the talks."


def acts(context: str, sentence: str) -> set[tuple[str, str | None]]:
    """The acts of a sentence with their holders, read after a paragraph that names the parties."""
    dossier = extract(read("story.txt", f"{context}\n\n{sentence}\n".encode()), office_holders=[])
    start = dossier.article.text.index(sentence)
    return {(move.act, move.by) for move in dossier.of(Move) if move.mentions[0].span.start >= start}


def test_who_is_asked_or_begged_to_do_a_thing_is_met_with_a_demand() -> None:
    """Words that any political news has are acts of negotiators too."""
    assert ("demand", "norway") in acts(NILE, "Norway asked the paramilitaries to free the sick first.")
    assert ("demand", "norway") in acts(NILE, "Norway appealed to the army to open the road.")


def test_what_is_put_on_the_table_is_offered() -> None:
    assert ("offer", "metro-rail-corp") in acts(RAIL, "Metro Rail has put 5 percent on the table.")


def test_an_offer_is_named_by_what_it_is() -> None:
    dossier = extract(
        read("story.txt", f"{RAIL}\n\nThe company's latest offer is a pause of four years.\n".encode()),
        office_holders=[],
    )

    assert [move.content for move in dossier.of(Move) if move.act == "offer"] == ["pause of four years"]


def test_the_army_is_that_of_the_country_whose_army_was_spoken_of() -> None:
    assert ("demand", "sudan") in acts(NILE, "The army insists on a full withdrawal from Khartoum.")


def test_who_says_it_will_do_harm_threatens() -> None:
    assert ("threaten", "transit-guild") in acts(RAIL, "The guild said it would boycott the new trains.")


def test_a_promise_not_to_do_harm_is_no_threat() -> None:
    found = acts(RAIL, "Metro Rail has promised not to cut jobs for three years.")

    assert ("promise", "metro-rail-corp") in found
    assert ("threaten", "metro-rail-corp") not in found


def test_bondholders_are_no_monetary_fund() -> None:
    """A common noun stands for a named organisation only when its name says so."""
    context = "Zambia has held talks with the International Monetary Fund on its debt. Zambia asked for a loan."

    assert not any(by == "international-monetary-fund" for _, by in acts(context, "Bondholders demanded cash by May."))


def test_two_deeds_asked_at_once_are_two_demands() -> None:
    dossier = extract(
        read("story.txt", f"{NILE}\n\nNorway urged the army to reopen the port and free the crew.\n".encode()),
        office_holders=[],
    )

    contents = [move.content or "" for move in dossier.of(Move) if move.act == "demand" and move.by == "norway"]
    assert len(contents) == 2


def test_the_final_text_says_what_it_is_itself() -> None:
    """Only "the offer" or "it" is told by the last proposal of another."""
    story = (
        "Kenya and Norway are in talks on climate money. Kenya demanded a loss fund in the talks. Norway refused.\n\n"
    )
    dossier = extract(read("story.txt", f"{story}Norway objected to the final text.\n".encode()), office_holders=[])

    assert [move.about for move in dossier.of(Move) if move.act == "object"] == [None]


def test_what_is_off_the_table_is_refused_by_whoever_says_so() -> None:
    assert ("reject", "metro-rail-corp") in acts(RAIL, "Metro Rail said a shorter week was off the table.")
    assert ("reject", "transit-guild") in acts(RAIL, "The guild has no intention of signing the contract.")


def test_an_offer_spoken_of_is_not_made() -> None:
    assert ("offer", "metro-rail-corp") not in acts(RAIL, "The guild laughed at the company's offer.")


def test_what_is_agreed_with_the_other_side_is_no_threat_to_it() -> None:
    assert ("threaten", "metro-rail-corp") not in acts(RAIL, "Metro Rail agreed to close the depot.")
