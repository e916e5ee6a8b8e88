"""Short names for addresses, and secrets of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else


def new_code() -> str:
    """Ten letters and figures for an address: 49 bits, so that nobody finds one by trying."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def new_secret() -> str:
    """A word that opens something: 32 bytes. Show it once; keep its digest."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret; it is long and random, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
