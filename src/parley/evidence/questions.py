"""Open questions: what the story leaves unanswered."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.record import OpenQuestion


def find_questions(cast: Cast) -> list[OpenQuestion]:
    """Sentences that ask what comes next; headings and quoted questions are none."""
    found = []
    for line in cast.story.lines:
        if (
            not line.text.rstrip().endswith("?")
            or line.kind in ("headline", "heading", "turn")
            or line.id in cast.speakers
        ):
            continue
        first = line.text.split()[0].lower()
        form = "will" if first == "will" else "role" if "role" in line.text else "how" if first == "how" else "other"
        keys = cast.sides(cast.within(line, 0, len(line.tree.tokens) - 1))
        found.append(
            OpenQuestion(
                id="",
                source=cast.story.article.id,
                mentions=(line.whole(),),
                rule="question/mark",
                confidence=0.9,
                status="question",
                form=form,
                parties=keys,
            )
        )
    return found
