"""The page of a recommendation: its updates, its facts, its links, and the previous and next one."""

import pytest

from tests.support.page_text import heading, links, nodes, open_page


@pytest.mark.parametrize(
    ("ref", "neighbours"),
    [
        ("1", [("Recommendation 2 →", "recommendation?ref=2")]),
        (
            "9",
            [("← Recommendation 8", "recommendation?ref=8"), ("Recommendation 10 →", "recommendation?ref=10")],
        ),
        ("18", [("← Recommendation 17", "recommendation?ref=17")]),
    ],
)
def test_previous_and_next_follow_the_trackers_order(ref, neighbours):
    back, _theme, *steps = links(nodes(open_page("recommendation", ref=ref), "crumbs"))
    assert back == ("All recommendations", "recommendations")
    assert steps == [*neighbours, ("Edit", f"edit?of=Stalking+and+harassment&ref={ref}")]


@pytest.mark.parametrize(
    ("query", "title"),
    [({"ref": "99"}, "There is no recommendation 99."), ({}, "No recommendation was asked for.")],
)
def test_an_unknown_ref_is_reported_with_a_link_to_the_list(query, title):
    app = open_page("recommendation", **query)
    assert heading(app) == title
    assert links(nodes(app, "unknown")) == [("See all recommendations", "recommendations")]


def test_an_unknown_ref_that_looks_like_markup_stays_text():
    assert heading(open_page("recommendation", ref="**9**")) == "There is no recommendation **9**."
