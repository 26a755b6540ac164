"""The benchmark against other frameworks times a page only when its numbers and bars are right."""

from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from benchmarks.peers.contenders import CYNNYDD, PLAIN_PAGE
from benchmarks.peers.eye import Eye

pytestmark = pytest.mark.browser

ALL = MappingProxyType(
    {
        "counts": [1, 17, 0],
        "bars": {"2024-02 Amber": 12, "2024-02 Red": 3, "2024-06 Green": 1, "2024-06 Amber": 17},
    }
)
DATA = MappingProxyType(
    {"counts": [0, 3, 0], "bars": {"2024-02 Amber": 1, "2024-02 Red": 2, "2024-06 Amber": 3}},
)


@pytest.mark.parametrize("page", [CYNNYDD, PLAIN_PAGE], ids=lambda page: page.path)
def test_a_page_is_timed_when_its_numbers_and_bars_are_right(browser, server, page):
    with Eye(browser, page, urlsplit(server).port) as eye:
        visit = eye.visit(dict(ALL))
        assert 0 < visit.heading <= visit.chart <= visit.live < 60
        assert min(eye.filter("Data", dict(DATA), dict(ALL))) > 0
        assert len(eye.turn(dict(ALL))) == 2
        with pytest.raises(Error, match="wanted"):
            eye.wait_until_shown({**ALL, "counts": [1, 16, 1]}, patience=0.2)
