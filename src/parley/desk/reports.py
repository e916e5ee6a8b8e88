"""Reports of one event in nearly the same words: the case counts them once, by the one that stands for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story

# Of an event: the story whose key the others name, and which report stands, the lowest first; `_event` says the same.
_HEAD = Coalesce(F("same_as_id"), F("pk"))
_RANK = Case(When(is_negotiation=True, then=Value(0)), default=Value(2)) + Case(
    When(same_as=None, then=Value(0)), default=Value(1)
)


@dataclass(frozen=True, kw_only=True)
class Event:
    """What kept stories report together."""

    story: Story  # the report that stands in the case
    others: tuple[Story, ...]  # kept as well, and counted with it

    @property
    def count(self) -> int:
        return 1 + len(self.others)


def events(kept: Iterable[Story]) -> list[Event]:
    """Kept stories by event, in the order of the first of each that is met."""
    groups: dict[int, list[Story]] = {}
    for story in kept:
        groups.setdefault(_head(story), []).append(story)
    return [_event(group) for group in groups.values()]


def event_of(story: Story) -> Event | None:
    """The event a story reports, with all kept reports of it; None: none of them is kept."""
    together = story.negotiation.stories.filter(Q(pk=_head(story)) | Q(same_as=_head(story)))
    kept = list(together.filter(state=Story.State.KEPT).defer("raw", "dossier_json", "sketch").order_by("pk"))
    return _event(kept) if kept else None


def counted(negotiation: Negotiation) -> QuerySet[Story]:
    """The kept stories the case rests on: one of each event, told apart by the database in one going-through."""
    kept = negotiation.stories.filter(state=Story.State.KEPT)
    place = Window(RowNumber(), partition_by=[_HEAD], order_by=[_RANK, F("pk")])
    return kept.filter(pk__in=kept.alias(place=place).filter(place=1).values("pk"))


def with_their_reports(standing: Sequence[Story]) -> list[Event]:
    """The events these stories stand for, in their order, with the other kept reports of each."""
    heads = [_head(story) for story in standing]
    every = Story.objects.filter(Q(pk__in=heads) | Q(same_as__in=heads), state=Story.State.KEPT)
    here = {story.pk for story in standing}
    others = every.exclude(pk__in=here).defer("raw", "dossier_json", "sketch").order_by("pk")
    return events([*standing, *others])


def let_stand(story: Story) -> None:
    """Have the case rest on this report of an event rather than on another of it."""
    with transaction.atomic():
        every = story.negotiation.stories.filter(Q(pk=_head(story)) | Q(same_as=_head(story)))
        every.exclude(pk=story.pk).update(same_as=story)
        Story.objects.filter(pk=story.pk).update(same_as=None)


def tell_apart(story: Story) -> None:
    """Say that a story is no report of what others report: it counts by itself, and they stay together."""
    with transaction.atomic():
        hand_on(story)
        Story.objects.filter(pk=story.pk).update(same_as=None)


def hand_on(story: Story) -> None:
    """Let the next report head those that repeat a story which leaves them."""
    repeating = list(story.reports.order_by("pk").values_list("pk", flat=True))
    if repeating:
        Story.objects.filter(pk=repeating[0]).update(same_as=None)
        Story.objects.filter(pk__in=repeating[1:]).update(same_as=repeating[0])


def _head(story: Story) -> int:
    return story.same_as_id or story.pk


def _event(group: list[Story]) -> Event:
    """The first report stands, of those in which somebody bargains; one more report of the same moves nothing."""
    standing = min(group, key=lambda each: (not each.is_negotiation, each.same_as_id is not None, each.pk))
    return Event(story=standing, others=tuple(each for each in group if each is not standing))
