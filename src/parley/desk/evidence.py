"""The evidence of a story as it stands after its reviewers."""

from __future__ import annotations

from parley.desk.models.stories import Story
from parley.evidence.record import Dossier


def standing(story: Story) -> Dossier:
    """What was read in a story, less what reviewers rejected."""
    return story.dossier
