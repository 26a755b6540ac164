"""A filter persists: across pages, in the URL, in a copied link, after reload and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.filtering import choose
from tests.support.browser.menus import leave_to

pytestmark = pytest.mark.browser

DATA = re.compile(r"[?&]theme=data\b")


def test_a_choice_is_in_the_url_of_every_page(look):
    page = look()
    choose(page, "Theme", "Data")
    expect(page).to_have_url(DATA)
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    for name in ("Recommendations", "Over time", "Themes", "Agencies"):
        leave_to(page, name)
        expect(page).to_have_url(DATA)
        expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    for name in ("About", "Data checks", "Overview"):
        leave_to(page, name)
        expect(page).to_have_url(DATA)
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()


def test_back_brings_back_what_was_chosen_before(arrive):
    page = arrive().go("themes")
    choose(page, "Theme", "Data")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    leave_to(page, "Agencies")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    page.get_by_role("link", name="Reset").click()
    expect(page.get_by_text("18 of 18", exact=True)).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("theme=data"))
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()


def test_copy_link_shows_another_person_the_same_view(arrive):
    visit = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visit.go("themes")
    choose(page, "Theme", "Data")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    visit.settled()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url

    other = arrive().page
    other.goto(copied)
    expect(other.get_by_text("3 of 18", exact=True)).to_be_visible()
    expect(other.locator("h1")).to_have_text(page.locator("h1").inner_text())


def test_a_choice_leaves_the_page_where_it_is(look, walker):
    page = look()
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 60)")
    choose(page, "Theme", "Training")
    expect(page.get_by_text("4 of 18", exact=True)).to_be_visible()
    walker.settled()
    assert main.evaluate("main => main.scrollTop") == 60


def test_a_name_in_the_page_filters_keeps_the_focus_and_takes_the_filter_away_again(look, walker):
    page = look()
    name = page.get_by_role("table").get_by_role("link", name="Training", exact=True)
    name.click()
    expect(page).to_have_url(re.compile(r"/\?theme=training$"))
    expect(name).to_have_attribute("aria-current", "true")
    walker.settled()
    expect(name).to_be_focused()
    name.click()
    expect(page.get_by_text("18 of 18", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/$"))


def test_choices_made_faster_than_the_page_is_drawn_all_count(look):
    page = look("themes?theme=data&theme=training&q=police")
    chip = page.get_by_role("link", name=re.compile("^Remove (Data|Training)"))
    page.evaluate("links => links.forEach((link) => link.click())", chip.element_handles())
    expect(page).to_have_url(re.compile(r"/themes\?q=police$"))


def test_on_a_phone_one_button_names_what_is_chosen_and_opens_the_same(arrive):
    page = arrive(width=390).go("themes?theme=training")
    expect(page.get_by_text("Agency", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Filter: Training").click()
    choose(page, "Status", "Amber")
    expect(page.get_by_role("button", name="Filter: Training, Amber")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/themes\?theme=training&status=amber$"))
