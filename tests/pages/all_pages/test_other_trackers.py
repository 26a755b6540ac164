"""Trackers unlike the bundled one: another scale, two reviews, many recommendations, text like markup."""

from datetime import date

import pytest

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, text_of, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW
from tests.support.workbooks.layouts import book_of

FIVE_POINTS = [
    {"Status": "Red", "Meaning": "Nothing done.", "Complete": "No", "Colour": "Red"},
    {"Status": "Amber/Red", "Meaning": "A little done.", "Complete": "No", "Colour": "Amber/Red"},
    {"Status": "Amber", "Meaning": "Half done.", "Complete": "No", "Colour": "Amber"},
    {"Status": "Green", "Meaning": "On track.", "Complete": "No", "Colour": "Green"},
    {"Status": "Blue", "Meaning": "Done.", "Complete": "Yes", "Colour": "Blue"},
]


def listed_rows(app):
    """Return the rows of the list of recommendations."""
    return all_of(nodes(app, "list"), "tbody")


def listed(app):
    """Return the title of each listed recommendation with the URL of its page."""
    return [(text, href) for text, href in links(listed_rows(app)) if href.startswith("recommendation?")]


def numbered(count):
    return [{**RECOMMENDATION, "Ref": str(n), "Title": f"Matter {n}"} for n in range(1, count + 1)]


def test_on_another_scale_green_may_be_on_track_and_blue_complete(shown):
    refs = ["1", "2", "3"]
    statuses = ["Green", "Blue", "Amber/Red"]
    shown(
        recommendations=numbered(3),
        progress=[{**RATED, "Ref": ref, "Status": status} for ref, status in zip(refs, statuses, strict=True)],
        key=FIVE_POINTS,
    )
    app = open_page()
    assert heading(app).startswith("1 of 3 recommendations is complete.")
    assert [line.split("the same")[0] for line in lines(nodes(app, "counts"))] == [
        "1BBlueDone",
        "1GGreenOn track",
        "0AAmberHalf done",
        "1ARAmber/RedA little done",
        "0RRedNothing done",
    ]
    assert lines(nodes(open_page("about"), "key"))[3:5] == ["GGreen On track.", "BBlue Done."]


def test_a_column_that_may_mean_something_else_is_marked_where_its_words_are_read(tmp_path, monkeypatch):
    table = [
        ["Ref", "Actvity", "Owner", "RAG June 2024"],
        [1, "Find lasting funding for the service.", "DPP", "Amber"],
        [2, "Recruit an officer who leads on this.", "CPS", "Red"],
        [3, "Record the data of each case at once.", "CPS", "Red"],
    ]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book_of({"Plan": table}))
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    assert links(nodes(open_page("themes"), "foot")) == [("1 column may mean something else", "data-checks")]
    rows = lines(nodes(open_page("data-checks"), "columns"))
    assert [row for row in rows if "Actvity" in row] == [
        "Plan | Actvity (B1) | Recommendation | the cells below the heading; "
        "it may mean: Finding or background, Monitoring promise | "
    ]


@pytest.fixture
def two_reviews(shown):
    shown(
        reviews=[REVIEW, {**REVIEW, "Review": "Custody", "Title": "Custody review"}],
        recommendations=[
            RECOMMENDATION,
            {**RECOMMENDATION, "Review": "Custody", "Title": "Cells", "Theme": "Estate"},
        ],
        progress=[RATED, {**RATED, "Review": "Custody", "Status": "Green"}],
    )


def test_two_reviews_with_the_same_ref_are_two_recommendations(two_reviews):
    app = open_page()
    assert "2 of 2" in texts(app)
    assert heading(app).startswith("1 of 2 recommendations is complete.")


def test_a_link_names_the_review_where_a_ref_is_not_unique(two_reviews):
    assert [href for _text, href in listed(open_page("recommendations"))] == [
        "recommendation?ref=1&review=Stalking",
        "recommendation?ref=1&review=Custody",
    ]
    assert heading(open_page("recommendation", ref="1", review="Custody")) == "1 (Custody) Cells"
    assert heading(open_page("recommendation", ref="1", review="Stalking")) == "1 (Stalking) Funding"


def test_a_review_can_be_chosen(two_reviews):
    app = open_page("recommendations", review="custody")
    assert "1 of 2" in texts(app)
    assert [text for text, _href in listed(app)] == ["Cells"]


@pytest.fixture
def two_hundred(shown):
    shown(
        recommendations=numbered(200),
        progress=[{**RATED, "Ref": str(n), "Status": ("Green", "Amber", "Red")[n % 3]} for n in range(1, 201)],
    )


def test_of_200_recommendations_the_60_worst_are_drawn_with_a_note(two_hundred):
    matrix = nodes(open_page(), "matrix")
    assert lines(matrix)[0] == "Of 200, the 60 worst are shown."
    assert links(matrix)[0] == ("Of 200, the 60 worst are shown.", "recommendations")
    rows = [row for row in all_of(matrix, "tr") if len(row) > 3 and all_of([row], "a")]
    assert len(rows) == 60
    assert {text_of(row[3]).strip(" |") for row in rows} == {"R"}


def test_of_200_recommendations_rows_of_marks_become_counted_bars_that_open_what_they_count(two_hundred):
    assert links(nodes(open_page(), "theme-now")) == [
        ("Resourcing", "?theme=resourcing"),
        ("66 G", "recommendations?status=green&theme=resourcing"),
        ("67 A", "recommendations?status=amber&theme=resourcing"),
        ("67 R", "recommendations?status=red&theme=resourcing"),
    ]


def test_a_list_of_200_comes_a_page_at_a_time(two_hundred):
    first, last = open_page("recommendations"), open_page("recommendations", page="4")
    assert ("Next page", "?page=2") in links(nodes(first, "list"))
    assert len(listed(first)) == 60
    assert [text for text, _href in listed(last)] == [f"Matter {n}" for n in range(181, 201)]


@pytest.fixture
def unplaced(shown):
    """Refs out of order, one of them in two rows, and rows without their ref."""
    listed = [{**RECOMMENDATION, "Ref": ref, "Title": f"Matter {ref}"} for ref in ("10", "2", "2", "9" * 5000)]
    lost = {"Ref": None}
    shown(
        recommendations=[*listed, {**RECOMMENDATION, **lost}],
        progress=[{**RATED, "Ref": "2", "Update": "See Recommendation 10."}, {**RATED, **lost}],
        monitoring=[{**PROMISE, "Ref": "2"}, {**PROMISE, **lost}],
    )


def test_a_recommendation_in_two_rows_is_counted_a_single_time_and_refs_are_sorted_naturally(unplaced):
    assert heading(open_page("recommendations")) == "3 recommendations"
    titles = [text for text, _href in listed(open_page("recommendations"))]
    assert titles == ["Matter 2", "Matter 10", f"Matter {'9' * 5000}"]


def test_before_the_first_round_promises_are_judged_today_and_can_be_on_other_pages(shown):
    shown(
        recommendations=[RECOMMENDATION],
        progress=[],
        monitoring=[{**PROMISE, "Activity": "Ask", "Due": "January 2020", "Done": None, "Outcome": None}],
    )
    app = open_page("monitoring")
    assert heading(app).startswith("1 monitoring promise is overdue.")
    assert "As at" not in "".join(lines(nodes(app, "filters")))
    today = f"Today, {date.today():%B %Y}"
    found = links(nodes(open_page(), "filters"))
    assert [link for link in found if link[0] in (today, "no round yet")] == [
        (today, "?as_at=today"),
        ("no round yet", "?"),
    ]
