"""Events of any news, their codes, and the forms they leave in."""

from __future__ import annotations

from datetime import date

import pytest

from parley.evidence.coding import code_events
from parley.evidence.export import cameo_rows, contexts_of, event_rows
from parley.evidence.names import gazetteer_with
from parley.evidence.phoenix import names_of, read_actors
from parley.evidence.record import Event
from parley.reading.read import read


def coded(text: str, day: date | None = None, names=None):
    return code_events(read("-", text.encode(), as_of=day), names=names)


def triples(text: str) -> set[tuple[str, str, str]]:
    return {(row.source, row.target, row.root) for row in cameo_rows(coded(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Tunisian court has jailed a Nigerian student.", {("TUNJUD", "NGAEDU", "17")}),
        ("Hundreds of French troops withdrew from Mali on Monday.", {("FRAMIL", "MLI", "08")}),
        ("Peruvian activists staged a protest in Quito on Monday.", {("PEROPP", "ECU", "14")}),
        ("Chile and Peru met on Monday.", {("CHL", "PER", "04"), ("PER", "CHL", "04")}),
        ("Ukraine ratified an agreement with Norway.", {("UKR", "NOR", "05")}),
        ("Chile said that Peru had attacked Bolivia.", {("CHL", "PER", "11")}),
        ("Chile wants to attack Peru.", {("CHL", "PER", "13")}),
        ("Chile received weapons from France.", {("FRA", "CHL", "07")}),
        ("France launched an air strike against Libya.", {("FRA", "LBY", "19")}),
        ("Chile is about to restore full diplomatic ties with Peru.", {("CHL", "PER", "05")}),
    ],
)
def test_who_did_what_to_whom_becomes_a_triple(text, expected):
    """People are coded with their country and what they are; the verb's object decides the type."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile contributed three million dollars to Peru.", {("CHL", "PER", "07")}),
        ("Chile said it would not provide aid to Peru.", {("CHL", "PER", "12")}),
        ("Chile will not give permission to Peru to use its ports.", {("CHL", "PER", "12")}),
        (
            "Chile welcomed the resumption of diplomatic ties between Peru and Bolivia.",
            {("CHL", "PER", "05"), ("CHL", "BOL", "05")},
        ),
        ("Chile was opposed by Peru at the summit.", {("PER", "CHL", "12")}),
        ("Chile announced that it would free ten Peruvian prisoners.", {("CHL", "PERCVL", "03")}),
    ],
)
def test_whom_a_deed_reaches_is_no_mere_place(text, expected):
    """A gift "to Peru" reaches the country that a trip "to Peru" only goes to; ties are between two, who both count."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile detained the mayor of the northern Peruvian city of Trujillo.", {("CHL", "PERGOV", "17")}),
        ("Chile helped three dissidents from Peru.", {("CHL", "PEROPP", "07")}),
        ("Rebels shelled a government-held part of Yemen on Friday.", {("---REB", "YEM", "19")}),
        (
            "A long report published on Friday in the Chilean capital alleged that Peru was aware of the smuggling.",
            {("CHL", "PER", "11")},
        ),
    ],
)
def test_people_places_and_papers_stand_for_whose_they_are(text, expected):
    """A mayor is of the city's land, a report speaks for where it came out; "government-held" names no government."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Chilean court jailed a Peruvian student for helping rebels in Lima.", {("CHLJUD", "PEREDU", "17")}),
        ("Chile condemned an attack by Peruvian soldiers.", {("CHL", "PERMIL", "11")}),
        (
            "Hundreds of French troops withdrew from Mali, a week after Islamist-linked rebels kidnapped peacekeepers.",
            {("FRAMIL", "MLI", "08")},
        ),
        (
            "A Peruvian court has issued an arrest warrant for a Chilean man sought for a murder in Lima years ago.",
            {("PERJUD", "CHLCVL", "17")},
        ),
    ],
)
def test_what_another_act_is_about_is_no_triple_of_its_own(text, expected):
    """Not the ground of a sentence, not the attack that is condemned, not what went before; "ago" fits no perfect."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile has broken relations with Peru.", {("CHL", "PER", "16")}),
        ("Peru presented evidence against Chile.", {("PER", "CHL", "11")}),
        ("Chile blamed Peru for its role in the 1981 war.", {("CHL", "PER", "11")}),
    ],
)
def test_a_verb_that_the_parser_hangs_under_its_object_is_still_the_verb(text, expected):
    """Short sentences tempt the parser: "broken relations" is read as a thing that Chile has."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chilean media and officials blamed Peru.", {("CHLMED", "PER", "11"), ("CHLGOV", "PER", "11")}),
        ("Chile and Peru have postponed their meeting.", {("CHL", "PER", "12"), ("PER", "CHL", "12")}),
        ("Chile signed an accord on Friday to supply Peru with wheat.", {("CHL", "PER", "05")}),
        ("Chile's militia vowed on Friday to wage war on Peru.", {("CHLREB", "PER", "13")}),
    ],
)
def test_what_is_said_of_several_is_said_of_each(text, expected):
    """ "Chilean" goes with both nouns, a meeting put off is put off by each; the aim names whom a vow is about."""
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile wrote off the debt of Bolivia.", {("CHL", "BOL", "07")}),
        ("Peru took in refugees from Chile.", {("PER", "CHLREF", "07")}),
        ("Chile revoked the visas of Peruvian diplomats.", {("CHL", "PERGOV", "16")}),
        ("Peruvian police fired tear gas at Chilean protesters.", {("PERCOP", "CHLOPP", "17")}),
        ("Chilean gunmen hurled grenades at a Peruvian base.", {("CHLREB", "PER", "19")}),
        ("Peruvian activists burned the Chilean flag.", {("PEROPP", "CHL", "14")}),
        ("Chile sent warships to Peru.", {("CHL", "PER", "15")}),
        ("Chile vowed revenge on Peru.", {("CHL", "PER", "13")}),
        ("Chile pardoned a Peruvian journalist.", {("CHL", "PERMED", "08")}),
    ],
)
def test_families_of_verbs_tell_the_same_deeds(text, expected):
    """News has many words for one deed; what it is done with ("warships") is not whom it is done to."""
    assert triples(text) == expected


def test_what_is_told_as_long_past_is_kept_as_history_and_no_triple():
    """The crowd of five years ago is why the ties were cut, not today's news."""
    found = coded(
        "Chile is about to restore diplomatic ties with Peru five years after crowds burned down its embassy."
    )

    assert {event.status for event in found.of(Event) if event.plover == "PROTEST"} == {"historical"}
    assert {row.plover for row in cameo_rows(found)} == {"SUPPORT"}


