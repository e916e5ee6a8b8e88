"""Verbs that another act is about: what is refused, meant, warned of or alleged is no act of its own."""

from __future__ import annotations

from parley.evidence.clauses import CONDITIONAL, FUTURE, OBLIGING, REPORTING
from parley.evidence.predicates import aspect_verbs, deciding_verbs, planning_verbs, sense_of
from parley.evidence.story import Line
from parley.language.tree import Token

COMMITTING = frozenset({"agree", "pledge", "promise", "vow", "commit", "undertake"})
WISHES = frozenset({"want", "like", "wish", "love", "let"})


def is_governed(line: Line, verb: Token) -> bool:
    """The verb is what another act is about ("refused to *negotiate*"), no act of its own."""
    base = verb.dep.split(":")[0]
    bare = verb.has("VerbForm=Inf") or verb.pos == "ADJ"  # "free" of "to reopen the port and free the crew"
    if base == "conj" and bare and not line.tree.subjects(verb.i):
        first = line.tree.tokens[verb.head]
        if _is_planned(line, first) and _is_deed(line, verb):
            return False  # "scheduled to give a speech and *meet* with dissidents"
        asked = any(child.text.lower() == "to" for child in line.tree.having(verb.i, "mark"))
        if asked and not first.has("VerbForm=Inf"):
            return True  # "wants it to recognize the border and *to end* the embargo"
        return first.has("VerbForm=Inf") and is_governed(line, first)  # "until Monday to bid or walk away"
    head = line.tree.tokens[verb.head]
    if base in COMPLEMENTS and verb.has("VerbForm=Inf") and head.lemma.lower() in deciding_verbs():
        return not _counts_itself(line, head, verb)
    if base == "parataxis" and any(mark.text.lower() == "that" for mark in line.tree.having(verb.i, "mark")):
        return True  # "agreed on one condition: that the union *give up* slowdowns"
    if base == "advcl" and verb.has("VerbForm=Inf") and not line.tree.subjects(verb.i):
        return True  # a purpose: "held talks to finalize the deal"
    if base == "advcl" and verb.lemma.lower() in PURSUING and line.tree.having(verb.i, "xcomp") and _ends_in_ing(verb):
        return True  # "heads to Beijing, seeking to mend ties"
    if base == "advcl" and _ends_in_ing(verb) and verb.lemma.lower() in RESULTING:
        return True  # "scrapped the duties, ending a dispute": what comes of the act
    if base == "ccomp" and _is_warned_of(line, verb, head):
        return True
    marks = {child.text.lower() for child in line.tree.having(verb.i, "mark", "case")}
    if "than" in marks or ("before" in marks and verb.has("Tense=Pres")):
        return True  # "more than the Fund *allowed*", "before they *give up* any town"
    if (verb.has("VerbForm=Ger") or _ends_in_ing(verb)) and marks & {"before", "without", "instead", "rather"}:
        return True  # "wants guarantees before signing"
    if verb.text.lower().endswith("ing") and _is_charge(line, verb):
        return True  # "accused the other side of backtracking": what is alleged, not done
    if base == "acl" and verb.has("VerbForm=Inf"):
        return True  # "demands to boost output", "an effort to rebuild trust"
    if base in ("acl", "advcl") and _gives_the_ground(line, verb):
        return True
    if base not in ("xcomp", "ccomp", "csubj"):
        return False
    if (
        verb.dep.startswith("xcomp")
        and head.lemma.lower() in WISHES
        and not line.tree.objects(head.i)
        and _is_own_gesture(line, verb)
    ):
        return False
    if _is_planned(line, verb) and _is_deed(line, verb):
        return False
    if verb.dep.startswith("xcomp"):
        return head.lemma.lower() not in aspect_verbs() and head.pos in ("VERB", "ADJ", "NOUN")
    governor = sense_of(line, head)
    return (
        governor is not None
        and governor.meaning.act in ("demand", "threaten", "offer")
        and head.lemma.lower() not in REPORTING
    ) or head.lemma.lower() in DENYING


def _ends_in_ing(verb: Token) -> bool:
    return verb.text.lower().endswith("ing")


