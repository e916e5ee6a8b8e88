"""Where the talks stand, from what stories say."""

from __future__ import annotations

from tests.evidence.telling import dossier

from parley.case.standing import state_of_talks

NEAR = """Port and dockers near deal on night shifts

2022-05-04

The dockers' union and Harbour Board moved closer to an agreement on night shifts on Tuesday.

The talks had stalled in March. The union demanded double pay. Harbour Board rejected the demand and offered a bonus.
"""
SILENT = (
    NEAR.replace(" near deal on", " talk of")
    .replace("moved closer to an agreement on", "discussed")
    .replace("The talks had stalled in March. ", "")
)


def test_the_headline_tells_where_the_talks_stand():
    """A story that is near a deal also tells of the stall before it."""
    assert state_of_talks([dossier(NEAR)]).state == "near-deal"


def test_a_story_that_says_nothing_of_it_leaves_it_open():
    assert state_of_talks([dossier(SILENT)]) is None
