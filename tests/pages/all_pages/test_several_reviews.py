"""A tracker of two reviews that both have a recommendation 3: every list, mark and link names the review."""

from pathlib import Path

import pytest

from tests.support.page_text import heading, lines, nodes, open_page

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "two-reviews.xlsx"


@pytest.fixture(autouse=True)
def _example(monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(EXAMPLE))


def test_a_link_may_name_the_review_by_its_name_or_slug_and_the_heading_has_the_ref_and_the_review():
    for review in ("Missing", "missing"):
        app = open_page("recommendation", ref="3", review=review)
        assert heading(app) == "3 (Missing) Training for care homes"


def test_one_review_of_two_is_shown_by_its_filter():
    assert heading(open_page(review="missing")).startswith("1 of 4 recommendations is complete.")


def test_reviews_without_a_common_ref_need_no_review_next_to_a_ref(shown):
    rows = [("One", "A1"), ("Two", "B1")]
    shown(
        reviews=[{"Review": name, "Title": name} for name, _ref in rows],
        recommendations=[
            {"Review": name, "Ref": ref, "Title": "Funding", "Recommendation": "Find funding.", "Theme": "Money"}
            for name, ref in rows
        ],
        progress=[
            {"Review": name, "Ref": ref, "Date": "May 2024", "Kind": "Progress", "Status": "Red"} for name, ref in rows
        ],
    )
    assert lines(nodes(open_page(), "theme-now")) == ["Money", "A1B1"]
