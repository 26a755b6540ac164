"""The filter in the URL: known codes filter, unknown ones are ignored and reported."""

import pytest

from components.session.links import READING
from tests.support.page_text import (
    all_of,
    choice_labels,
    choices,
    chosen,
    follow,
    heading,
    lines,
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


def options(app):
    """Return the address of each option of the filter, by its box and its text, and those that are chosen."""
    found = [
        ((text_of(box[2]).strip().partition(":")[0], text_of(option[2])), option[1])
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


def test_another_filter_starts_a_list_at_its_first_page():
    addresses, _chosen = options(open_page("recommendations", page="2"))
    assert "?theme=data" in [address for (_box, name), address in addresses.items() if name.strip() == "Data"]


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
