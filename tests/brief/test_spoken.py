"""What an issue is called inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.brief.cast import cite, minerals

from parley.brief.spoken import spoken, without_article
from parley.case.record import Case, Issue, Scale


def named(issue: str, sentences: Sequence[str]) -> str:
    """The issue as the brief speaks of it in a case that rests on these sentences."""
    citations = tuple(cite(f"c{at}", one, one) for at, one in enumerate(sentences))
    scale = Scale(low_label=f"no {issue}", high_label=f"full {issue}")
    case: Case = minerals().model_copy(
        update={"issues": (Issue(key="it", name=issue, scale=scale),), "citations": citations}
    )
    return spoken(case).issues[0].name


@pytest.mark.parametrize(
    ("issue", "sentences", "expected"),
    [
        ("lease", ["The council wants the lease signed.", "It will not extend the lease."], "the lease"),
        ("arms embargo", ["Iran asks for an end to the arms embargo."], "the arms embargo"),
        ("pay freeze", ["Managers proposed a pay freeze."], "a pay freeze"),
        ("raise", ["It asks for a 40 percent raise, spread over four years."], "a raise"),
        ("ferry route", ["It would keep its ferry route, the company said."], "the ferry route"),
    ],
)
def test_a_singular_that_is_always_met_with_a_determiner_is_told_with_its_article(
    issue: str, sentences: list[str], expected: str
) -> None:
    assert named(issue, sentences) == expected


@pytest.mark.parametrize(
    ("issue", "sentences"),
    [
        ("water", ["Both states want the water of the river.", "It offers water for gas."]),
        ("tariffs", ["China wants the tariffs lifted."]),
        ("lease", ["The lease talks go on."]),  # it is the talks that have the article
        ("security", ["Nobody names it."]),
        ("Donbas", ["Russia holds the Donbas."]),  # a name
    ],
)
def test_what_can_stand_alone_or_is_never_met_alone_is_left_as_it_is(issue: str, sentences: list[str]) -> None:
    assert named(issue, sentences) == issue


def test_a_word_inside_a_longer_word_is_no_mention_of_the_issue() -> None:
    assert named("lease", ["It asks for the release of all prisoners."]) == "lease"


def test_a_row_of_a_chart_is_labelled_without_the_article() -> None:
    assert [without_article(name) for name in ("the lease", "an end to tiers", "theatre", "anthem")] == [
        "lease",
        "end to tiers",
        "theatre",
        "anthem",
    ]
