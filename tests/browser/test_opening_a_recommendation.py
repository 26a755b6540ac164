"""A mark or a title opens its recommendation by mouse and keyboard, and back returns to the same list."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NINE = "Expand performance dashboards to cover civil orders"


def mark_of_nine(page):
    return page.get_by_role("link", name=f"June 2024. Recommendation 9: Amber, inferred. {NINE}")


def expect_nine(page):
    expect(page.locator("h1")).to_have_text(f"9 {NINE}")
    expect(page).to_have_url(re.compile(r"/recommendation\?ref=9$"))


def test_a_mark_opens_its_recommendation_by_keyboard_without_a_page_load_or_in_a_new_tab(arrive):
    page = arrive().go()
    with page.context.expect_page() as opened:
        mark_of_nine(page).click(modifiers=["Control"])
    expect_nine(opened.value)
    expect(page.locator("h1")).to_contain_text("1 of 18")
    page.evaluate("window.stillHere = true")
    mark_of_nine(page).focus()
    page.keyboard.press("Enter")
    expect_nine(page)
    assert page.evaluate("window.stillHere")


def test_back_from_a_recommendation_returns_to_the_list_as_it_was(look, walker):
    page = look("recommendations")
    page.get_by_role("searchbox").fill("performance")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("q=performance"))
    walker.settled()
    page.get_by_label("Order by").select_option("Title")
    expect(page).to_have_url(re.compile("sort=title"))
    walker.settled()
    titles = page.locator("table th[scope=row] a")
    listed = titles.all_inner_texts()
    assert listed == sorted(listed)
    for back in (page.get_by_role("link", name="All recommendations").click, page.go_back):
        titles.nth(1).click()
        expect(page.locator("h1")).to_contain_text(listed[1])
        walker.settled()
        back()
        expect(titles).to_have_text(listed)
        expect(page).to_have_url(re.compile(r"(?=.*q=performance)(?=.*sort=title)"))
        walker.settled()


def test_back_returns_to_the_place_and_to_what_was_open(walker, look):
    page = look(width=390)
    page.get_by_text("The figures behind this chart").first.click()
    number = page.locator("details[open] a.count").last
    number.scroll_into_view_if_needed()
    address = page.url
    number.click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d+\srecommendation"))
    walker.settled()
    page.go_back()
    expect(page).to_have_url(address)
    expect(number).to_be_in_viewport()
