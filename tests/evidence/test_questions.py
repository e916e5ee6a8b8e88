"""Open questions: what a story leaves unanswered about what comes next."""

from __future__ import annotations

from tests.evidence.telling import cast

from parley.evidence.questions import find_questions
from parley.evidence.record import OpenQuestion


def questions(text: str, headline: str = "Talks go on in Geneva") -> list[OpenQuestion]:
    return find_questions(cast(f"{headline}\n\n{text}\n"))


def test_each_bullet_that_asks_is_a_question() -> None:
    found = questions(
        "Several questions remain:\n- Will Peru lift its export ban?\n- How will Chile answer?\n"
        "- What role will Brazil play in the next round?"
    )

    assert [question.form for question in found] == ["will", "how", "role"]
    assert found[0].text == "Will Peru lift its export ban?"
    assert found[0].parties == ("peru",)


def test_what_remains_to_be_seen_is_a_question() -> None:
    found = questions("It remains to be seen whether Kenya will ratify the pact.\n\nThe pact has nine chapters.")

    assert [(question.form, question.parties) for question in found] == [("whether", ("kenya",))]


def test_unclear_what_happened_is_no_question_about_what_comes_next() -> None:
    assert questions("It was unclear what caused the fire at the port.") == []
    assert questions("What happened in Lima?") == []


def test_questions_somebody_else_asks_are_not_the_storys_own() -> None:
    """Quotations, and journalists in a transcript."""
    assert questions("“Will they ever sign?” the mayor asked.") == []
    assert questions("Q Mr. President, will you raise the offer?") == []


def test_a_title_asks_only_when_nothing_else_does() -> None:
    body = "Peru and Chile met again on Monday."

    title = "Will Peru and Chile reach a deal?"
    asked = "Will Chile sign the accord before its election in May?"

    assert [question.text for question in questions(body, title)] == [title]
    assert [question.text for question in questions(f"{body} {asked}", title)] == [asked]


def test_a_clause_in_front_may_be_what_is_left_open() -> None:
    (found,) = questions("How the river would be shared remains undecided.")

    assert found.form == "how"
