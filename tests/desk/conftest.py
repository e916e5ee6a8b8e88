"""A desk with two teams: Alice owns one; Erin, Rob and Reed work in it; Charlie owns another."""

from __future__ import annotations

import pytest


@pytest.fixture
def people(db):
    """Everybody a page may meet, by their place in Alice's team."""
    from parley.desk.models.people import User
    from parley.desk.models.teams import Membership, Role, Team

    team = Team.objects.create(name="Alice's desk")
    elsewhere = Team.objects.create(name="Charlie's desk")
    made = {}
    for name, role in (
        ("alice", Role.OWNER),
        ("erin", Role.EDITOR),
        ("rob", Role.REVIEWER),
        ("reed", Role.READER),
        ("charlie", None),
    ):
        made[name] = User.objects.create_user(f"{name}@example.org", "a word for tests", name=name.title())
        Membership.objects.create(
            team=team if role else elsewhere, user=made[name], role=Role.OWNER if role is None else role
        )
    return made


@pytest.fixture
def team(people):
    return people["alice"].teams.get()


@pytest.fixture
def negotiation(team, people):
    from parley.desk.models.negotiations import Negotiation

    return Negotiation.objects.create(team=team, title="Ferry strike, 2026", made_by=people["alice"])


@pytest.fixture
def enter(client, people):
    """Log in as one of them and give the client."""

    def log_in(name):
        client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in


@pytest.fixture(scope="session")
def minerals():
    """The worked case: seven parties, five issues, sentences behind its numbers."""
    from pathlib import Path

    from parley.case.file import load

    return load((Path(__file__).parents[2] / "examples" / "minerals_2025.yaml").read_text("utf-8"))
