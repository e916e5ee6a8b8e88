"""What an account is told by mail: in the desk's own plain words, and never a word of a story."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.cache import cache
from django.template.loader import get_template
from tests.desk.test_accounts import PASSWORD, code_of, log_in

import parley.desk

OURS = Path(parley.desk.__file__).parent / "templates"
THEIRS = Path(str(files("allauth"))) / "templates"
NAMES = sorted(
    str(path.relative_to(THEIRS)) for app in ("account", "mfa") for path in (THEIRS / app / "email").glob("*")
)


def link_in(mail):
    return re.search(r"http://testserver(/\S+)", mail.body)[1]


@pytest.fixture
def erin(transactional_db, client, people, mailoutbox):
    """Erin in her browser, with her address confirmed: what she sends gives the mails that come of it."""
    cache.clear()  # what is counted against guessing stands in a table that no test empties
    log_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "erin@example.org", "action_send": ""})
    client.post(link_in(mailoutbox[-1]))
    mailoutbox.clear()

    def step(address, **given):
        mailoutbox.clear()
        client.post(address, given)
        return list(mailoutbox)

    yield step
    cache.clear()


def assert_plain(mail, subject, *words):
    """One mail in our words: what happened, what to do, what to do if it was somebody else."""
    text = " ".join(mail.body.split())

    assert mail.subject == f"Parley: {subject}"
    assert all(word in text for word in words), text
    assert "If it was not you" in text
    assert text.endswith("The desk at testserver. Nobody reads answers to this mail.")
    assert "&#" not in mail.body
    for foreign in (
        "Hello from",
        "Thank you for using",
        "You are receiving",
        "You're receiving",
        "example.com",
        "Ferry",
    ):
        assert foreign not in mail.body


@pytest.mark.parametrize("name", NAMES)
def test_no_mail_is_written_in_allauth_s_words(name):
    """A newer allauth may bring a mail more; then this says which words are missing."""
    assert Path(get_template(name).origin.name).is_relative_to(OURS)


def test_who_registers_is_asked_to_confirm_the_address(client, db, mailoutbox):
    given = {"name": "O'Neill & Sons <b>", "email": "ada@example.org", "password1": "long enough a word"}
    client.post("/accounts/signup/", given)

    assert_plain(mailoutbox[0], "Confirm your mail address", "Somebody has registered", "for three days", "do nothing")
    assert "Neill" not in mailoutbox[0].body  # else anybody could have words of theirs sent to anybody
    assert client.get(link_in(mailoutbox[0])).status_code == 200


def test_who_has_an_account_already_is_told_so_by_mail_alone(client, people, mailoutbox, settings):
    """On a desk that is served to the world: whoever tries an address must not learn whose it is."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    given = {"name": "Erin", "email": "erin@example.org", "password1": "long enough a word"}
    client.post("/accounts/signup/", given)

    assert_plain(mailoutbox[0], "You have an account already", "erin@example.org", "nothing about it was changed")


def test_a_password_is_forgotten_and_set_anew(client, people, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "erin@example.org"})
    asked = mailoutbox[0]
    form = client.get(link_in(asked), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long word", "password2": "another long word"})

    assert_plain(asked, "Set a new password", "works once, and for three days", "stays as it is")
    assert_plain(mailoutbox[1], "A new password was set", "through a link", "from the address 127.0.0.1")


def test_an_address_without_an_account_is_told_how_to_get_one(client, db, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert_plain(mailoutbox[0], "There is no account with this address", "nobody@example.org", "/accounts/signup/")


def test_changes_of_the_password_and_of_the_addresses_are_told(erin, mailoutbox, client):
    word = {"password1": "another long word", "password2": "another long word"}
    (changed,) = erin("/accounts/password/change/", oldpassword=PASSWORD, **word)
    (asked,) = erin("/accounts/email/", email="second@example.org", action_add="")
    erin(link_in(asked))
    (moved,) = erin("/accounts/email/", email="second@example.org", action_primary="")
    (gone,) = erin("/accounts/email/", email="erin@example.org", action_remove="")

    assert_plain(changed, "Your password was changed", "from the address", "http://testserver/accounts/password/reset/")
    assert_plain(asked, "Confirm your mail address", "has entered your mail address")
    assert_plain(moved, "Your main mail address was changed", "was erin@example.org and is now second@example.org")
    assert moved.to == ["erin@example.org"]  # the one that would not hear of it otherwise
    assert_plain(gone, "A mail address was taken away", "erin@example.org")


def test_changes_of_the_second_factor_are_told(erin, client):
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    on = erin("/accounts/2fa/totp/activate/", code=code_of(secret))
    codes = erin("/accounts/2fa/recovery-codes/generate/")
    off = erin("/accounts/2fa/totp/deactivate/")

    assert_plain(on[0], "A second factor guards your account", "asks for a code from a phone")
    assert_plain(codes[0], "New spare codes were made", "no longer work")
    assert_plain(off[0], "The second factor was turned off", "Your password alone")
