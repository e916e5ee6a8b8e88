"""The verb `draft`: the evidence of one or more stories becomes a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from parley.case.chambers import default_chamber, judged_numbers
from parley.case.issues import Table, build_issues, issue_table
from parley.case.judgements import apply
from parley.case.parties import Cast, build_parties, cast_of
from parley.case.pressures import reported_strength
from parley.case.record import (
    Case,
    CasePressure,
    Citation,
    Excluded,
    Judgement,
    Link,
    Question,
    Source,
)
from parley.case.stances import acts_on_issues, build_stances, demanders
from parley.case.standing import state_of_talks
from parley.case.words import slug
from parley.errors import CaseError
from parley.evidence.record import (
    Dossier,
    Evidence,
    Exclusion,
    Linkage,
    Move,
    OpenQuestion,
    Position,
    Pressure,
    TalksStatus,
)
from parley.record import Finding

HORIZON = timedelta(days=90)


def draft(dossiers: Sequence[Dossier], *, judgements: Sequence[Judgement] = ()) -> Case:
    """Draft a case from the evidence of one negotiation, then lay the judgements over it.

    Args:
        dossiers: one a story, in any order; the same story twice counts once.
        judgements: in the order they were made. One whose target is not in the draft is kept as orphaned.

    Raises:
        CaseError: in none of the stories does anybody bargain.
    """
    stories = _in_order(dossiers)
    if not stories:
        named = ", ".join(dossier.article.title or dossier.article.source for dossier in dossiers) or "nothing given"
        raise CaseError(
            f"No negotiation found ({named}): no party makes, answers or awaits an offer. "
            "Give a story about talks, or see what was read: parley evidence STORY"
        )
    return apply(_draft(stories), judgements)


def _in_order(dossiers: Sequence[Dossier]) -> list[Dossier]:
    """Stories in which somebody bargains, each once, by day and then by content: the order given says nothing."""
    once = {dossier.article.id: dossier for dossier in dossiers if dossier.is_negotiation}
    return sorted(once.values(), key=lambda each: (_day(each) or date.min, each.article.id))


def _day(dossier: Dossier) -> date | None:
    return dossier.article.published or dossier.article.as_of


def _draft(stories: list[Dossier]) -> Case:
    cast, table = cast_of(stories), issue_table(stories)
    pressures = [item for story in stories for item in story.of(Pressure)]
    states = [item for story in stories for item in story.of(TalksStatus)]
    state = state_of_talks(stories)
    acts = acts_on_issues(stories, cast, table)
    parties = build_parties(cast, stories, pressures, states)
    names = {party.key: party.name for party in parties}
    issues = build_issues(table, _moves(stories, table), demanders(acts, names))
    as_of = max((day for story in stories if (day := story.article.as_of or _day(story))), default=None)
    case = Case(
        title=next((story.article.title for story in reversed(stories) if story.article.title), "Untitled"),
        as_of=as_of,
        state=state.state if state else None,
        state_basis=tuple(sorted({status.id for status in states if state and status.state == state.state})),
        sources=tuple(_source(story) for story in stories),
        parties=parties,
        issues=issues,
        stances=build_stances(acts, parties, issues, stories),
        links=_links(stories, cast, table),
        pressures=_pressures(pressures, cast),
        excluded=_excluded(stories, cast),
        chambers=tuple(default_chamber(party) for party in parties if party.ratifies),
        questions=_questions(stories, cast, table, as_of),
        findings=tuple(_findings(stories, table, acts.skipped)),
    )
    case = _without_bystanders(case)
    return case.model_copy(update={"citations": _citations(case, stories)})


def _without_bystanders(case: Case) -> Case:
    """Leave out outsiders that want, press, suffer and answer for nothing: a story names many a country in passing."""
    busy = {stance.party for stance in case.stances}
    busy |= {key for pressure in case.pressures for key in (pressure.by, pressure.on)}
    busy |= {key for link in case.links for key in (link.giver, link.getter) if key}
    busy |= {key for question in case.questions for key in question.parties} | {each.party for each in case.excluded}
    out = [party for party in case.parties if party.role == "outside" and party.key not in busy and not party.envoys]
    if not out:
        return case
    note = Finding(
        level="note",
        code="bystanders",
        message=f"Named in passing and left out: {', '.join(party.name for party in out)}. To seat one: party/KEY=add",
    )
    kept = tuple(party for party in case.parties if party not in out)
    return case.model_copy(update={"parties": kept, "findings": (*case.findings, note)})


def _moves(stories: list[Dossier], table: Table) -> Iterable[tuple[str, Move]]:
    for story in stories:
        for move in story.of(Move):
            issue = table.find(move.issue, move.content or "")
            if issue is not None:
                yield issue, move


def _source(story: Dossier) -> Source:
    article = story.article
    return Source(
        id=article.id,
        title=article.title or article.source,
        outlet=article.outlet,
        published=article.published,
        address=article.source if article.source != "-" else None,
    )


def _links(stories: list[Dossier], cast: Cast, table: Table) -> tuple[Link, ...]:
    found: dict[tuple[object, ...], Link] = {}
    items = [item for story in stories for item in story.of(Linkage)]
    # Questions come last: they add a pair only where nobody has said it.
    for item in sorted(items, key=lambda item: item.modality == "question"):
        give, get = table.find(item.give_issue, item.give), table.find(item.get_issue, item.get)
        if item.form == "parallel" or item.modality == "negated" or give is None or get is None or give == get:
            continue
        giver, getter = cast.party_of(item.giver), cast.party_of(item.getter)
        if item.modality == "question":
            # A question whether one gives this for that says what would be exchanged, not who insists on it.
            giver = getter = None
            if any((link.give_issue, link.get_issue) == (give, get) for link in found.values()):
                continue
        key = (item.form, giver, give, get)
        before = found[key].basis if key in found else ()
        found[key] = Link(
            form=item.form,
            giver=giver,
            give_issue=give,
            getter=getter,
            get_issue=get,
            words=found[key].words if key in found else item.text,
            basis=tuple(sorted({*before, item.id})),
        )
    return tuple(found.values())


def _pressures(pressures: list[Pressure], cast: Cast) -> tuple[CasePressure, ...]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for item in pressures:
        for by in item.by:
            for on in item.on:
                pair = (cast.party_of(by), cast.party_of(on))
                if pair[0] is not None and pair[1] is not None and pair[0] != pair[1]:
                    found.setdefault((pair[0], pair[1], item.form), set()).add(item.id)
    return tuple(
        CasePressure(by=by, on=on, form=form, strength=reported_strength(form, sorted(ids)), basis=tuple(sorted(ids)))
        for (by, on, form), ids in found.items()
    )


def _excluded(stories: list[Dossier], cast: Cast) -> tuple[Excluded, ...]:
    found: dict[tuple[str, str], set[str]] = {}
    for story in stories:
        for item in story.of(Exclusion):
            party = cast.party_of(item.party)
            if party is not None:
                found.setdefault((party, item.talks or item.text), set()).add(item.id)
    return tuple(Excluded(party=party, talks=talks, basis=tuple(sorted(ids))) for (party, talks), ids in found.items())


def _questions(stories: list[Dossier], cast: Cast, table: Table, as_of: date | None) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    until = as_of + HORIZON if as_of else None
    for story in stories:
        for item in story.of(OpenQuestion):
            key = slug(item.text)
            before = found[key].basis if key in found else ()
            found[key] = Question(
                key=key,
                text=item.text,
                form=item.form,
                parties=_once(cast.party_of(party) for party in item.parties),
                issues=_once([*table.in_words(item.text), *(table.find(issue) for issue in item.issues)]),
                resolves_by=until,
                basis=tuple(sorted({*before, item.id})),
            )
    return tuple(found.values()) or (agreement_question(until),)


def agreement_question(until: date | None) -> Question:
    """The question of a story that asks none."""
    when = f"by {until.day} {until:%B %Y}" if until else f"within {HORIZON.days} days"
    return Question(key="agreement", text=f"Agreement {when}?", form="agreement", resolves_by=until)


def _once(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def _findings(stories: list[Dossier], table: Table, skipped: int) -> Iterable[Finding]:
    for key, name in table.refused.items():
        yield Finding(
            level="note",
            code="no-issue",
            message=f"“{name}” names the talks themselves, or too little, and is no issue of the case.",
            where=f"issue/{key}",
        )
    if skipped:
        yield Finding(
            level="note",
            code="position-left-out",
            message=f"{skipped} statement{'s' if skipped > 1 else ''} of where somebody stands "
            f"{'name' if skipped > 1 else 'names'} no party or issue of the case and stay{'' if skipped > 1 else 's'} "
            f"out of the positions; an analyst may judge them.",
        )
    for story in stories:
        if _day(story) is None:
            yield Finding(
                level="warning",
                code="no-date",
                message="The story has no date, so its moves count as the oldest. Give one: --as-of YYYY-MM-DD",
                where=story.article.id,
            )


def _citations(case: Case, stories: list[Dossier]) -> tuple[Citation, ...]:
    """What every id of the case stands for, in the order of the stories."""
    wanted = set(cited(case))
    found: dict[str, Citation] = {}
    for story in stories:
        sentences = {sentence.id: sentence for sentence in story.article.sentences}
        for item in story.items:
            if item.id in wanted and item.id not in found:
                mention, sentence = item.mentions[0], sentences[item.mentions[0].sentence]
                found[item.id] = Citation(
                    id=item.id,
                    kind=item.kind,
                    source=story.article.id,
                    sentence_id=sentence.id,
                    sentence=story.article.slice(sentence.span),
                    text=mention.text,
                    start=mention.span.start - sentence.span.start,
                    summary=_summary(item),
                    rule=item.rule,
                    confidence=item.confidence,
                )
    return tuple(found.values())


def cited(case: Case) -> Iterable[str]:
    """Every id that something in the case rests on, in the order met; judgements among them."""
    yield from case.state_basis
    for party in case.parties:
        yield from (*party.basis, *party.influence.basis, *party.walk_away.basis)
        yield from party.patience.basis if party.patience else ()
        for envoy in party.envoys:
            yield from envoy.basis
    for issue in case.issues:
        yield from issue.basis
        for point in issue.scale.points:
            yield from point.basis
    for stance in case.stances:
        for estimate in (stance.position, stance.salience, stance.red_line):
            yield from estimate.basis if estimate else ()
    for bases in ([x.basis for x in case.links], [x.basis for x in case.excluded], [x.basis for x in case.questions]):
        for basis in bases:
            yield from basis
    for pressure in case.pressures:
        yield from (*pressure.basis, *pressure.strength.basis)
    for chamber in case.chambers:
        yield from chamber.basis
        yield from (id for member in chamber.members for id in member.basis)
        yield from (id for estimate in judged_numbers(chamber) for id in estimate.basis)


def _summary(item: Evidence) -> str:
    if isinstance(item, Move):
        return f"{item.act} by {item.by or 'somebody'}" + (f" to {item.to}" if item.to else "")
    if isinstance(item, Position):
        return f"{item.stance} by {item.party}"
    return str(getattr(item, "kind", "")) + (f": {item.status}" if item.status != "asserted" else "")
