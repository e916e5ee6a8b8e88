"""Which party a person acts for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.evidence.telling import actor, dossier

from parley.evidence.actors import Cast
from parley.evidence.casting import cast_of
from parley.evidence.office_holders import OfficeHolder, holder_of, load_holders, shipped_holders
from parley.evidence.sides import work_out_sides
from parley.evidence.story import parse_story
from parley.language.pipeline import load
from parley.reading.read import read


def cast(text: str, holders: tuple[OfficeHolder, ...] = ()) -> Cast:
    found = cast_of(parse_story(read("-", text.encode()), load()))
    work_out_sides(found, holders)
    return found


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("Canadian Trade Minister Paula Reyes opened the meeting in Geneva.", "paula-reyes", "canada"),
        ("Anton Weber, the German finance minister, opposed the plan.", "anton-weber", "germany"),
        ("Kenya's president, Daniel Mwangi, met the rebels on Sunday.", "daniel-mwangi", "kenya"),
        ("French officials, including Luc Moreau, met the unions in Paris.", "luc-moreau", "france"),
    ],
)
def test_the_words_around_a_name_tell_its_side(text, person, side):
    assert cast(text).side(person) == side


def test_an_envoy_stands_where_the_sender_stands():
    """Whoever speaks for a leader speaks for the leader's country."""
    found = cast(
        "Brazilian President Tomas Alves spoke on Monday.\n\nAlves's special envoy, Rita Campos, met the miners."
    )

    assert found.side("rita-campos") == "brazil"


def test_two_leaders_and_two_countries_named_in_one_order_belong_together():
    """So a story that never says who leads what is still read, without any list of names."""
    found = cast(
        "Velmora and Tarsia moved closer to a deal despite tensions between "
        "President Ada Holm and President Ivo Brandt."
    )

    assert found.side("ada-holm") == "velmora"
    assert found.side("ivo-brandt") == "tarsia"


def test_an_analyst_has_no_side():
    assert cast("Analyst Mira Stone said the talks with Japan would last.").figures["mira-stone"].side is None


def test_office_holders_speak_only_where_the_story_is_silent(tmp_path):
    file = tmp_path / "holders.yaml"
    file.write_text(
        "holders:\n  - {name: Ada Holm, office: president, country: NOR, since: 2020-01-01, until: 2022-01-01}\n"
    )
    holders = load_holders(file)

    assert holder_of("Holm", date(2021, 5, 1), holders).country == "NOR"
    assert holder_of("Holm", date(2023, 5, 1), holders) is None  # nothing beyond the tenure


def test_every_shipped_tenure_ends_after_it_begins():
    """A wrong entry is worse than none."""
    for holder in shipped_holders():
        assert holder.until is None or holder.since < holder.until, holder


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        (
            "The Dockworkers' Federation met. Maria Santos, who leads the federation, was there.",
            "maria-santos",
            "dockworkers-federation",
        ),
        ("The Marlow Trust met. Trust chief executive Neil Abbott was disappointed.", "neil-abbott", "marlow-trust"),
        ("Russia met Ukraine. Spokeswoman Irina Belova said Russia would free 310 men.", "irina-belova", "russia"),
        ("Northline met the drivers. Sarah Cole, managing director of Northline, left.", "sarah-cole", "northline"),
        (
            "The Harbour Employers' Group met. Ada Lund, who bargains for the group, refused.",
            "ada-lund",
            "harbour-employers-group",
        ),
        (
            "The Harbour Employers' Group met. Group chairman Henk Visser refused.",
            "henk-visser",
            "harbour-employers-group",
        ),
    ],
)
def test_a_story_tells_a_side_in_passing(text, person, side):
    """Who leads a body, foretells what it will do or bears its short name in a title speaks for it."""
    assert cast(f"Talks go on\n\n{text}").side(person) == side


def test_what_somebody_says_another_must_do_makes_nobody_its_own():
    """An analyst's forecast is no statement of the firm's."""
    found = cast("Norda met Halden. Analyst Tom Levitt said Norda would have to pay more.")

    assert found.figures["tom-levitt"].side is None


