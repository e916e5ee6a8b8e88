"""What every operation answers with: pages of lists as JSON or CSV, stored records as they are, errors in one shape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

Row = TypeVar("Row", bound=Schema)
CODES = {
    400: "bad-request",
    401: "not-logged-in",
    403: "role-too-low",
    404: "not-found",
    405: "method-not-taken",
    409: "overtaken",
    410: "withdrawn",
    413: "too-large",
    422: "does-not-fit",
    429: "too-many",
}

# What is said of errors that Django or ninja find before an operation does.
SAID = {
    400: "This is no request the desk understands. See /api/docs for what an operation takes.",
    403: "The browser's log-in needs the CSRF word too (X-CSRFToken). Programs send a token instead.",
    404: "No operation has this address. /api/docs lists them all.",
    405: "This address takes other methods. /api/docs lists them.",
    413: "This is more than the desk takes at once: 12 MB.",
}


class Asked(Schema):
    """Which rows of a list, and how."""

    limit: int = Field(50, ge=1, le=500, description="How many rows at most.")
    offset: int = Field(0, ge=0, description="How many rows to pass over first.")
    format: Literal["json", "csv"] = Field("json", description="csv: the same rows as a table.")


class Page(Schema, Generic[Row]):
    """Some rows of a list."""

    items: list[Row]
    count: int  # rows of the whole list
    next: str | None  # address of the rows after these; null: these are the last


class Detail(Schema):
    where: str  # the field, or the revision, it is about
    message: str


class Problem(Schema):
    status: int  # the same as the answer's
    code: str  # stable, hyphenated
    message: str  # what was wrong, what would be right, the next step
    details: list[Detail]


class Refused(Schema):
    """Every error of the API has this shape."""

    error: Problem


ERRORS = dict.fromkeys((401, 403, 404, 409, 422, 429), Refused)


def listed(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], asked: Asked, row: Callable[[Any], Row], of: type[Row]
) -> dict[str, Any] | HttpResponse:
    """The rows asked for, as a page or as CSV with the address of the next rows in its Link header."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    end = asked.offset + asked.limit
    items = [row(each) for each in rows[asked.offset : end]]
    following = _address(request, end) if end < count else None
    if asked.format == "json":
        return {"items": items, "count": count, "next": following}  # as `Page`, which ninja makes of it
    answer = HttpResponse(
        as_csv(tuple(of.model_fields), [item.dict() for item in items]), content_type="text/csv; charset=utf-8"
    )
    answer["X-Total-Count"] = str(count)
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def as_csv(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """Rows with a line of names; what a spreadsheet would run as a formula is kept as words."""
    written = io.StringIO()
    table = csv.DictWriter(written, fieldnames=list(names), lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def stored(text: str, *, headers: dict[str, str] | None = None) -> HttpResponse:
    """A record as it is kept."""
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


def refusal(status: int, message: str, details: Sequence[Detail] = (), code: str = "") -> HttpResponse:
    """An error in the one shape that all have."""
    problem = Problem(
        status=status, code=code or CODES.get(status, "server-error"), message=message, details=list(details)
    )
    answer = stored(json.dumps(Refused(error=problem).dict(), ensure_ascii=False))
    answer.status_code = status
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Parley"'
    return answer


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _address(request: HttpRequest, offset: int) -> str:
    asked = request.GET.copy()
    asked["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
