"""The textbook case for a trade, with the sentence that its numbers rest on."""

from __future__ import annotations

from tests.case.small import trade

from parley.case.record import Case, Citation

SENTENCE = "The north wants all the water, and the south all the grain."


def talks() -> Case:
    words = Citation(id="e1", kind="move", source="s", sentence_id="s1", sentence=SENTENCE, text=SENTENCE, start=0)
    return trade().model_copy(update={"citations": (words,)})
