from benchmarks.filtering import HEAD, PAGES, measure
from benchmarks.trackers.large_tracker import Size


def test_each_page_is_measured_with_a_new_filter_by_theme_and_a_new_search():
    rows = list(measure((Size(recommendations=12, rounds=3),), new_filters=1))
    assert {row[:3] for row in rows} == {("36", name, page) for page in PAGES for name in ("theme", "search")}
    assert {len(row) for row in rows} == {len(HEAD)}