def test_the_president_of_a_club_is_of_no_state():
    found = cast("Team president Carl Dietz met officials of Canada. Canada said it would wait.")

    assert found.figures["carl-dietz"].side is None


def test_a_minister_of_a_story_without_a_country_is_the_government_s():
    found = cast("Transport minister Paul Anders set a deadline. Farmers have asked the government to open the gates.")

    assert found.side("paul-anders") == "the-government"


def test_who_is_addressed_with_mister_is_a_person_even_by_the_name_of_a_country():
    """A spokesman called Holland does not speak for the Netherlands."""
    found = cast("Mr. Holland said on Monday that the miners were wrong. The miners rejected what Mr. Holland said.")

    assert found.figures["holland"].type == "person"
    assert "netherlands" not in found.figures


def test_a_day_of_the_week_is_nobody():
    found = cast("On Sunday, Governor Anita Reyes met the miners. On Friday Ford said it was ready for talks.")

    assert "anita-reyes" in found.figures
    assert not {"sunday", "friday-ford"} & set(found.figures)


def test_a_minister_is_of_the_country_whose_president_the_story_tells_of():
    """The sentence before may be about a neighbour that only asks for something."""
    found = cast(
        "Kenya's president, Daniel Mwangi, met the rebels on Sunday.\n\nCanada, too, asked for patience.\n\n"
        "Defense Minister Paul Otieno offered to suspend flights."
    )

    assert found.side("paul-otieno") == "kenya"


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("Governor Ramona Sayle of Calvera called both sides to the capital. Calvera has offered a tax credit.",
         "ramona-sayle", "calvera"),
        ("“Send the Guard,” said Dale Hutchins of the Valley Growers. The Valley Growers want a deal.",
         "dale-hutchins", "valley-growers"),
        ("Ada Lund has led the Nurses Guild's bargaining committee since March.", "ada-lund", "nurses-guild"),
        ("The Nurses Guild rejected the offer on Tuesday. President Dana Ortiz said the vote was clear.",
         "dana-ortiz", "nurses-guild"),
        ("The rebels, who want a truce, met Moses Okello. Okello, who is one of them, called the talks slow.",
         "moses-okello", "the-rebel"),
    ],
)  # fmt: skip
def test_what_stands_behind_or_before_a_name_tells_its_side(text, person, side):
    assert cast(text).side(person) == side


def test_whom_an_office_is_for_is_not_whose_it_is():
    """The mission chief for Ghana is the lender's."""
    found = cast("Ana Birch, mission chief for Ghana, met the Ghanaian finance minister, Kofi Mensah, on Monday.")

    assert found.side("kofi-mensah") == "ghana"
    assert found.figures["ana-birch"].side is None


def test_a_mediator_is_not_of_the_body_told_of_before():
    found = cast("The Nurses Guild rejected the offer. State mediator Jon Dahl said both sides would meet again.")

    assert found.figures["jon-dahl"].side is None


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("Washington, whose envoy Jesse Marsh had coaxed both into a truce, welcomed the accord.",
         "jesse-marsh", "united-states"),
        ("Johnny Koroma, whose Armed Forces Council toppled the president, complained of the deal.",
         "johnny-koroma", "armed-forces-council"),
    ],
)  # fmt: skip
def test_whose_leads_from_a_body_to_its_people_and_back(text, person, side):
    assert cast(text).side(person) == side


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("Mali's president and the rebel leader met. Ibrahim Keba and Moussa Traore signed. The rebels want seats.",
         "ibrahim-keba", "mali"),
        ("Egypt's handling of the talks drew fire. Delegates faulted it. Foreign Minister Samir Tawfik spoke.",
         "samir-tawfik", "egypt"),
        ("Sudan sent troops. Gen. Omar Bakri, who commands the armed forces, met rebels.", "omar-bakri", "sudan"),
        ("The Halden Bank rejected the bid. Chief Executive Ewan Torrance said it was too low.",
         "ewan-torrance", "halden-bank"),
    ],
)  # fmt: skip
def test_what_was_told_before_a_name_tells_its_side(text, person, side):
    assert cast(text).side(person) == side


