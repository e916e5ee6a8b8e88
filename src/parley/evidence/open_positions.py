"""Open positions: a party that considers, studies or has not decided takes no side yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.evidence.actors import Cast
from parley.evidence.clauses import is_conditional, reporters_of, subject_tokens
from parley.evidence.content import is_somebody, noun_phrase
from parley.evidence.issue_names import name_of
from parley.evidence.issue_phrases import PAPERS, head_of_words, phrase_at
from parley.evidence.issues import IssueTable
from parley.evidence.position_words import position_words, put_in
from parley.evidence.record import Move, Position
from parley.evidence.set_phrases import set_phrase
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token


def open_positions(cast: Cast, moves: Sequence[Move], table: IssueTable) -> list[Position]:
    """Who weighs what, in order of the text; what is only called "it" or "the plan" is the last proposal of another."""
    found = []
    for line in cast.story.lines:
        if line.is_question:
            continue
        for token in line.tree.tokens:
            told = set_phrase(cast, line, token)
            if told is not None and told.kind == "open" and not is_conditional(line, token):
                found.extend(_on(cast, line, token, told.thing, table, told.holders))
            elif _ponders(line, token):
                found.extend(_positions(cast, line, token, moves, table))
            elif (thing := _left_open(line, token)) is not None:
                found.extend(_on(cast, line, token, thing, table))
    return found


def _left_open(line: Line, token: Token) -> Token | None:
    """ "A share was *conceivable*", "did not *rule out* a share": what is neither taken nor refused."""
    tree = line.tree
    lists = lexicon("acts")["pondering"]
    if token.text.lower() in lists["conceivable"] and tree.having(token.i, "cop") and not tree.is_negated(token.i):
        return next((one for one in tree.subjects(token.i) if one.pos == "NOUN"), None)
    ruled = token.lemma.lower() == "rule" and token.i + 1 < len(tree) and tree.tokens[token.i + 1].text.lower() == "out"
    if ruled and tree.is_negated(token.i):
        return next((one for one in tree.objects(token.i) if one.pos == "NOUN"), None)
    return None


def _on(
    cast: Cast, line: Line, token: Token, thing: Token, table: IssueTable, holders: Sequence[str] = ()
) -> list[Position]:
    keys = list(holders) or [key for subject in subject_tokens(line, token) for key in cast.at(line, subject.i)]
    keys = keys or list(reporters_of(cast, line, token))
    first, last = noun_phrase(line, thing)
    words = line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]
    named = position_words(cast, line, words)
    parties = [party for party in cast.sides(keys)[:1] if cast.figures[party].type != "person"]
    if named is None or is_somebody(cast, line, thing):
        return []
    mention = line.tokens(min(token.i, first), max(token.i, last))
    return [
        Position(
            id="", source=cast.story.article.id, mentions=(mention,), rule="position/left-open", confidence=0.55,
            party=party, issue=_issue_key(cast, line, named, table) or slug(named), issue_words=named, stance="open",
        )
        for party in parties
    ]  # fmt: skip


def _ponders(line: Line, token: Token) -> bool:
    lists = lexicon("acts")["pondering"]
    lemma, word = token.lemma.lower(), token.text.lower()
    if token.pos == "ADJ":
        return word in lists["states"]
    if token.pos != "VERB" or is_conditional(line, token) or line.tree.is_passive(token.i):
        return False
    marks = {one.text.lower() for one in line.tree.having(token.i, "mark", "case")}
    if marks & {"instead", "without", "rather"} or line.tree.tokens[token.i - 1].text.lower() == "without":
        return False
    if lemma in lists["undone"]:
        return line.tree.is_negated(token.i) or _has_yet(line, token)
    if lemma in lists["progressive"] and token.text.lower().endswith("ing"):
        return any(one.lemma.lower() == "be" for one in line.tree.having(token.i, "aux"))
    if lemma == "make" and any(one.lemma.lower() == "mind" for one in line.tree.objects(token.i)):
        return line.tree.is_negated(token.i) or _has_yet(line, token)
    return lemma in lists["verbs"] and not line.tree.is_negated(token.i)


def _has_yet(line: Line, token: Token) -> bool:
    """ "has yet to respond"."""
    return any(other.text.lower() == "yet" for other in line.tree.tokens[max(0, token.i - 3) : token.i])


def _positions(cast: Cast, line: Line, token: Token, moves: Sequence[Move], table: IssueTable) -> list[Position]:
    keys = [key for subject in subject_tokens(line, token) for key in cast.at(line, subject.i)]
    found = []
    for party in cast.sides(keys):
        if cast.figures[party].type == "person":
            continue
        named = _issue(cast, line, token, party, moves, table)
        if named is None:
            continue
        key, words = named
        first, last = min(s.i for s in (*subject_tokens(line, token), token)), line.tree.subtree(token.i)[1]
        mention = line.tokens(min(first, token.i), min(last, token.i + 30))
        found.append(
            Position(
                id="", source=cast.story.article.id, mentions=(mention,), rule="position/ponders", confidence=0.55,
                party=party, issue=key, issue_words=words, stance="open",
            )
        )  # fmt: skip
    return found


def _issue(
    cast: Cast, line: Line, token: Token, party: str, moves: Sequence[Move], table: IssueTable
) -> tuple[str, str] | None:
    """The issue's key and words: what is weighed, else the last proposal of another side."""
    tree = line.tree
    things = [*tree.objects(token.i), *tree.having(token.i, "ccomp", "xcomp", "advcl")]
    things += [one for case, one in tree.obliques(token.i) if case in ("about", "on", "over", "whether")]
    for mind in tree.objects(token.i):
        if mind.lemma.lower() == "mind":  # "has not made up its mind about the cap"
            things += [one for case, one in tree.obliques(mind.i) if case in ("about", "on", "over", "whether")]
    things = [thing for thing in things if thing.i > token.i and thing.lemma.lower() != "mind"]
    if any(thing.lemma.lower() in ("option", "move", "step", "response") for thing in things):
        return None  # "weighs its options" tells of nothing in particular
    for thing in things:
        if thing.pos == "PRON":
            break
        if thing.lemma.lower() in PAPERS:
            put = put_in(cast, line, thing)
            if put is None:
                break
            return _issue_key(cast, line, put, table) or slug(put), put
        phrase = phrase_at(cast, line, thing.i)
        if phrase is not None:
            words = name_of(phrase)
            return table.key_of(phrase) or slug(words), words
    for thing in things[:1]:
        apart = tree.having(thing.i, "amod", "compound", "nmod", "acl", "nummod") or tree.having(thing.i, "det")[:1]
        pointed = any(one.text.lower() in ("the", "that", "this", "it") for one in tree.having(thing.i, "det"))
        if thing.pos == "NOUN" and apart and not (pointed and len(apart) < 2) and not is_somebody(cast, line, thing):
            first, last = noun_phrase(line, thing)
            told = position_words(cast, line, line.text[tree.tokens[first].start : tree.tokens[last].end])
            if told is not None and thing.lemma.lower() not in PAPERS:
                return _issue_key(cast, line, told, table) or slug(told), told
    if things and not any(thing.pos == "PRON" or thing.lemma.lower() in PAPERS for thing in things):
        return None
    return _last_proposal(cast, line, party, moves, table.names)


def _issue_key(cast: Cast, line: Line, words: str, table: IssueTable) -> str | None:
    head = head_of_words(line, words)
    return table.key_of(phrase_at(cast, line, head)) if head is not None else None


def _last_proposal(
    cast: Cast, line: Line, party: str, moves: Sequence[Move], names: Mapping[str, str]
) -> tuple[str, str] | None:
    for move in reversed(moves):
        if move.mentions[0].span.start >= line.start or move.by is None or move.issue is None:
            continue
        if move.act in ("offer", "demand") and cast.side(move.by) != party:
            line = cast.story.by_id[move.sentence]
            told = position_words(cast, line, move.content, sum_named=move.amount is not None) if move.content else None
            return move.issue, told or names.get(move.issue, move.content or move.text)
    return None
