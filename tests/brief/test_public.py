"""What of a private story leaves the desk: its cited sentences, and nothing else."""

from __future__ import annotations

import pytest
from tests.brief.cast import minerals, minerals_results

from parley.brief.compose import compose
from parley.brief.public import is_on_the_web, published, seen
from parley.case.record import Case, Source
from parley.record import Finding


def case_from(address: str | None) -> Case:
    case = minerals()
    source = case.sources[0].model_copy(update={"address": address})
    unread = f"{address}: no date was found" if address else "no date was found"
    findings = (Finding(level="note", code="no-date", message=unread),)
    return case.model_copy(update={"sources": (source,), "findings": findings})


def brief_of(case: Case):
    return compose(case, minerals_results(case))


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "-",
        "/Users/anna/notes.docx",
        "ftp://host/a",
        "http://anna:word@intranet/a",
        "http://[",
        "javascript:1",
    ],
)
def test_only_a_plain_web_address_is_on_the_web(address):
    assert not is_on_the_web(Source(id="m", title="A story", address=address))


def test_a_story_on_the_web_keeps_its_address():
    brief = brief_of(case_from("https://example.org/m"))

    assert published(brief).sources[0].address == "https://example.org/m"
    assert seen(brief) == ()


def test_a_private_story_on_the_web_loses_its_address():
    """A reporter's link may carry a token; the team marked it private."""
    brief = brief_of(case_from("https://example.org/m?key=1"))

    assert published(brief, {"m"}).sources[0].address is None
    assert "key=1" not in published(brief, {"m"}).to_json()


def test_no_name_of_a_file_goes_out():
    """The folder names a person, and a finding repeats the file's name."""
    brief = published(brief_of(case_from("/Users/anna/Kyiv source.docx")))

    assert "anna" not in brief.to_json()
    assert "Kyiv source" not in brief.to_json()
    assert brief.findings[0].message == "“U.S. and Ukraine Near Deal”: no date was found"


def test_the_first_words_of_a_pasted_story_are_no_file():
    """What a story begins with may stand in a cited sentence, which stays verbatim."""
    first = "The U.S. and Ukraine are making progress"
    brief = published(brief_of(case_from(first)))

    assert brief.sources[0].address is None
    assert any(one.sentence.startswith(first) for one in brief.citations)


def test_citations_nothing_rests_on_stay_behind():
    case = case_from(None)
    secret = case.citations[0].model_copy(
        update={"id": "e99", "sentence": "Our source is Anna.", "text": "Our source is Anna."}
    )
    brief = brief_of(case)
    brief = brief.model_copy(update={"citations": (*brief.citations, secret)})

    assert "Anna" not in published(brief).to_json()


def test_an_editor_sees_every_sentence_that_goes_out():
    """The list before publishing and the published brief hold the same sentences."""
    brief = brief_of(case_from(None))
    (story,) = seen(brief)

    assert set(story.sentences) == {one.sentence for one in published(brief).citations}
    assert len(story.sentences) == len(set(story.sentences))
