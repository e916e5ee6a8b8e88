"""Spoilt documents are read or refused in plain words, never with a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality.mutations import document, outcomes_of, summary
from quality.open_texts import rows

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "open_texts" / "whitehouse.jsonl.gz"

pytestmark = pytest.mark.skipif(not DATA.is_file(), reason="the open texts are not beside the repository")


@pytest.fixture(scope="module")
def texts():
    return list(rows(DATA))


def test_spoilt_documents_do_not_crash_and_items_stay_the_slices_they_point_at(texts):
    """Forty of the ten thousand; quality/mutations.py runs them all."""
    figures = summary(outcomes_of(texts, range(40), 0, 1))

    assert figures["documents"] == 40
    assert figures["items"] > 0
    assert [one["crash"] for one in figures["crashes"]] == []
    assert figures["not_slices"] == []


def test_a_number_names_the_same_document_for_ever(texts):
    """Otherwise a document that failed could not be run again alone."""
    assert document(texts, 0, 7) == document(texts, 0, 7)
    assert document(texts, 0, 7) != document(texts, 1, 7)
