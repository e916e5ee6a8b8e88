"""The evidence of a story as it stands after its reviewers."""

from __future__ import annotations

from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story, Verdict
from parley.desk.reports import counted
from parley.evidence.record import Dossier
from parley.evidence.review import Quote, found_again, moved, quote_of, reviewed
from parley.record import Span

# Words that change the case; an item accepted or skipped stands as it was read.
CHANGING = (Verdict.Word.REJECT, Verdict.Word.CORRECT)


def standing(story: Story) -> Dossier:
    """What was read in a story, less what reviewers rejected, with the words they corrected."""
    rejected: set[str] = set()
    corrected: dict[str, Span] = {}
    for verdict in story.verdicts.filter(undone_at=None, is_lost=False, word__in=CHANGING):
        if verdict.word == Verdict.Word.REJECT:
            rejected.add(verdict.evidence)
        elif verdict.corrected_start is not None:
            end = verdict.corrected_start + len(verdict.corrected)
            corrected[verdict.evidence] = Span(start=verdict.corrected_start, end=end)
    return reviewed(story.dossier, rejected, corrected)


def state_of_evidence(negotiation: Negotiation) -> tuple[object, ...]:
    """What a draft rests on; equal when nothing was kept, taken out, read anew or judged in between."""
    kept = counted(negotiation).filter(is_negotiation=True).order_by("pk")
    said = Verdict.objects.filter(story__in=kept, undone_at=None, is_lost=False, word__in=CHANGING).order_by("pk")
    return (
        tuple(kept.values_list("pk", "article_id", "item_count")),
        tuple(said.values_list("pk", "evidence", "corrected_start")),
    )


def quote_in(verdict: Verdict) -> Quote:
    """The words a verdict was given on."""
    return Quote(exact=verdict.exact, prefix=verdict.prefix, suffix=verdict.suffix, start=verdict.start)


def carry_over(story: Story, dossier: Dossier) -> None:
    """Find the verdicts on a story again in its evidence read anew; what was said, by whom and when stays.

    A verdict whose item is not there any more, or has one of its own by now, is marked as lost.
    """
    items = {item.id: item for item in dossier.items}
    taken = set()
    adrift = []
    for verdict in story.verdicts.filter(undone_at=None):
        if verdict.evidence in items and not verdict.is_lost:
            taken.add(verdict.evidence)
        else:
            adrift.append(verdict)
    for verdict in adrift:
        found = found_again(dossier, verdict.kind, verdict.told, quote_in(verdict))
        is_found = found is not None and found.id not in taken and attach(verdict, dossier, found.id)
        if found is not None and is_found:
            taken.add(found.id)
        elif not verdict.is_lost:
            Verdict.objects.filter(pk=verdict.pk).update(is_lost=True)


def attach(verdict: Verdict, dossier: Dossier, evidence: str) -> bool:
    """Give a verdict its place at an item; False when its corrected words are not in the story any more."""
    item = next(item for item in dossier.items if item.id == evidence)
    now = quote_of(dossier.article, item)
    start = verdict.corrected_start
    if start is not None:
        span = moved(dossier.article, verdict.corrected, start=start, before=quote_in(verdict), now=now)
        if span is None or dossier.article.sentence_at(span.start) is None:
            return False
        start = span.start
    Verdict.objects.filter(pk=verdict.pk).update(
        evidence=item.id,
        exact=now.exact,
        prefix=now.prefix,
        suffix=now.suffix,
        start=now.start,
        corrected_start=start,
        is_lost=False,
    )
    return True
