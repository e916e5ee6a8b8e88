"""Position words: what a party holds a position on, in the words of its sentence, sums and deeds included."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import (
    MEASURES,
    PAPERS,
    extent_of_phrase,
    head_of_words,
    light_words,
    phrase_at,
    stem_of,
)
from parley.evidence.predicates import aspect_verbs, light_verbs, planning_verbs, state_verbs
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.language.tree import Token

LONGEST = 12  # words
MOST_PHRASES = 3  # behind a noun
JOINING = frozenset(
    {"of", "at", "on", "for", "over", "to", "from", "in", "into", "by", "under", "across", "with", "until", "after",
     "within", "between", "against", "about", "per"}
)  # fmt: skip
TRADED = frozenset({"exchange", "return", "compensation", "lieu", "favor", "favour", "response"})
HANDING = frozenset({"hand", "send", "pay", "deliver", "supply", "grant", "make", "accept", "get", "receive"})
SUMS = 7  # words of a content that is named by its sum
THIN = frozenset({"take", "do", "show", "create", "provide", "see", "give", "keep", "let", "try", "set", "find"})
LEFT_OUT = frozenset(
    {"the", "a", "an", "any", "its", "their", "his", "her", "our", "my", "this", "that", "such", "some"}
)
OWN = frozenset({"’s", "'s", "’", "'"})


def position_words(cast: Cast, line: Line, content: str, *, sum_named: bool = False) -> str | None:
    """The words of a content that name what is bargained over; null when they name nothing.

    Args:
        content: words of the line: a noun phrase or a clause.
        sum_named: the content holds an amount, so that it names itself ("offered 5 percent").
    """
    head = head_of_words(line, content)
    if head is None:
        return None
    token = line.tree.tokens[head]
    if content.startswith("that ") and token.pos == "NOUN" and len(content.split()) < LONGEST:
        return content.removeprefix("that ").removeprefix("the ")  # a short clause that the parser takes for its noun
    spot = _spelled_out(line, token) or (_deed(cast, line, token) if token.pos == "VERB" else None)
    if spot is None and (phrase := phrase_at(cast, line, head)) is not None:
        spot = (phrase.first, phrase.last)
        if line.tree.tokens[phrase.head].pos in ("NOUN", "PROPN"):
            spot = _noun(cast, line, line.tree.tokens[phrase.head], LONGEST)
    if spot is None and (sum_named or content.isdigit()) and len(content.split()) <= SUMS:
        return content
    if spot is None and token.pos in ("NOUN", "PROPN") and not cast.one(line, token.i):
        spot = _described(cast, line, token)
    return _text(cast, line, *spot) if spot is not None else None


def _spelled_out(line: Line, noun: Token) -> tuple[int, int] | None:
    """A paper whose terms stand behind a colon: "put forward a compromise: 33 percent, with a review"."""
    tokens = line.tree.tokens
    colon = next((one.i for one in tokens[noun.i + 1 : -1] if one.text == ":"), None)
    if noun.pos != "NOUN" or noun.lemma.lower() not in light_words() | PAPERS or colon is None:
        return None
    last = next((one.i for one in tokens[colon + 1 :] if one.text in (";", ".", "—", "–")), len(tokens)) - 1
    return (colon + 1, min(last, colon + LONGEST)) if last > colon else None


def _noun(cast: Cast, line: Line, noun: Token, longest: int) -> tuple[int, int]:
    """A noun phrase with what tells it apart: "slots at Heathrow", "a payment tied to the price of coffee"."""
    tree = line.tree
    first, last = extent_of_phrase(cast, line, noun, longest)
    end = last
    for _ in range(MOST_PHRASES):  # "flights to more places to and from Sana’a"
        end = max(end, _behind(cast, line, noun, end))
    stop = next((one.i for one in tree.tokens[last + 1 : end + 1] if _begins_another(line, one)), end + 1)
    return first, max(last, min(stop - 1, first + longest - 1))


def _begins_another(line: Line, token: Token) -> bool:
    """A clause, or a thing with an article of its own: "classes capped at 24 pupils *and a raise*"."""
    after = line.tree.tokens[token.i + 1].text.lower() if token.i + 1 < len(line.tree) else ""
    return token.pos in ("PUNCT", "SCONJ") or (token.pos == "CCONJ" and after in ("a", "an"))


def _behind(cast: Cast, line: Line, noun: Token, last: int) -> int:
    """The last token of what stands right behind a phrase and belongs to it; `last` when nothing does."""
    tree = line.tree
    after = tree.tokens[last + 1] if last + 1 < len(tree) else None
    if after is not None and after.relation == "acl" and after.head == noun.i and not after.has("VerbForm=Inf"):
        return tree.subtree(after.i)[1]
    if after is None or after.text.lower() not in JOINING or after.pos != "ADP":
        return last
    thing = _marked(line, after)
    if thing is None or thing.lemma.lower() in TRADED or (is_time(thing) and not _is_span(line, thing)):
        return last
    if after.text.lower() in ("to", "from", "by", "with", "against") and cast.within(line, thing.i, thing.i):
        return last  # "soybeans from the United States": from whom is no part of the issue
    return _with_others(cast, line, thing, extent_of_phrase(cast, line, thing, LONGEST)[1])


def _with_others(cast: Cast, line: Line, thing: Token, last: int) -> int:
    """ "Tariffs on steel and aluminum": what is joined to the last word by "and" belongs to it."""
    tokens = line.tree.tokens
    others = [one for one in line.tree.conjuncts(thing.i) if one.i > last and one.pos in ("NOUN", "PROPN")]
    if not others or others[0].i - last > 4 or tokens[last + 1].text.lower() not in ("and", "or"):
        return last
    return extent_of_phrase(cast, line, others[0], LONGEST)[1]


def _is_span(line: Line, noun: Token) -> bool:
    """ "A pause of four years", not "by Thursday"."""
    return noun.pos == "NOUN" and bool(line.tree.having(noun.i, "nummod"))


def _marked(line: Line, preposition: Token) -> Token | None:
    """The noun behind a preposition."""
    head = line.tree.tokens[preposition.head]
    return head if preposition.i < head.i <= preposition.i + 6 and head.pos in ("NOUN", "PROPN", "NUM", "SYM") else None


def _deed(cast: Cast, line: Line, verb: Token) -> tuple[int, int] | None:
    """A deed with what it is done to: "release jailed rebels", "arms embargo be lifted"."""
    tree = line.tree
    verb = _innermost(line, verb)
    if verb.lemma.lower() in state_verbs() | light_verbs() | THIN:
        return None
    if tree.is_passive(verb.i):
        subjects = [one for one in tree.subjects(verb.i) if one.pos != "PRON" and not cast.one(line, one.i)]
        return _from_subject(cast, line, subjects[0], verb) if subjects else None
    objects = [one for one in tree.objects(verb.i) if one.i > verb.i and one.pos in ("NOUN", "PROPN", "NUM")]
    things = [one for one in tree.subjects(verb.i) if one.pos == "NOUN" and not cast.at(line, one.i)]
    if things and things[0].i < verb.i:
        return _from_subject(cast, line, things[0], objects[0] if objects else verb)
    if not objects or objects[0].i - verb.i > LONGEST or is_time(objects[0]):
        return None
    if _is_empty(line, objects[0]):
        return _further(cast, line, verb, objects[0])
    first, last = _noun(cast, line, objects[0], LONGEST - 1)
    if verb.lemma.lower() in HANDING:
        return first, last
    between = tree.tokens[verb.i + 1 : first]
    if any(one.text.lower() not in LEFT_OUT and one.pos not in ("DET", "ADJ", "ADV") for one in between):
        return None
    return (verb.i, last) if last - verb.i < LONGEST else (first, last)


def _innermost(line: Line, verb: Token) -> Token:
    """The deed under verbs that only begin, plan or continue it: "continue to support flights"."""
    for clause in line.tree.having(verb.i, "xcomp"):
        if clause.i > verb.i and clause.pos == "VERB" and not line.tree.objects(verb.i):
            known = aspect_verbs() | planning_verbs() | state_verbs() | THIN
            if verb.lemma.lower() in known:
                return _innermost(line, clause)
    return verb


def _is_empty(line: Line, noun: Token) -> bool:
    """ "Seize this opportunity": the object says nothing by itself."""
    plain = all(child.pos in ("DET", "PUNCT") or child.i > noun.i for child in line.tree.children(noun.i))
    return plain and noun.lemma.lower() in light_words()


def _further(cast: Cast, line: Line, verb: Token, noun: Token) -> tuple[int, int] | None:
    """ "Seize this chance to work together to reach a fair accord": the end that such words lead up to."""
    tree = line.tree
    clauses = [one for at in (noun.i, verb.i) for one in tree.having(at, "acl", "advcl", "xcomp") if one.i > noun.i]
    for clause in reversed(clauses):
        if clause.pos == "VERB" and clause.has("VerbForm=Inf"):
            inner = [one for one in tree.having(clause.i, "advcl", "xcomp") if one.has("VerbForm=Inf")]
            for deed in (*reversed(inner), clause):
                things = [one for one in tree.objects(deed.i) if one.pos == "NOUN"]
                spot = _described(cast, line, things[0]) if things else None
                if spot is not None:
                    return spot
    return None


def _from_subject(cast: Cast, line: Line, subject: Token, verb: Token) -> tuple[int, int]:
    first, last = extent_of_phrase(cast, line, subject, LONGEST - 2)
    return (first, verb.i) if last < verb.i <= first + LONGEST - 1 and verb.i - last <= 3 else (first, last)


def _described(cast: Cast, line: Line, token: Token) -> tuple[int, int] | None:
    """A paper told apart by its description: "draft deal", "two-year pact"; "the proposal" alone is told by another."""
    first, last = _noun(cast, line, token, LONGEST)
    told = [one for one in line.tree.tokens[first : last + 1] if one.pos in ("ADJ", "NOUN", "PROPN", "NUM")]
    told = [one for one in told if not cast.within(line, one.i, one.i) and one.text.lower() not in LEFT_OUT]
    return (first, last) if len(told) > 1 else None


def _text(cast: Cast, line: Line, first: int, last: int) -> str | None:
    """The words without articles and owners before them."""
    tokens = line.tree.tokens
    while first < last and (tokens[first].text.lower() in LEFT_OUT or tokens[first].pos in ("PUNCT", "ADP", "CCONJ")):
        first += 1
    owner = next((at for at in range(first, min(first + 5, last)) if tokens[at].text in OWN), None)
    if owner is not None and cast.within(line, first, owner) and _says_something(cast, line, owner + 1, last):
        first = owner + 1
    while last > first and tokens[last].pos in ("ADP", "CCONJ", "PUNCT", "DET", "PART"):
        last -= 1
    return line.text[tokens[first].start : tokens[last].end] or None


def _says_something(cast: Cast, line: Line, first: int, last: int) -> bool:
    return any(
        stem_of(cast, line, one) is not None or one.lemma.lower() in MEASURES or one.lemma.lower() in light_words()
        for one in line.tree.tokens[first : last + 1]
    )
