"""The feeds of a negotiation in a real browser."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.pages.conftest import violations

from parley.desk.models.stories import Feed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_nothing_stands_in_a_readers_way(browser_page, negotiation, dark, width):
    """Without a feed, and with one that failed."""
    address = reverse("feeds", args=[negotiation.code])
    assert violations(browser_page(address, dark=dark, width=width)) == []
    Feed.objects.create(negotiation=negotiation, address="https://news.example/" + "feed" * 60, problem="It failed.")
    page = browser_page(address, dark=dark, width=width)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.heard == []
