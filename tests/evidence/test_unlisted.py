"""Names that no list and no recogniser knows, taken in by what a story lets them do."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast, dossier, moves

from parley.evidence.actors import Cast


def story(text: str) -> Cast:
    return cast(f"Talks go on\n\n{text}\n")


def bodies(found: Cast) -> set[str]:
    return {figure.name for figure in found.figures.values() if figure.type != "person"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("On Monday Small Hours Films, which makes four comedies a year, signed a contract with the union.",
         "Small Hours Films"),
        ("A court told the tribe, and Auldmere Nickel, to negotiate. Auldmere has rejected a ban on drilling.",
         "Auldmere Nickel"),
        ("Lenders wrote to Tarrow Steelworks. Tarrow would sell two furnaces if the banks agreed to wait.",
         "Tarrow Steelworks"),
        ("Human Rights Watch, based in New York, charged the mediators with trading justice for a signature.",
         "Human Rights Watch"),
        ("The Canadian Federation of Independent Business urged Ottawa to act on Monday.",
         "Canadian Federation of Independent Business"),
        ("Britain could block the takeover of Halvorsen Bank. Halvorsen's board has recommended the bid.",
         "Halvorsen Bank"),
        ("The council wrote to Kestrel Rovers on Monday. Rovers have offered a tenth of what it asks.",
         "Kestrel Rovers"),
    ],
)  # fmt: skip
def test_a_capitalised_name_that_acts_is_a_body(sentence: str, name: str) -> None:
    """Its short form is the same body, and nobody is called a person for it."""
    found = story(sentence)

    assert name in bodies(found)
    assert not [figure for figure in found.figures.values() if figure.name == name.split()[-1]]


def test_a_name_in_brackets_and_quotation_marks_is_the_same_body() -> None:
    """The form in which companies and courts define whom they speak of."""
    found = story(
        'Brannock Freight ("Brannock") notes the finding of the Office for Fair Markets (the "Office"). '
        "Brannock does not agree with the Office. The Office said that it would decide in May."
    )

    brannock, office = found.figures["brannock-freight"], found.figures["office-for-fair-markets"]
    assert (len(brannock.spots), len(office.spots)) == (3, 4)


def test_a_common_word_with_a_capital_has_the_name_that_the_letterhead_gives() -> None:
    found = cast(
        "Press Briefing on the Second Review\n\nInternational Stability Facility, Headquarters\n\n"
        "The staff of the Facility offered a loan on Monday. The government thanked the Facility and asked for more.\n"
    )

    assert "International Stability Facility" in bodies(found)


def test_an_unlisted_state_owns_a_ministry_or_is_named_beside_a_state() -> None:
    found = story(
        "In return Dorrain would buy power from Norway. Dorrain's foreign ministry accuses Norway of delay. "
        "Norway and Dorrain have agreed to a joint survey."
    )

    assert found.figures["dorrain"].type == "country"


def test_what_is_called_the_company_is_the_one_body_of_unknown_kind() -> None:
    found = story(
        "The town gave Kestrel Rovers until June to sign. Rovers have asked for more time. "
        "The club accepts a valuer. The football league wrote to the town."
    )

    assert found.figures["kestrel-rovers"].type == "company"
    assert "the-club" not in found.figures


@pytest.mark.parametrize(
    "sentence",
    [
        "The President signed an Executive Order on Monday. The Executive Order calls for talks with the union.",
        "On Tuesday the union agreed to meet the firm. Christmas would give both time.",
        "Under the Act the union must give notice. The Act requires a vote.",
        "The Evening Meridian adds that the union voted on Monday.",
    ],
)
def test_papers_days_and_news_media_are_nobody(sentence: str) -> None:
    found = story(sentence)

    assert not bodies(found) & {"Executive Order", "Christmas", "Act", "Evening Meridian", "Meridian"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ines Abara, 52, has led the union since March.", "Ines Abara"),
        ("Vail met the chair of the Basin Fund, Lucia Mbarrow, for an hour.", "Lucia Mbarrow"),
        ("Councillor Gethin Moyle accused the firm of delay.", "Gethin Moyle"),
    ],
)
def test_an_age_or_an_office_beside_a_name_tells_of_a_person(sentence: str, name: str) -> None:
    found = story(sentence)

    assert name in {figure.name for figure in found.figures.values() if figure.type == "person"}


def test_a_heading_in_capitals_names_nobody_new() -> None:
    found = cast("STATEMENT BY BRANNOCK FREIGHT PLC\n\nBrannock Freight has offered to sell a mine.\n\nENDS\n")

    assert not [figure for figure in found.figures.values() if figure.name.isupper()]


def test_the_heading_of_a_statement_names_its_sender_whole() -> None:
    """No sentence of the statement repeats who made it."""
    found = cast(
        "Statement from White House Communications Director Benjamin Okafor on a Budget Agreement\n\n"
        "Congress must act to prevent default. Republicans have refused to discuss revenue.\n"
    )

    assert "Benjamin Okafor" in {figure.name for figure in found.figures.values() if figure.type == "person"}


def test_a_name_told_apart_by_what_stands_in_commas_behind_it_is_a_body() -> None:
    found = story("Sinodrak, the Chinese state chemicals company, looked for partners for a rival bid and gave up.")

    assert "Sinodrak" in bodies(found)
    assert "Dimar" in bodies(story("Dimar, the governing party, has promised voters to reject both."))


def test_a_government_named_after_its_leader_is_that_government() -> None:
    found = story(
        "President Ada Harlow met the union on Monday. The Harlow Administration offered a loan. The Administration "
        "wants the United States to lead."
    )

    assert not [figure for figure in found.figures.values() if figure.name.endswith("Administration")]


def test_a_supporters_group_is_no_company() -> None:
    """Else "the club" would be it."""
    found = story(
        "The Quayside Trust, a supporters' group that holds shares, opposes the lease. The owner of Kestrel Rovers met "
        "the mayor. Rovers have offered more, and the club accepts a valuer."
    )

    assert found.figures["quayside-trust"].type == "organisation"
    assert found.figures["kestrel-rovers"].type == "company"


@pytest.mark.parametrize(
    "fragment",
    [
        "Sinochem, the",
        "Sinochem, a of",
        "The trappers known",
        "The fishermen who call",
        "At Geneva the Fund",
        "In Washington, the",
        "The Facility of the Facility's",
        "The army whose army",
    ],
)
def test_a_sentence_may_be_torn_anywhere(fragment: str) -> None:
    """A page cut in the middle is read to its end, and what is whole in it is still found."""
    found = dossier(
        "Talks go on\n\nBrazil demanded a ban on drilling on Monday. Chile rejected the demand at the talks. "
        f"It offered Brazil a pause in the negotiations instead. {fragment}"
    )

    assert moves(found, "demand", "brazil")
