"""Equal digest, equal pipeline."""

from __future__ import annotations

from parley.language.digest import folder_digest


def fill(folder, weights=b"weights", card="scores"):
    (folder / "parser").mkdir(parents=True)
    (folder / "parser" / "model").write_bytes(weights)
    (folder / "README.md").write_text(card)
    return folder_digest(folder)


def test_the_digest_follows_the_weights_and_not_the_card_or_the_place(tmp_path):
    """The card states the digest, so it cannot be part of it."""
    first = fill(tmp_path / "first")

    assert fill(tmp_path / "elsewhere", card="other scores") == first
    assert fill(tmp_path / "other", weights=b"other weights") != first
