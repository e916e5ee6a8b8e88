"""Mending: main verbs that the parser takes for participles, put right before any rule reads the sentence.

The forms of a past and of a participle are one ("complained"), so that the parser takes a short statement for a noun
with its description ("Prado complained about the delay") and the second of two deeds for a passive ("balked but
*offered* cameras"). English decides both: a sentence of running text has a main verb, and a passive its auxiliary.
"""

from __future__ import annotations

from parley.evidence.plain_forms import plain_form
from parley.language.tree import Token, Tree

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


def mended(tree: Tree, *, running: bool) -> Tree:
    """The tree with such verbs put right; itself where nothing is amiss.

    Args:
        running: the sentence is running text; a heading or a caption may well do without a verb.
    """
    tokens = list(tree.tokens)
    changed = [one for one in tokens if _is_joined_past(tree, one)]
    for one in changed:
        tokens[one.i] = one._replace(morph=PAST)
    for one in tree.tokens:
        if _is_said_then(tree, one):
            tokens[one.i] = one._replace(dep="ccomp", head=tree.tokens[one.head].head)
            changed.append(one)
        elif _is_perfect(tree, one):
            tokens[one.i] = one._replace(pos="VERB", lemma=_plain(one.text.lower()), morph="Tense=Past|VerbForm=Part")
            changed.append(one)
    for one in tree.tokens:
        plain = plain_form(one.text.lower(), one.lemma) if one.pos == "VERB" else one.lemma
        if plain != one.lemma:
            tokens[one.i] = tokens[one.i]._replace(lemma=plain)
            changed.append(one)
    verb = _main_verb(tree) if running and tokens else None
    if verb is not None:
        _raise(tree, tokens, verb)
    return Tree(tree.text, tokens) if changed or verb is not None else tree


def _is_joined_past(tree: Tree, token: Token) -> bool:
    """ "Balked at cameras but *offered* tests": joined to a deed done, without the "was" that a passive needs."""
    if token.dep != "conj" or token.pos != "VERB" or not token.has("VerbForm=Part") or token.text.endswith("ing"):
        return False
    first = tree.tokens[token.head]
    plain = first.pos == "VERB" and first.has("Tense=Past") and first.has("VerbForm=Fin") and first.i < token.i
    return plain and not tree.having(token.i, "aux", "obl:agent", "nsubj:pass") and not tree.having(first.i, "aux")


def _is_said_then(tree: Tree, token: Token) -> bool:
    """ "Said last night *that it would consult* them": what is said; it does not describe the night."""
    if token.dep != "acl" or not tree.subjects(token.i):
        return False
    time = tree.tokens[token.head]
    told = tree.tokens[time.head]
    that = any(child.text.lower() == "that" for child in tree.having(token.i, "mark"))
    when = time.dep == "obl:unmarked" or time.text.lower() in DAYS
    return that and when and told.pos == "VERB" and told.i < time.i < token.i


DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _is_perfect(tree: Tree, token: Token) -> bool:
    """ "Has *implored* governments": an adjective before its noun, were it not for the "has"."""
    if token.pos != "ADJ" or token.relation != "amod" or not token.i or not token.text.endswith("ed"):
        return False
    before = tree.tokens[token.i - 1]
    return before.text.lower() in ("has", "have", "had") and tree.tokens[token.head].head == before.i


def _plain(word: str) -> str:
    """The plain form of a regular past, as near as spelling tells: "implored" -> "implore"."""
    stem = word[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem + "e" if stem[-1:] in "rvzscug" and stem[-2:-1] in "aeiou" else stem


def _main_verb(tree: Tree) -> Token | None:
    """The verb behind the noun that the parser took for the root."""
    noun = tree.root
    if noun.pos not in ("NOUN", "PROPN") or tree.text.rstrip(" ”\"'")[-1:] not in (".", "!"):
        return None
    if tree.having(noun.i, "cop", "nsubj", "csubj", "expl", "case") or any(
        one.pos == "VERB" for one in tree.tokens[: noun.i]
    ):
        return None
    for verb in tree.having(noun.i, "acl"):
        if verb.dep == "acl" and verb.i > noun.i and verb.pos == "VERB" and _may_be_past(tree, noun, verb):
            return verb
    return None


def _may_be_past(tree: Tree, noun: Token, verb: Token) -> bool:
    if verb.text.endswith("ing") or verb.has("VerbForm=Inf") or tree.having(verb.i, "aux", "nsubj"):
        return False
    finite = verb.has("VerbForm=Fin")
    if not finite and (not verb.has("Tense=Past") or tree.having(verb.i, "obl:agent")):
        return False
    told = tree.having(noun.i, "appos", "acl:relcl")  # "Solheim, the chief executive, *refused* it"
    return tree.tokens[verb.i - 1].text != "," or any(one.i < verb.i for one in told)


def _raise(tree: Tree, tokens: list[Token], verb: Token) -> None:
    """Make the verb the root and the noun its subject; what stands behind the verb hangs on it."""
    noun = tree.root
    for child in tree.children(noun.i):
        if child.i > verb.i:
            tokens[child.i] = tokens[child.i]._replace(head=verb.i)
    for agent in tree.having(verb.i, "obl:agent"):
        tokens[agent.i] = agent._replace(dep="obl")  # "voted *by 91 percent*"
    tokens[noun.i] = noun._replace(head=verb.i, dep="nsubj")
    tokens[verb.i] = verb._replace(head=verb.i, dep="root", morph=PAST)
