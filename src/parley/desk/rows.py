"""Rows of the desk's tables as lines of JSON, and back, the same whichever database holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

# What a desk is made of. Left out: sessions (everybody logs in again), links that work once, pictures, PDFs and parts
# of pages (made again when asked for), and the queue: open jobs stand in the table of jobs, from where the worker takes
# them up.
APPS = ("desk", "account", "mfa")
LEFT_OUT = ("desk.onetimelink", "desk.fragment", "desk.picture", "desk.paper", "account.emailconfirmation")
_CHUNK = 200  # rows read or written at once; a row may be a story of ten megabytes
_PLAIN = (str, int, float, bool)


def kept_models() -> list[type[models.Model]]:
    """Every table of a backup, in one order for all desks."""
    found = (model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True))
    return sorted(
        (model for model in found if model._meta.label_lower not in LEFT_OUT), key=lambda model: model._meta.label_lower
    )


def lines(model: type[models.Model]) -> Iterator[str]:
    """The rows of a table in the order of their keys, one JSON object a line, without a newline."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=_CHUNK):
        yield json.dumps({field.attname: _written(field, row) for field in fields}, ensure_ascii=False)


def write(model: type[models.Model], rows: Iterable[str]) -> int:
    """Put such lines into an empty table; how many.

    Raises:
        ValueError, ValidationError: a line is no row of this table.
    """
    count, waiting, size = 0, [], 0
    for line in rows:
        waiting.append(_row(model, json.loads(line)))
        count, size = count + 1, size + len(line)
        if len(waiting) == _CHUNK or size > 16_000_000:
            model._base_manager.bulk_create(waiting)
            waiting, size = [], 0
    model._base_manager.bulk_create(waiting)
    return count


def _written(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, _PLAIN) or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)  # moments to the microsecond, bytes as base64


def _row(model: type[models.Model], data: dict[str, Any]) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if strange := data.keys() ^ fields.keys():
        raise ValueError(f"{model._meta.label}: fields that do not belong together: {', '.join(sorted(strange))}")
    return model(**{name: _read(fields[name], value) for name, value in data.items()})


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.to_python(value)
