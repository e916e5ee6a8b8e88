"""Events of a story: one over all its mentions, and as many as there were."""

from __future__ import annotations

from tests.evidence.telling import dossier, events

SALT = """Chile and Peru near a salt deal

2023-05-04

Chile and Peru are making progress toward a deal on salt, though Peruvian President Ana Sorel has criticized Chile's
mining policy.

- Tension at the top: Sorel criticized Chile over the mines

The talks come amid rising tensions, with Sorel criticizing Chile's mining policy.
Sorel, tired of delays, criticized Chile's approach to the talks on Friday.
Progress was made during Foreign Minister Luis Prado's trip to Lima, where he held meetings with Peruvian officials.

The minister's warnings to Peru

- Unionists blasted Prado over the deal.
- Some Federalists also voiced concerns, warning that a deal weakens Chile's influence in the region.

Unionists and Federalists sit in parliament in Santiago.
"""


def test_a_summary_ties_no_two_acts_of_the_running_text():
    """The bullet may be about either; the policy and the approach are criticized each for itself."""
    found = [event for event in events(dossier(SALT), "ACCUSE") if "ana-sorel" in event.actors]

    assert sorted(len(event.mentions) for event in found) == [1, 3]


def test_meetings_held_on_a_trip_are_part_of_the_visit():
    """ "A trip to Lima, where he held meetings" tells of one event."""
    (found,) = events(dossier(SALT), "CONSULT")

    assert any("trip" in mention.text for mention in found.mentions)
    assert any("held meetings" in mention.text for mention in found.mentions)


def test_what_somebody_also_does_is_done_to_whom_another_did_the_like():
    """The sentence before says who the concerns are about."""
    found = [event for event in events(dossier(SALT), "ACCUSE") if event.actors == ("federalists",)]

    assert [event.recipients for event in found] == [("luis-prado",)]


def test_a_warning_to_nobody_is_no_threat_and_a_bare_heading_no_event():
    """Whose influence weakens is not who is warned; a heading without a verb only announces its section."""
    assert events(dossier(SALT), "THREATEN") == []
