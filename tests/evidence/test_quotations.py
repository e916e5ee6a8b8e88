"""Quotations with the words that name their speakers, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.evidence.quotations import FoundQuote, find_quotations
from parley.evidence.story import Story, parse_story
from parley.language.pipeline import load
from parley.reading.read import read

SEED = Path(__file__).parents[2].parent / "shared/data/seed"


def told(*paragraphs: str) -> Story:
    return parse_story(read("story.txt", "\n\n".join(paragraphs).encode()), load())


def marked(story: Story) -> list[FoundQuote]:
    return [quote for quote in find_quotations(story) if quote.form != "indirect"]


def speakers(story: Story) -> list[str | None]:
    return [quote.speaker.of(story.article.text) if quote.speaker else None for quote in marked(story)]


OPENING = "The port authority and the dockers’ union met again on Tuesday in Leith to talk about pay."


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We will not sign this paper,” Marsh said on Tuesday.", "Marsh"),
        ("“We will not sign this paper,” said Foreign Minister Elena Marsh.", "Foreign Minister Elena Marsh"),
        ("“We will not sign this paper,” said the union’s leader, Elena Marsh, after the talks.", "Elena Marsh"),
        ("“We will not sign this paper,” Elena Marsh, who leads the union, told reporters.", "Elena Marsh"),
        ("“We will not sign this paper,” she said.", "she"),
        ("Elena Marsh said: “We will not sign this paper.”", "Elena Marsh"),
        ("Marsh told members that “we will not sign this paper” before Friday.", "Marsh"),
        ("The offer “does not cover our costs at all,” according to the union.", "the union"),
        ("Marsh rejected the plan, calling it a “slap in the face.”", "Marsh"),
        ("``We will not sign this paper,'' Marsh said.", "Marsh"),
        ("‘We will not sign the owners’ paper,’ Marsh said.", "Marsh"),
        ("“We will not sign this paper.” — Elena Marsh", "Elena Marsh"),
        ("The ministry’s statement said: “We will not sign this paper.”", "The ministry"),
        ("“We will not sign this paper,” Marsh’s lawyer said.", "lawyer"),
        ("“We will not sign this paper,” said a lawyer for Elena Marsh.", "a lawyer"),
        ("Said Marsh: “We will not sign this paper.”", "Marsh"),
    ],
)
def test_the_sentence_names_the_speaker(sentence, speaker):
    """In front, behind, turned round, after a colon, by a participle, by a source."""
    assert speakers(told(OPENING, sentence)) == [speaker]


def test_a_split_quotation_gives_two_items_with_one_speaker():
    """The second half has no cue of its own and says whose it is by pointing at the first."""
    story = told(OPENING, "“We stay at the table,” Marsh said. “But we will not wait for ever.”")
    first, second = marked(story)

    assert speakers(story) == ["Marsh", "Marsh"]
    assert second.carried_from == find_quotations(story).index(first)


def test_a_quotation_runs_over_paragraphs_until_its_closing_mark():
    """The opening mark is repeated; nobody is named again."""
    story = told(OPENING, "“We stay at the table,” Marsh said. “That is our duty.", "“But we will not wait for ever.”")

    assert speakers(story) == ["Marsh", "Marsh", "Marsh"]
    assert marked(story)[2].rule == "quotation/running"


def test_a_paragraph_that_ends_with_a_colon_leads_in():
    """The participle's subject is that of the main clause, not of the clause reported in between."""
    story = told(
        OPENING, "Marsh also suggested that Holt holds the keys, stating:", "“Holt need not sign. He can wait.”"
    )

    assert speakers(story) == ["Marsh"]


def test_an_odd_mark_costs_only_its_own_paragraph():
    """One forgotten mark once cost a whole document in other programs."""
    story = told(OPENING, "He spoke of “a new start for the port.", "“We will not sign this paper,” Marsh said.")

    assert speakers(story)[-1] == "Marsh"
    assert marked(story)[-1].words == "We will not sign this paper,"


def test_titles_terms_and_scare_quotes_are_left_out():
    """Nobody is said to have used them."""
    assert (
        marked(told(OPENING, "The song “Long Way Home” was played, and the “peace line” stayed shut all night.")) == []
    )


def test_a_fragment_is_partial_and_a_clause_direct():
    """The form follows the annotation guide: a fragment stands inside the reporter's sentence."""
    story = told(OPENING, "Marsh called the offer “an insult.”", "“It is an insult to us all,” Marsh said.")

    assert [quote.form for quote in marked(story)] == ["partial", "direct"]


def test_nobody_is_guessed():
    """A quotation without any source near keeps an open speaker."""
    story = told("Talks about the port go on.", "“The cranes will stand still for a week and more.”")

    assert speakers(story) == [None]


def test_every_paragraph_of_a_turn_is_one_quotation_of_its_label():
    """The label stands with the first paragraph only; stage directions stay where they are."""
    story = told(
        "Remarks after the meeting on the port",
        "MINISTER HALE: We made some progress today. (Laughter.) It took all night.",
        "And we will meet again on Friday to go through the rest of the text.",
        "CHAIR OKORO: I thank the minister for his patience. We are not done yet.",
    )

    assert speakers(story) == ["MINISTER HALE", "MINISTER HALE", "CHAIR OKORO"]
    assert "(Laughter.)" in marked(story)[0].words


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("Marsh insists the deal will hold.", "the deal will hold", "Marsh"),
        ("The union warned that its members could walk out.", "its members could walk out", "The union"),
        ("The port will open on Monday, Marsh said.", "The port will open on Monday", "Marsh"),
        ("The port lost money, according to the authority.", "The port lost money", "the authority"),
    ],
)
def test_indirect_statements_have_a_holder(sentence, words, speaker):
    """What is said without marks is evidence too, with the clause as its span."""
    story = told(OPENING, sentence)
    (quote,) = [quote for quote in find_quotations(story) if quote.form == "indirect"]

    assert (quote.words, quote.speaker.of(story.article.text)) == (words, speaker)


def test_every_span_is_a_slice_of_the_article():
    """Words, speaker and cue stand in the text, letter for letter."""
    story = told(
        OPENING, "“We stay,” Marsh said, adding that “the owners must pay.” Hale denied that talks had failed."
    )

    for quote in find_quotations(story):
        assert quote.words in quote.span.of(story.article.text)
        assert story.by_id[quote.sentence].start <= quote.span.start
        assert quote.cue is None or quote.cue.of(story.article.text).strip()


@pytest.mark.skipif(not SEED.is_dir(), reason="the shared gold story is not here")
def test_the_seed_story_has_its_nine_stretches_and_no_other():
    """Five direct quotations in eight stretches and one partial, each with the speaker its gold names."""
    gold = json.loads((SEED / "gold.json").read_text("utf-8"))
    article = read(str(next(SEED.glob("*.txt"))))
    story = parse_story(article, load())
    spans = [article.source_span(quote.span) for quote in marked(story)]
    found = list(zip(spans, speakers(story), strict=True))
    wanted = [
        (span["start"], span["end"], item["speaker"])
        for item in gold["direct_quotes"] + gold["partial_quotes"]
        for span in item["spans"]
    ]

    for start, end, speaker in wanted:
        assert any(s.start <= start and end <= s.end and name.lower() == speaker for s, name in found), (start, speaker)
    for s, _ in found:
        assert any(s.start <= start and end <= s.end for start, end, _ in wanted), s.of(article.text)
