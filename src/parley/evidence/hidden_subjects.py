"""Subjects that the parser hangs elsewhere: behind a place, on a label, as the object of "after", as a filler."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.story import Line
from parley.language.tree import Token


def hidden_subject(line: Line, verb: Token) -> tuple[Token, ...]:
    """The subject of a verb that seems to have none."""
    return _behind_a_place(line, verb) or _minded(line, verb) or _behind_a_joint(line, verb) or _after_time(line, verb)


def _after_time(line: Line, verb: Token) -> tuple[Token, ...]:
    """ "Prices rose after the *government* agreed to …": the parser hangs the noun on what stands before."""
    if verb.dep.split(":")[0] not in ("advcl", "acl") or not verb.has("VerbForm=Fin") or verb.i < 2:
        return ()
    start = next((one.i for one in line.tree.having(verb.i, "aux")), verb.i)
    before = line.tree.tokens[start - 1] if start else verb
    cases = {one.text.lower() for one in line.tree.having(before.i, "case")}
    hung = before.relation in ("obl", "nmod") and cases & {"after", "before", "since", "until"}
    return (before,) if hung and before.pos in ("NOUN", "PROPN") else ()


def _behind_a_joint(line: Line, verb: Token) -> tuple[Token, ...]:
    """ "After *Canberra* called for an inquiry": the parser reads "after Canberra" as a time."""
    if verb.relation != "advcl" or verb.pos != "VERB" or verb.text.lower().endswith("ing"):
        return ()
    tree = line.tree
    return tuple(
        one
        for one in tree.having(verb.i, "obl")
        if tree.subtree(one.i)[1] == verb.i - 1
        and any(case.text.lower() in JOINTS for case in tree.having(one.i, "case"))
    )


JOINTS = frozenset({"after", "before", "since", "until", "till", "as", "once", "than", "because"})


def _minded(line: Line, word: Token) -> tuple[Token, ...]:
    """ "*It* is willing to report": who is willing is somebody, where the parser takes the pronoun for a filler."""
    return line.tree.having(word.i, "expl")[:1] if word.pos == "ADJ" and word.lemma.lower() in MINDED else ()


MINDED = frozenset(
    {"willing", "unwilling", "ready", "prepared", "eager", "keen", "reluctant", "determined", "content", "happy",
     "unprepared", "loath", "loth", "anxious", "open", "hopeful", "confident", "optimistic", "grateful", "glad",
     "pleased", "hesitant"}
)  # fmt: skip


def named_root(line: Line, verb: Token) -> tuple[Token, ...]:
    """ "Rennick, which owns …, *offered* to sell": the parser makes the name the root and the verb its partner."""
    head = line.tree.tokens[verb.head]
    joined = verb.relation in ("conj", "parataxis") and verb.has("VerbForm=Fin")
    return (head,) if joined and head.dep == "root" and head.pos in ("PROPN", "NOUN") and head.i < verb.i else ()


def _behind_a_place(line: Line, verb: Token) -> tuple[Token, ...]:
    """ "In Washington, *the Fund*, whose loan …, has thrown …": the parser takes the subject for more of the place."""
    if verb.dep != "root" or verb.pos != "VERB":
        return ()
    for place in line.tree.having(verb.i, "obl"):
        bare = not line.tree.having(place.i, "case", "mark") and line.tree.subtree(place.i)[0] == 0
        if bare and place.i < verb.i and place.pos in ("PROPN", "NOUN") and place.dep != "obl:unmarked":
            return (place,)  # "*Human Rights Watch*, based in New York, charged …"
        if place.i > 2 or place.i > verb.i or not line.tree.having(place.i, "case"):
            continue
        for beside in line.tree.having(place.i, "appos"):
            definite = any(child.text.lower() == "the" for child in line.tree.having(beside.i, "det"))
            apart = any(one.text == "," for one in line.tree.tokens[place.i + 1 : place.i + 2])
            if beside.i < verb.i and (definite or beside.pos == "PROPN") and apart:
                return (beside,)
    return ()


def elided_subject(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """A bullet without a subject has that of its label: "Peru: rejects the text, and *wants* a new one"."""
    label, tree = cast.story.label(line), line.tree
    if label is None or line.is_label or line.kind != "bullet":
        return ()
    first = tree.tokens[verb.head] if verb.relation == "conj" else verb
    if first.dep != "root" or tree.subjects(first.i) or first.has("VerbForm=Inf") or first.has("Mood=Imp"):
        return ()
    opens = all(one.pos in ("AUX", "ADV", "PART") for one in tree.tokens[: first.i])
    told = first.has("VerbForm=Fin") or first.has("VerbForm=Part") or tree.having(first.i, "aux")
    if not opens or not (told or first.text.lower().endswith("s")) or first.lemma == first.text:
        return ()
    keys = cast.within(label, 0, len(label.tree.tokens) - 1)
    return keys[:1]
