"""Where the talks stand as a whole."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast

from parley.evidence.talks_status import find_status


def states(text: str, headline: str = "News from Geneva") -> list[str]:
    return [status.state for status in find_status(cast(f"{headline}\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The airline and its pilots are close to a deal on pay.", "near-deal"),
        ("Norway and Iceland are moving closer to a fishing agreement.", "near-deal"),
        ("Negotiations stalled after the bank rejected the plan.", "stalled"),
        ("The climate talks remain at an impasse.", "stalled"),
        ("The two firms made progress in the merger talks.", "advancing"),
        ("Peru and Chile resumed talks on Monday.", "advancing"),
        ("The ceasefire talks broke down on Friday.", "collapsed"),
        ("Mediators said the negotiations had collapsed.", "collapsed"),
        ("The union and the port reached an agreement at dawn.", "agreed"),
        ("The negotiations continue in Vienna.", "ongoing"),
    ],
)
def test_a_cue_beside_the_talks_says_where_they_stand(sentence: str, state: str) -> None:
    assert states(sentence) == [state]


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks have not collapsed.",
        "If the talks stalled, the strike would begin.",
        "The two sides hope to reach an agreement in May.",
        "They will sign the deal next week.",
        "The engine stalled on the bridge.",
    ],
)
def test_what_is_denied_or_ahead_is_no_state(sentence: str) -> None:
    assert states(sentence) == []


def test_a_headline_is_surest() -> None:
    (found,) = find_status(cast("Peru and Chile near deal on copper\n\nMinisters met in Lima.\n"))

    assert (found.state, found.confidence) == ("near-deal", 0.9)


def test_ongoing_says_nothing_beside_a_nearer_state() -> None:
    assert states("Negotiations stalled in May.\n\nThe negotiations continue.") == ["stalled"]
