"""Stories of four kinds of negotiation go all the way; one page that is none does not."""

from __future__ import annotations

import json

import pytest

# The parties a reader would name; what else comes out is measured in quality/, not here.
TALKS = {
    "iran_2015.txt": {"iran", "united-states"},
    "uaw_2023.md": {"united-auto-workers", "general-motors"},
    "tigray_2022.txt": {"ethiopia", "tigray-people-liberation-front"},
    "anglo_2024.html": {"bhp", "anglo-american"},
    "minerals_2025.md": {"ukraine", "united-states"},
}


@pytest.mark.parametrize("story", TALKS)
def test_a_nuclear_deal_a_strike_a_truce_and_a_takeover_become_briefs(parley, story):
    """The same rules for all: none knows which kind it reads."""
    case = json.loads(parley("case", "draft", f"examples/{story}", "--json").out)
    brief = json.loads(parley("brief", f"examples/{story}", "--json", "--draws", "500").out)
    bargaining = {party["key"] for party in case["parties"] if party["role"] == "bargaining"}

    assert bargaining >= TALKS[story]
    assert [section["key"] for section in brief["sections"]] == ["quick-looks", "deep-look", "whats-next", "sources"]


def test_the_worked_case_is_analysed_by_every_family(parley):
    """What an analyst laid over a story: judgements, a conflict, stakes, correlated and pooled numbers."""
    said = parley("analyse", "examples/minerals_2025.yaml", "--draws", "500")

    assert said.code == 0
    for title in (
        "Where each issue may end",
        "Where each issue would settle",
        "By other models",
        "What could be exchanged",
        "What could be agreed",
        "Trades",
        "Tactics",
        "Verkhovna Rada",
        "Where the conflict may settle",
        "Open questions",
        "What the agreement hangs on",
        "Drafts of a fund",
        "A guarantee by",
    ):
        assert title in said.out
    assert "never repaid" in said.out
    assert "lists no mine output in 2024 for Ukraine" in said.out


def test_every_sentence_of_a_brief_resolves_what_it_rests_on(parley):
    """A reader who clicks must find something."""
    brief = json.loads(parley("brief", "examples/iran_2015.txt", "--json", "--draws", "500").out)
    known = {part["id"] for part in brief["citations"]} | {part["id"] for part in brief["notes"]}
    sentences = list(_sentences(brief))

    assert len(sentences) > 10
    assert [sentence["text"] for sentence in sentences if not sentence["basis"]] == []
    assert [sentence["id"] for sentence in sentences if set(sentence["basis"]) - known] == []


def _sentences(part):
    """Every record that has text and a basis and an id of its own, however deep."""
    if isinstance(part, dict):
        if {"id", "text", "basis"} <= set(part):
            yield part
        for value in part.values():
            yield from _sentences(value)
    elif isinstance(part, list):
        for value in part:
            yield from _sentences(value)
