"""Where the talks stand as a whole: near a deal, advancing, stalled, agreed, collapsed, ongoing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import is_conditional
from parley.evidence.inflections import table
from parley.evidence.record import Mention, NegotiationState, TalksStatus
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

NOT_YET = frozenset({"will", "would", "could", "may", "might", "can", "should", "must", "to", "wo", "'ll", "’ll"})
HEAD = {"headline": 0.9, "standfirst": 0.85}
LOOK_AHEAD = 3  # tokens a phrase's star may span, plus one


def find_status(cast: Cast) -> list[TalksStatus]:
    """Every statement of where the talks stand, once per line and state; "ongoing" only when nothing nearer is said."""
    found = [status for line in cast.story.lines for status in _in_line(cast, line)]
    telling = [status for status in found if status.state != "ongoing"]
    return telling or found


def _in_line(cast: Cast, line: Line) -> Iterator[TalksStatus]:
    if not line.tree.tokens or _is_history(cast, line) or line.is_question or line.id in cast.speakers:
        return
    texts = [token.text.lower() for token in line.tree.tokens]
    if not _topics() & set(texts):
        return
    seen: set[str] = set()
    for state, rule, at in (*_phrases(texts), *_verbs(line), *_nouns(line, texts), *_deals(line)):
        if state in seen or _is_denied(line, at):
            continue
        seen.add(state)
        yield TalksStatus(
            id="",
            source=cast.story.article.id,
            mentions=(_mention(line),),
            rule=f"status/{rule}",
            confidence=HEAD.get(line.kind, 0.7),
            state=state,
        )


def _is_history(cast: Cast, line: Line) -> bool:
    """The sentence names a year well before the story's own."""
    published = cast.story.article.published
    years = [int(token.text) for token in line.tree.tokens if token.text.isdigit() and len(token.text) == 4]
    return published is not None and any(1500 < year < published.year - 1 for year in years)


def _mention(line: Line) -> Mention:
    return line.whole()


# -- cues ---------------------------------------------------------------------------------------


def _phrases(texts: list[str]) -> Iterator[tuple[NegotiationState, str, int]]:
    for state, phrases in _phrase_table().items():
        for phrase in phrases:
            at = _place(texts, phrase)
            if at is not None:
                yield state, "phrase", at
                break


def _place(texts: list[str], phrase: tuple[str, ...]) -> int | None:
    """The token a phrase begins at; a star stands for one to three words."""
    for first in range(len(texts)):
        if texts[first] == phrase[0] and _follows(texts, first + 1, phrase[1:]):
            return first
    return None


