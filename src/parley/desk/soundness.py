"""Whether everything a desk keeps can still be read and fits together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, models

from parley.desk.models.briefs import Publication, Version
from parley.desk.models.ledgers import LedgerEntry
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role, Team
from parley.desk.models.work import Analysis, Trial
from parley.desk.rows import kept_models
from parley.errors import ParleyError

_CHUNK = 50  # rows at once; each may hold megabytes


@dataclass(frozen=True, kw_only=True)
class Soundness:
    """What was looked at and what is wrong with it."""

    counts: dict[str, int]  # rows of each table, by its name
    problems: tuple[str, ...]
    orphans: int  # verdicts whose words are no longer in their story: kept and shown, no fault


def examine() -> Soundness:
    """Read every stored record and look how they fit together. Nothing is changed."""
    looks = (_database, _stories, _revisions, _numbers, _analyses, _trials, _versions, _ledger, _teams)
    problems = tuple(problem for look in looks for problem in look())
    counts = {model._meta.label_lower: model._base_manager.count() for model in kept_models()}
    return Soundness(counts=counts, problems=problems, orphans=sum(_orphans()))


def _database() -> Iterator[str]:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield f"database: {error}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (f"database: {said}" for (said,) in cursor.fetchall() if said != "ok")


def _stories() -> Iterator[str]:
    for story in Story.objects.order_by("pk").defer("raw").iterator(_CHUNK):
        where = f"story {story.code}"
        if not story.dossier_json:
            if story.state == Story.State.KEPT:
                yield f"{where}: it is kept, but nothing was read in it. Read it again."
            continue
        dossier, problem = _parsed(story, "dossier")
        if problem:
            yield f"{where}: {problem}"
        elif dossier.article.id != story.article_id:
            yield f"{where}: its text has the id {dossier.article.id}, the desk knows it as {story.article_id}"


def _revisions() -> Iterator[str]:
    for revision in Revision.objects.select_related("negotiation").order_by("pk").iterator(_CHUNK):
        where = f"negotiation {revision.negotiation.code}, revision {revision.number}"
        case, problem = _parsed(revision, "case")
        if problem:
            yield f"{where}: {problem}"
        elif case.digest() != revision.digest:
            yield f"{where}: the case is not the one its digest was made of"
        judgement, problem = _parsed(revision, "judgement")
        if problem:
            yield f"{where}, judgement: {problem}"
        elif (judgement is None) == (revision.kind == Revision.Kind.JUDGEMENT):
            yield f"{where}: it is “{revision.get_kind_display()}”, with {'no' if judgement is None else 'a'} judgement"


def _numbers() -> Iterator[str]:
    """Revisions and versions count from 1 without gaps."""
    for what, owner, rows in (("negotiation", Negotiation, "revisions"), ("brief", Publication, "versions")):
        numbered = owner._base_manager.annotate(rows=models.Count(rows), last=models.Max(f"{rows}__number"))
        for code, count, last in numbered.filter(rows__gt=0).values_list("code", "rows", "last"):
            if count != last:
                yield f"{what} {code}: {last - count} of {last} {rows} are missing"


def _analyses() -> Iterator[str]:
    for analysis in Analysis.objects.select_related("revision__negotiation").order_by("pk").iterator(_CHUNK):
        where = f"negotiation {analysis.revision.negotiation.code}, analysis of revision {analysis.revision.number}"
        results, problem = _parsed(analysis, "results")
        if problem:
            yield f"{where}: {problem}"
        elif results.case_digest != analysis.revision.digest:
            yield f"{where}: it was made of another case"
        _, problem = _parsed(analysis, "brief")
        if problem:
            yield f"{where}, brief: {problem}"


def _trials() -> Iterator[str]:
    for trial in Trial.objects.exclude(comparison_json="").select_related("revision__negotiation").order_by("pk"):
        _, problem = _parsed(trial, "comparison")
        if problem:
            yield f"negotiation {trial.revision.negotiation.code}, a change tried out: {problem}"


def _versions() -> Iterator[str]:
    for version in Version.objects.select_related("publication").order_by("pk").iterator(_CHUNK):
        _, problem = _parsed(version, "brief")
        if problem:
            yield f"brief {version.publication.code}, version {version.number}: {problem}"


def _ledger() -> Iterator[str]:
    for entry in LedgerEntry.objects.select_related("negotiation").order_by("pk").iterator(_CHUNK):
        read, problem = _parsed(entry, "entry")
        where = f"negotiation {entry.negotiation.code}, ledger, question {entry.question}"
        if problem:
            yield f"{where}: {problem}"
        elif read.digest() != entry.digest:
            yield f"{where}: the line is not the one its digest was made of"


def _teams() -> Iterator[str]:
    members, owners = models.Count("memberships"), models.Q(memberships__role=Role.OWNER)
    counted = Team.objects.annotate(all=members, owners=models.Count("memberships", filter=owners))
    for code in counted.filter(all__gt=0, owners=0).values_list("code", flat=True):
        yield f"team {code}: it has members, but no owner"


def _orphans() -> Iterator[int]:
    """Of each story with verdicts that stand, how many no longer find their words in it."""
    for story in Story.objects.filter(pk__in=Verdict.objects.filter(undone_at=None).values("story")).defer("raw"):
        dossier, problem = _parsed(story, "dossier")
        text = "" if problem else dossier.article.text
        words = story.verdicts.filter(undone_at=None).values_list("exact", flat=True)
        yield sum(each not in text for each in words)


def _parsed(row: models.Model, name: str) -> tuple[Any, str]:
    """A record a row keeps as JSON, or what is wrong with it."""
    try:
        return getattr(row, name), ""
    except ParleyError as error:
        return None, str(error)
