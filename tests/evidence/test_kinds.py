"""Of what kind a name is that no list knows: a country, a body, a person or a mere place."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast

from parley.evidence.actors import Cast


def story(text: str) -> Cast:
    return cast(f"Talks go on\n\n{text}\n")


def people(found: Cast) -> set[str]:
    return {figure.name for figure in found.figures.values() if figure.type == "person"}


def bodies(found: Cast) -> dict[str, str]:
    return {figure.name: figure.type for figure in found.figures.values() if figure.type not in ("person", "country")}


def test_a_firm_described_by_a_noun_is_a_firm() -> None:
    """ "Paint maker Halden" is what "the company" means, whatever a recogniser takes the name for."""
    found = story(
        "Dutch paint maker Halden has offered to sell three plants. Halden met the regulator on Monday. "
        "The company would not say more."
    )

    assert bodies(found)["Halden"] == "company"
    assert len(found.figures["halden"].spots) > 1
    assert "the-company" not in found.figures


@pytest.mark.parametrize(
    "sentence",
    [
        "Halden's chief executive said on Monday that talks would go on with Norda.",
        "The takeover of Halden was rejected by its owners on Monday.",
        "Marijke Bos, managing director of Halden, rejected the offer on Monday.",
    ],
)
def test_what_only_firms_have_makes_a_firm(sentence: str) -> None:
    assert bodies(story(sentence))["Halden"] == "company"


def test_a_name_that_ends_in_a_common_plural_is_a_firm() -> None:
    """ "Northline Buses" runs buses: nobody is called so."""
    found = story("More than 600 drivers will strike after talks with Northline Buses broke down. No buses will run.")

    assert bodies(found)["Northline Buses"] == "company"
    assert not people(found)


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    found = story("Striker Danny Webb rejected a new contract. Webb wants to leave.")

    assert people(found) == {"Danny Webb"}


def test_a_state_that_no_list_knows_has_what_states_have() -> None:
    """The rebels' front is named after the country it fights, and is not the country."""
    found = cast(
        "Rebels agree to pull back as talks resume\n\n"
        "LUBANDO, Kasera (WNS) _ Rebels holding the eastern half of Kasera agreed Tuesday to pull back.\n\n"
        "The Kasera People's Front said it would move its guns by the weekend. "
        "Foreign Minister Jerome Tabala welcomed that.\n"
    )

    assert found.figures["kasera"].type == "country"
    assert found.figures["kasera-people-front"].type == "armed-group"
    assert found.side("jerome-tabala") == "kasera"


def test_a_state_named_in_a_title_only_is_its_ministry() -> None:
    found = cast(
        "Statement by the Ministry of Finance of Costaverde on the Treatment of Debt\n\n"
        "The Ministry of Finance thanks the Ad Hoc Group of Bondholders. We regret that talks ended.\n\n"
        "The Republic offered new bonds. The Ad Hoc Group declined that offer.\n"
    )

    sides = {figure.key for figure in found.figures.values() if figure.spots}
    assert {"costaverde", "ad-hoc-group-of-bondholders"} <= sides
    assert not sides & {"republic", "ministry-of-finance", "ad-hoc-group"}


def test_a_place_that_nowhere_acts_is_no_actor() -> None:
    """Her promise is made to whoever bargains with her, not to the town."""
    found = story("Ingrid Solheim has promised to keep the Leeds base open. Ada Berg works in Leeds.")

    assert found.figures["leeds"].is_mere_place


def test_a_body_that_no_recogniser_sees_is_known_by_what_it_says_of_itself() -> None:
    found = story("Talks with Ozona broke down. Ozona said its members had voted to reject an offer.")

    assert "Ozona" in bodies(found)


def test_workers_and_their_union_are_one() -> None:
    found = story("Bus drivers will walk out on Monday, their union said. The union wants 9 percent.")

    keys = {found.one(line, token.i) for line in found.story.lines for token in line.tree.tokens if token.pos == "NOUN"}
    assert len({key for group in keys for key in group}) == 1


def test_workers_of_another_trade_are_nobody_of_the_union() -> None:
    found = story("The Dockworkers' Federation met the dockers on Monday. Farmers have asked for open gates.")

    assert "the-farmer" in {
        key for line in found.story.lines for at in range(len(line.tree)) for key in found.one(line, at)
    }


def test_the_rebels_are_the_one_armed_group_the_story_names() -> None:
    """ "Army of the Plains" is what its head says; who "calls himself Commander Jaime" is of it."""
    found = story(
        "The Army of the Plains met the government on Monday. The rebels want an inquiry. "
        "A rebel commander who calls himself Commander Jaime turned the offer down."
    )

    assert bodies(found)["Army of the Plains"] == "armed-group"
    assert not {"Rebels", "rebels"} & set(bodies(found))
    assert found.side("jaime") == "army-of-the-plains"


def test_an_employer_named_behind_a_comma_is_a_firm() -> None:
    found = story("The engineers' employer, Petrolia of Calgary, has pleaded with the government to be flexible.")

    assert bodies(found)["Petrolia"] == "company"