def test_an_envoy_of_a_president_is_no_president():
    """Else every minister without a country would be of the envoy's."""
    found = cast("John Marsh, the president's envoy, met Chile. Foreign Minister Ana Diaz spoke too.")

    assert found.figures["john-marsh"].title_kind == "envoy"


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("The ruling is a triumph for Saskatchewan's premier, Brad Hall. Saskatchewan has opposed the bid.",
         "brad-hall", "saskatchewan"),
        ("Deutsche Bahn made an offer. Ulrich Weber, in charge of personnel at Deutsche Bahn, told it differently.",
         "ulrich-weber", "deutsche-bahn"),
        ("The militants of rebel leader Omar Bakri rejected a truce.", "omar-bakri", "the-rebel"),
    ],
)  # fmt: skip
def test_whose_leader_or_officer_somebody_is(text, person, side):
    assert cast(text).side(person) == side


def test_whom_a_leader_is_asked_to_turn_out_is_not_the_leaders_country():
    found = cast(
        "OTTAWA, Canada (WNS) - Canada blocked the bid on Monday. Critics called on Prime Minister Stephen Hale to "
        "send the Australians home."
    )

    assert found.side("stephen-hale") == "canada"


def test_a_governor_is_of_the_state_whose_lawmakers_are_told_of():
    found = cast("Illinois lawmakers left on Monday. Gov. Bruce Hanley wants a tax freeze. Illinois has no budget.")

    assert found.side("bruce-hanley") == "illinois"


def test_the_government_is_that_of_the_place_a_story_is_filed_from():
    """Others are named more often, but it is Manila's army that denies the plan."""
    found = cast(
        "MANILA, Philippines (AP) _ Extremists freed a hostage after Libya offered to pay. Libya sent an envoy.\n\n"
        "Presidential adviser Robert Avila told reporters in Manila that talks would go on.\n"
    )

    assert found.home == "philippines"


def test_the_government_is_that_of_the_state_the_headline_names_where_talks_are_held_abroad():
    """A host is named in the dateline and as a mediator; it is not its army that fights."""
    found = cast(
        "Sudan rivals trade blame as truce talks open\n\n"
        "JEDDAH, Saudi Arabia (AP) — Envoys of Sudan's generals met, but the army ruled out a wider ceasefire.\n\n"
        "Saudi Arabia is brokering the talks.\n"
    )

    assert found.home == "sudan"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Sudan's army, led by Gen. Omar Haddad, met the RSF on Monday. Haddad rejected a truce.",
         "Omar Haddad", "sudan"),
        ("The RSF, commanded by Gen. Musa Idris, denied it on Monday. Sudan accused the RSF of an attack.",
         "Musa Idris", "rapid-support-forces"),
        ("Hamas official Basem Daher dismissed the ultimatum. Israel rejected the terms of Hamas.",
         "Basem Daher", "hamas"),
        ("Germany's Economy Minister Emil Brandt met Chinese officials on Monday. China rejected the tariffs.",
         "Emil Brandt", "germany"),
        ("Benin closed its port to Niger on Monday. Its president, Paul Adjo, met traders in Cotonou. Prime Minister "
         "Ali Zakari told reporters in Niamey that Niger would not open its border to Benin.", "Ali Zakari", "niger"),
        ("Microsoft offered on Monday to buy Activision Blizzard. Activision's Bob Kettle welcomed the offer.",
         "Bob Kettle", "activision-blizzard"),
    ],
)  # fmt: skip
def test_who_leads_a_body_or_is_said_to_be_its_speaks_for_it(text: str, name: str, side: str) -> None:
    found = cast(f"Talks go on\n\n{text}\n")

    person = next(figure for figure in found.figures.values() if figure.name == name)

    assert person.side == side


def test_whom_a_country_owns_acts_for_it():
    """ "Egypt’s Abdel Fattah" has no title that would tell."""
    text = (
        "Israel and Chad near a deal\n\nIsrael and Chad held talks on Monday. Chad rejected a plan by Israel.\n\n"
        "The president thanked Egypt's Abdel Fattah Nour, who had called him twice."
    )

    assert actor(dossier(text), "Nour").side == "egypt"
