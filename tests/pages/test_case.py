"""The case in a real browser, by keyboard alone; two editors at once; what a reader of the page meets."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.talks import talks
from tests.pages.conftest import violations

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "table.case-table a.number >> nth=0"  # the position of North on water


@pytest.fixture
def case_page(negotiation, people):
    """The address of the page of a case with one revision."""
    from parley.desk.cases import save_draft

    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    return reverse("case", args=[negotiation.code])


def type_over(page, value, why):
    """In an open form: the value, then by Tab to the reason, then Enter."""
    page.wait_for_selector("form.in-cell input:focus")
    page.keyboard.press("Control+a")
    page.keyboard.type(value)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type(why)
    page.keyboard.press("Enter")


def position(negotiation):
    return negotiation.latest().case.stance("north", "water").position


def test_a_number_is_judged_by_keyboard_alone(browser_page, case_page, negotiation):
    """Enter opens it with what stands behind it, Enter saves it, and the focus is where it was."""
    page = browser_page(case_page)
    page.focus(FIRST)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer .drawer")
    type_over(page, "80", "said so on the radio")
    page.wait_for_selector("text=Kept as revision 2")

    page.locator("a.number:focus", has_text="80").wait_for()
    assert position(negotiation).value == 80
    assert page.heard == []


def test_escape_leaves_a_number_as_it_was(browser_page, case_page, negotiation):
    page = browser_page(case_page)
    page.focus(FIRST)
    page.keyboard.press("Enter")
    page.wait_for_selector("form.in-cell input:focus")
    page.keyboard.type("5")
    page.keyboard.press("Escape")
    page.wait_for_selector("form.in-cell", state="detached")

    page.locator("a.number:focus", has_text="100").wait_for()
    assert page.query_selector("#drawer .drawer") is None
    assert negotiation.latest().number == 1


def test_the_keys_are_told_and_the_table_is_reached_by_one(browser_page, case_page):
    page = browser_page(case_page)
    page.keyboard.press("?")
    page.locator("#keys").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.locator("a.number:focus").wait_for()

    assert not page.locator("#keys").is_visible()
    assert page.heard == []


def test_a_pressure_is_added_by_keyboard_alone(browser_page, case_page, negotiation):
    """From the page's button through its form and back: Tab, type, Enter."""
    page = browser_page(case_page)
    page.get_by_role("link", name="Add a pressure").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Who presses").focus()
    for words in ("North", "South", "dead", "0.2"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("Reason").focus()
    page.keyboard.type("the fleet leaves on Friday")
    page.keyboard.press("Enter")
    page.get_by_text("Kept as revision 2").wait_for()
    made = negotiation.latest().case.pressures[0]

    assert (made.by, made.on, made.form, made.strength.value) == ("north", "south", "deadline", 0.2)
    assert page.heard == []


@pytest.mark.parametrize("kind", ["pressure", "question", "party"])
def test_a_form_of_the_case_stands_in_nobody_s_way(browser_page, case_page, kind):
    page = browser_page(case_page.replace("/case/", f"/case/change/?on={kind}"), dark=True, width=390)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_second_of_two_sees_the_first_s_change_and_decides(browser_page, case_page, negotiation):
    """Alice saves while Erin types; Erin is shown both and saves hers over it, knowing."""
    erin, alice = browser_page(case_page, "erin"), browser_page(case_page, "alice")
    for page in (erin, alice):
        page.click(FIRST)
        page.wait_for_selector("form.in-cell input:focus")
    type_over(alice, "70", "heard it in parliament")
    alice.wait_for_selector("text=Kept as revision 2")
    type_over(erin, "40", "read it in the paper")
    erin.wait_for_selector("text=Changed while you were editing")
    shown = erin.inner_text("form.in-cell")

    assert position(negotiation).value == 70
    assert "heard it in parliament" in shown
    assert erin.input_value("form.in-cell input[name=value]") == "40"
    assert erin.input_value("form.in-cell input[name=why]") == "read it in the paper"

    erin.click("text=Save mine over it")
    erin.wait_for_selector("text=Kept as revision 3")
    assert position(negotiation).value == 40


def test_what_is_wrong_is_shown_in_the_cell(browser_page, case_page, negotiation):
    page = browser_page(case_page)
    page.click(FIRST)
    type_over(page, "140", "said so")
    page.wait_for_selector("text=140 is off the scale")

    assert page.get_attribute("form.in-cell input[name=value]", "aria-invalid") == "true"
    assert violations(page) == []


def test_another_issue_s_positions_over_time_come_without_a_new_page(browser_page, case_page):
    page = browser_page(case_page)
    page.select_option("#over-issue", "grain")
    page.wait_for_selector("text=Positions on grain, revision by revision")

    assert page.heard == []


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_nothing_stands_in_a_reader_s_way(browser_page, case_page, negotiation, dark, width):
    """No violation by axe, nothing wider than the page, nothing said to the console; with the drawer open too."""
    page = browser_page(case_page, "reed", dark=dark, width=width)
    page.click(FIRST)
    page.wait_for_selector("#drawer .drawer")
    for address in ("", "history", "compare", "moved", "ledger"):
        if address:
            page.goto(reverse(address, args=[negotiation.code]))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.heard == []