def test_a_churchman_is_one_person_under_any_of_his_titles() -> None:
    found = story(
        "Monsignor Hernan Arciniegas carried messages to the rebels. Bishop Arciniegas said he would return soon."
    )

    assert people(found) == {"Hernan Arciniegas"}


def test_the_club_is_the_one_whose_name_says_so() -> None:
    """A city bargains with "Rovers FC", not with "the club" beside it."""
    found = story("The city council and Rovers FC met on Monday. The club wants a lease of 99 years.")

    assert bodies(found)["Rovers FC"] == "company"
    assert "the-club" not in found.figures


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The union met the state-owned railway Deutsche Bahn on Monday. The railway offered four percent.",
         "Deutsche Bahn", "company"),
        ("Pilots rejected an offer by the airline Aer Brava on Monday, and the airline cancelled its flights.",
         "Aer Brava", "company"),
        ("The train drivers' union TDU called off its strike on Monday. TDU members will vote.", "TDU", "union"),
        ("Leaders of the Harvest Party rejected the pact on Monday. The Harvest Party wants a new vote.",
         "Harvest Party", "faction"),
    ],
)  # fmt: skip
def test_a_body_is_what_the_noun_before_its_name_or_its_last_word_calls_it(text: str, name: str, kind: str) -> None:
    found = story(text)

    assert bodies(found)[name] == kind
    assert not people(found)


def test_the_drivers_are_the_union_that_is_called_theirs() -> None:
    found = story(
        "The train drivers' union TDU met Norda Rail on Monday. The nurses' union HCU rejected its offer. "
        "The drivers accepted it."
    )

    assert keys_of(found, "drivers") == {("tdu",)}


def test_a_labour_minister_and_a_labour_court_are_no_labour_party() -> None:
    found = story(
        "Labour Minister Ada Lund urged the company to accept on Monday. The Federal Labour Court ruled against it."
    )

    assert "Labour Party" not in bodies(found)
    assert bodies(found).get("Federal Labour Court", "organisation") == "organisation"


def test_the_province_is_the_one_the_story_has_named() -> None:
    found = story(
        "Saskatchewan rejected the bid on Monday. The premier of Saskatchewan, Ada Wall, met the company. "
        "The province asked the company for a payment."
    )

    assert keys_of(found, "province") == {("saskatchewan",)}


def test_a_name_is_whole_wherever_its_last_word_stands() -> None:
    found = story("The union met Anders Holm on Monday. Anders Holm rejected its offer, and Holm left the talks.")
    names = {mention.name for mention in found.people.values()}

    assert names == {"Anders Holm", "Holm"}
    assert people(found) == {"Anders Holm"}


def keys_of(found: Cast, word: str) -> set[tuple[str, ...]]:
    """Whom a word means, wherever it stands in the running text."""
    return {
        found.one(line, token.i)
        for line in found.story.lines
        if line.kind == "paragraph"
        for token in line.tree.tokens
        if token.text == word
    }


def test_letters_are_a_name_whatever_the_tagger_makes_of_them() -> None:
    """ "PSA Antwerp" is no Antwerp, and the BTB union is no union of states."""
    found = story(
        "ANTWERP, March 3 - Talks with port operator PSA Antwerp broke down on Wednesday. The BTB union, which "
        "represents 6,000 dockers, wants a raise. PSA Antwerp has offered 3 percent. The union rejected the offer. "
        "A spokesman for PSA threatened to ask a court in Brussels for an order. Dockworkers will strike on Friday."
    )

    assert bodies(found)["PSA Antwerp"] == "company"
    assert bodies(found)["BTB"] == "union"
    assert keys_of(found, "union") == {("btb",)}
    assert keys_of(found, "dockers") | keys_of(found, "Dockworkers") == {("btb",)}
    assert keys_of(found, "PSA") <= {("psa-antwerp",), ()}


def test_the_union_is_the_european_one_only_where_the_story_names_it() -> None:
    named = story("The European Union offered talks on Monday. The union rejected a veto. Hungary met the union.")
    seat = story("Ministers met in Brussels on Monday. The union rejected the offer. Volvo met the union on Tuesday.")

    assert keys_of(named, "union") == {("european-union",)}
    assert ("european-union",) not in keys_of(seat, "union")


@pytest.mark.parametrize("text", ["The CEO rejected the offer on Monday.", "GDP fell, the TV said on Monday."])
def test_letters_that_everybody_writes_are_no_name(text: str) -> None:
    assert not bodies(story(f"Volvo met the union on Monday. {text}")).keys() & {"CEO", "GDP", "TV"}


def test_a_day_says_nothing_of_itself() -> None:
    """ "The union said Wednesday that its members will walk out": the union did."""
    found = story(
        "Chicago's teachers union said Wednesday that its 25,000 members will walk off the job unless the district "
        "meets their demands. The district rejected the demands on Thursday."
    )

    assert "Wednesday" not in bodies(found)
