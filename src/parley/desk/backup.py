"""A desk in one file, and back: the same file from SQLite and from PostgreSQL, into either.

The file is a zip: `rows/<table>.jsonl` with one JSON object a row, and `desk.json`, which says what made it, the state
of the tables, and the count and digest of every part. It is taken of one moment while others go on writing. It holds
all the desk holds, password digests too: it is written for its owner's eyes only. The desk's key and the words of its
settings are not in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from parley.desk.rows import APPS, kept_models, lines, write
from parley.desk.start import bring_up_to_date
from parley.errors import ParleyError

SCHEMA = "desk-backup/1"
_HEAD = "desk.json"
# What a spoilt file may raise while it is read: as a zip, as JSON, as rows of tables.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    AttributeError,
    ValueError,
    ValidationError,
    IntegrityError,
)


class BackupError(ParleyError):
    """A backup cannot be made here, is damaged, or may not be restored here."""

    exit_code = 65


def back_up(path: Path) -> dict[str, int]:
    """Write the desk as it is at one moment, whole or not at all; the rows of each table.

    Raises:
        BackupError: there is no desk here, or one that an older version left.
    """
    _need_current()
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            counts = _write_zip(file)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except FileNotFoundError as error:
        raise BackupError(f"There is no folder {path.parent} to write {path.name} into. Make it first.") from error
    finally:
        half.unlink(missing_ok=True)
    return counts


def restore(path: Path) -> dict[str, int]:
    """Put a backup into an empty desk, all of it or nothing; the rows of each table.

    Raises:
        BackupError: the file is no backup or is damaged; the desk is not empty; a newer version made the file.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            return _restore(zipped, path)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except DAMAGE as error:
        raise BackupError(f"{path} is no backup of a desk, or is damaged ({error}). Take another one.") from error


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment; nobody who writes waits for it."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        # Not `atomic`, whose transactions on SQLite begin as writing ones: a backup would make everybody wait.
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write_zip(file: Any) -> dict[str, int]:
    counts, parts = {}, {}
    with one_moment(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as zipped:
        for model in kept_models():
            name, seen, count = model._meta.label_lower, hashlib.sha256(), 0
            with zipped.open(f"rows/{name}.jsonl", "w", force_zip64=True) as part:
                for line in lines(model):
                    data = line.encode() + b"\n"
                    part.write(data)
                    seen.update(data)
                    count += 1
            counts[name], parts[name] = count, {"rows": count, "sha256": seen.hexdigest()}
        zipped.writestr(_HEAD, json.dumps(_head(parts), indent=1))
    return counts


def _head(parts: dict[str, Any]) -> dict[str, Any]:
    from django.conf import settings

    return {
        "schema_version": SCHEMA,
        "parley": version("parley-desk"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "settings": {"hosts": settings.ALLOWED_HOSTS, "public": settings.PUBLIC, "from": settings.DEFAULT_FROM_EMAIL},
        "tables_as_of": {app: name for app, name in _newest(MigrationExecutor(connection)) if app in APPS},
        "parts": parts,
    }


def _restore(zipped: zipfile.ZipFile, path: Path) -> dict[str, int]:
    head = json.loads(zipped.read(_HEAD))
    if not isinstance(head, dict) or head.get("schema_version") != SCHEMA:
        raise BackupError(f"{path} says it is “{head.get('schema_version')}”; this Parley restores {SCHEMA}.")
    executor = MigrationExecutor(connection)
    _need_empty()
    made = list(head["tables_as_of"].items())
    if unknown := [f"{app} {name}" for app, name in made if (app, name) not in executor.loader.graph.nodes]:
        raise BackupError(
            f"{path} was made by a newer Parley ({head['parley']}; {unknown[0]}). Install that one first."
        )
    known = _tables_as_of(executor, made)
    with transaction.atomic():
        known.get_model("desk", "OneTimeLink")._base_manager.all().delete()  # the desk has its accounts now
        counts = {name: _fill(zipped, known.get_model(name), name, part) for name, part in head["parts"].items()}
        connection.check_constraints()
        _reset_numbers([known.get_model(name) for name in counts])
    bring_up_to_date()
    return counts


def _tables_as_of(executor: MigrationExecutor, made: list[tuple[str, str]]) -> Any:
    """Make the tables as they were when the backup was taken, and give the models of that state."""
    graph = executor.loader.graph
    wanted = {node for target in made for node in graph.forwards_plan(target)}
    if any(app in APPS and (app, name) not in wanted for app, name in executor.loader.applied_migrations):
        raise BackupError("The backup is of an older version than this desk's tables. Restore it into a new folder.")
    executor.migrate(made)
    return executor.loader.project_state(made).apps


def _fill(zipped: zipfile.ZipFile, model: type[models.Model], name: str, part: dict[str, Any]) -> int:
    seen = hashlib.sha256()

    def rows(file: Any) -> Iterator[str]:
        for data in file:
            seen.update(data)
            yield data.decode()

    with zipped.open(f"rows/{name}.jsonl") as file:
        count = write(model, rows(file))
    if count != part["rows"] or seen.hexdigest() != part["sha256"]:
        raise ValueError(f"the table {name} is not what {_HEAD} says of it")
    return count


def _need_current() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan([node for node in _newest(executor) if node[0] in APPS]):
        if not executor.loader.applied_migrations:
            raise BackupError("There is no desk here yet. Name its folder: --home FOLDER")
        raise BackupError("An older version left this desk. Start it once with this one (parley desk), then go on.")


def _need_empty() -> None:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in kept_models():
            table = model._meta.db_table
            if table in there:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
                if cursor.fetchone():
                    raise BackupError(
                        f"This desk is not empty (it has {model._meta.verbose_name_plural}); nothing is overwritten. "
                        "Restore into a new folder: parley desk restore FILE --home FOLDER"
                    )


def _newest(executor: MigrationExecutor) -> list[tuple[str, str]]:
    return sorted(executor.loader.graph.leaf_nodes())


def _reset_numbers(filled: list[type[models.Model]]) -> None:
    """Let PostgreSQL count on from the rows that came with numbers of their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)
