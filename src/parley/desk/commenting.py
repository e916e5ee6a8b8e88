"""Readers' comments: written, held, looked at, reported, answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from parley.brief.references import sentences
from parley.desk.models.briefs import Comment, CommentReport, Publication, Version
from parley.desk.models.people import User
from parley.errors import ParleyError

LONGEST = 5000  # characters
AN_HOUR = 10  # comments of one account
REPORTS_AN_HOUR = 30  # of one account
_HOUR = timedelta(hours=1)


class NotTaken(ParleyError):
    """A comment or report that is not taken, with the reason a reader is told."""


class TooMany(NotTaken):
    """Somebody writes faster than anybody can read."""

    def __init__(self, many: int, what: str) -> None:
        self.many = many
        super().__init__(f"You have sent {many} {what} within an hour, the most the desk takes. Try again later.")


def write(publication: Publication, *, body: str, sentence: str, by: User) -> Comment:
    """Take a comment on the brief, or on one sentence of it, and hold it until somebody of the team has looked.

    Args:
        sentence: id of a sentence of the version that stands; empty: the brief as a whole.

    Raises:
        NotTaken: the team has closed the comments, the text is empty or too long, or no such sentence stands there.
        TooMany: the account has written `AN_HOUR` within an hour.
    """
    body = _taken(body)
    if not publication.is_open:
        raise NotTaken("The team has closed the comments on this brief.")
    if not body or len(body) > LONGEST:
        raise NotTaken(f"Write between one and {LONGEST:,} characters; yours has {len(body):,}.")
    version = publication.latest()
    if version is None:
        raise NotTaken("Nothing is published here yet.")
    quoted = _words_of(version, sentence)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # who writes from two windows is counted once
        if Comment.objects.filter(by=by, at__gt=timezone.now() - _HOUR, answers=None).count() >= AN_HOUR:
            raise TooMany(AN_HOUR, "comments")
        return Comment.objects.create(
            publication=publication,
            version=version.number,
            sentence=sentence,
            quoted=quoted,
            body=body,
            by=by,
            by_name=str(by),
        )


def _taken(text: str) -> str:
    """What somebody wrote, without the one character a database cannot hold."""
    return text.replace("\x00", "\ufffd").strip()


def _words_of(version: Version, sentence: str) -> str:
    if not sentence:
        return ""
    found = next((one.text for one in sentences(version.brief) if one.id == sentence), None)
    if found is None:
        raise NotTaken("This sentence is no longer in the brief. Choose one in the version that stands.")
    return found


def answer(comment: Comment, *, body: str, by: User) -> Comment:
    """The team's answer to a comment, shown at once; a comment still held is shown with it.

    Raises:
        NotTaken: the text is empty or too long, or the comment was rejected or is itself an answer.
    """
    body = _taken(body)
    if not body or len(body) > LONGEST:
        raise NotTaken(f"Write between one and {LONGEST:,} characters; yours has {len(body):,}.")
    if comment.answers_id is not None or comment.state == Comment.State.REJECTED:
        raise NotTaken("Only a reader's comment that is held or shown can be answered.")
    with transaction.atomic():
        moderate(comment.publication, [comment.pk], Comment.State.SHOWN, by=by)
        return Comment.objects.create(
            publication=comment.publication,
            version=comment.version,
            sentence=comment.sentence,
            quoted=comment.quoted,
            body=body,
            by=by,
            by_name=str(by),
            answers=comment,
            state=Comment.State.SHOWN,
            moderated_by=by,
            moderated_at=timezone.now(),
        )


def moderate(publication: Publication, chosen: Iterable[int], state: Comment.State, *, by: User) -> int:
    """Show or reject several comments at once, and settle what was reported of them; how many there were."""
    now = timezone.now()
    with transaction.atomic():
        found = publication.comments.filter(pk__in=list(chosen))
        CommentReport.objects.filter(comment__in=found, settled_at=None).update(settled_at=now)
        return found.update(state=state, moderated_by=by, moderated_at=now)


def report(comment: Comment, *, why: str, by: User) -> None:
    """Ask the team to look at a comment again; each reader once.

    Raises:
        NotTaken: no reason is given, or it is too long.
        TooMany: the account has reported `REPORTS_AN_HOUR` within an hour.
    """
    why = _taken(why)
    if not why or len(why) > 500:
        raise NotTaken("Say in up to 500 characters what is wrong with it.")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        recent = CommentReport.objects.filter(by=by, at__gt=timezone.now() - _HOUR)
        if recent.count() >= REPORTS_AN_HOUR:
            raise TooMany(REPORTS_AN_HOUR, "reports")
        CommentReport.objects.get_or_create(comment=comment, by=by, defaults={"why": why})
