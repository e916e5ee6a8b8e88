"""Exclusions: who is left out of talks that concern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.clauses import actor_or_owner, subject_tokens
from parley.evidence.inflections import table
from parley.evidence.record import Exclusion, Mention
from parley.evidence.story import Line
from parley.evidence.term_words import phrase_words
from parley.evidence.words import lexicon
from parley.language.tree import Token

PARTICLES = ("out", "aside", "off")
LOOK_BACK = 3  # lines in which "they were not invited" may find its talks


@dataclass(frozen=True, slots=True)
class _Spot:
    """One sentence that leaves somebody out."""

    party: str
    by: tuple[str, ...]
    talks: str | None
    mention: Mention
    rule: str
    confidence: float


def find_exclusions(cast: Cast) -> list[Exclusion]:
    """Who is left out, one item over all its mentions, the clearest first."""
    spots = [spot for line in cast.story.lines for spot in _in_line(cast, line)]
    return [_record(cast, group) for group in _grouped(spots)]


def _in_line(cast: Cast, line: Line) -> Iterator[_Spot]:
    for token in line.tree.tokens:
        word = token.text.lower()
        if word in _verbs():
            yield from _left_out(cast, line, token, _verbs()[word])
        elif word == "without":
            yield from _without(cast, line, token)
        elif word in _not_done():
            yield from _not_included(cast, line, token)


# -- "excluded X from the talks" ----------------------------------------------------------------


def _left_out(cast: Cast, line: Line, verb: Token, particles: frozenset[str]) -> Iterator[_Spot]:
    tree = line.tree
    following = tree.tokens[verb.i + 1 : verb.i + 6]
    if particles and not any(token.text.lower() in particles for token in following):
        return
    if tree.is_negated(verb.i) or verb.relation == "amod":  # "excluded workers" are a kind of workers
        return
    passive = tree.is_passive(verb.i)
    if passive:
        patients = tree.subjects(verb.i) or ((tree.tokens[verb.head],) if verb.relation == "acl" else ())
        by = cast.sides(key for token in tree.agents(verb.i) for key in cast.at(line, token.i))
    else:
        patients = tree.objects(verb.i) or _next_name(cast, line, verb)
        by = _doers(cast, line, verb)
    talks = _talks_from(line, verb)
    if talks is None and not passive:
        talks = next((_words(line, token) for token in tree.subjects(verb.i) if _is_talks(token)), None)
    by = by or _of_talks(cast, line, verb)
    for party in _parties(cast, line, patients):
        yield _spot(cast, line, verb, party, by, talks, "exclusion/verb", 0.85)


def _next_name(cast: Cast, line: Line, verb: Token) -> tuple[Token, ...]:
    """The name right after a verb that the parser misreads: "Talks exclude Peru"."""
    after = line.tree.tokens[verb.i + 1 : verb.i + 3]
    if not after or not cast.within(line, after[0].i, after[0].i):
        return ()
    return (
        () if after[1:] and after[1].pos in ("NOUN", "PART") else after[:1]
    )  # "bypass U.S. tariffs" leaves nobody out


def _doers(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """Who leaves them out; of "blamed X for sidelining Y" it is X."""
    tree = line.tree
    head = tree.tokens[verb.head]
    if verb.relation in ("advcl", "acl") and any(
        child.text.lower() in ("for", "of") for child in tree.having(verb.i, "mark", "case")
    ):
        blamed = [key for token in tree.objects(head.i) for key in cast.at(line, token.i)]
        if blamed:
            return cast.sides(blamed)
    if verb.relation == "csubj" or (
        verb.has("VerbForm=Ger") and not tree.subjects(verb.i) and verb.relation not in ("advcl", "conj")
    ):
        return ()
    return cast.sides(key for token in subject_tokens(line, verb) for key in cast.at(line, token.i))


def _of_talks(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """Whose talks they are: "U.S. and Russia talks exclude …"."""
    tree = line.tree
    for token in tree.subjects(verb.i):
        if _is_talks(token):
            first, last = tree.subtree(token.i)
            return cast.sides(cast.within(line, first, min(last, verb.i - 1)))
    return cast.sides(cast.within(line, 0, verb.i - 1)) if verb.i and _is_talks(tree.tokens[verb.i - 1]) else ()


def _talks_from(line: Line, verb: Token) -> str | None:
    for preposition, token in line.tree.obliques(verb.i):
        if preposition.split(" ")[-1] in ("from", "of", "in", "by") and _is_talks(token):
            return _words(line, token)
    after = [token for token in line.tree.tokens[verb.i + 1 :] if _is_talks(token)]
    return (
        _words(line, after[0])
        if after and "from" in {t.text.lower() for t in line.tree.tokens[verb.i : after[0].i]}
        else None
    )


# -- "were not invited" -------------------------------------------------------------------------


def _not_included(cast: Cast, line: Line, verb: Token) -> Iterator[_Spot]:
    tree = line.tree
    if verb.pos != "VERB" or not tree.is_negated(verb.i):
        return
    passive = tree.is_passive(verb.i)
    if not passive and verb.lemma.lower() not in ("attend", "participate", "join", "take"):
        if not tree.objects(verb.i) or verb.lemma.lower() == "represent":
            return
        patients = tree.objects(verb.i)
        by = cast.sides(key for token in tree.subjects(verb.i) for key in cast.at(line, token.i))
    else:
        if not passive:  # staying away by choice is no exclusion
            return
        patients, by = tree.subjects(verb.i), ()
    talks = _talks_from(line, verb) or next(
        (_words(line, token) for preposition, token in tree.obliques(verb.i) if _is_talks(token)), None
    )
    parties = _parties(cast, line, patients)
    if not by:
        by = _nearby_talks(cast, line, parties)
    if not (by or talks):
        return
    for party in parties:
        yield _spot(
            cast,
            line,
            verb,
            party,
            tuple(key for key in by if key not in parties),
            talks,
            "exclusion/not-included",
            0.75,
        )


def _nearby_talks(cast: Cast, line: Line, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Who met, in the sentences just before."""
    for index in range(line.index - 1, max(-1, line.index - LOOK_BACK - 1), -1):
        other = cast.story.lines[index]
        for token in other.tree.tokens:
            if token.lemma.lower() in lexicon("exclusions")["dealing"] and token.pos == "VERB":
                sides = cast.sides(cast.within(other, 0, len(other.tree) - 1))
                there = tuple(key for key in sides if key not in parties and not _is_only_place(cast, other, key))
                if len(there) >= 2:
                    return there
    return ()


