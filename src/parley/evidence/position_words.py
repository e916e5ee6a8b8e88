"""Position words: what a party holds a position on, in the words of its sentence, sums and deeds included."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.amounts import amounts_in
from parley.evidence.content import SPANS, is_somebody, noun_phrase
from parley.evidence.issue_phrases import (
    LEADING,
    PAPERS,
    extent_of_phrase,
    general_nouns,
    head_of_words,
    light_words,
    phrase_at,
    stem_of,
)
from parley.evidence.listed import thing_at
from parley.evidence.measures import MEASURES, is_date
from parley.evidence.predicates import aspect_verbs, light_verbs, planning_verbs, state_verbs
from parley.evidence.story import Line
from parley.language.tree import Token

LONGEST = 12  # words
MOST_PHRASES = 3  # behind a noun
JOINING = frozenset(
    {"of", "at", "on", "for", "over", "to", "from", "in", "into", "by", "under", "across", "with", "until", "after",
     "within", "between", "against", "about", "per", "below", "above", "beyond"}
)  # fmt: skip
EMPTY = frozenset({"act", "move", "work", "try", "cooperate", "step"})
TRADED = frozenset({"exchange", "return", "compensation", "lieu", "favor", "favour", "response"})
HANDING = frozenset(
    {"use", "introduce", "hand", "send", "pay", "deliver", "supply", "grant", "make", "accept", "get", "receive"}
)
SUMS = 7  # words of a content that is named by its sum
THIN = frozenset({"take", "do", "show", "create", "provide", "see", "give", "keep", "let", "try", "set", "find"})
LEFT_OUT = frozenset(
    {"the", "a", "an", "any", "its", "their", "his", "her", "our", "my", "this", "that", "such", "some"}
)
OWN = frozenset({"’s", "'s", "’", "'"})


def position_words(
    cast: Cast, line: Line, content: str, *, sum_named: bool = False, inside: bool = False
) -> str | None:
    """The words of a content that name what is bargained over; null when they name nothing.

    Args:
        content: words of the line: a noun phrase or a clause.
        sum_named: the content holds an amount, so that it names itself ("offered 5 percent").
        inside: nothing behind the content belongs to it, as with the terms of a trade.
    """
    head = head_of_words(line, content)
    if head is None:
        return None
    token = line.tree.tokens[head]
    if token.lemma.lower() in ("one", "ones") and token.pos != "NUM":
        return None  # "two new ones": of what, is told elsewhere
    put = put_in(cast, line, token)
    if put is not None and (inner := position_words(cast, line, put, sum_named=sum_named)):
        return inner
    if content.startswith("that ") and token.pos == "NOUN" and len(content.split()) < LONGEST:
        return content.removeprefix("that ").removeprefix("the ")  # a short clause that the parser takes for its noun
    spot = _spelled_out(line, token) or (_deed(cast, line, token) if token.pos == "VERB" else None)
    if spot is None and (phrase := phrase_at(cast, line, head)) is not None:
        spot = (phrase.first, phrase.last)
        if line.tree.tokens[phrase.head].pos in ("NOUN", "PROPN"):
            spot = _noun(cast, line, line.tree.tokens[phrase.head], LONGEST)
    if spot is None and (sum_named or token.pos in ("NUM", "SYM")) and len(content.split()) <= SUMS:
        return content
    if spot is None and token.pos in ("NOUN", "PROPN") and not is_somebody(cast, line, token):
        spot = _described(cast, line, token)
    if spot is not None and inside:
        end = line.text.find(content) + len(content)
        last = max((one.i for one in line.tree.tokens if one.end <= end), default=spot[1])
        spot = (spot[0], min(spot[1], last)) if spot[0] <= last else spot
    words = _text(cast, line, *spot) if spot is not None else None
    counted = any(True for _ in amounts_in(content)) and len(content.split()) <= SUMS
    if words is not None and counted and not any(map(str.isdigit, words)):
        return content.removeprefix("to ")  # "£3.10 a share" is more than a share
    return words


def name_words(cast: Cast, line: Line, noun: Token, longest: int) -> str | None:
    """The words that name what a noun heads, with what tells it apart."""
    return _text(cast, line, *_noun(cast, line, noun, longest))


def put_in(cast: Cast, line: Line, noun: Token) -> str | None:
    """What a paper puts in words: "a shorter week" of "the union's demand for a shorter week"."""
    tree = line.tree
    if noun.pos == "NOUN" and noun.lemma.lower() in BINDING:
        to = next((one for case, one in tree.obliques(noun.i) if case == "to" and one.i > noun.i), None)
        to = to or next((one for one in tree.having(noun.i, "acl", "nmod") if one.text.lower().endswith("ing")), None)
        if to is not None and not cast.one(line, to.i):
            first = to.i if to.pos == "VERB" else noun_phrase(line, to)[0]
            return line.text[tree.tokens[first].start : tree.tokens[tree.subtree(to.i)[1]].end]
    if noun.pos != "NOUN" or noun.lemma.lower() not in ASKING | SUPPOSING:
        return None
    for preposition, thing in tree.obliques(noun.i):
        named = thing.pos in ("NOUN", "NUM", "SYM") and not cast.one(line, thing.i)
        if preposition in ("for", "of") and thing.i > noun.i and named:
            first, last = noun_phrase(line, thing)
            return line.text[tree.tokens[first].start : tree.tokens[last].end]
    for deed in tree.having(noun.i, "acl"):
        if deed.i > noun.i and deed.has("VerbForm=Inf"):
            last = tree.subtree(deed.i)[1]
            return line.text[deed.start : tree.tokens[last].end]
    for clause in tree.having(noun.i, "acl", "ccomp"):
        ahead = any(one.text.lower() in ("would", "will") for one in tree.having(clause.i, "aux"))
        if clause.dep == "acl:relcl" and ahead and clause.pos == "VERB" and clause.i > noun.i:
            return line.text[clause.start : tree.tokens[tree.subtree(clause.i)[1]].end]  # "a plan that would cut"
        that = [one for one in tree.having(clause.i, "mark") if one.text.lower() == "that"]
        if that and clause.pos == "VERB":  # "a demand that it halt the drilling"
            return line.text[clause.start : tree.tokens[tree.subtree(clause.i)[1]].end]
    behind = tree.tokens[noun.i + 1].text.lower() if noun.i + 1 < len(tree) else ""
    near = thing_at(line, noun.i + 2) if behind in ("for", "of") else None  # hung on the verb: "weighs a request for X"
    if near is None or cast.one(line, near.head):
        return None
    return line.text[tree.tokens[near.first].start : tree.tokens[near.last].end]


SUPPOSING = frozenset({"budget", "bill", "package", "compromise", "speculation", "suggestion", "idea", "notion"})
BINDING = frozenset({"commitment", "opposition", "objection", "resistance", "readiness", "willingness", "openness"})
ASKING = frozenset(
    {"demand", "request", "call", "insistence", "offer", "proposal", "plan", "counteroffer", "bid", "ultimatum"}
)


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
    if end > noun.i:
        end = _with_others(cast, line, tree.tokens[end], end)
    stop = next((one.i for one in tree.tokens[last + 1 : end + 1] if _begins_another(line, one)), end + 1)
    end = max(last, min(stop - 1, first + longest - 1))
    return first, _with_clause(line, noun, first, end) if noun.lemma.lower() in general_nouns() else end


def _with_clause(line: Line, noun: Token, first: int, last: int) -> int:
    """The end of the clause that tells a general noun apart: "the clause by which payments could be stopped"."""
    tree = line.tree
    for clause in tree.having(noun.i, "acl"):
        start, end = tree.subtree(clause.i)
        while end > clause.i and tree.tokens[end].pos == "PUNCT":
            end -= 1
        told = clause.dep == "acl:relcl" and start == last + 1 and end - first < LONGEST
        if told and not any(one.pos == "PUNCT" and one.text != "-" for one in tree.tokens[start:end]):
            return end
    return last


def _begins_another(line: Line, token: Token) -> bool:
    """A clause, or a thing with an article of its own: "classes capped at 24 pupils *and a raise*"."""
    after = line.tree.tokens[token.i + 1].text.lower() if token.i + 1 < len(line.tree) else ""
    joins = token.pos == "SCONJ" and token.text.lower() not in JOINING
    return token.pos == "PUNCT" or joins or (token.pos == "CCONJ" and after in ("a", "an"))


def _behind(cast: Cast, line: Line, noun: Token, last: int) -> int:
    """The last token of what stands right behind a phrase and belongs to it; `last` when nothing does."""
    tree = line.tree
    after = tree.tokens[last + 1] if last + 1 < len(tree) else None
    if after is not None and after.relation == "acl" and after.head == noun.i and not after.has("VerbForm=Inf"):
        return tree.subtree(after.i)[1]
    if after is not None and after.pos == "VERB" and after.relation in ("acl", "xcomp", "ccomp", "advcl"):
        ended = last + 2 >= len(tree) or tree.tokens[last + 2].pos in ("PUNCT", "CCONJ")
        return last + 1 if ended and after.text.lower().endswith(("ed", "n")) else last  # "wants the budget withdrawn"
    if after is not None and after.text.lower() == "out" and last + 2 < len(tree):
        out = thing_at(line, last + 3) if tree.tokens[last + 2].text.lower() == "of" else None
        return out.last if out is not None else last  # "wants their ships out of the strait"
    if after is not None and after.text == "(":
        closed = next((one.i for one in tree.tokens[last + 2 : last + 6] if one.text == ")"), None)
        end = _behind(cast, line, noun, closed) if closed is not None else last
        return end if closed is not None and end > closed else last  # "12 million tons (MMT) of soybeans"
    if after is None or after.text.lower() not in JOINING or after.pos not in ("ADP", "SCONJ", "ADV"):
        return last
    thing = _marked(line, after)
    near = thing_at(line, after.i + 1)
    words = tree.tokens[near.first : near.head + 1] if near is not None else ()
    if any(is_date(line, one) for one in words) and not any(_is_span(line, one) for one in words):
        return last  # "by 12 July", whatever heads it
    if thing is None or thing.lemma.lower() in TRADED or (is_date(line, thing) and not _is_span(line, thing)):
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
    if tokens[last + 2].pos in ("VERB", "AUX"):
        return last  # "rejected more money and *demanded cuts*"
    return extent_of_phrase(cast, line, others[0], LONGEST)[1]


def _is_span(line: Line, noun: Token) -> bool:
    """ "A pause of four years", not "by Thursday"."""
    counted = noun.pos == "NOUN" and bool(line.tree.having(noun.i, "nummod"))
    return counted and noun.lemma.lower() in SPANS


def _marked(line: Line, preposition: Token) -> Token | None:
    """The noun behind a preposition: by the parse, unless another noun phrase stands right behind it."""
    head = line.tree.tokens[preposition.head]
    near = thing_at(line, preposition.i + 1)
    if near is not None and not near.first <= head.i <= near.last:
        return line.tree.tokens[near.head]
    if near is None and head.i == preposition.i + 1 and head.text.lower().endswith("ing"):
        behind = line.tree.tokens[head.i + 1].pos if head.i + 1 < len(line.tree) else "PUNCT"
        return head if behind in ("PUNCT", "CCONJ", "ADP") else None  # "a veto over drilling"
    return head if preposition.i < head.i <= preposition.i + 6 and head.pos in ("NOUN", "PROPN", "NUM", "SYM") else None


def _deed(cast: Cast, line: Line, verb: Token) -> tuple[int, int] | None:
    """A deed with what it is done to: "release jailed rebels", "arms embargo be lifted"."""
    tree = line.tree
    verb = _innermost(line, verb)
    if verb.lemma.lower() in EMPTY and not tree.objects(verb.i):
        ends = [one for one in tree.having(verb.i, "advcl", "xcomp") if one.i > verb.i and one.has("VerbForm=Inf")]
        return _deed(cast, line, ends[0]) if ends else None  # "must act to prevent a default"
    if verb.lemma.lower() in state_verbs() | light_verbs() | THIN:
        return None
    if tree.is_passive(verb.i):
        subjects = [one for one in tree.subjects(verb.i) if one.pos != "PRON" and not cast.one(line, one.i)]
        return _from_subject(cast, line, subjects[0], verb) if subjects else None
    objects = [one for one in tree.objects(verb.i) if one.i > verb.i and one.pos in ("NOUN", "PROPN", "NUM", "SYM")]
    subjects = [one for one in tree.subjects(verb.i) if one.pos == "NOUN"]
    things = [one for one in subjects if not cast.at(line, one.i) or not is_somebody(cast, line, one)]
    if things and things[0].i < verb.i:
        spot = _from_subject(cast, line, things[0], objects[0] if objects else verb)
        behind = _with_phrase(line, verb) if not objects and spot[1] == verb.i else None
        return (spot[0], behind[1]) if behind is not None and behind[1] - spot[0] < LONGEST else spot
    if not objects:
        return _with_phrase(line, verb)
    if objects[0].i - verb.i > LONGEST or is_date(line, objects[0]):
        return None
    if _is_empty(line, objects[0]):
        further = _further(cast, line, verb, objects[0])
        if further is not None or objects[0].lemma.lower() in light_words():
            return further
    first, last = _noun(cast, line, objects[0], LONGEST - 1)
    if verb.lemma.lower() in HANDING:
        return first, last
    away = _away(line, last)
    if away > last and away - verb.i < LONGEST:
        return verb.i, away
    between = tree.tokens[verb.i + 1 : first]
    between = between[1:] if between and between[0].text.lower() in AWAY | {"in"} else between  # "phase down oil"
    if any(one.text.lower() not in LEFT_OUT | {","} and one.pos not in ("DET", "ADJ", "ADV") for one in between):
        return None
    if last - verb.i >= MOST_OF_A_DEED:  # "suspend flights" says it; where and how long is said beside it
        end = objects[0].i
        while end + 1 < last and tree.tokens[end + 1].pos == "NUM":
            end += 1  # "£ 2 million" is headed by its sign
        last = min(last, max(end, _of_behind(line, end)))
    return (verb.i, last) if last - verb.i < LONGEST else (first, last)


MOST_OF_A_DEED = 6  # words


def _away(line: Line, last: int) -> int:
    """The end of what says whither a thing is moved: "pull its troops *back from the river*"."""
    tokens = line.tree.tokens
    at = last + 1
    if at >= len(tokens) or tokens[at].text.lower() not in AWAY or tokens[at].pos not in ("ADV", "ADP", "PART"):
        return last
    led = at + 2 < len(tokens) and tokens[at + 1].text.lower() in ("from", "of", "to", "behind", "into", "across")
    thing = thing_at(line, at + 2) if led else None
    if thing is not None and not is_date(line, tokens[thing.head]):
        return thing.last
    ended = at + 1 >= len(tokens) or tokens[at + 1].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP")
    return at if ended else last


AWAY = frozenset({"back", "out", "over", "away", "off", "down", "home", "up"})


def _of_behind(line: Line, last: int) -> int:
    """The end of an "of" or "on" phrase right behind a noun."""
    tokens = line.tree.tokens
    topical = last + 2 < len(tokens) and tokens[last + 1].text.lower() in ("of", "on")
    inner = thing_at(line, last + 2) if topical else None
    return inner.last if inner is not None else last


def _with_phrase(line: Line, verb: Token) -> tuple[int, int] | None:
    """ "Drill in the strait", "pay for the damage": a deed that takes no object, with what stands behind it."""
    tokens = line.tree.tokens
    if verb.lemma.lower() in LEADING:
        return None  # "agreed to a ban" is about the ban
    at = verb.i + 1
    at += at < len(tokens) and tokens[at].relation in ("compound", "advmod") and tokens[at].pos in ("ADP", "ADV")
    if at + 1 >= len(tokens) or tokens[at].text.lower() not in JOINING or tokens[at].pos != "ADP":
        return None
    thing = thing_at(line, at + 1)
    if thing is not None and _is_span(line, tokens[thing.head]) and tokens[at].text.lower() == "for":
        led = thing.last + 2 < len(tokens) and tokens[thing.last + 1].text.lower() in JOINING
        thing = (thing_at(line, thing.last + 2) if led else None) or thing  # "stay for five years in the cartel"
    elif thing is None or is_date(line, tokens[thing.head]):
        return None
    return (verb.i, thing.last) if thing.last - verb.i < LONGEST else None


def _innermost(line: Line, verb: Token) -> Token:
    """The deed under verbs that only begin, plan or continue it: "continue to support flights"."""
    for clause in line.tree.having(verb.i, "xcomp"):
        lets = verb.lemma.lower() in ("let", "allow", "permit", "enable")  # "lets a studio *feed* scripts to software"
        if clause.i > verb.i and clause.pos == "VERB" and (lets or not line.tree.objects(verb.i)):
            known = aspect_verbs() | planning_verbs() | state_verbs() | THIN | CEASING
            if verb.lemma.lower() in known:
                return _innermost(line, clause)
    return verb


CEASING = frozenset({"stop", "cease", "quit", "avoid", "refrain", "halt", "finish"})  # "stop *enriching uranium*"


def _is_empty(line: Line, noun: Token) -> bool:
    """ "Seize this opportunity": the object says nothing by itself."""
    plain = all(child.pos in ("DET", "PUNCT") or child.i > noun.i for child in line.tree.children(noun.i))
    told = any(child.relation in ("nmod", "acl") for child in line.tree.children(noun.i))
    lemma = noun.lemma.lower()
    return plain and (lemma in light_words() or (lemma in general_nouns() and not told))


def _further(cast: Cast, line: Line, verb: Token, noun: Token) -> tuple[int, int] | None:
    """ "Seize this chance to work together to reach a fair accord": the end that such words lead up to."""
    tree = line.tree
    clauses = [one for at in (noun.i, verb.i) for one in tree.having(at, "acl", "advcl", "xcomp") if one.i > noun.i]
    aimed = noun.lemma.lower() in general_nouns()  # "pass a law to cap rents": what it does, not what that is for
    for clause in clauses[:1] if aimed else reversed(clauses):
        if clause.pos == "VERB" and clause.has("VerbForm=Inf"):
            inner = [one for one in tree.having(clause.i, "advcl", "xcomp") if one.has("VerbForm=Inf")]
            for deed in (clause,) if aimed else (*reversed(inner), clause):
                things = [one for one in tree.objects(deed.i) if one.pos in ("NOUN", "PROPN")]
                spot = _described(cast, line, things[0]) if things else None
                if spot is not None:
                    return spot
    return None


def _from_subject(cast: Cast, line: Line, subject: Token, verb: Token) -> tuple[int, int]:
    first, last = extent_of_phrase(cast, line, subject, LONGEST - 2)
    joined = [one for one in line.tree.conjuncts(subject.i) if last < one.i < verb.i and one.pos in ("NOUN", "PROPN")]
    if joined and joined[-1].i - first < LONGEST - 2:
        last = extent_of_phrase(cast, line, joined[-1], LONGEST)[1]
    return (first, verb.i) if last < verb.i <= first + LONGEST - 1 and verb.i - last <= 5 else (first, last)


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
    while first < last and tokens[first + 1].pos in ("NUM", "SYM") and cast.within(line, first, first):
        first += 1  # "offered *the Kettawan* 2 percent"
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
