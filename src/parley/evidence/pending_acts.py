"""Acts that hang on a condition: whether a party's act still lies ahead, is held back, or is a remark on the world."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of, subject_tokens
from parley.evidence.condition_halves import Half, Halves, is_of_offer, owner_above, told_by
from parley.evidence.story import Line
from parley.evidence.term_words import holder_of, words_for
from parley.language.tree import Token

MODALS = frozenset(
    {"will", "would", "shall", "could", "may", "might", "can", "must", "should", "'ll", "’ll", "wo", "'d", "’d", "ca"}
)
DENIALS = frozenset({"not", "n't", "n’t", "no", "never", "nothing", "nobody", "neither"})
LASTING = frozenset({"continue", "remain", "last", "persist", "go", "stay", "hold", "occupy", "be"})
STAYING = frozenset({"stay", "remain", "continue", "keep", "last", "hold"})


def confidence_by_tree(cast: Cast, line: Line, marker: str, halves: Halves) -> float | None:
    """How sure it is; None for a remark on which no act of a party hangs."""
    main, clause = halves.main.verb, halves.clause
    if clause.verb.lemma.lower() in words_for("hopes") or (marker == "if" and _is_unreal(line, clause.verb)):
        return None
    if not _is_partys_act(cast, line, main, clause):
        return None
    answers = bool(clause.parties) or is_partys_thing(line, clause.verb)
    if _merely_goes(line, halves.main, clause, set(clause.parties) - {holder_of(cast, line, main)}):
        return None
    only = any(child.lemma.lower() == "only" for child in line.tree.children(main.i)) or _is_only(marker)
    if marker in ("until", "before") and not only:
        if is_due(line, halves.main) and marker == "before":
            return 0.5 if answers else None
        if not holds_back(line, main) and not is_withheld(main):
            stays = main.lemma.lower() in ("stay", "remain")
            return (0.55 if stays else 0.4) if answers and marker == "until" else None
        return 0.7 if answers else 0.55
    if marker == "when":
        return None
    if marker == "while":  # "talks cannot resume while the shelling continues"
        lasts = clause.verb.lemma.lower() in LASTING
        return 0.55 if lasts and holds_back(line, main) else None
    if only or marker not in words_for("weak_conditions"):
        return 0.7 if answers else 0.55
    if not clause.parties and _is_to_be(line, clause.verb):
        return None  # "must forgo the money if the debt is to be sustainable": what it takes, no term
    if main.lemma.lower() in DRIFTING and not owner_above(cast, line, main):
        return 0.4  # what befalls a party, no act of its own
    if marker in ("once", "as soon as") and clause.verb.lemma.lower() in ENDING:
        return None  # "once the lull is over" tells the time
    owned = _is_owned(cast, line, main) or _says_what_it_will_do(cast, line, main, clause)
    if not _is_open(line, main) or (marker in ("once", "as soon as") and not answers and not owned):
        return None
    if answers and set(clause.parties) != {holder_of(cast, line, main)}:
        return 0.55
    return 0.5 if owned else 0.4


def _is_unreal(line: Line, verb: Token) -> bool:
    """ "If it were so": no term."""
    return any(c.text.lower() == "were" and c.dep != "aux:pass" for c in line.tree.children(verb.i))


def _is_to_be(line: Line, verb: Token) -> bool:
    """ "Is to be sustainable", "are to succeed"."""
    tokens = line.tree.tokens
    before = [t.text.lower() for t in tokens[max(0, verb.i - 3) : verb.i]]
    return "to" in before and bool({"is", "are", "was", "were"} & set(before))


def _is_only(marker: str) -> bool:
    return marker.startswith("only")


def is_withheld(verb: Token) -> bool:
    """ "Has frozen the payment until": what is stopped comes again when the condition is met."""
    return bool({verb.lemma.lower(), verb.text.lower()} & words_for("withholding"))


def _is_owned(cast: Cast, line: Line, main: Token) -> bool:
    """One of the parties of the talks, or a person by name, says what it will do."""
    holder = holder_of(cast, line, main) or owner_above(cast, line, main)
    if holder is None or holder in cast.counterparts:
        return holder is not None
    return main.pos == "VERB" and holder in {cast.side(key) for key in reporters_of(cast, line, main)}


def _says_what_it_will_do(cast: Cast, line: Line, main: Token, clause: Half) -> bool:
    """A party will or would do it, or says what will be done, if something at the table comes about."""
    links = (main, line.tree.tokens[main.head]) if main.relation in ("xcomp", "conj") else (main,)
    helpers = {one.text.lower() for link in links for one in line.tree.having(link.i, "aux")}
    holder = holder_of(cast, line, main) or owner_above(cast, line, main)
    figure = cast.figures.get(holder or "")
    above = line.tree.tokens[main.head]
    if holder is not None and main.relation == "xcomp" and above.lemma.lower() in words_for("undertaking"):
        return True
    teller = told_by(cast, line, main)
    if holder is None and teller is not None and helpers & FIRM and is_partys_thing(line, main):
        return set(clause.parties) != {teller}
    harm = main.lemma.lower() in words_for("withholding") | words_for("harming")
    if not helpers & FIRM or not (clause.parties or names_deed(line, clause) or (harm and holder)):
        return False
    if figure is not None:
        return (figure.type != "person" or holder == teller) and set(clause.parties) != {holder}
    if teller is None:  # "if exports rise above the limit, the case will resume"
        return is_partys_thing(line, main) and names_deed(line, clause)
    return set(clause.parties) != {teller}


OFFERING = frozenset({"offer", "promise", "pledge", "propose", "agree", "vow", "threaten"})
ENDING = frozenset({"over", "end", "expire", "finish", "lapse", "elapse", "pass"})
FIRM = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d", "could"})
DRIFTING = frozenset(
    {
        "rise",
        "fall",
        "grow",
        "climb",
        "slow",
        "suffer",
        "shrink",
        "earn",
        "benefit",
        "profit",
        "struggle",
        "survive",
        "thrive",
    }
)


def judge_of(cast: Cast, line: Line, main: Token) -> str | None:
    """Whose leave it takes: "a levy is acceptable *to the Farmers* provided", "is possible only if, *Mwangi said*"."""
    if main.pos != "ADJ" or main.lemma.lower() not in words_for("thinkable") | words_for("holding_back"):
        return None
    to = [
        side
        for case, one in line.tree.obliques(main.i)
        if case in ("to", "for")
        for side in cast.sides(cast.at(line, one.i) or cast.within(line, one.i, one.i))
    ]
    return to[0] if len(to) == 1 else told_by(cast, line, main)


def _is_partys_act(cast: Cast, line: Line, main: Token, clause: Half) -> bool:
    teller = told_by(cast, line, main) if _is_open(line, main) else None
    undone = not subject_tokens(line, main) or (line.tree.is_passive(main.i) and not line.tree.agents(main.i))
    firm = any(one.text.lower() in FIRM for one in line.tree.having(main.i, "aux"))
    told = teller is not None and firm and (undone or bool(set(clause.parties) - {teller})) and main.pos == "VERB"
    return (
        judge_of(cast, line, main) is not None
        or (main.lemma.lower() in OFFERING and main.pos == "VERB" and not line.tree.is_passive(main.i))
        or told
        or holder_of(cast, line, main) is not None
        or is_partys_thing(line, main)
        or owner_above(cast, line, main) is not None
        or (holds_back(line, main) and told_by(cast, line, main) is not None)
    )


def is_partys_thing(line: Line, verb: Token) -> bool:
    """The fate of a tariff, a strike, an agreement: somebody at the table decides it."""
    return any(_whole_lemma(line, token) in words_for("acts_of_parties") for token in line.tree.subjects(verb.i))


def _whole_lemma(line: Line, token: Token) -> str:
    """The lemma, parts before a hyphen included: "cease-fire" is one word."""
    before = line.tree.tokens[max(0, token.i - 2) : token.i]
    if len(before) == 2 and before[1].text == "-" and before[1].end == token.start:
        return before[0].text.lower() + token.lemma.lower()
    return token.lemma.lower()


def _is_open(line: Line, verb: Token) -> bool:
    """The act still lies ahead: a modal, or a verb or noun that undertakes it."""
    if is_of_offer(line, verb):
        return True
    links = (verb, *line.tree.ancestors(verb.i))
    for link in links[:2]:
        if any(child.text.lower() in MODALS for child in line.tree.having(link.i, "aux")):
            return True
        if link.lemma.lower() in words_for("undertaking"):
            return True
        if link.relation != "xcomp" and not (link.relation == "advcl" and link.has("VerbForm=Inf")):
            return False
    return False


def holds_back(line: Line, verb: Token) -> bool:
    """The act is withheld: "will not sign", "hesitated to sign"."""
    links = (verb, *line.tree.ancestors(verb.i))
    for link in links[:2]:
        if line.tree.is_negated(link.i) or link.lemma.lower() in words_for("holding_back"):
            return True
        if link.relation not in ("xcomp", "advcl"):
            break
    return any(
        child.lemma.lower() == "no" for part in (*line.tree.subjects(verb.i), *line.tree.objects(verb.i))
        for child in line.tree.having(part.i, "det")
    )  # fmt: skip


def confidence_by_words(line: Line, marker: str, halves: Halves) -> float | None:
    """The same, asked more strictly: without a sound parse, both halves must name what parties do."""
    if not _is_term(line, marker, halves.main, halves.clause):
        return None
    return 0.6 if marker in words_for("strong_conditions") else 0.5


def _is_term(line: Line, marker: str, main: Half, clause: Half) -> bool:
    """An act of a party that still lies ahead hangs on an act of another, or on the fate of a thing at the table."""
    tokens = line.tree.tokens
    texts = {token.text.lower() for token in tokens[clause.first : clause.end]}
    if texts & words_for("not_terms") or clause.verb.lemma.lower() in words_for("hopes"):
        return False
    before = tokens[main.first : main.verb.i + 1]
    words = {t.text.lower() for t in before} | {t.lemma.lower() for t in before}
    modal = any(t.text.lower() in MODALS and t.pos not in ("NOUN", "PROPN") for t in before)  # not "its will to talk"
    helpers = [t for t in tokens[max(0, main.verb.i - 2) : main.verb.i] if t.pos in ("AUX", "ADV", "PART")]
    if marker == "when" and _we_and_they(line, main, clause):
        return modal
    if marker == "when" and not (helpers and helpers[0].text.lower() in MODALS and helpers[-1].text.lower() != "to"):
        return False  # plain "when" mostly tells the time
    if (marker == "when" and (not main.parties or main.verb.lemma.lower() in MOVING)) or marker == "while":
        return False
    ahead = modal or bool(words & (words_for("undertaking") | words_for("holding_back")))
    held = bool(words & words_for("holding_back")) or any(
        t.text.lower() in DENIALS for t in tokens[main.first : main.end]
    )
    if any(t.text.lower() in ("if", "unless") for t in tokens[main.first : main.end]):
        return False  # the time of another condition: "if they are not freed before he takes office"
    ourselves = any(t.text.lower() in ("we", "i") for t in before)  # "we stay until there is a contract"
    if _merely_goes(line, main, clause, set(clause.parties) - set(main.parties)):
        return False
    stays = (main.verb.lemma.lower() in STAYING and (modal or ourselves)) or _comes_into_force(line, main)
    own = bool(main.parties) or names_deed(line, main)
    answers = bool(set(clause.parties) - set(main.parties)) or names_deed(line, clause)
    if marker == "before" and is_due(line, main):
        return names_deed(line, main) or names_deed(line, clause) or bool(main.parties)
    if marker in ("until", "before"):
        withheld = (held and ahead) or main.verb.lemma.lower() in words_for("holding_back")
        withheld = withheld or is_withheld(main.verb)
        refused = bool(words & words_for("holding_back")) and bool(main.parties) and not _is_word_of_mouth(main)
        return own and ((answers and (withheld or stays)) or refused or (withheld and bool(main.parties)))
    if marker in words_for("strong_conditions"):
        return (own and (ahead or held or stays)) or (held and ahead and names_deed(line, clause))
    if main.verb.lemma.lower() in DRIFTING:
        return False
    told = bool(set(clause.parties)) or bool(main.parties)
    return (
        own
        and ahead
        and (
            answers
            or (
                told
                and bool(words & {"would", "will"})
                and line.tree.tokens[clause.first - 1].text.lower() in ("should", "were")
            )
        )
    )


SPEECH = frozenset({"comment", "answer", "say", "speak", "elaborate", "confirm", "name", "write", "guess", "predict"})
MOVING = frozenset(
    {"return", "come", "go", "travel", "fly", "meet", "speak", "arrive", "leave", "visit", "know", "see", "decide"}
)


def _merely_goes(line: Line, main: Half, clause: Half, others: set[str]) -> bool:
    """ "Will fly home unless the fog lasts", "would not comment until he had read it": nobody else is to do a thing."""
    if main.verb.lemma.lower() not in MOVING | SPEECH or others:
        return False
    return not names_deed(line, clause) and not _we_and_they(line, main, clause)


def _we_and_they(line: Line, main: Half, clause: Half) -> bool:
    """ "*We* will sign on the cable when *they* sign on the fish": one side's act for the other's."""
    ours = [one.text.lower() for one in line.tree.subjects(main.verb.i)]
    theirs = [one.text.lower() for one in line.tree.subjects(clause.verb.i)]
    return bool({"we", "i"} & set(ours) and {"they", "you"} & set(theirs))


def _comes_into_force(line: Line, half: Half) -> bool:
    """ "The understanding takes effect only after …": the tense of a rule, not of news."""
    behind = {t.text.lower() for t in line.tree.tokens[half.verb.i : half.verb.i + 4]}
    return half.verb.lemma.lower() in ("take", "enter", "come") and bool(behind & {"effect", "force"})


def _is_word_of_mouth(half: Half) -> bool:
    return half.verb.lemma.lower() in words_for("without_these") | REPORTING


def names_deed(line: Line, half: Half) -> bool:
    tokens = line.tree.tokens[half.first : half.end]
    deeds = words_for("acts_of_parties") | words_for("needed") | words_for("yielded")
    return any(t.lemma.lower() in deeds for t in tokens)


def is_due(line: Line, half: Half) -> bool:
    before = line.tree.tokens[half.first : half.verb.i + 1]
    return any(t.text.lower() in ("must", "should") or t.lemma.lower() in WANTING for t in before)


WANTING = frozenset({"need", "require", "want", "demand", "seek", "insist", "expect"})