def _is_only_place(cast: Cast, line: Line, side: str) -> bool:
    """Named in the line as a place and as nothing else: "met in Oman"."""
    spots = [token.i for token in line.tree.tokens if side in cast.sides(cast.within(line, token.i, token.i))]
    heads = [at for at in spots if line.tree.tokens[at].head not in spots]
    return bool(spots) and all(cast.is_place(line, at) for at in heads)


# -- "met without X" ----------------------------------------------------------------------------


def _without(cast: Cast, line: Line, word: Token) -> Iterator[_Spot]:
    tree = line.tree
    head = tree.tokens[word.head]
    if head.i <= word.i or head.pos not in ("PROPN", "NOUN") or not cast.one(line, head.i):
        return
    links = [link for link in tree.ancestors(head.i) if link.pos in ("VERB", "NOUN")]
    governor = next(
        (link for link in links if _is_talks(link) or link.lemma.lower() in lexicon("exclusions")["dealing"]), None
    )
    if governor is None or any(_denies(line, link) for link in (governor, *links[:2])):
        return
    verb = next((link for link in (governor, *tree.ancestors(governor.i)) if link.pos == "VERB"), governor)
    keys = [key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)]
    keys += [
        key
        for preposition, token in tree.obliques(verb.i)
        if preposition in ("with", "between")
        for key in cast.at(line, token.i)
    ]
    for token in (*tree.objects(verb.i), governor):
        keys += [
            key
            for preposition, inner in tree.obliques(token.i)
            if preposition in ("with", "between", "of")
            for key in cast.at(line, inner.i)
        ]
    parties = _parties(cast, line, (head,))
    by = tuple(key for key in cast.sides(keys) if key not in parties)
    if not by and not _is_talks(governor):
        return
    talks = _words(line, governor) if _is_talks(governor) and governor.pos == "NOUN" else None
    if talks is None:
        talks = next((_words(line, token) for token in tree.objects(verb.i) if _is_talks(token)), None)
    for party in parties:
        yield _spot(cast, line, verb, party, by, talks, "exclusion/without", 0.8, last=head)


