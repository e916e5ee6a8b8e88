"""Verbs that the parser hangs under their own object, and what they are really said of."""

from __future__ import annotations

from parley.evidence.story import Line
from parley.language.tree import Token

HAVE = frozenset({"has", "have", "had", "’ve", "'ve"})


def is_misplaced(line: Line, verb: Token) -> bool:
    """A main verb that the parser takes for a participle before a noun.

    "X, tired of waiting, *criticized* Y’s plan"; "Y has *broken* relations"; "with X *criticizing* Y’s plan"; "X
    *presented* evidence", where no other word of the sentence could be its verb.
    """
    if verb.pos not in ("VERB", "ADJ") or verb.relation != "amod" or verb.i == 0:
        return False
    before = line.tree.tokens[verb.i - 1]
    if verb.pos == "ADJ":  # "Cairo *blamed* Addis Ababa": a name before it, a name behind it, and no verb
        behind = line.tree.tokens[verb.i + 1 : verb.i + 2]
        names = before.pos == "PROPN" and any(one.pos == "PROPN" for one in behind)
        return names and verb.text.endswith("ed") and _lacks_a_verb(line, verb)
    if before.pos == "ADV" or before.text.lower() == "long":
        before = line.tree.tokens[max(0, verb.i - 2)]  # "had long *resisted* cuts"
    if before.text.lower() in HAVE:
        return line.tree.tokens[verb.head].head == before.i
    if verb.text.endswith("ing"):
        return before.pos == "PROPN" and _is_absolute(line, verb)
    if not verb.text.endswith("ed"):
        return False
    named = before.pos == "PROPN" or (before.pos == "ADJ" and before.text[:1].isupper())
    return before.text == "," or (named and _lacks_a_verb(line, verb))


def misplaced_subjects(line: Line, verb: Token) -> tuple[Token, ...]:
    """Who does it: the name that stands right before the verb, else the subject before it."""
    before = line.tree.tokens[: verb.i]
    named = tuple(token for token in before[-1:] if token.pos == "PROPN" or token.text[:1].isupper())
    return named or tuple(token for token in before if token.relation == "nsubj")[:1]


def misplaced_objects(line: Line, verb: Token) -> tuple[Token, ...]:
    """What it is done to: the noun above, or whose that is above a possessor."""
    head = line.tree.tokens[verb.head]
    return (line.tree.tokens[head.head],) if head.dep == "nmod:poss" else (head,)


def _is_absolute(line: Line, verb: Token) -> bool:
    """Only names stand between a "with" and the participle."""
    opening = [child.i for child in line.tree.having(verb.head, "case") if child.text.lower() == "with"]
    return any(all(token.pos == "PROPN" for token in line.tree.tokens[at + 1 : verb.i]) for at in opening)


def _lacks_a_verb(line: Line, verb: Token) -> bool:
    """A sentence of running text without a main verb, whose noun this word would only describe."""
    tree = line.tree
    if line.kind != "paragraph" or tree.tokens[verb.head].dep != "root":
        return False
    root = tree.tokens[verb.head]
    joined = {one.i for one in tree.having(root.i, "conj") if one.pos == "VERB" and not tree.subjects(one.i)}
    finite = (token for token in tree.tokens if token.has("VerbForm=Fin"))
    # "BHP *voiced* disappointment and said it would wait": what is joined on has the same subject
    return all(token.i in joined or any(link.i in joined for link in tree.ancestors(token.i)) for token in finite)
