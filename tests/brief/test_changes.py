"""Two versions of a brief side by side: what was added, removed, changed."""

from __future__ import annotations

from tests.brief.cast import minerals, minerals_results, strike, strike_results

from parley.brief.changes import Change, changes
from parley.brief.compose import compose
from parley.brief.record import Brief, BriefSentence, Section
from parley.brief.references import sentences


def brief_of(*texts: str) -> Brief:
    said = [BriefSentence(id=f"b{number}", text=text, basis=("case",)) for number, text in enumerate(texts)]
    return Brief(
        headline=said[0],
        sections=(Section(key="quick-looks", heading="Quick Looks", paragraphs=(tuple(said[1:]),)),),
        citations=(),
        notes=(),
        sources=(),
        case_digest="0" * 64,
        seed=0,
        caveat="Uncalibrated.",
    )


def test_an_equal_brief_changes_nothing():
    brief = compose(minerals(), minerals_results(minerals()))

    assert changes(brief, brief) == ()


def test_a_number_moved_inside_a_sentence_changes_it():
    before = brief_of("Talks go on", "Ukraine stands at 95 (85 to 100) on guarantees.")
    after = brief_of("Talks go on", "Ukraine stands at 70 (60 to 80) on guarantees.")

    (change,) = changes(before, after)

    assert change == Change(
        kind="changed",
        before="Ukraine stands at 95 (85 to 100) on guarantees.",
        after="Ukraine stands at 70 (60 to 80) on guarantees.",
        sentence="b1",
    )


def test_a_new_sentence_is_added_and_a_gone_one_removed():
    before = brief_of("Talks go on", "Europe is left out.")
    after = brief_of("Talks go on", "The Rada must consent before a signature holds.")

    assert [(one.kind, one.before, one.after) for one in changes(before, after)] == [
        ("added", None, "The Rada must consent before a signature holds."),
        ("removed", "Europe is left out.", None),
    ]


def test_of_sentences_of_one_form_the_most_alike_are_paired():
    """“A at 5 on wages” became “A at 6 on wages”, whatever was said of pensions."""
    before = brief_of("Talks go on", "The union stands at 5 on wages.", "The union stands at 5 on pensions.")
    after = brief_of("Talks go on", "The union stands at 9 on pensions.", "The union stands at 6 on wages.")

    assert [(one.before, one.after) for one in changes(before, after)] == [
        ("The union stands at 5 on pensions.", "The union stands at 9 on pensions."),
        ("The union stands at 5 on wages.", "The union stands at 6 on wages."),
    ]


def test_what_stands_in_two_places_is_told_once():
    """Quick Looks and Deep Look share sentences; a reader wants each change once."""
    before = brief_of("Talks go on", "26 of 243 packages work.", "26 of 243 packages work.")
    after = brief_of("Talks go on", "18 of 243 packages work.", "18 of 243 packages work.")

    assert len(changes(before, after)) == 1


def test_one_of_two_equal_sentences_removed_is_a_removal():
    before = brief_of("Talks go on", "Europe is left out.", "Europe is left out.")
    after = brief_of("Talks go on", "Europe is left out.")

    assert [one.kind for one in changes(before, after)] == ["removed"]


def test_two_negotiations_share_nothing():
    """Every sentence of the one goes, every sentence of the other comes, none is lost in between."""
    before, after = compose(strike(), strike_results(strike())), compose(minerals(), minerals_results(minerals()))
    found = changes(before, after)
    new, old = {one.after for one in found}, {one.before for one in found}

    kept = {one.text for one in sentences(before)} & {one.text for one in sentences(after)}
    assert {one.text for one in sentences(after)} - kept == new - {None}
    assert {one.text for one in sentences(before)} - kept == old - {None}
