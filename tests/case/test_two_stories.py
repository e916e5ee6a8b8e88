"""Two stories of one negotiation, read from text, give one case whose estimates cite both."""

from __future__ import annotations

from tests.evidence.telling import DAM, dossier

from parley.case.draft import draft

LATER = """Ethiopia offers drought clause in dam talks

2021-04-19

Ethiopia and Egypt met again in Kinshasa on Monday to discuss the dam on the Blue Nile.

Ethiopia accepted a binding agreement on water releases, said Selam Bekele, Ethiopia's chief negotiator.
Egypt demanded larger water releases in dry years.
"""


def test_two_stories_become_one_case_that_cites_both():
    case = draft([dossier(DAM), dossier(LATER)])

    assert len(case.sources) == 2
    assert {party.key for party in case.parties if party.role == "bargaining"} == {"egypt", "ethiopia"}
    stance = case.stance("egypt", "water-releases")
    stories = {case.citation(id).source for id in stance.position.basis}
    assert len(stories) == 2


def test_the_order_in_which_stories_are_given_does_not_matter():
    assert draft([dossier(DAM), dossier(LATER)]) == draft([dossier(LATER), dossier(DAM)])


def test_a_stance_moves_when_a_later_story_tells_of_a_concession():
    before = draft([dossier(DAM)]).stance("ethiopia", "water-releases")
    after = draft([dossier(DAM), dossier(LATER)]).stance("ethiopia", "water-releases")

    assert before.position.value < after.position.value
