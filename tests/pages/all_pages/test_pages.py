"""Every page in both languages: it opens by its URL, is in the menu, and has one h1."""

import pytest

from components.navigation import page_titles
from model.language import Language
from tests.support.page_text import PAGES, all_of, document, heading, lines, links, nodes, open_page
from tests.support.workbooks.canonical import REVIEW
from wording.catalogue import translator

QUERIES = {"recommendation": {"ref": "9"}, "edit": {"ref": "9"}}
TITLES = {
    "about": "What the statuses mean, and how everything here is counted",
    "access": "No role is granted in the store.",
    "agencies": "17 of 18 outstanding: DPP 16 of 16, HMCTS 1 of 1.",
    "data-checks": "The workbook has no errors and no warnings.",
    "meeting": "Meeting pack: 18 recommendations",
    "monitoring": "9 monitoring promises are overdue. None with a date is still to come; 13 have no date.",
    "over-time": "From February 2024 to June 2024: 3 improved, 3 newly rated, 12 unchanged; nothing got worse.",
    "overview": "1 of 18 recommendations is complete. 17 are Amber, and none is Red.",
    "present": "1 of 18 recommendations is complete. 17 are Amber, and none is Red.",
    "recommendation": "9 Expand performance dashboards to cover civil orders",
    "recommendations": "18 recommendations",
    "edit": "Edit recommendation 9",
    "rating": "No round is open.",
    "round": "No round has been started yet.",
    "upload": "Upload the next workbook",
    "versions": "Version 1 is current.",
    "reports": "Panel report on 18 recommendations",
    "themes": "17 of 18 outstanding: Training 4 of 4, Data 3 of 3, Perpetrator Interventions 3 of 3 and 3 more.",
}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_by_itself_with_its_answer_as_the_one_heading(page):
    app = open_page(page, **QUERIES.get(page, {}))
    assert heading(app) == TITLES[page]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_by_itself_in_welsh(page):
    app = open_page(page, lang="cy", **QUERIES.get(page, {}))
    assert lines(nodes(app, "language")) == ["English"]
    assert heading(app)
    if page != "recommendation":  # no Welsh title is given, so the English one stands
        assert heading(app) != TITLES[page]


PLACES_OF_SOURCE = pytest.mark.parametrize(("page", "key"), [("", "foot"), ("", "quiet"), ("data-checks", "quiet")])


@PLACES_OF_SOURCE
def test_on_a_welsh_page_the_sample_has_its_welsh_name(page, key):
    assert "Sampl: adroddiad cynnydd, Mehefin 2024" in " ".join(lines(nodes(open_page(page, lang="cy"), key)))


@PLACES_OF_SOURCE
def test_on_a_welsh_page_the_source_of_a_workbook_is_marked_as_english(shown, page, key):
    shown(reviews=[{**REVIEW, "Source": "Annual report"}])
    marked = [each for each in all_of(nodes(open_page(page, lang="cy"), key), "span") if each[1].get("lang") == "en"]
    assert lines(marked) == ["Annual report"]


def test_an_address_is_the_same_in_both_languages_and_a_title_is_not():
    assert set(page_titles(translator(Language.ENGLISH))) == set(PAGES)
    english, welsh = (links(all_of(document(open_page(lang=language)), "nav")) for language in ("en", "cy"))
    for (title, address), (teitl, cyfeiriad) in zip(english, welsh, strict=True):
        assert title != teitl
        assert address.replace("lang=en", "lang=cy") == cyfeiriad
