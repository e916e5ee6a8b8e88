"""Accounts in a real browser: every page of them, light and dark, narrow and wide."""

from __future__ import annotations

import pytest
from tests.pages.conftest import violations

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/api/docs")
OWN = ("/settings/", "/settings/delete/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/")


@pytest.mark.parametrize(("paths", "who"), [(PUBLIC, None), (OWN, "erin")], ids=["public", "own"])
@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)], ids=["light", "dark-narrow"])
def test_pages_of_an_account_stand_in_nobody_s_way(browser_page, paths, who, dark, width):
    """No finding of axe, no word in the console, nothing wider than the window, one heading above all."""
    page = browser_page(paths[0], who, dark=dark, width=width)
    for path in paths:
        page.goto(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.locator("h1").count() == 1, path
    assert page.heard == []


def test_from_registering_to_a_token_with_a_second_factor_by_keyboard(browser_page, people):
    """Register, settings, a token shown once, the picture for the phone; no pointer is needed."""
    page = browser_page("/accounts/signup/", None)
    for name, words in (("name", "Ada"), ("email", "ada@example.org"), ("password1", "long enough a word")):
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.get_by_role("link", name="Ada").press("Enter")
    page.get_by_label("What is it for").focus()
    page.keyboard.type("laptop")
    page.keyboard.press("Enter")
    page.locator("code.secret").wait_for()
    assert page.locator("code.secret").inner_text().startswith("parley_")
    page.goto("/accounts/2fa/totp/activate/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").focus()
        page.keyboard.type("long enough a word")
        page.keyboard.press("Enter")
    page.locator("img.code-picture").wait_for()

    assert page.evaluate("document.querySelector('img.code-picture').naturalWidth") > 0
    assert violations(page) == []
    assert page.heard == []
