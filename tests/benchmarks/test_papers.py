from benchmarks.papers import HEAD, measure
from reports.registry import FORMATS
from tests.support.editions import edition_of


def test_each_paper_is_measured_in_each_format():
    rows = list(measure(edition_of().tracker))
    assert [row[1:3] for row in rows] == [(paper.value, ending) for paper in FORMATS for ending in FORMATS[paper]]
    assert {len(row) for row in rows} == {len(HEAD)}
