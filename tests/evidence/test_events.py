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


CATCH = """Talks on the herring catch resume

2021-11-24

Chile and Peru want a treaty on herring.

Talks between Chile and Peru on the catch broke up in Quito on Wednesday without an agreement.
Chile and Peru are to meet again on Friday.
Peru gave Chile until December to sign.
Chile has called Peru's offer "an insult to fishermen".
"""


def test_talks_that_are_the_subject_are_a_meeting_of_those_they_are_between():
    """That they broke up says that they were held."""
    told = [event for event in events(dossier(CATCH), "CONSULT") if "broke up" in event.text]

    assert [set(event.actors) for event in told] == [{"chile", "peru"}]


def test_what_parties_are_to_do_is_planned_and_another_event_than_what_they_did():
    """Wednesday's talks were held, Friday's are settled."""
    assert [event.status for event in events(dossier(CATCH), "CONSULT")] == ["asserted", "planned"]


def test_who_gives_another_until_a_day_sets_an_ultimatum():
    """The words name no threat; the deadline is one."""
    (found,) = events(dossier(CATCH), "THREATEN")

    assert (found.actors, found.recipients) == (("peru",), ("chile",))


def test_what_somebody_calls_a_deed_blames_its_doer():
    """ "An insult" is blame; a word of neither list would say nothing."""
    (found,) = events(dossier(CATCH), "ACCUSE")

    assert (found.actors, found.recipients) == (("chile",), ("peru",))


def test_a_clause_that_only_says_which_one_is_meant_is_no_event() -> None:
    """ "The militia that has seized parts of Syria": what it did before is no news of the story."""
    text = (
        "Talks on Syria\n\nThe United States warned the militant group that has seized parts of Syria on Monday. "
        "Syria demanded an end to the talks. The United States rejected the demand on Tuesday.\n"
    )

    assert not events(dossier(text), "COERCE")
