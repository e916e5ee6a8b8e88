"""Clauses: who a predicate is said of, who says so, in which mood, and how far its words reach."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.hidden_subjects import hidden_subject, named_root
from parley.evidence.misplaced import is_misplaced, misplaced_objects, misplaced_subjects
from parley.evidence.predicate_parts import doers_by
from parley.evidence.predicates import planning_verbs
from parley.evidence.record import Status
from parley.evidence.story import Line
from parley.evidence.subordinate import is_as_soon_as
from parley.language.tree import Token

IF_WORDS = frozenset({"if", "unless", "once", "until", "till", "whether", "lest", "should", "provided", "in case"})
MAY_BE_IF = IF_WORDS | {"as", "case"}


FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


CONDITIONAL = frozenset({"would", "could", "may", "might", "can", "should", "'d", "’d"})


OBLIGING = frozenset({"must", "should", "ought", "need", "shall"})


REPORTING = frozenset(
    {
        "say",
        "tell",
        "add",
        "state",
        "announce",
        "report",
        "claim",
        "argue",
        "note",
        "stress",
        "insist",
        "insiste",  # what the lemmatizer makes of "insisted" at the end of a sentence
        "hinte",
        "explain",
        "declare",
        "confirm",
        "believe",
        "indicate",
        "reiterate",
        "suggest",
        "warn",
        "write",
        "tweet",
        "maintain",
        "mean",
        "signal",
        "hint",
        "acknowledge",
        "admit",
        "emphasize",
        "vow",
        "promise",
        "pledge",
        "agree",
        "contend",
        "assert",
        "reply",
        "counter",
        "repeat",
        "observe",
        "remark",
        "affirm",
        "caution",
        "assure",
        "inform",
        "underline",
        "underscore",
        "retort",
        "allege",
        "concede",
        "clarify",
        "reckon",
        "complain",
        "conclude",
    }
)


def subject_tokens(line: Line, verb: Token) -> tuple[Token, ...]:
    """Subjects of a verb, those it shares with its governor included."""
    tree = line.tree
    if is_misplaced(line, verb):
        return misplaced_subjects(line, verb)
    above = tree.tokens[verb.head]
    if verb.relation == "conj" and above.dep == "acl:relcl" and _takes_up_again(line, verb):
        over = next((link for link in tree.ancestors(above.i) if link.pos == "VERB"), None)
        return subject_tokens(line, over) if over is not None else ()
    found = tree.understood_subjects(verb.i) or tuple(
        subject for child in tree.having(verb.i, "aux") for subject in tree.subjects(child.i)
    )  # the parser may hang the subject under the auxiliary
    found = found or hidden_subject(line, verb)
    if found:
        return found
    base = verb.dep.split(":")[0]
    head = tree.tokens[verb.head]
    if base in ("advcl", "conj", "xcomp", "parataxis", "dep") and head.i != verb.i:
        shared = subject_tokens(line, head) if head.pos in ("VERB", "AUX", "ADJ", "NOUN") else ()
        return shared or named_root(line, verb)
    if base == "acl" and not tree.is_passive(verb.i) and not verb.has("VerbForm=Inf"):
        return (head,)
    if base == "acl" and verb.has("VerbForm=Inf"):
        return ()
    return ()


def _takes_up_again(line: Line, verb: Token) -> bool:
    """ "Apologised to the patients whose operations were put off, *and accused* the union": the main clause goes on."""
    tokens = line.tree.tokens
    joined = verb.i > 1 and tokens[verb.i - 1].text.lower() == "and" and tokens[verb.i - 2].text == ","
    return joined and not line.tree.having(verb.i, "aux", "nsubj")


def writer_of(line: Line, verb: Token) -> Token | None:
    """ "Wrote to Norway *asking* for a pause": the verb whose subject asks, where the parser takes Norway to ask."""
    if verb.dep != "acl" or not verb.text.lower().endswith("ing"):
        return None
    noun = line.tree.tokens[verb.head]
    over = line.tree.tokens[noun.head]
    return over if noun.relation == "obl" and over.pos == "VERB" and over.lemma.lower() in WRITING else None


WRITING = frozenset({"write", "send", "cable", "appeal", "speak", "turn", "address", "issue", "release", "publish"})


def is_passive(line: Line, verb: Token) -> bool:
    """A passive, unless the verb has a plain subject and no form of "be": then the parser errs in its features."""
    tree = line.tree
    if verb.pos == "ADJ" and doers_by(line, verb):
        return True  # "was vetoed by France", taken for a property
    if verb.i == 0 and verb.dep == "advcl" and verb.text.endswith("ed"):
        return True  # "Asked whether it would last, she said …"
    if not tree.is_passive(verb.i) or is_misplaced(line, verb):
        return False
    plain = any(subject.dep == "nsubj" for subject in tree.subjects(verb.i))
    helped = any(child.lemma.lower() in ("be", "get") for child in tree.having(verb.i, "aux"))
    return not plain or helped


def objects_of(line: Line, verb: Token) -> tuple[Token, ...]:
    """What a verb is done to, also where the parser hangs the verb under it."""
    return misplaced_objects(line, verb) if is_misplaced(line, verb) else line.tree.objects(verb.i)


def actor_or_owner(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Whom a phrase means: the actor itself, or whose act or staff it is ("Alder’s presence", "U.S. demands")."""
    return cast.at(line, token.i) or (cast.owners(line, token.i) if token.pos in ("NOUN", "PROPN") else ())


