"""Measures: words that count or time a thing and name none, and the names that are made of them all the same."""

from __future__ import annotations

from functools import cache

from parley.evidence.name_forms import calendar_words
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.evidence.words import lexicon
from parley.language.tree import Token

MEASURES = frozenset(
    {"percent", "%", "cent", "percentage", "point", "year", "month", "week", "day", "hour", "million", "billion",
     "dollar", "euro", "pound", "dlr", "dlrs", "crown", "krone", "peso", "rupee", "yen", "yuan", "ruble", "franc",
     "acre", "hectare", "foot", "metre", "meter", "kilometre", "kilometer", "mile", "inch", "yard", "barrel", "ton",
     "tonne", "litre", "liter", "gallon", "megawatt", "watt", "degree", "a.m.", "p.m."}
)  # fmt: skip
SPANS = frozenset({"hour", "day", "week", "month", "year", "period"})


def is_date(line: Line, token: Token) -> bool:
    """The noun says when, or "the end" of such a time; "a grace period" and "the working week" do not."""
    if token.lemma.lower() in OCCASIONS or (token.pos == "PROPN" and token.text.lower() in calendar_words()):
        return True
    if token.lemma.lower() in EDGES:
        return any(case == "of" and is_time(inner) for case, inner in line.tree.obliques(token.i))
    return is_time(token) and not is_named_span(line, token)


OCCASIONS = frozenset({"anniversary", "eve", "occasion", "sidelines", "sideline", "margin"})
EDGES = frozenset({"end", "start", "beginning", "middle", "close", "course", "rest", "remainder"})


def is_named_span(line: Line, token: Token) -> bool:
    """A stretch of time that is itself bargained over: "grace period", "working hours", "a 32-hour week"."""
    if token.pos != "NOUN" or token.lemma.lower() not in SPANS or token.i == 0:
        return False
    before = line.tree.tokens[token.i - 1]
    behind = [one.text.lower() for one in line.tree.tokens[token.i + 1 : token.i + 3]]
    if behind[:1] == ["off"] or (len(behind) == 2 and behind[0] == "of" and behind[1] in RESTS):
        return True  # "an extra day of holiday", "a paid day off"
    if not before.end < token.start or before.pos not in ("NOUN", "ADJ", "VERB", "PROPN"):
        return False
    word = before.text.lower()
    if token.lemma.lower() == "period":
        return not is_time(before) and word not in _listed("deictic") and before.pos != "PROPN"
    counted = "-" in word or (before.i > 1 and line.tree.tokens[before.i - 1].text == "-")
    return word in _listed("worked") or (counted and word.rpartition("-")[2] in SPANS)


RESTS = frozenset({"holiday", "holidays", "leave", "rest", "vacation", "work", "training", "parental", "sick"})


def is_span(line: Line, noun: Token) -> bool:
    """ "A pause of four years", not "by Thursday"."""
    counted = noun.pos == "NOUN" and bool(line.tree.having(noun.i, "nummod"))
    return counted and noun.lemma.lower() in SPANS | {"minute", "decade", "quarter"}


def past_measure(line: Line, token: Token) -> Token:
    """ "a 5 percent pay offer": the noun that the measure belongs to, where the parser stops at the measure."""
    tokens = line.tree.tokens
    if (token.lemma.lower() not in MEASURES and token.pos != "NUM") or is_named_span(line, token):
        return token
    at = token.i + 1
    while at < len(tokens) and tokens[at].pos in ("NOUN", "ADJ"):
        at += 1
    run = [other for other in tokens[token.i + 1 : at] if other.pos == "NOUN" and other.lemma.lower() not in MEASURES]
    return run[-1] if run else token


def rate_at(line: Line, token: Token) -> tuple[int, int] | None:
    """First and last token of a price for each of many: "£3.10 a share", headed by its sum or by its unit."""
    tokens = line.tree.tokens
    unit = token.i
    if token.pos in ("NUM", "SYM") or token.lemma.lower() in CURRENCY:
        unit = next((at for at in range(token.i + 1, min(token.i + 5, len(tokens))) if tokens[at].lemma in UNITS), -1)
    if unit < 2 or tokens[unit].lemma.lower() not in UNITS or tokens[unit - 1].text.lower() not in ("a", "an", "per"):
        return None
    first = unit - 1
    while first and (tokens[first - 1].pos in ("NUM", "SYM") or tokens[first - 1].lemma.lower() in CURRENCY):
        first -= 1
    money = any(one.pos == "SYM" or one.lemma.lower() in CURRENCY for one in tokens[first:unit])
    return (first, unit) if money and first < unit - 1 else None


UNITS = frozenset(
    {"share", "barrel", "ton", "tonne", "bushel", "head", "kilo", "kilogram", "ounce", "litre", "liter", "gallon",
     "pound", "dose", "ticket", "passenger", "vehicle", "megawatt", "unit", "metre", "acre", "hectare", "sack"}
)  # fmt: skip
CURRENCY = frozenset(
    {"$", "£", "€", "¥", "dollar", "euro", "pound", "dlr", "dlrs", "crown", "krone", "kroner", "peso", "rupee", "yen",
     "yuan", "ruble", "franc", "cent", "pence", "rand", "lira", "riyal", "dirham", "zloty", "won"}
)  # fmt: skip


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("issues")[name])
