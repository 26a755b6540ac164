"""The list of recommendations: its order, its facts, its pages and where a search was found."""

from datetime import date

import pytest

from tests.support.page_text import all_of, every_link, lines, links, nodes, open_page, text_of
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, TARGET


def listed(**query):
    """Return the rows of the list as texts of their cells, without the labels that a phone shows."""
    rows = all_of(nodes(open_page("recommendations", **query), "list"), "tr")[1:]
    return [[_unlabelled(cell) for cell in row[2:]] for row in rows]


def _unlabelled(cell):
    return text_of(["span", {}, *(node for node in cell[2:] if not _is_label(node))])


def _is_label(node):
    return not isinstance(node, str) and node[1].get("class") == "label muted"


def refs(**query):
    return [row[1] for row in listed(**query)]


@pytest.fixture
def tracker(shown):
    """Show three recommendations, of which 10 has a promise that is overdue and 2 an earlier one that is done."""
    base = {**RECOMMENDATION, "Theme": None, "Lead agency": None}
    shown(
        recommendations=[
            {**RECOMMENDATION, "Ref": "10", "Title": "Zebra crossing"},
            {**base, "Ref": "2", "Title": "apples"},
            {**base, "Ref": "2a", "Title": "Bread", "Theme": "Baking"},
        ],
        progress=[
            {**RATED, "Ref": "10", "Update": "• Work has begun.\n• More is planned for the year after the next one."},
            {**RATED, "Ref": "2", "Status": "Green", "Date": "June 2024", "Update": None},
        ],
        monitoring=[
            {**PROMISE, "Ref": "10", "Due": "May 2024"},
            {**PROMISE, "Ref": "10", "Due": "January 2025"},
            {**PROMISE, "Ref": "2", "Due": "July 2024"},
            {**PROMISE, "Ref": "2", "Due": "April 2024", "Done": "Yes"},
        ],
    )


@pytest.mark.usefixtures("tracker")
def test_each_row_has_its_status_its_latest_words_and_its_next_promise():
    assert listed(as_at="2024-06") == [
        ["GGreen", "2", "apples", "no theme given", "no agency given", "none", "Jun 2024", "July 2024 overdue today"],
        ["–Not reported", "2a", "Bread", "Baking", "no agency given", "none", "none", "none"],
        [
            "AAmber",
            "10",
            "Zebra crossing",
            "Resourcing",
            "Dyfed-Powys Police",
            "Feb 2024: Work has begun. More is planned for the year after the next one.",
            "Feb 2024",
            "May 2024 overdue and 1 more",
        ],
    ]


@pytest.mark.usefixtures("tracker")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["2", "2a", "10"]),
        ("-number", ["10", "2a", "2"]),
        ("title", ["2", "2a", "10"]),
        ("-title", ["10", "2a", "2"]),
        ("theme", ["2a", "10", "2"]),
        ("-theme", ["10", "2a", "2"]),
        ("agency", ["10", "2", "2a"]),
        ("status", ["10", "2a", "2"]),
        ("-status", ["2", "2a", "10"]),
        ("still", ["10", "2", "2a"]),
        ("-still", ["2", "10", "2a"]),
        ("promise", ["10", "2", "2a"]),
        ("attention", ["10", "2a", "2"]),
        ("nonsense", ["2", "2a", "10"]),
    ],
)
def test_the_address_orders_the_list_and_what_has_no_value_comes_last(sort, order):
    assert refs(**({"sort": sort} if sort else {})) == order


@pytest.mark.usefixtures("tracker")
def test_a_heading_sorts_and_a_second_press_turns_the_order_round():
    headings = all_of(nodes(open_page("recommendations", sort="title"), "list"), "th")[:8]
    sorted_by = {text_of(each[2]): each[1]["aria-sort"] for each in headings if "aria-sort" in each[1]}
    assert sorted_by == {"Recommendation ▲": "ascending"}
    targets = dict(links(headings))
    assert targets["Recommendation ▲"] == "?sort=-title"
    assert (targets["Number"], targets["Theme"]) == ("?", "?sort=theme")
    turned = all_of(nodes(open_page("recommendations", sort="-title"), "list"), "th")[:8]
    assert ("Recommendation ▼", "?sort=title") in links(turned)


