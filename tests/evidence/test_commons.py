"""Common nouns that act, though no list of bodies has them."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast

from parley.evidence.actors import Cast
from parley.evidence.story import Line


def story(text: str) -> Cast:
    return cast(f"Talks go on\n\n{text}\n")


def meant(found: Cast, word: str) -> tuple[str, ...]:
    """Whom the last place of a word means."""
    spots: list[tuple[Line, int]] = [
        (line, token.i) for line in found.story.lines for token in line.tree.tokens if token.text == word
    ]
    return found.sides(found.one(*spots[-1]))


@pytest.mark.parametrize(
    ("sentence", "word", "key"),
    [
        ("The trust refused to pay. Doctors said the trust would have to talk.", "trust", "the-trust"),
        ("Growers want a lower price. On Monday growers blocked the road.", "growers", "the-grower"),
        ("The province brought an offer in March. The tribe sent it back, and the province refused to raise it.",
         "province", "the-province"),
        ("Dockers rejected the offer on Sunday.", "Dockers", "the-docker"),
        ("Ranchers demanded water from the dam. The state met ranchers in May.", "ranchers", "the-rancher"),
    ],
)  # fmt: skip
def test_a_noun_that_acts_is_an_actor(sentence: str, word: str, key: str) -> None:
    assert meant(story(sentence), word) == (key,)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The report says that talks will go on. The report calls for a deal.", "report"),
        ("The proposal demands cuts, and the proposal threatens 400 jobs.", "proposal"),
        ("The driver said he would refuse. The driver blamed the firm.", "driver"),
        ("Analysts said the firm would refuse. Analysts blamed the union.", "Analysts"),
        ("The recommendation urged both sides to meet. The recommendation asked for calm.", "recommendation"),
    ],
)
def test_papers_acts_and_single_people_are_no_party(sentence: str, word: str) -> None:
    assert meant(story(sentence), word) == ()


def test_the_noun_that_ends_a_name_is_the_named_body() -> None:
    found = story(
        "The Quayside Trust refused to sell on Monday. The trust said that it would vote against any lease, and the "
        "trust asked for a key."
    )

    assert meant(found, "trust") == ("quayside-trust",)


def test_a_town_its_council_and_its_mayor_are_one_party() -> None:
    found = story(
        "The city council gave the club until June to sign. The mayor, Philippa Dunwoody, spoke for an hour. "
        "The city wants a higher rent, and several councillors called the offer a bluff. The council demands a track."
    )

    assert meant(found, "city") == meant(found, "council") == meant(found, "councillors") == ("the-city",)
    assert found.figures["the-city"].name == "city council"
    assert found.side("philippa-dunwoody") == "the-city"


def test_a_council_somebody_owns_is_the_owner() -> None:
    found = story(
        "The Kettawan council took nine days to read the offer and sent it back. Trappers pulled up the stakes. "
        "The council criticised them for it."
    )

    assert meant(found, "council") == meant(found, "Kettawan")


def test_whom_a_body_speaks_for_is_the_body() -> None:
    """Firms at a table are mostly named by what represents them."""
    found = story(
        "The Producers' Council, which bargains for Halcyon Pictures and six other studios, offered a raise. "
        "The studios rejected a minimum. Halcyon refused to comment."
    )

    assert meant(found, "studios") == meant(found, "Halcyon") == ("producers-council",)


def test_their_organisation_is_that_of_those_who_acted_before() -> None:
    found = story(
        "Irish skippers have pressed the minister to hold firm. "
        "Their organisation, the Western Fishers' Alliance, blamed Brussels. The skippers rejected the quota."
    )

    assert meant(found, "skippers") == ("western-fishers-alliance",)


def test_the_staff_of_a_lender_act_for_it() -> None:
    found = story(
        "The staff of the International Monetary Fund reached an understanding with Ghana. The staff proposed a cut."
    )

    assert meant(found, "staff") == ("international-monetary-fund",)


def test_who_call_themselves_by_a_name_are_the_body_of_that_name() -> None:
    found = story(
        "The trappers of the north shore, who call themselves the Keepers, want no mine. "
        "In December the trappers blocked the road, and the Keepers rejected a deal."
    )

    assert meant(found, "trappers") == meant(found, "Keepers") == ("keepers",)


def test_a_body_speaks_for_the_people_it_is_said_to_and_no_others() -> None:
    found = story(
        "The Teamsters, who represent rail workers, refused to cross the picket lines. "
        "The workers at the port rejected the offer."
    )

    assert found.spoken_for == {"rail worker": "teamsters"}


def test_the_regulator_is_the_one_authority_of_the_story() -> None:
    found = story(
        "Britain's competition watchdog said it could block the bid. The Competition and Markets Authority gave the "
        "firms until May. The regulator rejected a remedy."
    )

    assert meant(found, "regulator") == ("competition-and-markets-authority",)


def test_the_workers_of_a_trade_are_of_the_union_most_spoken_of() -> None:
    found = story(
        "Dockworkers rejected a contract on Friday. The International Longshoremen's Association said 62 percent voted "
        "no. The International Longshoremen's Association wants limits. The Teamsters will not cross the line. "
        "Dockworkers demanded a raise."
    )

    assert meant(found, "Dockworkers") == ("international-longshoremen-association",)


def test_those_who_hold_hostages_are_one_group_by_all_their_names() -> None:
    found = story(
        "Extremists freed a teacher on Sunday. The kidnappers dropped a demand. The gunmen rejected food, and the "
        "captors want two comrades released."
    )

    assert meant(found, "kidnappers") == meant(found, "gunmen") == meant(found, "captors") == meant(found, "Extremists")
