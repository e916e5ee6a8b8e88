"""Where a desk keeps its things: one folder with the database, the secret and nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

HOME = "PARLEY_DESK_HOME"


def home() -> Path:
    """The desk's folder: PARLEY_DESK_HOME, else the user's own data folder. It is not made here."""
    named = os.environ.get(HOME)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("parley")


def secret_key(folder: Path) -> str:
    """The key that signs sessions and links: PARLEY_DESK_SECRET, else one kept in the folder, made on first use."""
    given = os.environ.get("PARLEY_DESK_SECRET")
    if given:
        return given
    path = folder / "secret.key"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # Made by whoever comes first, whole or not at all: page server and worker start together.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text("ascii") or _wait(path)


def _wait(path: Path) -> str:
    """The key, once the process that is making it has written it."""
    import time

    for _ in range(100):
        time.sleep(0.02)
        if key := path.read_text("ascii"):
            return key
    raise OSError(f"{path} is empty. Remove it: a new key is made, and everybody logs in again.")
