"""A mark or a title opens its recommendation by mouse and keyboard, and back returns to the same list."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NINE = "Expand performance dashboards to cover civil orders"


@pytest.fixture
def overview(look):
    """Return the Overview with a sign on its window that a page load would wipe away."""
    page = look()
    page.evaluate("window.stillHere = true")
    return page


def mark_of_nine(page):
    return page.get_by_role("link", name=f"June 2024. Recommendation 9: Amber, inferred. {NINE}")


def expect_nine(page):
    expect(page.locator("h1")).to_have_text(f"9 {NINE}")
    expect(page).to_have_url(re.compile(r"/recommendation\?ref=9$"))


def test_a_mark_opens_its_recommendation_by_keyboard_without_a_page_load(overview):
    mark_of_nine(overview).focus()
    overview.keyboard.press("Enter")
    expect_nine(overview)
    assert overview.evaluate("window.stillHere")


@pytest.mark.parametrize("how", [{"modifiers": ["Control"]}, {"button": "middle"}], ids=["Ctrl", "middle"])
def test_a_click_for_a_new_tab_opens_one_and_leaves_the_page(arrive, how):
    page = arrive().go()
    with page.context.expect_page() as opened:
        mark_of_nine(page).click(**how)
    expect_nine(opened.value)
    expect(page.locator("h1")).to_contain_text("1 of 18")


def titles(page):
    return page.locator("table th[scope=row] a")


@pytest.fixture
def searched(arrive):
    """Return the list as a person has searched and ordered it."""
    visit = arrive()
    page = visit.go("recommendations")
    page.get_by_role("searchbox").fill("performance")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("q=performance"))
    visit.settled()
    page.get_by_label("Order by").select_option("Title")
    expect(page).to_have_url(re.compile("sort=title"))
    expect(page.locator("th[aria-sort=ascending]")).to_have_text(re.compile("^Recommendation"))
    visit.settled()
    return page


@pytest.mark.parametrize("way", ["the browser's back button", "the link to the list"])
def test_back_from_a_recommendation_returns_to_the_list_as_it_was(searched, way):
    expect(titles(searched).first).to_be_visible()
    listed = titles(searched).all_inner_texts()
    assert listed == sorted(listed)
    titles(searched).nth(1).click()
    expect(searched.locator("h1")).to_contain_text(listed[1])
    if way == "the link to the list":
        searched.get_by_role("link", name="All recommendations").click()
    else:
        searched.go_back()
    expect(titles(searched)).to_have_text(listed)
    expect(searched).to_have_url(re.compile(r"(?=.*q=performance)(?=.*sort=title)"))


@pytest.mark.parametrize("width", [390, 1280])
def test_back_returns_to_the_place_and_to_what_was_open(arrive, width):
    visit = arrive(width=width)
    page = visit.go("")
    visit.settled()
    page.get_by_text("The figures behind this chart").first.click()
    number = page.locator("details[open] a.count").last
    number.scroll_into_view_if_needed()
    address = page.url
    number.click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d+\srecommendation"))
    page.go_back()
    expect(page).to_have_url(address)
    expect(number).to_be_in_viewport()
