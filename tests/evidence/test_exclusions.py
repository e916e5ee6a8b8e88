"""Exclusions: who is left out of talks that concern it."""

from __future__ import annotations

from tests.evidence.telling import cast

from parley.evidence.exclusions import find_exclusions
from parley.evidence.record import Exclusion


def exclusions(text: str) -> list[Exclusion]:
    return find_exclusions(cast(f"Talks go on in Geneva\n\n{text}\n"))


def test_who_meets_without_a_party_leaves_it_out() -> None:
    (found,) = exclusions("France met with Germany in Oslo without Poland.")

    assert found.party == "poland"
    assert set(found.by) == {"france", "germany"}


def test_one_party_left_out_is_one_item_over_all_its_mentions() -> None:
    (found,) = exclusions(
        "Egypt and Sudan excluded Ethiopia from the talks.\n\nCritics blamed Egypt for sidelining Ethiopia."
    )

    assert len(found.mentions) == 2
    assert found.party == "ethiopia"
    assert "egypt" in found.by
    assert found.talks == "talks"


def test_not_invited_is_left_out() -> None:
    found = exclusions("Japan and India held talks in Tokyo.\n\nNepal was not invited.")

    assert [(item.party, set(item.by)) for item in found] == [("nepal", {"japan", "india"})]


def test_no_deal_without_a_party_keeps_it_in() -> None:
    """A demand to be heard, not an exclusion."""
    assert exclusions("There will be no deal without Poland.") == []
    assert exclusions("Germany will not negotiate without Poland.") == []


def test_things_left_out_of_a_deal_are_no_party() -> None:
    assert exclusions("Mexico excluded dairy from the talks.") == []


def test_a_kind_of_people_and_a_rule_are_no_excluded_party() -> None:
    assert exclusions("Canada will empower historically excluded workers.") == []
    assert exclusions("Firms bypass U.S. tariffs through Mexico.") == []


def test_strangers_groups_are_not_the_one_company_of_the_story() -> None:
    found = cast(
        "Talks go on\n\nNordlink met the Seafarers' Union on Monday. The company refused to pay more.\n\n"
        "Islanders' groups were not invited to the talks.\n"
    )

    assert "nordlink" not in {item.party for item in find_exclusions(found)}
