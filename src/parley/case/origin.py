"""From which revision on a desk a case file was made: one line of its head.

In the file itself, so that it is there still when the file is mailed or kept in git; as a comment, since it says
nothing of the negotiation and equal cases must stay equal.
"""

from __future__ import annotations

import re

from parley.record import Record

_LINE = re.compile(r"^# From (https?://\S+), revision (\d+)\.$", re.MULTILINE)


class Origin(Record):
    """Where a case was pulled from."""

    address: str  # of the negotiation on its desk
    revision: int  # 0: there was no case yet


def origin_of(text: str) -> Origin | None:
    """What the head of a case file says of its origin.

    >>> origin_of("# A case.\\n# From https://desk.example/n/abc, revision 7.\\ntitle: Ferries\\n")
    Origin(address='https://desk.example/n/abc', revision=7)
    """
    head = re.match(r"(?:#.*\n|\s*\n)*", text)
    found = _LINE.search(head[0]) if head else None
    return Origin(address=found[1], revision=int(found[2])) if found else None


def with_origin(text: str, origin: Origin | None) -> str:
    """A case file, as `case.file.dump` writes it, whose head says this origin; None: none."""
    if origin is None:
        return text
    head = re.match(r"(?:#.*\n)*", text)
    end = head.end() if head else 0
    kept = "".join(line for line in text[:end].splitlines(keepends=True) if not _LINE.match(line))
    return f"{kept}# From {origin.address}, revision {origin.revision}.\n{text[end:]}"
