"""A digest over a pipeline's folder: equal digest, equal pipeline."""

from __future__ import annotations

import hashlib
from pathlib import Path

# Told apart from the pipeline: texts about it, which state the digest themselves.
BESIDE = frozenset(("README.md", "LICENSE.md", "__init__.py"))


def folder_digest(folder: Path) -> str:
    """SHA-256 over the relative paths and bytes of all files of a pipeline, in the order of the paths.

    The same on every machine and at every time for the same weights, words and settings;
    the card and the licence beside them do not count.
    """
    digest = hashlib.sha256()
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in BESIDE and "__pycache__" not in path.parts
    }
    for name, path in sorted(files.items()):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
