"""The frozen base of all records, their content ids and JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from parley.errors import ParleyError

ID_LENGTH = 10  # hex digits: 40 bits, no collision expected below a million items


class Record(BaseModel):
    """Frozen, keyword-only, without unknown fields: what every stage takes and returns."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the fields, the same for equal records."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ParleyError: the text is no JSON or does not fit the record; says which field.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise ParleyError(
                f"This is no {cls.__name__}: {where}: {first['msg']}. It was written by another version?"
            ) from error

    def digest(self) -> str:
        """Sixty-four hex digits over the content; equal records have equal digests."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


class Span(Record):
    """A stretch of a text, in Unicode code points; `end` is exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Finding(Record):
    """Something a reader should know about one item, while the rest goes on."""

    level: Literal["note", "warning"]
    code: str  # stable, hyphenated: "no-date", "not-english", "quote-unclosed"
    message: str
    where: str = ""  # sentence id, key or line; empty: the whole


def content_id(*parts: object) -> str:
    """A short id made of content: equal parts, equal id, on every machine."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:ID_LENGTH]


def json_schema(record: type[Record]) -> dict[str, Any]:
    """JSON Schema of a record, for files other programs read."""
    return record.model_json_schema()
