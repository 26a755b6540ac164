"""The benchmark of clicks sees when a page is complete, how often its script ran, and what was drawn for it."""

import pytest

from benchmarks.clicks.__main__ import CLICKS, table
from benchmarks.clicks.visitor import Visitor

pytestmark = pytest.mark.browser


def test_each_click_is_followed_until_its_page_is_complete(browser, server):
    visitor = Visitor(browser, server)
    found = {}
    for name, (start, act) in CLICKS.items():
        if start is not None:
            visitor.open(start)
        found[("here", name)] = [visitor.click(act)]
    visitor.page.context.close()
    assert {click.runs for [click] in found.values()} == {1}
    assert all(0 < click.heading <= click.complete and click.processor > 0 for [click] in found.values())
    opened = found[("here", "open a recommendation from the list")][0]
    assert {"crumbs", "story", "facts", "links"} <= set(opened.pieces)
    assert opened.received > found[("here", "open it again")][0].received > 0
    assert len(table(found).splitlines()) == len(CLICKS) + 2
