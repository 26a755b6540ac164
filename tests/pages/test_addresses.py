"""Addresses: known codes choose, unknown ones are reported, and each choice leads to the page on which it is chosen."""

import pytest

from tests.support.page_text import (
    all_of,
    choice_labels,
    choices,
    chosen,
    follow,
    lines,
    links,
    nodes,
    open_page,
    text_of,
    texts,
)
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, TARGET

FILTERED = ("agencies", "meeting", "monitoring", "over-time", "overview", "recommendations", "themes")


@pytest.mark.parametrize(
    ("query", "matching"),
    [
        ({"theme": ["data", "victims"]}, "6 of 18"),
        ({"lead": "his-majesty-s-courts-and-tribunals-service"}, "1 of 18"),
        ({"agency": "his-majesty-s-courts-and-tribunals-service"}, "1 of 18: leads 1, supports 0"),
        ({"status": "amber", "theme": "victims"}, "2 of 18"),
        ({"status": "red", "as_at": "2024-02"}, "3 of 18"),
        ({"q": "soteria"}, "1 of 18"),
    ],
)
def test_codes_choose_by_theme_agency_status_round_and_text(query, matching):
    assert matching in texts(open_page("recommendations", **query))


@pytest.mark.parametrize("page", FILTERED)
def test_unknown_codes_are_left_out_and_reported(page):
    app = open_page(page, theme=["nonsense", "training"], status="purple", as_at="2031-01", stray="1")
    unknown = "The link asked for something this tracker does not have, which was left out: "
    assert f"{unknown}theme=nonsense, status=purple, as_at=2031-01." in texts(app)
    assert "4 of 18" in texts(app)
    assert (app.query_params["theme"], "status" in app.query_params) == (["training"], False)
    assert "stray" not in app.query_params


def options(app):
    """Return the address of each option of the filter, by its box and its text, and those that are chosen."""
    found = [
        ((text_of(box[2]).strip().partition(":")[0], text_of(option[2])), option[1])
        for box in all_of(nodes(app, "filters"), "details")
        for option in all_of([box], "a")
    ]
    return {key: each["href"] for key, each in found}, {key for key, each in found if "aria-current" in each}


def test_each_option_of_the_filter_is_chosen_on_the_page_that_it_leads_to_or_chosen_no_longer():
    app = open_page("recommendations", theme=["data", "training"], status="amber", as_at="2024-02")
    addresses, before = options(app)
    for (box, text), address in addresses.items():
        after = options(follow(app, address))[1]
        others = {key for key in before if key[0] != box or box != "As at"}
        assert after == (others | {(box, text)} if box == "As at" else before ^ {(box, text)})


@pytest.mark.parametrize("page", ["over-time", "monitoring", "reports"])
def test_each_option_of_a_choice_is_chosen_on_the_page_that_it_leads_to(page):
    app = open_page(page, theme="training", **({"paper": "pack"} if page == "reports" else {}))
    labels = choice_labels(app)
    assert len(labels) >= 2
    for label in labels:
        for option, address in choices(app, label).items():
            opened = follow(app, address)
            assert chosen(opened, label) == option
            assert "4 of 18" in texts(opened)


def test_a_search_keeps_the_rest_of_the_address_and_another_filter_starts_a_list_at_its_first_page():
    app = open_page("recommendations", theme="data", sort="title", q="police", page="2")
    (form,) = all_of(nodes(app, "filters"), "form")
    fields = [(field[1]["name"], field[1]["value"]) for field in all_of(form[2:], "input")]
    assert (form[1]["action"], fields) == ("recommendations", [("q", "police"), ("theme", "data"), ("sort", "title")])
    assert [address for address in options(app)[0].values() if "page=" in address] == []


def test_a_language_that_is_none_of_ours_is_english():
    assert lines(nodes(open_page(lang="fr"), "language")) == ["Cymraeg"]


# The refs of a list by its order; what has no value comes last.
ORDERS = {
    **{"": "2 2a 10", "-number": "10 2a 2", "title": "2 2a 10", "-title": "10 2a 2", "nonsense": "2 2a 10"},
    **{"theme": "2a 10 2", "-theme": "10 2a 2", "agency": "10 2 2a", "status": "10 2a 2", "-status": "2 2a 10"},
    **{"still": "10 2 2a", "-still": "2 10 2a", "promise": "10 2 2a", "attention": "2a 10 2"},
    **{"-target": "10 2 2a", "slips": "2 2a 10"},
}


def test_the_address_orders_the_list(shown):
    base = {**RECOMMENDATION, "Theme": None, "Lead agency": None}
    shown(
        recommendations=[
            {**RECOMMENDATION, "Ref": "10", "Title": "Zebra crossing", "Target date": "May 2025"},
            {**base, "Ref": "2", "Title": "apples"},
            {**base, "Ref": "2a", "Title": "Bread", "Theme": "Baking", "Target date": "May 2024"},
        ],
        progress=[{**RATED, "Ref": "10"}, {**RATED, "Ref": "2", "Status": "Green", "Date": "June 2024"}],
        monitoring=[{**PROMISE, "Ref": "10", "Due": "May 2024"}, {**PROMISE, "Ref": "2", "Due": "July 2024"}],
        targets=[{**TARGET, "Ref": "2", "Date": when, "Target": "August 2024"} for when in ("May 2023", "June 2024")],
    )
    found = {}
    for sort in ORDERS:
        listed = all_of(nodes(open_page("recommendations", **({"sort": sort} if sort else {})), "list"), "tr")
        found[sort] = " ".join(text_of(row[3]).removesuffix(" | ") for row in listed[1:])
    assert found == ORDERS
    headings = all_of(nodes(open_page("recommendations", sort="-title"), "list"), "th")
    sorted_by = {text_of(each[2]): each[1]["aria-sort"] for each in headings if "aria-sort" in each[1]}
    assert sorted_by == {"Recommendation ▼": "descending"}


@pytest.mark.parametrize(
    ("back", "url"),
    [
        ("themes", "themes?q=training"),
        ("recommendation?ref=2&review=A", "recommendation?q=training&ref=2&review=A"),
        ("recommendations?sort=-title&q=else", "recommendations?q=training&sort=-title"),
        ("monitoring?by=agency", "monitoring?q=training&as_at=2024-06&by=agency"),
        *((back, "./?q=training") for back in ("./", "present", "https://example.org/", "//example.org")),
    ],
)
def test_leaving_a_presentation_goes_back_to_the_page_it_was_opened_from_with_the_filter(back, url):
    assert dict(links(nodes(open_page("present", q="training", back=back), "steps")))["Leave (Esc)"] == url
