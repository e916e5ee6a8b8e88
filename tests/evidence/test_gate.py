"""The gate refuses what does not stand in the story."""

from __future__ import annotations

from parley.evidence.gate import Gate
from parley.evidence.record import Mention, Move
from parley.reading.read import read
from parley.record import Span

TEXT = "Talks open in Oslo\n\n2020-01-02\n\nThe union demanded a 5 percent raise from the port.\n"


def gate_and_move(**changes):
    article = read("-", TEXT.encode())
    sentence = next(s for s in article.sentences if "demanded" in article.slice(s.span))
    start = sentence.span.start
    mention = Mention(sentence=sentence.id, span=Span(start=start, end=start + 18), text="The union demanded")
    fields = {
        "id": "", "source": article.id, "mentions": (mention,), "rule": "test", "confidence": 0.5,
        "act": "demand", "by": "the-union", "content": "a 5 percent raise",
    } | changes  # fmt: skip
    return Gate(article, {"the-union", "the-port"}), Move(**fields)


def test_an_item_that_points_at_its_own_words_comes_through_with_an_id():
    gate, move = gate_and_move()

    admitted = gate.admit(move)

    assert admitted is not None
    assert len(admitted.id) == 10
    assert gate.refusals == []


def test_equal_items_have_equal_ids_and_stand_once():
    gate, move = gate_and_move()

    assert gate.admit(move).id == gate.admit(move).id
    assert len(gate.items) == 1


def test_words_that_are_not_the_slice_are_refused():
    gate, move = gate_and_move()
    wrong = move.mentions[0].model_copy(update={"text": "The union wanted"})

    assert gate.admit(move.model_copy(update={"mentions": (wrong,)})) is None
    assert "not the slice" in gate.refusals[0].reason


def test_an_unknown_holder_is_refused():
    gate, move = gate_and_move(by="somebody-else")

    assert gate.admit(move) is None
    assert "nobody the story names" in gate.refusals[0].reason


def test_content_in_other_words_is_refused():
    gate, move = gate_and_move(content="a large raise")

    assert gate.admit(move) is None
    assert "not in the story's words" in gate.refusals[0].reason


def test_an_amount_the_sentence_does_not_give_is_refused():
    gate, move = gate_and_move(amount=7.0, unit="percent")

    assert gate.admit(move) is None
    assert "does not stand in its sentence" in gate.refusals[0].reason


def test_refusals_are_counted_not_lost():
    gate, move = gate_and_move(by="somebody-else")
    gate.admit(move)
    gate.admit(move)

    assert len(gate.refusals) == 2