PURSUING = frozenset({"seek", "aim", "hope", "try", "attempt", "want", "wish", "look"})


RESULTING = frozenset({"end", "settle", "resolve", "break", "defuse", "avert", "leave", "bring", "put", "set", "open"})


def _is_warned_of(line: Line, verb: Token, head: Token) -> bool:
    """ "Warned that it would close the port": the warning is the act, what it says is not done."""
    ahead = {child.text.lower() for child in line.tree.having(verb.i, "aux")} & (FUTURE | CONDITIONAL)
    return bool(ahead) and head.lemma.lower() in WARNING


WARNING = frozenset({"warn", "threaten", "vow", "caution"})
DENYING = frozenset({"deny", "refute", "dispute"})  # "denied that it had *armed* them"
COMPLEMENTS = ("xcomp", "ccomp", "advcl")  # where the parser hangs "voted on Monday *to reject* it"


def _counts_itself(line: Line, decision: Token, deed: Token) -> bool:
    """What is decided counts, not that it is: "decided to *extend* it"; a vote for a harm is itself the threat."""
    sense = sense_of(line, deed)
    if sense is None or not deed.has("VerbForm=Inf") or line.tree.subjects(deed.i):
        return False
    return decision.lemma.lower() != "vote" or sense.meaning.act is not None


def _gives_the_ground(line: Line, verb: Token) -> bool:
    """What somebody is punished, blamed or thanked for is the other act's ground: "jailed him for *helping* rebels"."""
    marks = {child.text.lower() for child in line.tree.having(verb.i, "mark", "case")}
    return "for" in marks and verb.text.lower().endswith("ing")


def _is_charge(line: Line, verb: Token) -> bool:
    """What somebody is accused of or criticised for."""
    if verb.relation not in ("advcl", "ccomp", "xcomp", "obl", "acl", "nmod"):
        return False
    head = line.tree.tokens[verb.head]
    if head.lemma.lower() == "charge":
        return any(mark.text.lower() == "with" for mark in line.tree.having(verb.i, "mark", "case"))
    sense = sense_of(line, head if head.pos == "VERB" else line.tree.tokens[head.head])
    return sense is not None and sense.meaning.act in ("accuse", "criticise")


def _is_planned(line: Line, verb: Token) -> bool:
    """The verb stands right under one of planning."""
    head = line.tree.tokens[verb.head]
    return verb.dep.startswith("xcomp") and head.lemma.lower() in planning_verbs() - COMMITTING


def _is_deed(line: Line, verb: Token) -> bool:
    """An event of its own kind that may be planned: talks, a strike, a withdrawal."""
    sense = sense_of(line, verb)
    return sense is not None and sense.meaning.act is None


def is_obliged(line: Line, verb: Token) -> bool:
    """What must be done is demanded, not done: "must continue to support flights"."""
    for link in (verb, *line.tree.ancestors(verb.i)):
        if any(
            child.lemma.lower() in OBLIGING - {"shall"} and child.dep.startswith("aux")
            for child in line.tree.children(link.i)
        ):
            return True
        if link.relation not in ("xcomp", "conj") or line.tree.subjects(link.i):
            return False  # "must include it, but Chile *refused*" has its own subject
    return False


def only_introduces(line: Line, verb: Token) -> bool:
    """ "I want to thank …": the thanks count, not the wish."""
    if line.tree.objects(verb.i):
        return False
    if verb.lemma.lower() in deciding_verbs():
        return any(_counts_itself(line, verb, clause) for clause in line.tree.having(verb.i, *COMPLEMENTS))
    if verb.lemma.lower() in planning_verbs() - COMMITTING:
        return any(_is_deed(line, clause) for clause in line.tree.having(verb.i, "xcomp"))
    if verb.lemma.lower() not in WISHES:
        return False
    return any(_is_own_gesture(line, clause) for clause in line.tree.having(verb.i, "xcomp"))


def _is_own_gesture(line: Line, verb: Token) -> bool:
    sense = sense_of(line, verb)
    return sense is not None and sense.meaning.act is None