@pytest.mark.usefixtures("tracker")
def test_a_search_is_the_best_match_first_without_a_word_in_the_address_and_stays_by_number_where_that_is_chosen():
    best = dict(links(nodes(open_page("recommendations", q="work"), "list")))
    assert (best["Number"], best["Theme"]) == ("?q=work&sort=number", "?q=work&sort=theme")
    by_number = open_page("recommendations", q="work", sort="number")
    chosen = dict(links(nodes(by_number, "list")))
    assert chosen["Number ▲"] == "?q=work&sort=-number"
    chip = next(target for name, target in links(nodes(by_number, "filters")) if name.startswith("“work”"))
    assert chip == "?sort=number"


@pytest.mark.usefixtures("tracker")
def test_a_search_shows_where_its_words_were_found():
    (row,) = all_of(nodes(open_page("recommendations", q="zebra begun"), "list"), "tr")[1:]
    assert [text_of(found) for found in all_of([row], "mark")] == ["Zebra", "begun"]
    found = [node for node in all_of([row], "div") if "found" in node[1]["class"]]
    assert [text_of(line) for line in found] == [
        "Title: Zebra crossing",
        "Update, February 2024: • Work has begun. • More is planned for the year after the next one.",
    ]


def test_a_long_list_has_pages_in_its_order(shown):
    shown(recommendations=[{**RECOMMENDATION, "Ref": str(n), "Title": f"Matter {n}"} for n in range(1, 131)])
    assert refs(sort="-number", page="3") == [str(n) for n in range(10, 0, -1)]
    app = open_page("recommendations", sort="-number", page="2")
    assert lines(nodes(app, "list")[1:]) == ["Page 2 of 3 (61 to 120 of 130)First pagePrevious pageNext pageLast page"]
    assert links(nodes(app, "list")[1:]) == [
        ("First page", "?sort=-number"),
        ("Previous page", "?sort=-number"),
        ("Next page", "?sort=-number&page=3"),
        ("Last page", "?sort=-number&page=3"),
    ]


@pytest.fixture
def with_targets(shown):
    """Show three recommendations as at June 2024: 1 is late, 2 slipped, and 3 has no target."""
    shown(
        recommendations=[
            {**RECOMMENDATION, "Ref": ref, "Target date": target}
            for ref, target in (("1", "May 2024"), ("2", "May 2024"), ("3", None))
        ],
        progress=[{**RATED, "Ref": ref, "Date": "June 2024"} for ref in ("1", "2", "3")],
        targets=[{**TARGET, "Ref": "2", "Date": "June 2024", "Target": "August 2099"}],
    )


@pytest.mark.usefixtures("with_targets")
def test_the_last_column_has_the_target_date_and_sorts_by_it():
    days = (date.today() - date(2024, 5, 31)).days
    assert [row[-1] for row in listed()] == [f"May 2024 {days} days late", "August 2099 slipped once", "none set"]
    assert refs(sort="-target") == ["2", "1", "3"]
    assert refs(sort="slips") == ["2", "1", "3"]


@pytest.mark.usefixtures("with_targets")
def test_a_part_of_the_list_is_shown_alone_and_again_the_whole():
    shown_links = [text for text, _address in links(nodes(open_page("recommendations"), "parts"))]
    assert shown_links == [
        "Outstanding (3)",
        "Past the target date (1)",
        "Target due this round (1)",
        "Target slipped (1)",
        "Without a target date (1)",
    ]
    assert [refs(only=part) for part in ("late", "slipped", "no-target", "nonsense")] == [
        ["1"],
        ["2"],
        ["3"],
        ["1", "2", "3"],
    ]


@pytest.mark.usefixtures("tracker")
def test_a_tracker_without_targets_has_no_column_and_no_part_of_them():
    assert all(len(row) == 8 for row in listed())
    assert [text for text, _address in every_link(open_page("recommendations")) if "arget" in text] == []


@pytest.mark.usefixtures("with_targets")
def test_a_list_of_what_a_number_counts_has_the_reason_of_each_row():
    days = (date.today() - date(2024, 5, 31)).days
    assert [row[3] for row in listed(only="late")] == [f"May 2024 ({days} days late)"]
    assert [row[3] for row in listed(only="slipped")] == ["August 2099 (slipped once, from May 2024)"]


@pytest.mark.usefixtures("tracker")
def test_columns_are_hidden_and_shown_by_the_address():
    headings = all_of(nodes(open_page("recommendations", hide=["words", "promise"]), "list"), "th")[:6]
    assert [text_of(each[2:][0]) for each in headings] == [
        *("Status", "Number ▲", "Recommendation", "Theme", "Lead agency", "Same status since"),
    ]
