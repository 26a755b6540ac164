"""A filter persists: across pages, in the URL, in a copied link, after reload and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.menus import leave_to

pytestmark = pytest.mark.browser

DATA = re.compile(r"[?&]theme=data\b")


def choose(page, label, option):
    """Choose in the filter by hand: open it, open the list, take the option, close it."""
    page.get_by_role("button", name=re.compile("^Filter")).click()
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()
    expect(page).to_have_url(re.compile(r"[?&]theme="))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def test_a_choice_is_in_the_url_of_every_page(arrive):
    visit = arrive()
    page = visit.go()
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


def test_a_choice_outlives_a_reload(arrive):
    visit = arrive()
    page = visit.go("themes")
    choose(page, "Theme", "Data")
    page.reload()
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    expect(page).to_have_url(DATA)


def test_back_brings_back_what_was_chosen_before(arrive):
    visit = arrive()
    page = visit.go("themes")
    choose(page, "Theme", "Data")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    leave_to(page, "Agencies")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_text("18 of 18", exact=True)).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("theme=data"))
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()


def test_copy_link_shows_another_person_the_same_view(arrive):
    visit = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visit.go("themes")
    choose(page, "Theme", "Data")
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url

    other = arrive().page
    other.goto(copied)
    expect(other.get_by_text("3 of 18", exact=True)).to_be_visible()
    expect(other.locator("h1")).to_have_text(page.locator("h1").inner_text())


def test_as_at_moved_by_the_keyboard_persists(arrive):
    visit = arrive()
    page = visit.go()
    slider = page.get_by_role("slider", name="As at")
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.locator("h1")).to_contain_text("None of the 18 recommendations is complete")
    expect(page).to_have_url(re.compile(r"as_at=2024-02"))
    leave_to(page, "Themes")
    expect(page).to_have_url(re.compile(r"as_at=2024-02"))
    expect(page.get_by_text("Data as at February 2024")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Data as at February 2024")).to_be_visible()


def test_unknown_codes_in_a_link_are_reported_and_leave_the_url(arrive):
    visit = arrive()
    page = visit.go("themes?theme=nonsense")
    expect(page.get_by_text("which was left out: theme=nonsense.")).to_be_visible()
    expect(page.get_by_text("18 of 18", exact=True)).to_be_visible()
    expect(page).not_to_have_url(re.compile("nonsense"))
