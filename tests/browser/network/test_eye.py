"""The benchmark against other frameworks times a page only when its numbers and bars are right."""

from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from benchmarks.peers.contenders import CYNNYDD
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


def test_a_page_is_timed_when_its_numbers_and_bars_are_right(browser, server):
    with Eye(browser, CYNNYDD, urlsplit(server).port) as eye:
        assert 0 < eye.visit(dict(ALL)) < 60
        assert eye.filter("Data", dict(DATA), dict(ALL)) > 0
        with pytest.raises(Error, match="wanted"):
            eye.wait_until_shown({**ALL, "counts": [1, 16, 1]}, patience=0.2)
