from benchmarks.filtering.__main__ import filtering_table, measure
from benchmarks.filtering.questions import PAGES
from benchmarks.trackers.large_tracker import Size


def test_each_page_is_measured_with_a_new_filter_by_theme_and_a_new_search():
    figures = measure((Size(recommendations=12, rounds=3),), new_filters=1)
    assert {(each.updates, each.page, each.filtered_by) for each in figures} == {
        (36, page, filtered_by) for page in PAGES for filtered_by in ("theme", "search")
    }
    assert filtering_table(figures).count("\n") == 2 + len(figures)
