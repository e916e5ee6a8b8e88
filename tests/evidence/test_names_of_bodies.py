"""Names of bodies and people: one actor for one body, whatever the story calls it."""

from __future__ import annotations

from tests.evidence.telling import cast

from parley.evidence.actors import Cast


def story(text: str) -> Cast:
    return cast(f"Talks go on\n\n{text}\n")


def keys_of(found: Cast) -> set[str]:
    return {key for key, figure in found.figures.items() if figure.type != "person"}


def test_letters_join_the_name_they_stand_for() -> None:
    """ "GM" is no second company, and its spokesman speaks for it."""
    found = story(
        "Talks between the United Auto Workers and General Motors Corp. resumed on Tuesday. "
        "GM rejected the demand. GM spokesman Gerry Holmes said the company would wait."
    )

    assert "gm" not in keys_of(found)
    assert found.figures["gerry-holmes"].side == "general-motors-corp"


def test_a_company_is_no_person() -> None:
    found = story("Velmont rejected an offer from Barlow Foods on Monday. Barlow Foods said it would come back.")

    assert all(figure.type != "person" for key, figure in found.figures.items() if key.startswith("barlow"))


def test_a_name_with_a_hyphen_is_kept_whole() -> None:
    found = story("French Trade Minister Laurent Saint-Martin rejected the offer from Germany.")

    assert found.figures["laurent-saint-martin"].side == "france"


def test_a_title_in_small_letters_says_whose_the_person_is() -> None:
    found = story("EU trade chief Jana Horvat said the talks with Canada would resume.")

    assert found.figures["jana-horvat"].side == "european-union"


def test_a_dateline_acts_in_no_sentence() -> None:
    """A parser takes the place a story was filed from for the subject."""
    found = story("BAKU, Azerbaijan — Developing nations on Friday rejected a draft deal.")

    assert "azerbaijan" not in found.figures


def test_a_body_goes_by_the_first_word_of_its_name() -> None:
    """ "Riverside" is Riverside Health, but "World" is no World Bank."""
    found = story(
        "Nurses at Riverside Health voted to strike on Monday. Riverside offered 9 percent, and the World Bank lent "
        "money. The World Cup was on."
    )

    assert "riverside" not in keys_of(found)
    assert len({line for line, _, _ in found.figures["riverside-health"].spots}) == 2


def test_a_body_goes_by_what_it_is_described_as() -> None:
    """ "The chain" is the one that the story calls the largest hospital chain."""
    found = story(
        "Nurses at Riverside Health, the largest hospital chain in the state, voted to strike. "
        "“We will not go further,” said Daniel Ortega, the chain's chief executive."
    )

    assert found.figures["daniel-ortega"].side == "riverside-health"


def test_the_chief_of_a_firm_is_a_person_and_the_word_before_the_title_a_firm() -> None:
    """Recognisers run "Halden Chief Executive" and "Iris Munro" into one name, or take the firm for a person."""
    found = story(
        "Corvin rejected the takeover bid on Monday. “The offer is too low,” Corvin Chairman Peter Amsel said.\n\n"
        "Halden Chief Executive Iris Munro said she was committed to the deal. Halden demanded talks."
    )

    people = {figure.name for figure in found.figures.values() if figure.type == "person"}
    assert people == {"Peter Amsel", "Iris Munro"}


def test_a_ministry_of_a_country_is_the_country() -> None:
    found = story("The Ministry of Finance of Ukraine thanked the bondholders. The Ministry offered new bonds.")

    assert found.figures["ukraine"].type == "country"
    assert not any("ministry" in key for key in keys_of(found))


def test_letters_in_brackets_are_those_of_the_name_before_them() -> None:
    """A recogniser that stops at "and" leaves a shorter name, whose initials are no longer the letters."""
    found = story("The Union of Nurses and Midwives (UNM) met on Monday. The UNM would call off the strike.")

    assert "unm" not in keys_of(found)


def test_the_union_of_workers_is_the_workers_own() -> None:
    found = story("Riverbank Hospital's nurses left the table on Thursday. Their union wants six nurses a ward.")

    line = found.story.lines[-1]
    union = found.one(line, line.tree.subjects(line.tree.root.i)[0].i)
    assert union == found.one(found.story.lines[-2], 3)


def test_labor_that_opens_a_longer_name_is_no_union() -> None:
    """An office and a conference are called by it."""
    found = story("Deputy Labor Secretary Julia Stone wrote to the National Rail Labor Conference on Monday.")

    assert not [figure.name for figure in found.figures.values() if figure.name.endswith("Labor")]
