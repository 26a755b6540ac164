"""The filter in the URL: known codes filter, unknown ones are ignored and reported."""

import pytest

from components.session.links import READING
from tests.support.page_text import (
    all_of,
    choice_labels,
    choices,
    chosen,
    every_link,
    follow,
    heading,
    lines,
    links,
    nodes,
    open_page,
    text_of,
    texts,
)

FILTERED = ("agencies", "meeting", "monitoring", "over-time", "overview", "recommendations", "themes")
UNKNOWN = "The link asked for something this tracker does not have, which was left out: "


@pytest.mark.parametrize("page", FILTERED)
def test_a_theme_in_the_address_chooses_on_every_page(page):
    app = open_page(page, theme="data")
    assert "3 of 18" in texts(app)
    assert "Data×" in texts(app)


@pytest.mark.parametrize(
    ("query", "matching"),
    [
        ({"theme": ["data", "victims"]}, "6 of 18"),
        ({"lead": "his-majesty-s-courts-and-tribunals-service"}, "1 of 18"),
        ({"agency": "his-majesty-s-courts-and-tribunals-service"}, "1 of 18: leads 1, supports 0"),
        ({"status": "green"}, "1 of 18"),
        ({"status": "amber", "theme": "victims"}, "2 of 18"),
        ({"status": "red", "as_at": "2024-02"}, "3 of 18"),
        ({"q": "soteria"}, "1 of 18"),
    ],
)
def test_codes_choose_by_theme_agency_status_round_and_text(query, matching):
    assert matching in texts(open_page("recommendations", **query))


def test_every_link_of_a_filtered_page_carries_the_filter():
    found = [(text, href) for text, href in every_link(open_page(theme="data")) if not href.startswith("#")]
    assert found
    assert [text for text, href in found if "theme=data" not in href] == [
        *("Data", "Data×", "Reset"),
        *("Data", "Data"),  # in the matrix, and by theme
    ]


@pytest.mark.parametrize("page", FILTERED)
def test_unknown_codes_are_ignored_and_reported(page):
    app = open_page(page, theme=["nonsense", "training"], status="purple", as_at="2031-01")
    assert f"{UNKNOWN}theme=nonsense, status=purple, as_at=2031-01." in texts(app)
    assert "4 of 18" in texts(app)
    assert app.query_params["theme"] == ["training"]
    assert "status" not in app.query_params


@pytest.mark.parametrize("page", FILTERED)
def test_where_nothing_matches_the_page_shows_what_to_do(page):
    app = open_page(page, q="no text has this")
    assert heading(app) == "No recommendation matches what is chosen."
    assert "0 of 18" in texts(app)
    assert "Choose less in the filter, or press Reset to see every recommendation." in texts(app)


def bar_links(page="overview", /, **query):
    """Return the links of the filter bar by their texts."""
    return dict(links(nodes(open_page(page, **query), "filters")))


def test_reset_brings_everything_back_and_keeps_the_rest_of_the_address():
    assert bar_links(theme="data", status="amber", as_at="2024-02", lang="en")["Reset"] == "?lang=en"
    assert bar_links("recommendations", q="police", sort="title")["Reset"] == "?sort=title"
    assert bar_links("recommendation", ref="9", theme="data")["Reset"] == "?ref=9"


def options(app):
    """Return the address of each option of the filter, by its box and its text, and those that are chosen."""
    found = [
        ((text_of(box[2]).strip().partition(":")[0], text_of(option)), option[1])
        for box in all_of(nodes(app, "filters"), "details")
        for option in all_of([box], "a")
    ]
    return {key: each["href"] for key, each in found}, {key for key, each in found if "aria-current" in each}


@pytest.mark.parametrize("query", [{}, {"theme": ["data", "training"], "status": "amber", "as_at": "2024-02"}])
def test_each_option_of_the_filter_is_chosen_on_the_page_that_it_leads_to_or_chosen_no_longer(query):
    app = open_page("recommendations", **query)
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


def test_where_nothing_is_chosen_nothing_can_be_reset_or_removed():
    assert "Reset" not in bar_links()


def test_each_value_is_a_link_that_adds_it_or_takes_it_away():
    found = bar_links(theme=["data", "training"])
    assert found["Victims"] == "?theme=data&theme=training&theme=victims"
    assert found["Data"] == found["Data×"] == "?theme=training"
    assert found["Amber"] == "?theme=data&theme=training&status=amber"


def test_the_chosen_values_are_marked_as_current():
    bar = nodes(open_page(theme="data", as_at="2024-02"), "filters")
    current = [text_of(each) for each in all_of(bar, "a") if each[1].get("aria-current")]
    assert current == ["Data", "February 2024"]


def test_the_latest_round_is_named_as_the_latest_and_has_no_parameter():
    found = bar_links(as_at="2024-02")
    assert found["June 2024 (latest)"] == "?"
    assert found["July 2023"] == "?as_at=2023-07"
    assert found["As at: February 2024×"] == "?"


def toggles(app, key):
    """Return text, address and tooltip of each name that filters in a fragment, and whether it is chosen."""
    found = [link for link in all_of(nodes(app, key), "a") if link[1].get("class") == "toggle"]
    return [(text_of(each), each[1]["href"], each[1]["title"], each[1].get("aria-current")) for each in found]


def test_a_status_filters_by_its_name_and_its_number_opens_its_list_unless_it_is_zero():
    app = open_page()
    assert toggles(app, "counts") == [
        ("GGreen", "?status=green", "Filter by Green", None),
        ("AAmber", "?status=amber", "Filter by Amber", None),
    ]
    assert links(nodes(app, "counts"))[::2] == [
        ("1", "recommendations?status=green"),
        ("17", "recommendations?status=amber"),
    ]


def test_pressing_a_name_toggles_its_filter():
    assert ("Data", "?theme=data", "Filter by Data", None) in toggles(open_page("themes"), "theme-now")
    assert toggles(open_page("themes", theme="data"), "theme-now") == [("Data", "?", "Remove Data", "true")]
    courts = (
        "HMCTS",
        "?status=amber&lead=his-majesty-s-courts-and-tribunals-service",
        "Filter by His Majesty's Courts and Tribunals Service",
        None,
    )
    assert courts in toggles(open_page("agencies", status="amber"), "numbers")


def test_the_rounds_themes_and_key_of_the_matrix_filter_and_the_round_of_the_page_does_not():
    found = [(text, href) for text, href, *_rest in toggles(open_page(theme="data"), "matrix")]
    assert found == [
        ("Jul 2023", "?theme=data&as_at=2023-07"),
        ("Feb 2024", "?theme=data&as_at=2024-02"),
        ("Data", "?"),
        ("Amber", "?theme=data&status=amber"),
    ]


def test_another_filter_starts_a_list_at_its_first_page():
    assert bar_links("recommendations", page="2")["Data"] == "?theme=data"


def test_a_search_keeps_the_rest_of_the_address():
    (form,) = all_of(nodes(open_page("recommendations", theme="data", sort="title", q="police"), "filters"), "form")
    fields = [(field[1]["name"], field[1]["value"]) for field in all_of(form[2:], "input")]
    assert (form[1]["action"], fields) == (
        "recommendations",
        [("q", "police"), ("theme", "data"), ("sort", "title")],
    )


def test_a_language_that_is_none_of_ours_is_english():
    assert lines(nodes(open_page(lang="fr"), "language")) == ["Cymraeg"]


@pytest.mark.parametrize("page", sorted(READING))
def test_codes_of_other_pages_are_dropped_from_the_url(page):
    assert "stray" not in open_page(page, stray="1").query_params
