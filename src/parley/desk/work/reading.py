"""Reading a story that came in, and drafting the case anew from all that are kept."""

from __future__ import annotations

from django.db import transaction

from parley.desk.cases import drafted, save_draft
from parley.desk.jobs import Effect, Report, start
from parley.desk.models.people import User
from parley.desk.models.stories import Story
from parley.desk.models.work import Job


def read_story(job: Job, report: Report) -> Effect:
    """Read a story and its evidence; a story already kept is read again and the case drafted anew."""
    from parley.evidence.extract import extract
    from parley.reading.read import read

    story = Story.objects.get(code=job.target)
    report("reading", 0.1)
    article = read(story.source, bytes(story.raw))
    report("extracting the evidence", 0.3)
    dossier = extract(article)

    def effect() -> None:
        Story.objects.filter(pk=story.pk).update(
            dossier_json=dossier.to_json(),
            article_id=article.id,
            title=(article.title or _first_words(article.text))[:500],
            outlet=(article.outlet or "")[:200],
            published=article.published,
            is_negotiation=dossier.is_negotiation,
            state=story.state if story.state == Story.State.KEPT else Story.State.PREVIEW,
            problem="",
        )
        if story.state == Story.State.KEPT:
            start(story.negotiation, "redraft", "case", job.by)

    return effect


def redraft(job: Job, report: Report) -> Effect:
    """Draft the case anew from the kept stories, then analyse it."""
    report("drafting the case", 0.2)
    case = drafted(job.negotiation)

    def effect() -> None:
        revision = save_draft(job.negotiation, case, by=job.by, why="Drafted from the stories")
        start(job.negotiation, "analyse", str(revision.number), job.by)

    return effect


def keep(story: Story, by: User) -> None:
    """Keep a story that was previewed, and draft the case anew."""
    with transaction.atomic():
        Story.objects.filter(pk=story.pk).update(state=Story.State.KEPT)
        start(story.negotiation, "redraft", "case", by)


def _first_words(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + " …"
