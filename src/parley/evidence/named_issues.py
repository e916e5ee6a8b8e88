"""Which issues of the table a trade or a question names."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import head_of_words, phrase_at
from parley.evidence.issues import IssueTable
from parley.evidence.record import Linkage, OpenQuestion
from parley.evidence.story import Line


def with_issues(cast: Cast, linkage: Linkage, table: IssueTable) -> Linkage:
    """The linkage with the issues its two ends name."""
    line = cast.story.by_id[linkage.sentence]
    return linkage.model_copy(
        update={
            "give_issue": _issue_of(cast, line, linkage.give, table),
            "get_issue": _issue_of(cast, line, linkage.get, table),
        }
    )


def on_issues(cast: Cast, question: OpenQuestion, table: IssueTable) -> OpenQuestion:
    """The question with the issues its words name."""
    line = cast.story.by_id[question.sentence]
    heads = [token.i for token in line.tree.tokens if token.pos == "NOUN" and token.relation != "compound"]
    keys = [table.key_of(phrase_at(cast, line, head)) for head in heads]
    return question.model_copy(update={"issues": tuple(dict.fromkeys(key for key in keys if key is not None))})


def _issue_of(cast: Cast, line: Line, words: str, table: IssueTable) -> str | None:
    head = head_of_words(line, words)
    return table.key_of(phrase_at(cast, line, head)) if head is not None else None
