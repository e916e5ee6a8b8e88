"""Somebody's name taken out of records: where it says who judged, and wherever a record repeats that in words.

Words of stories stay letter for letter, whoever they name: an analyst may be called like a minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

NOBODY = "somebody who left"

_VERBATIM = ("citations", "sources")  # parts of a case or a brief that are a story's own
_JUDGES = "Judged by"  # the column of a brief's tables that names them


def unnamed(part: Any, names: Iterable[str]) -> Any:
    """A record as plain data without these names: of who judged, and in what was written about that.

    Args:
        part: what `json.loads` gives of a case, judgement, result, brief or comparison.
        names: all the names that one person has gone by.

    >>> unnamed({"who": "Ada", "why": "Ada Ltd. asked"}, ["Ada"])
    {'who': 'somebody who left', 'why': 'Ada Ltd. asked'}
    >>> unnamed(["Position of the port: 60, judged by Ben, Ada: Ben: letter; Ada: speech."], ["Ada"])
    ['Position of the port: 60, judged by Ben, somebody who left: Ben: letter; somebody who left: speech.']
    """
    return _Unnaming(names).part(part)


class _Unnaming:
    def __init__(self, names: Iterable[str]) -> None:
        known = {name for each in names for name in (each, " ".join(each.split()))}
        self.names = sorted(known - {"", NOBODY}, key=len, reverse=True)
        one = "|".join(map(_either_case, self.names)) or r"(?!)"
        more = r"[^:;()\[\]]*?, "  # others who judged the same number stand before it, or
        rest = r"(?:, [^:;()\[\]]*?)?"  # behind it
        # As `brief.notes`, `case.check`, `case.pooling`, `analysis.reasons` and `analysis.bargaining` write a name.
        self.written = re.compile(
            rf"(?P<before>\b[Jj]udg(?:ed|ement) by (?:{more})?)(?:{one})(?={rest}(?:[:.]|$| on \d| and \d))"
            rf"|(?P<open>\((?:{more})?)(?:{one})(?={rest}[:)])"
            rf"|(?P<start>^|; |: )(?:{one})(?=: )"
            rf"|\b(?:{one})(?='s judgement on )"
        )

    def part(self, part: Any) -> Any:
        if isinstance(part, str):
            return self.words(part)
        if isinstance(part, list):
            return [self.part(each) for each in part]
        if not isinstance(part, dict):
            return part
        if _JUDGES in part.get("columns", ()):
            at = part["columns"].index(_JUDGES)
            rows = [[self.who(cell) if place == at else cell for place, cell in enumerate(row)] for row in part["rows"]]
            return {**part, "rows": rows}
        return {key: value if key in _VERBATIM else self.field(part, key, value) for key, value in part.items()}

    def field(self, record: dict[str, Any], key: str, value: Any) -> Any:
        is_judged = "low" in record or "rank" in record  # parties stand beside `by` too, by their keys
        says_who = key == "who" or (key == "by" and is_judged)
        return self.who(value) if says_who and isinstance(value, str) else self.part(value)

    def words(self, text: str) -> str:
        while (new := self.written.sub(_put, text)) != text:  # two who were one person stand in one list
            text = new
        return text

    def who(self, by: str) -> str:
        """Of several whose judgements were pooled, each name by itself."""
        if by in self.names:
            return NOBODY
        for name in self.names:
            by = re.sub(rf"(^|, ){re.escape(name)}(?=$|, )", rf"\g<1>{NOBODY}", by)
        return by


def _put(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return (groups["before"] or groups["open"] or groups["start"] or "") + NOBODY


def _either_case(name: str) -> str:
    """A name as it stands, and as a sentence that begins with it writes it."""
    return rf"[{re.escape(name[0])}{re.escape(name[0].upper())}]{re.escape(name[1:])}"
