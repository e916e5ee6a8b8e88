"""Clauses under others: what is only a condition, who a pronoun after one means, and relatives of several."""

from __future__ import annotations

from tests.evidence.telling import cast, dossier, events, moves

from parley.evidence.clauses import subject_tokens
from parley.evidence.mediation import mediators
from parley.evidence.story import parse_story
from parley.language.pipeline import load
from parley.reading.read import read

TALKS = (
    "Truce talks open\n\nThe Blue Front said it was ready for a truce if the army of Kettawa stopped its airstrikes. "
    "It also wants guarantees for relief convoys.\n\n"
    "Saudi Arabia and Norway, which are brokering the talks, have proposed a monitoring centre. "
    "Kettawa rejected a truce. Kettawa said it would open the road as soon as the Blue Front gave assurances.\n"
)


CLAUSE_OF_TIME = (
    "Strike ends\n\nVILNIUS - Two of Lithuania's three teachers' unions suspended a month-long strike on Wednesday "
    "after the government agreed to lift salaries by a fifth from January.\n"
)


def test_a_pronoun_means_the_subject_of_the_sentence_and_not_that_of_its_condition() -> None:
    assert [move.content for move in moves(dossier(TALKS), "demand", "blue-front")]


def test_a_relative_clause_in_the_plural_is_about_all_it_names() -> None:
    assert mediators(cast(TALKS)) == {"saudi-arabia", "norway"}


def test_what_somebody_waits_for_has_not_been_promised() -> None:
    """ "As soon as" is a condition: the Front has given nothing yet."""
    assert not moves(dossier(TALKS), "promise", "blue-front")


def test_who_acts_in_a_clause_of_time_acts() -> None:
    """The parser hangs "government" on the strike; the government agreed all the same."""
    (line,) = parse_story(read("-", CLAUSE_OF_TIME.encode()), load()).lines[1:]
    verb = next(token for token in line.tree.tokens if token.text == "agreed")

    assert [token.text for token in subject_tokens(line, verb)] == ["government"]


def test_who_is_asked_asks_nothing() -> None:
    found = dossier(
        "Strike goes on\n\nAsked whether the strike fund would last beyond Christmas, Berit Dahl, the union’s leader, "
        "said only: “Ask the board.” The union demands a raise. The board rejected the demand.\n"
    )
    assert not [event for event in events(found, "REQUEST") if event.text.startswith("Asked")]
    assert not [item for item in found.items if item.kind == "issue" and "Christmas" in item.name]


def test_the_place_that_opens_a_sentence_does_nothing() -> None:
    found = cast("Truce talks\n\nIn Tel Aviv, thousands marched to demand that Israel accept the terms.\n")

    assert found.at(found.story.lines[1], 2) == ()
