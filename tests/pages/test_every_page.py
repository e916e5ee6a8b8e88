"""Every page of the desk, filled with things: made from the table of addresses, so that no page is forgotten."""

from __future__ import annotations

import pytest
from django.urls import URLResolver, get_resolver, reverse
from tests.desk.filled import fill
from tests.pages.conftest import violations

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a word for tests"
WIDTHS = (390, 2560)
NUMBER = "?on=ukraine/security-guarantees/position"
ASKED = {"case-number": NUMBER, "edit-number": NUMBER, "case-change": "?on=party/ukraine"}  # what a page is asked about


def every_address(patterns=None, prefix=""):
    """Whole table with allauth's part, less the API's: (name, names of its parts, the page)."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(each, URLResolver):
            yield each.name, list(each.pattern.regex.groupindex), each.callback
        elif str(each.pattern) != "api/":
            yield from every_address(each.url_patterns)


@pytest.fixture
def things(negotiation, people):
    """Alice's desk filled; Reed's account with a second factor."""
    from allauth.account.forms import default_token_generator
    from allauth.account.models import EmailAddress
    from allauth.account.utils import user_pk_to_url_str
    from allauth.mfa.models import Authenticator

    made = fill(negotiation, people)
    reed = people["reed"]
    for email, is_first in ((reed.email, True), ("reed@elsewhere.example", False)):
        EmailAddress.objects.create(user=reed, email=email, primary=is_first, verified=is_first)
    for kind, data in (("totp", {"secret": "A" * 32}), ("recovery_codes", {"seed": "0" * 40, "used_mask": 0})):
        Authenticator.objects.create(user=reed, type=kind, data=data)
    return {
        **made,
        "key": default_token_generator.make_token(people["rob"]),
        "uidb36": user_pk_to_url_str(people["rob"]),
    }


def pages(things):
    """Who looks at which address: strangers at what is public, the owner at the team's, each account at its own."""
    for name, parts, page in every_address():
        gate = getattr(page, "gate", None)
        if gate is not None and "GET" not in gate.methods:
            continue
        given = {part: things["secrets"].get(name, "no-such") if part == "secret" else things[part] for part in parts}
        is_public = gate is not None and gate.about in ("everybody", "brief") and not gate.needs_account
        if gate is None:
            is_own = name.startswith("mfa_") or name in OWN
            who = "erin" if name == "mfa_activate_totp" else "reed"
            yield name, reverse(name, kwargs=given), who if is_own else None
        else:
            yield name, reverse(name, kwargs=given), None if is_public else "alice"


OWN = ("account_email", "account_change_password", "account_set_password", "account_logout", "account_reauthenticate")


def confirm_it_is_me(page):
    """Pages that guard an account ask for the password once more."""
    page.goto(reverse("account_reauthenticate"))
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def in_the_way(page):
    """What a reader meets, narrow and light; then wide and dark, where other colours are to be told apart."""
    found = []
    for dark, width, rules in ((False, WIDTHS[0], ()), (True, WIDTHS[1], ("color-contrast",))):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        found += [f"{'dark' if dark else 'light'}, {width}: {each}" for each in violations(page, *rules)]
        across = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{across} px wide at {width}"] if across > width else []
    headings = page.locator("h1").count()
    return found + ([] if headings == 1 else [f"{headings} headings of the first level"])


def test_nothing_stands_in_anybody_s_way_on_any_page(browser_page, things):
    """By axe, light and dark; nothing wider than the window; one heading above all; no word in the console."""
    sheets = {}
    found, seen = {}, set()
    for name, path, who in pages(things):
        if who not in sheets:
            sheets[who] = browser_page(reverse("api-docs"), who)
            if who in ("reed", "erin"):
                confirm_it_is_me(sheets[who])
        page = sheets[who]
        page.heard.clear()
        try:
            page.goto(path + ASKED.get(name, ""))
        except playwright.Error as error:
            if "Download" in error.message:  # a file rather than a page
                continue
            raise
        if page.url in seen:  # where the address leads was looked at already
            continue
        seen.add(page.url)
        if not page.evaluate("document.doctype !== null && document.contentType === 'text/html'"):
            continue  # a part of a page, which is looked at there; or a feed
        # A browser asks for a picture of its own (favicon.ico) beside pages that name none, such as feeds.
        said = [each for each in page.heard if "Failed to load" not in each]
        if problems := [*in_the_way(page), *said]:
            found[f"{name} {page.url}"] = problems

    assert found == {}, "\n".join(f"{where}: {each}" for where, several in found.items() for each in several)
    assert len(seen) > 55


def test_the_page_between_password_and_code_stands_in_nobody_s_way(browser_page, things, people):
    """Only who has just given the right password sees it."""
    page = browser_page(reverse("account_login"), None)
    page.locator("[name=login]").fill(people["reed"].email)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/")

    assert in_the_way(page) == []