def _denies(line: Line, link: Token) -> bool:
    """ "No deal without Peru", "will not negotiate without Peru": then Peru is in, not out."""
    tree = line.tree
    words = {child.lemma.lower() for child in tree.children(link.i)}
    return tree.is_negated(link.i) or bool(words & {"no", "nothing", "cannot"})


# -- shared -------------------------------------------------------------------------------------


def _parties(cast: Cast, line: Line, heads: tuple[Token, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        for token in (head, *line.tree.conjuncts(head.i)):
            found.extend(cast.one(line, token.i) or (actor_or_owner(cast, line, token) if _is_people(token) else ()))
    return tuple(key for key in dict.fromkeys(cast.sides(found)) if key in cast.figures)


PEOPLE = frozenset(
    {"ally", "leader", "partner", "official", "envoy", "representative", "negotiator", "delegate", "side"}
)


def _is_people(token: Token) -> bool:
    """ "European allies", "the island's leaders": people stand for the side they belong to; its tariffs do not."""
    return token.lemma.lower() in PEOPLE or head_type(token.lemma.lower()) == "staff"


def _is_talks(token: Token) -> bool:
    return token.text.lower() in _talks()


def _words(line: Line, token: Token) -> str | None:
    words = phrase_words(line, token).text(line)
    return words if len(words) <= 80 else token.text


def _spot(
    cast: Cast,
    line: Line,
    verb: Token,
    party: str,
    by: tuple[str, ...],
    talks: str | None,
    rule: str,
    confidence: float,
    last: Token | None = None,
) -> _Spot:
    doers = tuple(key for key in by if key != party and key in cast.figures)
    return _Spot(party, doers, talks, _mention(cast, line, verb, party, last), rule, confidence)


def _mention(cast: Cast, line: Line, verb: Token, party: str, last: Token | None) -> Mention:
    """From the verb's subject to what is left out; the sentence when the parse does not join the two."""
    tree = line.tree
    starts = [tree.subtree(token.i)[0] for token in tree.subjects(verb.i) if token.i < verb.i]
    ends = [verb.i] + [
        tree.subtree(child.i)[1]
        for child in tree.children(verb.i)
        if child.relation in ("obj", "obl", "compound", "advmod") and child.i > verb.i
    ]
    begin, end = min([*starts, verb.i]), max([*ends, last.i if last else 0])
    joined = party in cast.sides(cast.within(line, begin, end))
    return line.tokens(begin, end) if joined else line.whole()


def _grouped(spots: list[_Spot]) -> list[list[_Spot]]:
    """Mentions of one exclusion: the same party, left out by the same, or by nobody named."""
    groups: list[list[_Spot]] = []
    for spot in sorted(spots, key=lambda spot: (-len(spot.by), spot.mention.span.start)):
        home = next(
            (
                group
                for group in groups
                if group[0].party == spot.party and (not spot.by or set(spot.by) & set(group[0].by) or not group[0].by)
            ),
            None,
        )
        if home is None:
            groups.append([spot])
        else:
            home.append(spot)
    return sorted(groups, key=lambda group: min(spot.mention.span.start for spot in group))


def _record(cast: Cast, group: list[_Spot]) -> Exclusion:
    ordered = sorted(group, key=lambda spot: (-spot.confidence, -len(spot.by), spot.mention.span.start))
    best = ordered[0]
    by = max((spot.by for spot in ordered), key=len)
    mentions = tuple({(spot.mention.span.start, spot.mention.span.end): spot.mention for spot in ordered}.values())
    return Exclusion(
        id="",
        source=cast.story.article.id,
        mentions=mentions,
        rule=best.rule,
        confidence=best.confidence,
        party=best.party,
        by=by,
        talks=next((spot.talks for spot in ordered if spot.talks), None),
    )


@cache
def _verbs() -> dict[str, frozenset[str]]:
    """Every form of a leaving-out verb with the particles that must follow; empty: none."""
    found: dict[str, frozenset[str]] = {}
    for verb in lexicon("exclusions")["verbs"]:
        base, *particles = verb.split()
        for form in table((base,), lexicon("exclusions")["irregular"]):
            found[form] = found.get(form, frozenset()) | frozenset(particles)
    return found


@cache
def _not_done() -> frozenset[str]:
    return frozenset(
        form
        for verb in lexicon("exclusions")["not_done"]
        for form in table((verb.split()[0],), {"take": ["taken", "took"]})
    )


@cache
def _talks() -> frozenset[str]:
    return frozenset(lexicon("exclusions")["talks"])