def _follows(texts: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    if rest[0] == "*":
        return any(_follows(texts, at + skip, rest[1:]) for skip in range(1, LOOK_AHEAD + 1))
    return at < len(texts) and texts[at] == rest[0] and _follows(texts, at + 1, rest[1:])


def _verbs(line: Line) -> Iterator[tuple[NegotiationState, str, int]]:
    """The talks stalled; somebody suspended the talks."""
    texts = [token.text.lower() for token in line.tree.tokens]
    for token in line.tree.tokens:
        for state, base, rest in _verb_table().get(token.text.lower(), ()):
            if rest and not _follows(texts, token.i + 1, rest):
                continue
            if _about_talks(line, token) and (
                rest or base not in ("fall", "break", "move", "go", "bog", "grind", "call", "hit")
            ):
                yield state, "verb", token.i


def _about_talks(line: Line, verb: Token) -> bool:
    """The verb's subject or object is the talks; a participle may stand before them: "stalled talks"."""
    tree = line.tree
    parts = [*tree.understood_subjects(verb.i), *tree.objects(verb.i)]
    if verb.relation in ("amod", "acl", "compound") or verb.dep == "acl:relcl":
        parts.append(tree.tokens[verb.head])
    if not parts and verb.pos not in ("VERB", "AUX", "ADJ"):
        parts = list(tree.tokens[max(0, verb.i - 1) : verb.i])
    return any(part.text.lower() in _topics() for part in parts)


def _nouns(line: Line, texts: list[str]) -> Iterator[tuple[NegotiationState, str, int]]:
    for state, nouns in lexicon("status")["nouns"].items():
        at = next((place for place, text in enumerate(texts) if text in nouns), None)
        if at is not None and not _is_lacking(line, at) and _is_of_talks(line, at):
            yield state, "noun", at


def _is_lacking(line: Line, at: int) -> bool:
    return any(child.lemma.lower() in ("no", "little", "lack") for child in line.tree.children(at))


def _is_of_talks(line: Line, at: int) -> bool:
    """Progress somebody makes or the talks see, not "signs of progress in lowering costs"."""
    tree = line.tree
    head = tree.tokens[tree.tokens[at].head]
    if head.lemma.lower() in lexicon("status")["making"] or tree.having(at, "cop"):
        return True
    first, last = tree.subtree(at)
    near = {token.text.lower() for token in tree.tokens[first : last + 1]} | {head.text.lower()}
    return bool(near & _topics())


def _deals(line: Line) -> Iterator[tuple[NegotiationState, str, int]]:
    """A deal was reached, signed, clinched."""
    tree = line.tree
    deal = frozenset(lexicon("status")["subjects"]["deal"])
    for token in tree.tokens:
        rest = _deal_table().get(token.text.lower())
        if rest is None:
            continue
        if rest and not _follows([other.text.lower() for other in tree.tokens], token.i + 1, rest):
            continue
        parts = [*tree.objects(token.i), *tree.subjects(token.i, passive=True)]
        parts += [head for preposition, head in tree.obliques(token.i) if preposition in rest]
        done = (
            token.has("Tense=Past")
            or token.has("VerbForm=Part")
            or (line.kind == "headline" and token.has("Tense=Pres"))
        )
        if done and any(part.text.lower() in deal for part in parts) and not _is_ahead(line, token):
            yield "agreed", "deal", token.i
        elif line.kind == "headline" and token.text.lower().endswith("s") and not _is_ahead(line, token):
            after = {other.text.lower() for other in tree.tokens[token.i + 1 : token.i + 4]}
            if after & deal:  # "X Strikes Deal", whatever the parser makes of it
                yield "agreed", "headline", token.i


def _is_ahead(line: Line, verb: Token) -> bool:
    """Not done: a modal or "to" before it, or it describes a draft ("the deal signed in 1994" is another one's)."""
    tree = line.tree
    if any(child.text.lower() in NOT_YET for child in tree.children(verb.i)) or verb.relation in ("acl", "amod"):
        return True
    return any(token.text.lower() in _undone() for token in tree.tokens[max(0, verb.i - 4) : verb.i])


def _is_denied(line: Line, at: int) -> bool:
    """Denied, only possible, or hung on an "if"."""
    tree = line.tree
    links = (tree.tokens[at], *tree.ancestors(at))[:3]
    for link in links:
        if tree.is_negated(link.i) or (link.pos == "VERB" and is_conditional(line, link)):
            return True
        if any(
            child.text.lower() in ("could", "may", "might", "would", "should", "must")
            for child in tree.having(link.i, "aux")
        ):
            return True
        if link.pos in ("VERB", "AUX"):
            return False
    return False


# -- the word list ------------------------------------------------------------------------------


@cache
def _topics() -> frozenset[str]:
    return frozenset(word for words in lexicon("status")["subjects"].values() for word in words)


@cache
def _undone() -> frozenset[str]:
    return frozenset(lexicon("status")["undone"])


@cache
def _phrase_table() -> dict[NegotiationState, tuple[tuple[str, ...], ...]]:
    return {
        state: tuple(tuple(phrase.split()) for phrase in phrases)
        for state, phrases in lexicon("status")["phrases"].items()
    }


@cache
def _verb_table() -> dict[str, tuple[tuple[NegotiationState, str, tuple[str, ...]], ...]]:
    """Every form of every cue verb: its state, its base and the words that follow it."""
    found: dict[str, list[tuple[NegotiationState, str, tuple[str, ...]]]] = {}
    for state, verbs in lexicon("status")["verbs"].items():
        for verb in verbs:
            base, *rest = verb.split()
            for form in table((base,), lexicon("status")["irregular"]):
                found.setdefault(form, []).append((state, base, tuple(rest)))
    return {form: tuple(entries) for form, entries in found.items()}


@cache
def _deal_table() -> dict[str, tuple[str, ...]]:
    return {
        form: tuple(verb.split()[1:])
        for verb in lexicon("status")["deals"]
        for form in table((verb.split()[0],), lexicon("status")["irregular"])
    }