def reporters_of(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """Who says what the clause says: the subject of the reporting verb above it, or the speaker of the quotation."""
    tree = line.tree
    for link in tree.ancestors(verb.i):
        if link.pos == "VERB" and (link.lemma.lower() in REPORTING or _makes_clear(line, link)):
            own = _who_it_is(line, verb, link)
            keys = tuple(key for token in own or subject_tokens(line, link) for key in cast.at(line, token.i))
            keys = keys or _named_before(cast, line, verb, link)
            if keys:
                return keys
    for child in tree.having(verb.i, "parataxis"):
        if child.lemma.lower() in REPORTING:
            keys = tuple(key for token in tree.subjects(child.i) for key in cast.at(line, token.i))
            if keys:
                return keys
    speaker = cast.speakers.get(line.id)
    return (speaker,) if speaker else ()


def _who_it_is(line: Line, verb: Token, saying: Token) -> tuple[Token, ...]:
    """ "Japan would withdraw unless Ghana signed, *it said*": who the clause is about says so."""
    named = [one.text.lower() for one in line.tree.subjects(saying.i)]
    before = verb.head == saying.i and verb.i < saying.i
    return tuple(one for one in line.tree.subjects(verb.i) if one.pos == "PROPN") if named == ["it"] and before else ()


def _makes_clear(line: Line, verb: Token) -> bool:
    plain = {child.text.lower() for child in line.tree.children(verb.i)} & {"clear", "plain", "known"}
    return verb.lemma.lower() in ("make", "let") and bool(plain)


def _named_before(cast: Cast, line: Line, verb: Token, saying: Token) -> tuple[str, ...]:
    """Who stands between the clause and a "said" without a subject: "…, Foreign Minister Ana Sorel said"."""
    tokens = line.tree.tokens
    if saying.i < verb.i or line.tree.subjects(saying.i):
        return ()
    comma = next((at for at in range(saying.i - 1, verb.i, -1) if tokens[at].text == ","), None)
    return cast.within(line, comma + 1, saying.i - 1)[-1:] if comma is not None and comma + 1 < saying.i else ()


def told_by_others(cast: Cast, reporters: tuple[str, ...], actors: tuple[str, ...]) -> bool:
    """Whether another side says what the actors do or will do: its forecast, not their act.

    Somebody whose side the story never tells may speak for them; an onlooker may not.
    """
    sides = cast.sides(reporters)
    if not sides or set(sides) & set(cast.sides(actors)):
        return False
    return not all(_is_unplaced(cast, side) for side in sides)


def _is_unplaced(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(key)
    if figure is None or figure.type != "person":
        return False
    return not ONLOOKERS & set((figure.role or "").lower().split())


ONLOOKERS = frozenset(
    {
        "analyst",
        "economist",
        "professor",
        "expert",
        "historian",
        "strategist",
        "columnist",
        "researcher",
        "trader",
        "fellow",
        "lecturer",
        "pollster",
    }
)


def clause_range(line: Line, token: Token) -> tuple[int, int]:
    """Token range of the clause a predicate heads, without the word that joins it on."""
    first, last = line.tree.subtree(token.i)
    for child in line.tree.children(token.i):
        if child.dep in ("mark", "cc", "punct") and child.i == first:
            first += 1
    while last > token.i and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    while first < token.i and line.tree.tokens[first].pos == "PUNCT":
        first += 1
    return first, last


def extent_of(line: Line, verb: Token) -> tuple[int, int]:
    """The clause from its subject to its end, without what is only appended to it."""
    tree = line.tree
    if is_misplaced(line, verb):
        parts = (*misplaced_subjects(line, verb), *misplaced_objects(line, verb))
        return min(verb.i, *(token.i for token in parts)), max(tree.subtree(token.i)[1] for token in parts)
    starts = [tree.subtree(token.i)[0] for token in tree.subjects(verb.i)] + [verb.i]
    starts += [
        child.i for child in tree.children(verb.i) if child.dep.split(":")[0] in ("aux", "cop") and child.i < verb.i
    ]
    ends = [verb.i]
    for child in tree.children(verb.i):
        base = child.dep.split(":")[0]
        if child.i > verb.i and base in ("obj", "iobj", "obl", "xcomp", "ccomp", "compound", "advmod", "nmod", "nsubj"):
            ends.append(tree.subtree(child.i)[1])
    last = max(ends)
    turn = (
        at
        for at in range(verb.i + 1, last)
        if tree.tokens[at].text == "," and tree.tokens[at + 1].text.lower() in ("but", "while", "although")
    )
    last = next(turn, last + 1) - 1  # what the sentence turns to is another clause
    while last > verb.i and tree.tokens[last].pos == "PUNCT" and tree.tokens[last].text not in ("”", '"'):
        last -= 1
    return min(starts), last


def status_of(line: Line, verb: Token, planned: bool) -> Status:
    tree = line.tree
    if line.is_question:
        return "question"
    words = {child.text.lower() for child in tree.children(verb.i) if child.dep.startswith("aux")}
    chain = (verb, *tree.ancestors(verb.i))
    if is_conditional(line, verb):
        return "hypothetical"
    if tree.is_negated(verb.i):
        return "negated"
    if _is_long_past(line, verb):
        return "historical"
    if words & FUTURE or _going_to(line, verb) or _is_to(line, verb) or planned:
        return "planned"
    if words & CONDITIONAL:
        reported = any(link.lemma.lower() in REPORTING for link in chain[1:2])
        return "planned" if words & {"would", "'d", "’d"} and reported else "hypothetical"
    if verb.dep.startswith("xcomp") and tree.tokens[verb.head].lemma.lower() in planning_verbs():
        return "planned"
    if verb.has("VerbForm=Inf") and verb.dep.split(":")[0] in ("advcl", "acl"):
        return "hypothetical"
    return "asserted"


def _is_long_past(line: Line, verb: Token) -> bool:
    """Told as background of long ago: "five years after crowds burned its embassy", "arrested 15 months ago"."""
    tokens = line.tree.tokens
    start = next((at + 1 for at in range(verb.i - 1, -1, -1) if _is_verb(line, at)), 0)
    # by place, not by the tree: the parser hangs "after" on the noun as often as on the verb
    joins = [at for at in range(max(start, 1), verb.i) if tokens[at].text.lower() in ("after", "since")]
    if any(tokens[at - 1].lemma.lower() in LONG | {"week"} for at in joins):
        return True
    backs = [child.i for child in line.tree.children(verb.i) if child.text.lower() in ("ago", "earlier")]
    if any(child.text.lower() in ("has", "have", "’ve", "'ve") for child in line.tree.having(verb.i, "aux")):
        return False  # the perfect takes no "ago": it belongs to another verb
    return any(at and tokens[at - 1].lemma.lower() in LONG for at in backs)


LONG = frozenset({"year", "month", "decade"})


def _is_verb(line: Line, at: int) -> bool:
    """A verb, not the participle of a compound: "Qaeda-*linked* rebels"."""
    return line.tree.tokens[at].pos == "VERB" and (at == 0 or line.tree.tokens[at - 1].text != "-")


def is_conditional(line: Line, verb: Token) -> bool:
    """The verb stands in a clause of "if", "unless", "once"."""
    if not line.words & MAY_BE_IF:
        return False
    chain = (verb, *line.tree.ancestors(verb.i))
    return any(
        child.text.lower() in IF_WORDS or is_as_soon_as(line, child)
        for link in chain
        for child in line.tree.having(link.i, "mark", "advmod")[:2]
        if _is_own(link, verb, chain)
    )


def _is_own(link: Token, verb: Token, chain: tuple[Token, ...]) -> bool:
    """A condition counts when the verb stands inside its clause: each step up is a clause or a conjunct."""
    return (
        all(
            step.dep.split(":")[0] in ("conj", "xcomp", "advcl", "ccomp", "root") for step in chain[: chain.index(link)]
        )
        or link is verb
    )


def _is_to(line: Line, verb: Token) -> bool:
    """ "They *are to* meet on Friday": settled, not yet done."""
    marks = [child.i for child in line.tree.having(verb.i, "mark") if child.text.lower() == "to"]
    return any(at and line.tree.tokens[at - 1].text.lower() in ("is", "are", "was", "were") for at in marks)


def _going_to(line: Line, verb: Token) -> bool:
    head = line.tree.tokens[verb.head]
    return verb.dep.startswith("xcomp") and head.lemma.lower() == "go" and head.text.lower() == "going"


def tells_which(line: Line, verb: Token) -> bool:
    """ "The militia that *has seized* parts of the north": which one is meant, no news of this day."""
    if not verb.dep.startswith("acl"):
        return False
    if verb.lemma.lower() == "command":
        return True  # "the force, commanded by General Dagalo": who leads it
    if not line.tree.having(verb.i, "aux"):
        return False
    noun = line.tree.tokens[verb.head]
    behind = line.tree.tokens[noun.i + 1 : noun.i + 2]
    perfect = any(one.lemma.lower() == "have" for one in line.tree.having(verb.i, "aux"))
    return perfect and noun.pos == "NOUN" and any(one.text.lower() in ("that", "who") for one in behind)
