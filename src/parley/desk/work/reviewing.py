"""What reviewers say of the evidence, one item at a time; the case is drafted anew from what stands."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from parley.desk.evidence import CHANGING, attach
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.stories import Story, Verdict
from parley.errors import EvidenceError
from parley.evidence.record import AnyEvidence
from parley.evidence.review import quote_of, told, words_at

# Somebody who reviews says something every few seconds; the case is drafted once for what is said meanwhile.
PAUSE = timedelta(seconds=4)


class JudgedMeanwhile(EvidenceError):
    """Somebody else judged the item since the reviewer saw it; nothing was saved."""

    def __init__(self, other: Verdict | None) -> None:
        self.other = other
        said = f"{other.by or 'Somebody'} has {other.get_word_display()}" if other else "Somebody has just judged"
        super().__init__(f"{said} this item meanwhile. Look at it, then judge again or go on.")


def judge(
    story: Story,
    item: AnyEvidence,
    word: Verdict.Word,
    *,
    by: User,
    over: int | None,
    words: str = "",
    start_at: int | None = None,
) -> Verdict:
    """Say something of an item; what was said of it before stays in the record, undone.

    Args:
        over: key of the verdict the reviewer saw standing; None: they saw none.
        words, start_at: with CORRECT the right words and where they stand in the story; without a place, where they
            stand nearest to the item.

    Raises:
        JudgedMeanwhile: another verdict stands by now.
        EvidenceError: the right words are no words of the story.
    """
    corrected_start = _place(story, item, words, start_at) if word == Verdict.Word.CORRECT else None
    quote = quote_of(story.dossier.article, item)
    try:
        with transaction.atomic():
            before = _standing(story, item.id)
            if (before.pk if before else None) != over:
                raise JudgedMeanwhile(before)
            if before is not None:
                _end(before)
            made = Verdict.objects.create(
                story=story,
                evidence=item.id,
                kind=item.kind,
                told=told(item),
                word=word,
                exact=quote.exact,
                prefix=quote.prefix,
                suffix=quote.suffix,
                start=quote.start,
                corrected=words if corrected_start is not None else "",
                corrected_start=corrected_start,
                by=by,
            )
            if word in CHANGING or (before is not None and before.word in CHANGING):
                _draft_anew(story.negotiation, by)
            return made
    except IntegrityError as error:  # both in the same moment: the table lets one stand
        raise JudgedMeanwhile(_standing(story, item.id)) from error


def undo(verdict: Verdict, by: User) -> bool:
    """Take back what was said; whether it still stood."""
    with transaction.atomic():
        if not _end(verdict):
            return False
        if verdict.word in CHANGING and not verdict.is_lost:
            _draft_anew(verdict.story.negotiation, by)
        return True


def reattach(verdict: Verdict, item: AnyEvidence, by: User) -> None:
    """Give a verdict that lost its place an item of its kind again.

    Raises:
        EvidenceError: the item is of another kind, judged already, or the corrected words are gone.
    """
    story = verdict.story
    if item.kind != verdict.kind or _standing(story, item.id) is not None:
        raise EvidenceError("This item is of another kind, or judged already. Choose another, or dismiss the verdict.")
    with transaction.atomic():
        if not attach(verdict, story.dossier, item.id):
            raise EvidenceError("The corrected words are not in the story any more. Dismiss it and judge the item.")
        Verdict.objects.filter(pk=verdict.pk).update(told=told(item))
        if verdict.word in CHANGING:
            _draft_anew(story.negotiation, by)


def last_of(negotiation: Negotiation, by: User) -> Verdict | None:
    """The last thing this reviewer said here that still stands."""
    every = Verdict.objects.filter(story__negotiation=negotiation, by=by, undone_at=None, is_lost=False)
    return every.select_related("story__negotiation").order_by("-at", "-pk").first()


def _place(story: Story, item: AnyEvidence, words: str, start_at: int | None) -> int:
    article = story.dossier.article
    if start_at is None:
        sentence = article.sentence_at(item.mentions[0].span.start)
        inside = article.slice(sentence.span).find(words) if sentence else -1
        start_at = sentence.span.start + inside if sentence and inside >= 0 else -1
    return words_at(article, start_at, words).start


def _standing(story: Story, evidence: str) -> Verdict | None:
    every = story.verdicts.filter(evidence=evidence, undone_at=None, is_lost=False)
    return every.select_related("by").first()


def _end(verdict: Verdict) -> bool:
    return bool(Verdict.objects.filter(pk=verdict.pk, undone_at=None).update(undone_at=timezone.now()))


def _draft_anew(negotiation: Negotiation, by: User) -> None:
    start(negotiation, "redraft", "case", by, after=PAUSE)
