"""What names of issues share: their content words and the noun at their head."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*(?:bn|m|k)?")  # "32-hour" of "a 32-hour week" is no bare number
# Closed classes of English, so that a list can be complete: words that carry no content in a noun phrase.
_SMALL = (
    "a an the of for to in on at by with from as and or its their his her our your any some all more less no "
    "not without clear full further this that these those "
)
_PREPOSITIONS = "of for to in on at by with from against between over under about into within "
# What the talks are, not what is on the table in them: no side can want more or less of "the deal".
_TALKS = (
    "deal agreement talk negotiation proposal point value thing progress detail pact offer package plan term "
    "way decision outcome question visit meeting meet statement issue matter side everything it they he she we "
    "draft text document version wording sign signature signing ratification round negotiating bargaining "
)
# Closed classes again: with one of these a phrase is a clause and says something of an issue, but names none.
_CLAUSE = "must shall should would could will can cannot might be been being is are was were has have had "
_UNITS = (
    "percent percentage cent per dollar euro pound yen yuan franc crown krona krone ruble rouble rupee peso real rand "
    "thousand million billion trillion tonne ton kilogram barrel euros mile kilometre kilometer hectare acre "
    "year month week day hour "
)
_IS_SMALL, _IS_PREPOSITION, _IS_TALKS, _IN_CLAUSE, _IS_UNIT = (
    frozenset(each.split()) for each in (_SMALL, _PREPOSITIONS, _TALKS, _CLAUSE, _UNITS)
)


def content_words(name: str) -> frozenset[str]:
    """Lower-case words that carry the content, in the singular: "security guarantees" -> security, guarantee."""
    return frozenset(_singular(word) for word in _words(name) if word not in _IS_SMALL)


def head(name: str) -> str:
    """The noun a phrase is about: "access to rare earths" -> access, "a proposal pushed by Kyiv" -> proposal."""
    before: list[str] = []
    words = _words(name)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        after = word.endswith("ed") and following in _IS_PREPOSITION  # what was done with it is told behind it
        if before and (after or word in _IS_PREPOSITION):
            break
        if word not in _IS_SMALL:
            before.append(word)
    return _singular(before[-1]) if before else ""


def is_amount(name: str) -> bool:
    """Whether a phrase only says how much: "7 percent", "$500 billion"; of what, the story says elsewhere."""
    words = _words(name)
    return (
        bool(words)
        and any(char.isdigit() for char in name)
        and all(word in _IS_SMALL or _singular(word) in _IS_UNIT or _NUMBER.fullmatch(word) for word in words)
    )


def names_the_talks(name: str) -> bool:
    """Whether a phrase names the talks themselves, or is a clause, and so can be no issue in them."""
    return head(name) in _IS_TALKS or not content_words(name) or not _IN_CLAUSE.isdisjoint(_words(name))


def same_issue(one: str, other: str) -> bool:
    """Whether two names share their head, and one says nothing the other does not."""
    mine, theirs = content_words(one), content_words(other)
    return head(one) == head(other) != "" and (mine <= theirs or theirs <= mine)


def slug(text: str, words: int = 6) -> str:
    """A readable key: at most so many words, lower case, joined by hyphens."""
    parts = re.findall(r"[^\W_]+", re.sub(r"['’](s\b)?", "", text.casefold()))
    return "-".join(parts[:words]) or "unnamed"


def _words(name: str) -> list[str]:
    return [re.sub(r"['’]s?$", "", found[0].casefold()) for found in _WORD.finditer(name)]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
