"""The filter in the URL: known codes filter, unknown ones are ignored and reported."""

import pytest

from tests.support.page_text import PAGES, every_link, heading, lines, nodes, open_page, texts

FILTERED = ("agencies", "meeting", "monitoring", "over-time", "overview", "recommendations", "themes")
UNKNOWN = "The link asked for something this tracker does not have, which was left out: "


@pytest.mark.parametrize("page", FILTERED)
def test_a_theme_in_the_address_chooses_on_every_page(page):
    app = open_page(page, theme="data")
    assert "3 of 18" in texts(app)
    assert app.multiselect[0].value == ["data"]


@pytest.mark.parametrize(
    ("query", "matching"),
    [
        ({"theme": ["data", "victims"]}, "6 of 18"),
        ({"agency": "his-majesty-s-courts-and-tribunals-service"}, "1 of 18"),
        ({"status": "green"}, "1 of 18"),
        ({"status": "amber", "theme": "victims"}, "2 of 18"),
        ({"status": "red", "as_at": "2024-02"}, "3 of 18"),
        ({"q": "soteria"}, "1 of 18"),
    ],
)
def test_codes_choose_by_theme_agency_status_round_and_text(query, matching):
    assert matching in texts(open_page("recommendations", **query))


def test_every_link_of_a_filtered_page_carries_the_filter():
    hrefs = [href for text, href in every_link(open_page(theme="data")) if text != "Cymraeg"]
    assert hrefs
    assert [href for href in hrefs if "theme=data" not in href] == []


@pytest.mark.parametrize("page", FILTERED)
def test_unknown_codes_are_ignored_and_reported(page):
    app = open_page(page, theme=["nonsense", "training"], status="purple", as_at="2031-01")
    assert not app.exception
    assert f"{UNKNOWN}theme=nonsense, status=purple, as_at=2031-01." in texts(app)
    assert "4 of 18" in texts(app)
    assert app.query_params["theme"] == "training"
    assert "status" not in app.query_params


@pytest.mark.parametrize("page", FILTERED)
def test_where_nothing_matches_the_page_shows_what_to_do(page):
    app = open_page(page, q="no text has this")
    assert not app.exception
    assert heading(app) == "No recommendation matches what is chosen."
    assert "0 of 18" in texts(app)
    assert "Choose less in the filter, or press Reset to see every recommendation." in texts(app)


def test_reset_brings_everything_back():
    app = open_page(theme="data", status="amber")
    app.button(key="filters.reset").click().run()
    assert "18 of 18" in texts(app)
    assert "theme" not in app.query_params


def test_a_choice_made_by_hand_stands_in_the_address():
    app = open_page()
    app.multiselect[0].set_value(["victims"]).run()
    assert "3 of 18" in texts(app)
    assert app.query_params["theme"] == "victims"


def test_a_language_that_is_none_of_ours_is_english():
    assert lines(nodes(open_page(lang="fr"), "language-switch")) == ["Cymraeg"]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_codes_of_other_pages_are_dropped_from_the_url(page):
    assert "stray" not in open_page(page, stray="1").query_params
