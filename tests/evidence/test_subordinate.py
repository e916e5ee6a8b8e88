"""Clauses under others: what is only a condition, who a pronoun after one means, and relatives of several."""

from __future__ import annotations

from tests.evidence.telling import cast, dossier, moves

from parley.evidence.mediation import mediators

TALKS = (
    "Truce talks open\n\nThe Blue Front said it was ready for a truce if the army of Kettawa stopped its airstrikes. "
    "It also wants guarantees for relief convoys.\n\n"
    "Saudi Arabia and Norway, which are brokering the talks, have proposed a monitoring centre. "
    "Kettawa rejected a truce. Kettawa said it would open the road as soon as the Blue Front gave assurances.\n"
)


def test_a_pronoun_means_the_subject_of_the_sentence_and_not_that_of_its_condition() -> None:
    assert [move.content for move in moves(dossier(TALKS), "demand", "blue-front")]


def test_a_relative_clause_in_the_plural_is_about_all_it_names() -> None:
    assert mediators(cast(TALKS)) == {"saudi-arabia", "norway"}


def test_what_somebody_waits_for_has_not_been_promised() -> None:
    """ "As soon as" is a condition: the Front has given nothing yet."""
    assert not moves(dossier(TALKS), "promise", "blue-front")
