"""Reading a story that came in, and drafting the case anew from all that are kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from parley.desk.cases import drafted, save_draft
from parley.desk.evidence import carry_over, state_of_evidence
from parley.desk.fetching import fetch
from parley.desk.fragments import forget
from parley.desk.jobs import Effect, Report, start
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.stories import Story
from parley.desk.models.work import Job
from parley.desk.reports import hand_on, let_stand, tell_apart
from parley.desk.work.judging import analyse_soon
from parley.errors import CaseError, ReadingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parley.reading.article import Article


def bring_in(
    negotiation: Negotiation, came: Story.Came, source: str, *, raw: bytes = b"", is_private: bool, by: User | None
) -> Story:
    """A story that came in: it waits to be read, and is previewed before it is kept.

    Args:
        source: an address, or the name of a file.
        raw: the bytes; empty for an address, which the job fetches.
    """
    with transaction.atomic():
        story = Story.objects.create(
            negotiation=negotiation, came=came, source=source[:2000], raw=raw, is_private=is_private, added_by=by
        )
        start(negotiation, "read-story", story.code, by)
    return story


def read_story(job: Job, report: Report) -> Effect:
    """Read a story and its evidence; a story already kept is read again and the case drafted anew."""
    from parley.evidence.extract import extract
    from parley.reading.duplicates import sketch

    story = Story.objects.get(code=job.target)
    raw, charset = _bytes(story, report)
    report("reading", 0.2)
    article = _read(story, raw, charset)
    report("extracting the evidence", 0.3)
    dossier = extract(article)
    report("looking for other reports of the same", 0.9)
    drawn = sketch(article.text)
    written = dossier.to_json()  # before the database is held

    def effect() -> None:
        now = Story.objects.select_for_update().filter(pk=story.pk).values_list("state", flat=True).first()
        is_kept = now == Story.State.KEPT  # as it is now: somebody may have kept it while it was read again
        if is_kept and (twin := _kept_with(story, article.id)) is not None:
            raise ReadingError(f"It now reads as the very same text as “{twin}”, and a text counts once. Take one out.")
        Story.objects.filter(pk=story.pk).update(
            raw=raw,
            charset=charset,
            dossier_json=written,
            item_count=len(dossier.items),
            kinds=Counter(item.kind for item in dossier.items),
            article_id=article.id,
            title=(article.title or _first_words(article.text))[:500],
            outlet=(article.outlet or "")[:200],
            published=article.published,
            is_negotiation=dossier.is_negotiation,
            sketch=drawn.tobytes(),
            **({} if story.sketch else {"same_as": first_report(story, drawn)}),  # once: editors regroup afterwards
            state=Story.State.KEPT if is_kept else Story.State.PREVIEW,
            problem="",
        )
        carry_over(story, dossier)
        if is_kept:
            start(story.negotiation, "redraft", "case", job.by)

    return effect


def _bytes(story: Story, report: Report) -> tuple[bytes, str]:
    """What a story came as, with the charset it was declared to be in; an address is fetched the first time."""
    if story.raw or story.came not in (Story.Came.ADDRESS, Story.Came.FEED):
        return bytes(story.raw), story.charset
    report("fetching the page", 0.05)
    found = fetch(story.source, settings.RESOLVER)
    return found.data, (found.charset or "")[:40]


def _read(story: Story, raw: bytes, charset: str) -> Article:
    from parley.reading.read import read

    if story.came != Story.Came.PASTE:
        return read(story.source, raw, charset=charset or None)
    try:
        return read("-", raw)  # no address: the case must not show a link to it
    except ReadingError as error:
        raise ReadingError(str(error).replace("- ", "The pasted text ", 1)) from error


def first_report(story: Story, drawn: NDArray[np.uint32]) -> Story | None:
    """The story of the same negotiation that this one repeats, the first that came in of those that do."""
    from parley.reading.duplicates import is_same_report, sketch_of

    before = story.negotiation.stories.filter(pk__lt=story.pk, same_as=None).exclude(sketch=b"").order_by("pk")
    pairs = before.filter(state__in=(Story.State.PREVIEW, Story.State.KEPT)).values_list("pk", "sketch")
    for pk, other in pairs:
        if is_same_report(drawn, sketch_of(bytes(other))):
            return Story.objects.get(pk=pk)
    return None


def redraft(job: Job, report: Report) -> Effect:
    """Draft the case anew from the kept stories, then analyse it."""
    report("drafting the case", 0.2)
    before = state_of_evidence(job.negotiation)
    case = drafted(job.negotiation)

    def effect() -> None:
        revision = save_draft(job.negotiation, case, by=job.by, why="Drafted from the stories")
        if state_of_evidence(job.negotiation) != before:  # judged or kept while it was being drafted
            start(job.negotiation, "redraft", "case", job.by)
        else:
            analyse_soon(revision, job.by)

    return effect


class AlreadyKept(CaseError):
    """The same text is kept already; a text counts once."""

    def __init__(self, other: Story | None) -> None:
        self.other = other
        super().__init__("This very text is kept already, and a text counts once. Throw this one away.")


def same_text(story: Story) -> Story | None:
    """The kept story with the very same text, if there is one."""
    return _kept_with(story, story.article_id)


def _kept_with(story: Story, article_id: str) -> Story | None:
    kept = story.negotiation.stories.filter(state=Story.State.KEPT, article_id=article_id)
    return kept.exclude(pk=story.pk).first()


def keep(story: Story, by: User) -> None:
    """Keep a story that was previewed, and draft the case anew; one kept meanwhile is left as it is.

    Raises:
        AlreadyKept: another story of the negotiation has the very same text.
    """
    with transaction.atomic():
        if (other := same_text(story)) is not None:
            raise AlreadyKept(other)
        try:
            with transaction.atomic():
                waiting = Story.objects.filter(pk=story.pk, state=Story.State.PREVIEW)
                kept = waiting.update(state=Story.State.KEPT)
        except IntegrityError as error:  # somebody kept its twin in the same moment
            raise AlreadyKept(same_text(story)) from error
        if kept and story.is_negotiation:
            start(story.negotiation, "redraft", "case", by)


def take_out(story: Story, by: User) -> None:
    """Take a kept story out of the case; it can be looked at, kept again or thrown away."""
    with transaction.atomic():
        if Story.objects.filter(pk=story.pk, state=Story.State.KEPT).update(state=Story.State.PREVIEW):
            start(story.negotiation, "redraft", "case", by)


def count_instead(story: Story, by: User) -> None:
    """Have the case rest on this report of an event instead of another of it."""
    with transaction.atomic():
        let_stand(story)
        start(story.negotiation, "redraft", "case", by)


def count_apart(story: Story, by: User) -> None:
    """Count a story by itself that was taken for another report of an event."""
    with transaction.atomic():
        tell_apart(story)
        start(story.negotiation, "redraft", "case", by)


def throw_away(story: Story) -> bool:
    """Forget a story that is not kept, with the job that reads it; whether it was there to be forgotten."""
    with transaction.atomic():
        open_jobs = story.negotiation.jobs.filter(kind="read-story", target=story.code)
        open_jobs.filter(state=Job.State.QUEUED).update(state=Job.State.CANCELLED)
        open_jobs.filter(state=Job.State.RUNNING).update(cancel_asked=True)
        if story.state != Story.State.KEPT:
            hand_on(story)
        gone, _ = Story.objects.filter(pk=story.pk).exclude(state=Story.State.KEPT).delete()
        if gone:
            forget(story.negotiation, f"story/{story.code}/")
        return bool(gone)


def _first_words(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + " …"
