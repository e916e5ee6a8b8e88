"""Statements about options: "sign and not strike", "pay if sign", "a iff b".

Grammar, the loosest first: A iff B; A if B ("if B then A"); A or B; A and B; not A; ( A ); an option's key.
A key is letters, digits and - _ . / in a row; and, or, not, if, iff are no keys.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from parley.errors import CaseError

Node = tuple[Any, ...]  # ("option", key), ("not", node), (word, node, node)

_LOOSEST_FIRST = ("iff", "if", "or", "and")
_WORDS = (*_LOOSEST_FIRST, "not")
_TOKEN = re.compile(r"\s*([()]|[\w./-]+)")
_DEEPEST = 50


class StatementError(CaseError):
    """A statement about options cannot be read."""

    def __init__(self, statement: str, problem: str, remedy: str) -> None:
        self.statement, self.problem = statement, problem
        super().__init__(f"The statement “{statement}” cannot be read: {problem}. {remedy}")


def parse(statement: str, options: Collection[str]) -> Node:
    """Read a statement.

    Args:
        options: the keys that may stand in it.

    Raises:
        StatementError: names the word that does not fit, and what would.

    >>> parse("pay if not (sign or strike)", ("pay", "sign", "strike"))
    ('if', ('option', 'pay'), ('not', ('or', ('option', 'sign'), ('option', 'strike'))))
    """
    return _Reader(statement, options).read()


def truth(node: Node, taken: Mapping[str, Any]) -> Any:
    """Say where a statement holds, as 1 and 0.

    Args:
        taken: option key to 1 or 0, or to an array of them with one entry a state.

    >>> truth(parse("pay if sign", ("pay", "sign")), {"pay": 0, "sign": 1})
    0
    """
    word, *parts = node
    if word == "option":
        return taken[parts[0]]
    values = [truth(part, taken) for part in parts]
    if word == "not":
        return 1 - values[0]
    one, other = values
    return {
        "and": one * other,
        "or": one + other - one * other,
        "if": 1 - other + one * other,
        "iff": 1 - (one - other) * (one - other),
    }[word]


class _Reader:
    """One statement, read from left to right."""

    def __init__(self, statement: str, options: Collection[str]) -> None:
        self.statement, self.options = statement, options
        self.tokens = self._tokens()
        self.at = 0

    def read(self) -> Node:
        if not self.tokens:
            raise self._error("it is empty", "Write for example: sign and not strike")
        node = self._level(0, 0)
        if self.at < len(self.tokens):
            raise self._error(f"“{self.tokens[self.at]}” follows a finished part", "Join parts by and, or, if or iff.")
        return node

    def _tokens(self) -> list[str]:
        found, at, text = [], 0, self.statement.rstrip()
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                raise self._error(
                    f"“{text[at:].lstrip()[0]}” is no part of a statement", "Write words and brackets only."
                )
            found.append(token[1])
            at = token.end()
        return found

    def _level(self, level: int, depth: int) -> Node:
        if level == len(_LOOSEST_FIRST):
            return self._part(depth)
        node = self._level(level + 1, depth)
        while self._next() == _LOOSEST_FIRST[level]:
            self.at += 1
            node = (_LOOSEST_FIRST[level], node, self._level(level + 1, depth))
        return node

    def _part(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self._error("it is nested too deep", f"Use at most {_DEEPEST} brackets within each other.")
        word = self._next()
        self.at += 1
        if word == "not":
            return ("not", self._part(depth + 1))
        if word == "(":
            node = self._level(0, depth + 1)
            if self._next() != ")":
                raise self._error("a bracket is not closed", "Add ).")
            self.at += 1
            return node
        return self._option(word)

    def _option(self, word: str) -> Node:
        if word in ("", ")", *_WORDS):
            found = f"“{word}” stands" if word else "it ends"
            raise self._error(f"{found} where an option is needed", f"Options are: {', '.join(self.options)}.")
        given = self.tokens[self.at - 1]
        if given not in self.options:
            raise self._error(f"“{given}” is no option", f"Options are: {', '.join(self.options)}.")
        return ("option", given)

    def _next(self) -> str:
        """The next word, small where it joins; empty at the end."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        return token.lower() if token.lower() in _WORDS else token

    def _error(self, problem: str, remedy: str) -> StatementError:
        return StatementError(self.statement, problem, remedy)
