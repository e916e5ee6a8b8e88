"""Where the talks stand: what the newest story says of them first."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.record import Dossier, TalksStatus

HEAD = {"headline": 2, "standfirst": 1}  # what stands higher sums up what stands below


def state_of_talks(stories: Sequence[Dossier]) -> TalksStatus | None:
    """The state that the newest story with one puts first: in its headline, else said most often, else last.

    Args:
        stories: by date, the oldest first.
    """
    for story in reversed(stories):
        states = story.of(TalksStatus)
        if states:
            return max(states, key=lambda status: _weight(story, status))
    return None


def _weight(story: Dossier, status: TalksStatus) -> tuple[int, int, int]:
    kinds = {sentence.id: story.article.blocks[sentence.block].kind for sentence in story.article.sentences}
    in_head = max(HEAD.get(kinds[mention.sentence], 0) for mention in status.mentions)
    return in_head, len(status.mentions), status.mentions[0].span.start
