"""The actions at the top of every page: copy the link, print, download."""

import pytest

from tests.support.page_text import PAGES, all_of, files, has_part, links, nodes, open_page, text_of

QUERIES = {"recommendation": {"ref": "9"}}


@pytest.mark.parametrize("page", sorted(PAGES.keys() - {"present"}))
def test_each_page_copies_its_link_prints_and_offers_the_list(page):
    app = open_page(page, **QUERIES.get(page, {}))
    buttons = [text_of(button) for button in all_of(nodes(app, "page-actions"), "button")]
    assert buttons == [*(["Skip to the filter"] if has_part(app, "filters") else []), "Copy link", "Print"]
    assert [label for label, _href in files(app)][:2] == ["This list as Excel", "This list as CSV"]


@pytest.mark.parametrize(
    ("page", "query", "url"),
    [
        ("overview", {}, "present?slide=1&back=.%2F"),
        (
            "recommendations",
            {"theme": "data", "sort": "-title"},
            "present?theme=data&sort=-title&slide=1&back=recommendations%3Fsort%3D-title",
        ),
        ("recommendation", {"ref": "9"}, "present?slide=1&back=recommendation%3Fref%3D9"),
        ("monitoring", {"by": "with"}, "present?as_at=today&slide=1&back=monitoring%3Fby%3Dwith"),
    ],
)
def test_the_presentation_has_the_filter_the_day_the_order_of_the_list_and_the_way_back(page, query, url):
    assert ("Present", url) in links(nodes(open_page(page, **query), "page-actions"))


def test_without_a_match_nothing_is_offered():
    assert not files(open_page("themes", q="no text has this"))
