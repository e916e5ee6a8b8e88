"""A brief goes out: what the public will see of it, its versions, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from parley.brief.changes import Change, changes
from parley.brief.public import Seen, published, seen
from parley.brief.record import Brief
from parley.desk.models.briefs import Paper, Publication, Version
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.work import Analysis
from parley.errors import ParleyError

NEWEST = ("-revision__number", "-draws", "-pk")  # order of analyses
MOST_TRIED = 3  # analyses an older version left unreadable before the desk says there is none


class NothingNew(ParleyError):
    """The brief says what its latest version says already."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            f"Version {number} says the same, word for word. Change the case or add a story, then publish again."
        )


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A brief as it would go out now."""

    analysis: Analysis
    brief: Brief  # what the public would get
    seen: tuple[Seen, ...]  # of each story that is private or not on the web, what the public would see
    changes: tuple[Change, ...]  # since the version that stands
    number: int  # of the version it would be


def analysed(negotiation: Negotiation, revision: int | None = None) -> Analysis | None:
    """The analysis of the latest revision that has one, or of this revision; None: not analysed yet."""
    every = Analysis.objects.filter(revision__negotiation=negotiation).select_related("revision__negotiation")
    if revision is not None:
        every = every.filter(revision__number=revision)
    recent = every.defer("results_json").order_by(*NEWEST)[:MOST_TRIED]
    return next((found for found in recent if found.has_readable_brief()), None)


def private_sources(negotiation: Negotiation) -> set[str]:
    """Ids of the sources the team keeps to itself, also of stories an older revision rests on that were taken out."""
    return set(negotiation.stories.filter(is_private=True).exclude(article_id="").values_list("article_id", flat=True))


def outward(negotiation: Negotiation, brief: Brief) -> Brief:
    """A brief as people outside the team may have it."""
    return published(brief, private_sources(negotiation))


def draft(negotiation: Negotiation, analysis: Analysis) -> Draft:
    """What would go out of an analysis, and what an editor should look at first."""
    private = private_sources(negotiation)
    brief = published(analysis.brief, private)
    publication = Publication.objects.filter(negotiation=negotiation).first()
    latest = publication.latest() if publication else None
    return Draft(
        analysis=analysis,
        brief=brief,
        seen=seen(analysis.brief, private),
        changes=_changes(publication, latest, brief),
        number=latest.number + 1 if latest else 1,
    )


def publish(negotiation: Negotiation, analysis: Analysis, *, note: str, by: User) -> Version:
    """Put a brief at the negotiation's permanent address, as its first or next version.

    Raises:
        NothingNew: the version that stands says the same.
    """
    with transaction.atomic():
        Negotiation.objects.select_for_update().get(pk=negotiation.pk)
        publication, _ = Publication.objects.get_or_create(negotiation=negotiation)
        latest = publication.latest()
        brief = outward(negotiation, analysis.brief)
        if latest and publication.withdrawn_at is None and latest.brief_json == brief.to_json():
            raise NothingNew(latest.number)
        told = _changes(publication, latest, brief)
        Publication.objects.filter(pk=publication.pk).update(withdrawn_at=None)  # why stays, for versions that are gone
        publication.withdrawn_at = None
        return Version.objects.create(
            publication=publication,
            number=latest.number + 1 if latest else 1,
            brief_json=brief.to_json(),
            title=brief.headline.text[:500],
            revision=analysis.revision,
            changes=[change.model_dump(mode="json") for change in told],
            note=note,
            by=by,
            by_name=str(by),
        )


def _changes(publication: Publication | None, latest: Version | None, brief: Brief) -> tuple[Change, ...]:
    """What changed since the version that stands; a withdrawn one is not spoken of again."""
    if publication is None or latest is None or publication.withdrawn_at or latest.number <= publication.gone_to:
        return ()
    return changes(latest.brief, brief)


def withdraw(publication: Publication, *, why: str) -> None:
    """Take back every version that stands; the address says so, and why."""
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=publication.pk)
        latest = publication.latest()
        Publication.objects.filter(pk=publication.pk).update(
            withdrawn_at=timezone.now(), withdrawn_why=why, gone_to=latest.number if latest else 0
        )


def paper(brief: Brief) -> bytes:
    """A brief as a PDF, set on first asking and kept."""
    from parley.brief.pdf import to_pdf

    digest = brief.digest()
    found = Paper.objects.filter(digest=digest).first()
    if found is None:
        found, _ = Paper.objects.get_or_create(digest=digest, defaults={"pdf": to_pdf(brief)})
    return bytes(found.pdf)
