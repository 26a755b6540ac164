"""The benchmark of clicks sees when a page is complete, how often its script ran, and what was drawn for it."""

from itertools import islice

import pytest

from benchmarks.clicks.__main__ import CLICKS, table
from benchmarks.clicks.visitor import Visitor
from tests.support.browser.patience import POLLING_MILLISECONDS
from tests.support.browser.visit import SETTLED

pytestmark = pytest.mark.browser


def test_each_click_is_followed_until_its_page_is_complete(browser, server):
    visitor = Visitor(browser, server)
    found = {}
    some = dict(islice(CLICKS.items(), 4))
    for name, (start, act) in some.items():
        if start is not None:
            visitor.open(start)
        found[("here", name)] = [visitor.click(act)]
    visitor.page.context.close()
    assert {click.runs for [click] in found.values()} == {1}
    assert all(0 < click.heading <= click.complete and click.processor > 0 for [click] in found.values())
    opened = found[("here", "open a recommendation from the list")][0]
    assert {"crumbs", "story", "facts", "links"} <= set(opened.pieces)
    assert opened.received > 0
    assert len(table(found).splitlines()) == len(some) + 2


def test_another_order_draws_only_what_it_changes(browser, server):
    visitor = Visitor(browser, server)
    visitor.open("recommendations")
    visitor.page.wait_for_function(SETTLED, polling=POLLING_MILLISECONDS)
    visitor.page.evaluate("window.clicked.pieces = []")
    visitor.page.locator("th[role=columnheader] a", has_text="Theme").click()
    visitor.page.wait_for_selector("th[aria-sort]:has-text('Theme')")
    visitor.page.wait_for_function(SETTLED, polling=POLLING_MILLISECONDS)
    drawn = visitor.page.evaluate("window.clicked.pieces")
    visitor.page.context.close()
    assert sorted(drawn) == ["actions", "filter-bar", "language-switch", "list"], "these have links with the order"
