"""A tracker of two reviews that both have a recommendation 3: every list, mark and link names the review."""

from pathlib import Path

import pytest

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, spoken

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "two-reviews.xlsx"


@pytest.fixture(autouse=True)
def _example(monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(EXAMPLE))


def test_the_overview_has_a_block_by_review_with_each_reviews_title_counts_and_marks():
    block = nodes(open_page(), "by-review")
    assert lines(block) == [
        "Custody · Care of vulnerable people in custody5 recommendations: 1 Red · 3 Amber · 1 Green52341",
        "Missing · Children missing from care4 recommendations: 1 Red · 1 Amber · 1 Green · 1 not rated2341",
    ]
    assert links(block)[0] == ("Custody", "?review=custody")
    assert links(block)[1] == ("5 recommendations", "recommendations?review=custody")
    assert ("5", "recommendation?ref=5&review=Custody") in links(block)


def test_rows_of_marks_name_the_review_of_refs_that_both_reviews_have():
    app = open_page()
    assert lines(nodes(app, "theme-now"))[:4] == ["Data", "Custody3Missing2", "Support", "Custody52Missing1"]
    assert "1 reopened: from Green to AmberCustody3" in lines(nodes(app, "moved"))
    assert spoken(nodes(app, "theme-now"))[0].startswith("Recommendation 3 (Custody): Amber.")


def test_the_name_of_a_review_is_bound_to_its_first_mark():
    named = [node for node in all_of(nodes(open_page(), "theme-now"), "span") if node[1].get("class") == "named"]
    assert [lines([node]) for node in named[:2]] == [["Custody3"], ["Missing2"]]


def test_the_timeline_names_the_review_of_each_mark():
    assert "Custody2Missing2" in "".join(lines(nodes(open_page("monitoring"), "timeline")))


def test_a_link_may_name_the_review_by_its_name_or_slug_and_the_heading_has_the_ref_and_the_review():
    for review in ("Missing", "missing"):
        app = open_page("recommendation", ref="3", review=review)
        assert heading(app) == "3 (Missing) Training for care homes"


def test_the_steps_to_the_neighbours_name_their_reviews():
    crumbs = nodes(open_page("recommendation", ref="1", review="Missing"), "crumbs")
    assert ("← Recommendation 5 (Custody)", "recommendation?ref=5&review=Custody") in links(crumbs)


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