def test_a_meeting_that_is_postponed_is_not_held():
    """The noun is what the refusal is about."""
    types = {event.plover for event in coded("Chile has postponed its meeting with Peru.").of(Event)}

    assert types == {"REJECT"}


def test_a_row_says_what_when_and_in_which_mode():
    """POLECAT's columns: type, mode, auxiliary mode, actors with country and sector, date, sentence."""
    row = next(
        iter(
            event_rows(
                coded(
                    "The Peruvian government will hold talks with Chile on nuclear arms on Friday.", date(2015, 5, 13)
                )
            )
        )
    )

    assert (row.event_type, row.auxiliary, row.date) == ("CONSULT", "future", "2015-05-15")
    assert [(actor.country, actor.sector) for actor in row.actors] == [("PER", "GOV")]
    assert [actor.country for actor in row.recipients] == ["CHL"]
    assert "cbrn" in row.contexts


def test_contexts_are_spoken_for_by_words():
    """No word, no context."""
    assert contexts_of("They met.") == ()
    assert contexts_of("They discussed tariffs and uranium.") == ("economic", "cbrn")


def test_a_list_of_actors_gives_names_and_codes_by_date(tmp_path):
    """The form of PETRARCH's dictionaries; a code with dates holds on its days only."""
    file = tmp_path / "actors.txt"
    file.write_text(
        "VELMORA [VEL]\n+VELMORAN\nTARSIA [TAR]\nJON_HARLOW [TARELI] # retired\n\t[TARGOV 20100101-20141231]\n"
    )

    later, then = (list(read_actors(file, day)) for day in (date(2015, 1, 1), date(2012, 1, 1)))
    names = gazetteer_with(names_of(then))
    found = cameo_rows(coded("Velmora condemned Tarsia.", names=names))

    assert [actor.code for actor in later] == ["VEL", "TAR", "TARELI"]
    assert [actor.code for actor in then] == ["VEL", "TAR", "TARGOV"]
    assert {(row.source, row.target, row.root) for row in found} == {("VEL", "TAR", "11")}


def test_a_listed_person_is_he_or_she(tmp_path):
    """Who holds a code of office for a time is somebody whom a pronoun can mean; a bank is not."""
    file = tmp_path / "actors.txt"
    file.write_text("VELMORA [VEL]\nTARSIA [TAR]\nJON_HARLOW\n\t[TARGOV 20100101-20141231]\n")

    names = gazetteer_with(names_of(read_actors(file, date(2012, 1, 1))))
    found = cameo_rows(coded("Jon Harlow said he would not provide aid to Velmora.", names=names))

    assert {(row.source, row.target, row.root) for row in found} == {("TARGOV", "VEL", "12")}
