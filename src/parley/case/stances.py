"""Where each party stands on each issue, how much it cares, and where it would walk away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from parley.case.estimate import SALIENCE, named_default
from parley.case.issues import Table
from parley.case.parties import Cast
from parley.case.positions import ACTS, HALF_LIFE_DAYS, USUAL_FIRMNESS, Observation, position
from parley.case.record import Estimate, Issue, Party, Stance
from parley.case.words import content_words, head
from parley.evidence.record import Dossier, Linkage, Move, Position

# What is planned or only imagined tells less of where a party stands; what is past or denied, least.
STATUS_WEIGHT = {
    "asserted": 1.0,
    "planned": 0.7,
    "hypothetical": 0.5,
    "historical": 0.4,
    "negated": 0.3,
    "question": 0.0,
}
HEADLINE = 2.0  # an issue in the headline counts as so many more acts
FIRM = 0.85  # from this firmness on a demand or a refusal draws a line
LINE_AWAY = 35.0  # percent of the scale between a firm position and the line it draws
_MISSING = re.compile(
    r"\b(lack of|lacks|absence of|omission of|without|no|fail\w* to (include|provide|offer)|"
    r"to (change|alter|amend|revise|rewrite|drop|abandon|give up|scrap|cut|reduce|weaken|dilute|lift|end))"
    r"\b\s+(\w+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(kw_only=True)
class Acts:
    """What each party did on each issue."""

    seen: dict[tuple[str, str], list[Observation]] = field(default_factory=dict)  # (party, issue)
    lines: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # (party, issue) -> ids of conditions it sets
    skipped: int = 0


def acts_on_issues(stories: Sequence[Dossier], cast: Cast, table: Table) -> Acts:
    """Gather positions and moves by party and issue; a move already inside a position counts once."""
    acts = Acts()
    newest = max((day for story in stories if (day := _day(story))), default=None)
    for story in stories:
        age = _age_weight(_day(story), newest)
        moves = {move.id: move for move in story.of(Move)}
        for item in story.of(Position):
            _add_position(acts, item, moves, age, cast, table, _sentence(story, item))
        used = {id for item in story.of(Position) for id in item.moves}
        for move in moves.values():
            if move.id not in used and move.issue is not None and move.act in ACTS:
                _add_move(acts, move, age, cast, table, _sentence(story, move))
        for link in story.of(Linkage):
            party, issue = cast.party_of(link.giver), table.find(link.get_issue, link.get)
            if party is not None and issue is not None and link.modality == "asserted":
                acts.lines.setdefault((party, issue), []).append(link.id)
    return acts


def _add_position(
    acts: Acts, item: Position, moves: dict[str, Move], age: float, cast: Cast, table: Table, sentence: str
) -> None:
    party, issue = cast.party_of(item.party), table.find(item.issue, item.issue_words)
    if party is None or issue is None or not _is_named(item.issue_words, sentence):
        acts.skipped += 1
        return
    behind = [moves[id] for id in item.moves if id in moves]
    seen = Observation(
        id=item.id,
        act=item.stance,
        firmness=max((move.firmness for move in behind), default=USUAL_FIRMNESS),
        weight=item.confidence * STATUS_WEIGHT[item.status] * age,
        amount=next((move.amount for move in behind if move.amount is not None), None),
        unit=next((move.unit for move in behind if move.amount is not None), None),
        inverted=item.stance == "rejects"
        and any(_of_absence(item.text, name) for name in (item.issue_words, table.names[issue])),
    )
    acts.seen.setdefault((party, issue), []).append(seen)


def _add_move(acts: Acts, move: Move, age: float, cast: Cast, table: Table, sentence: str) -> None:
    party, issue = cast.party_of(move.by), table.find(move.issue)
    if party is None or issue is None or not _is_named(table.names[issue], sentence):
        acts.skipped += 1
        return
    seen = Observation(
        id=move.id,
        act=move.act,
        firmness=move.firmness,
        weight=move.confidence * STATUS_WEIGHT[move.status] * age,
        amount=move.amount,
        unit=move.unit,
        inverted=move.act in ("reject", "object", "criticise") and _of_absence(move.text, table.names[issue]),
    )
    acts.seen.setdefault((party, issue), []).append(seen)


def _sentence(story: Dossier, item: Position | Move) -> str:
    sentences = (sentence for sentence in story.article.sentences if sentence.id == item.sentence)
    return next((story.article.slice(sentence.span) for sentence in sentences), item.text)


def _is_named(issue: str, sentence: str) -> bool:
    """Whether the sentence itself names the issue: a position is not read into words that do not hold it."""
    return head(issue) in content_words(sentence)


def _day(story: Dossier) -> date | None:
    return story.article.published or story.article.as_of


def _age_weight(day: date | None, newest: date | None) -> float:
    """1 for the newest story, half for each two months before; an undated story among dated ones, half."""
    if newest is None:
        return 1.0
    return 0.5 if day is None else 0.5 ** ((newest - day).days / HALF_LIFE_DAYS)


def _of_absence(text: str, issue: str) -> bool:
    """Whether the words are about less of the thing: to object to a lack of it, or refuse to cut it, is to want it."""
    at = text.casefold().find(issue.casefold())
    return at > 0 and _MISSING.search(text[:at]) is not None


def demanders(acts: Acts, names: dict[str, str]) -> dict[str, str]:
    """Issue -> name of the party that demands it most; a tie goes to nobody."""
    counts: dict[str, dict[str, float]] = {}
    for (party, issue), seen in acts.seen.items():
        weight = sum(each.weight for each in seen if each.act in ("demands", "demand") or each.inverted)
        if weight:
            counts.setdefault(issue, {})[party] = weight
    found = {}
    for issue, by_party in counts.items():
        best = max(by_party.values())
        most = [party for party, weight in by_party.items() if weight == best]
        if len(most) == 1 and most[0] in names:
            found[issue] = names[most[0]]
    return found


def build_stances(
    acts: Acts, parties: Sequence[Party], issues: Sequence[Issue], stories: Sequence[Dossier]
) -> tuple[Stance, ...]:
    """A stance of every party at the table or that must ratify on every issue; of others where they said something."""
    found = []
    headlines = [story.article.title or "" for story in stories]
    most = {party.key: _emphasis_most(acts, party.key) for party in parties}
    for party in parties:
        for issue in issues:
            seen = acts.seen.get((party.key, issue.key), [])
            if not seen and party.role != "bargaining" and not party.ratifies:
                continue
            stands = position(seen, issue.scale, party.name, issue.name)
            found.append(
                Stance(
                    party=party.key,
                    issue=issue.key,
                    position=stands,
                    salience=_salience(seen, most[party.key], issue, headlines),
                    red_line=_red_line(seen, stands, issue, acts.lines.get((party.key, issue.key), [])),
                )
            )
    return tuple(found)


def _emphasis_most(acts: Acts, party: str) -> int:
    return max((len(seen) for (holder, _), seen in acts.seen.items() if holder == party), default=0)


def _salience(seen: Sequence[Observation], most: int, issue: Issue, headlines: list[str]) -> Estimate:
    """From how often a party speaks of an issue, against what it speaks of most; the headline counts as more."""
    if not seen:
        return named_default(SALIENCE, "share")
    headline = any(issue.name.casefold() in title.casefold() for title in headlines)
    emphasis = (len(seen) + (HEADLINE if headline else 0)) / (most + (HEADLINE if headline else 0))
    firmness = max(each.firmness for each in seen)
    value = round(min(0.95, 0.4 + 0.35 * emphasis + 0.2 * firmness), 4)
    return Estimate(
        value=value,
        low=round(max(0.05, value - 0.25), 4),
        high=round(min(1.0, value + 0.2), 4),
        unit="share",
        basis=tuple(sorted({each.id for each in seen})),
        by="rule salience/1",
        why=f"{len(seen)} of its acts on the issue it speaks of most: {most}"
        + ("; in the headline" if headline else ""),
    )


def _red_line(seen: Sequence[Observation], stands: Estimate, issue: Issue, conditions: list[str]) -> Estimate | None:
    """Where the story gives one: half of what a party makes its giving hang on; behind a firm demand or refusal."""
    low, span = issue.scale.low, issue.scale.high - issue.scale.low
    wants = stands.value > low + span / 2
    if conditions and wants:
        value, half, ids, why = low + span * 0.4, span * 0.3, conditions, "it gives something only for this"
    else:
        firm = [each.id for each in seen if each.firmness >= FIRM and ACTS[each.act][1] <= 12]
        if not firm or stands.is_default:
            return None
        away = span * LINE_AWAY / 100
        value = stands.value - away if wants else stands.value + away
        half, ids, why = span * 0.25, firm, "a firm demand or refusal"
    return Estimate(
        value=round(value, 4),
        low=round(max(low, value - half), 4),
        high=round(min(low + span, value + half), 4),
        unit=issue.scale.unit,
        basis=tuple(sorted(ids)),
        by="rule red-lines/1",
        why=why,
    )
