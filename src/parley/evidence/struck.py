"""Attacks that are the subject of their sentence: "Air strikes by the army hit the port", "a shell killed two"."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.frame import Frame
from parley.evidence.frame_told import frame_told
from parley.evidence.predicates import classes, noun_meaning
from parley.evidence.story import Line
from parley.language.tree import Token

# What an attack does to whom it strikes.
STRIKING = frozenset(
    {"hit", "kill", "wound", "injure", "destroy", "strike", "pound", "damage", "flatten", "raze", "devastate", "target",
     "level", "rock", "shatter", "demolish", "wreck", "slam", "tear", "rip", "pummel", "batter", "leave", "claim"}
)  # fmt: skip
MISSILES = frozenset(
    {"shell", "mortar", "bomb", "fire", "gunfire", "shelling", "airstrike", "bombing", "raid", "ambush"}
)
AIR = frozenset({"air", "missile", "drone", "rocket", "military", "artillery", "bombing", "mortar", "suicide", "arson"})
AMBIGUOUS = frozenset({"strike", "operation", "fire", "war", "raid"})  # of work, of the police, in a forest


def attack_told(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """The assault that such a sentence tells, by whose attack it is."""
    tree, meaning = line.tree, noun_meaning("attack")
    if verb.pos != "VERB" or verb.lemma.lower() not in STRIKING or meaning is None or tree.is_passive(verb.i):
        return None
    noun = next((one for one in tree.subjects(verb.i) if _is_attack(line, one)), None)
    if noun is None or cast.at(line, noun.i):
        return None
    actors = cast.owners(line, noun.i)
    hit = tuple(key for one in tree.objects(verb.i) for key in cast.at(line, one.i) or cast.owners(line, one.i))
    return frame_told(cast, line, verb, meaning, actors, hit) if actors else None


def _is_attack(line: Line, noun: Token) -> bool:
    """An air strike, not one of dockers."""
    lemma = noun.lemma.lower()
    if lemma not in classes()["attack"] | MISSILES:
        return False
    if lemma not in AMBIGUOUS:
        return True
    return any(child.text.lower() in AIR for child in line.tree.having(noun.i, "compound", "amod"))
