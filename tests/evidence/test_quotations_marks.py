"""Pairing of quotation marks inside one paragraph."""

from __future__ import annotations

import pytest

from parley.evidence.quote_marks import pair_marks


def stretches(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” she said. “Never.”", ["“No,”", "“Never.”"]),
        ('"No," she said. "Never."', ['"No,"', '"Never."']),
        ("``No,'' she said. ``Never.''", ["``No,''", "``Never.''"]),
        ("‘No,’ she said. ‘Never.’", ["‘No,’", "‘Never.’"]),
        ("„No“, she said.", ["„No“"]),
    ],
)
def test_every_kind_of_mark_is_paired(text, expected):
    """News agencies, British papers and old wires each have their own glyphs."""
    assert stretches(text) == expected


def test_apostrophes_are_no_quotation_marks():
    """Possessors, clipped years and contractions are everywhere in news."""
    assert stretches("The workers’ pay hasn’t risen since the ’90s, and the owners' offer won't change that.") == []


def test_a_plural_possessor_does_not_end_a_british_quotation():
    """The mark after "workers" looks like a closing one; the real one follows."""
    assert stretches("‘We won’t sign the workers’ paper,’ she said.") == ["‘We won’t sign the workers’ paper,’"]


def test_single_marks_may_stand_around_double_ones():
    """British style puts the quotation inside a quotation into double marks."""
    assert stretches("‘He said “no” to us,’ she said.") == ["‘He said “no” to us,’"]


def test_a_stray_closing_mark_costs_nothing():
    """It is passed over, and the next quotation is found whole."""
    assert stretches("They left.” She said: “We stay.”") == ["“We stay.”"]


def test_an_unclosed_quotation_ends_where_the_next_begins():
    """A forgotten mark may not swallow the reporter's words and the quotation behind them."""
    found = pair_marks("“We stay, she said. “We will not go.”")

    assert [mark.closed for mark in found] == [False, True]
    assert stretches("“We stay, she said. “We will not go.”")[1] == "“We will not go.”"


def test_an_unclosed_quotation_ends_with_its_paragraph():
    """This is how a quotation over several paragraphs is printed."""
    assert stretches("She said: “We stay. We all stay.") == ["“We stay. We all stay."]


def test_inches_open_no_quotation():
    """A height is no speech."""
    assert stretches("The gate is 5'10\" high.") == []


def test_a_line_of_marks_quotes_nothing():
    """A ruled line, or a page gone wrong: what stands beside it is read all the same."""
    assert stretches('""""""""""""""""""""" “No,” she said.') == ["“No,”"]
