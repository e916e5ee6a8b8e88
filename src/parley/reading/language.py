"""Whether a story is written in English."""

from __future__ import annotations

from parley.reading.article import STORY_KINDS, Article

ENOUGH = 60  # letters; shorter texts are given the benefit of the doubt
LOOKED_AT = 4_000  # characters from the start of the story; more changes no verdict


def other_language(article: Article) -> str | None:
    """The ISO 639-1 code of the language a story seems to be in, where that is not English."""
    story = " ".join(article.slice(block.span) for block in article.blocks if block.kind in STORY_KINDS)[:LOOKED_AT]
    if sum(map(str.isalpha, story)) < ENOUGH:
        return None
    import py3langid

    code = str(py3langid.classify(story)[0])
    return None if code == "en" else code
