"""Databases and mail servers named by one address, as hosts of web programs hand them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from parley.errors import ParleyError

# A writer waits this long for another: longer than any write of the desk takes, shorter than a reader's patience.
PATIENCE = 20


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for a database.

    Args:
        address: postgresql://user:word@host:port/name, sqlite:///path, or empty for SQLite in the desk's folder.

    Raises:
        ParleyError: another kind of database.
    """
    if not address:
        return _sqlite(folder / "desk.sqlite3")
    parts = urlsplit(address)
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)))
    raise ParleyError(
        f"DATABASE_URL begins with “{parts.scheme}:”. Give postgresql://user:word@host/name, or leave it out."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": PATIENCE,
            # A transaction that will write says so at its start: two that both read first could never both commit.
            "transaction_mode": "IMMEDIATE",
            # Readers do not wait for a writer; what was acknowledged is on the disk (synchronous=FULL).
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        "CONN_MAX_AGE": 60,
    }


def mail(address: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """Django's mail backend and its settings; without an address, mail is written into the desk's folder.

    Raises:
        ParleyError: another scheme than smtp or smtps.
    """
    if not address:
        return "django.core.mail.backends.filebased.EmailBackend", {"EMAIL_FILE_PATH": folder / "mail"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps"):
        raise ParleyError(
            f"EMAIL_URL begins with “{parts.scheme}:”. Give smtp://user:word@host:587/?tls=1 or smtps://."
        )
    ssl = parts.scheme == "smtps"
    return "django.core.mail.backends.smtp.EmailBackend", {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if ssl else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": PATIENCE,
    }
