"""Starting Django for a desk: its folder, its database brought up to date, the link for its first account."""

from __future__ import annotations

import os
from pathlib import Path

from parley.desk.home import HOME, home


def set_up(folder: Path | None = None) -> None:
    """Make Django know this desk. Nothing of Django is imported before."""
    if folder is not None:
        os.environ[HOME] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parley.desk.settings")
    import django

    django.setup()


def is_there(folder: Path | None = None) -> bool:
    """Whether a desk has been made in this folder; one with a database elsewhere is asked for by its address."""
    return bool(os.environ.get("DATABASE_URL")) or ((folder or home()) / "desk.sqlite3").exists()


def bring_up_to_date() -> None:
    """Make or migrate the database. Killed in between, the next start goes on where it stopped."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def first_link(address: str) -> str | None:
    """The link that makes the first account; None when there is one already."""
    from django.urls import reverse

    from parley.desk.models.people import OneTimeLink, User

    if User.objects.exists():
        return None
    return address.rstrip("/") + reverse("first-account", args=[OneTimeLink.issue()])
