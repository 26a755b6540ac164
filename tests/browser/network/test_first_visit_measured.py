"""The benchmark of a first visit sees the heading, then the chart, and what came over the network."""

from urllib.parse import urlsplit

import pytest

from benchmarks.first_visit.__main__ import table
from benchmarks.first_visit.visitor import first_visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("slow", [False, True], ids=["fast", "slow"])
def test_a_first_visit_brings_the_heading_and_then_the_chart(browser, server, slow):
    visit = first_visit(browser, urlsplit(server).port, "", slow=slow)
    assert 0 < visit.heading <= visit.chart
    assert 500_000 < visit.received < 4_000_000
    assert visit.page_cpu > 0
    assert len(table({(server, "fast"): [visit]}).splitlines()) == 3
