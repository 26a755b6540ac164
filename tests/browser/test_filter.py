"""The filter: by keyboard alone, in the address, and in either language."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import left_in_english
from tests.support.browser.actions import box, choose, leave_to, option_link, tab_to

pytestmark = pytest.mark.browser

DATA = re.compile(r"[?&]theme=data\b")


def press(page, *keys):
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def to_the_filter(page):
    """Begin at the first box of the filter."""
    page.locator("#filter-theme").focus()
    expect(page.locator("#filter-theme")).to_be_focused()


def test_what_is_outstanding_for_one_agency_is_found_with_keys_alone(arrive):
    visit = arrive()
    page = visit.go("recommendations")
    for link in ("Skip to main content", "Skip to the filter"):
        tab_to(page, link, most=2)
        press(page, "Enter")
    expect(page.locator("#filter-theme")).to_be_focused()
    press(page, "Tab", "Enter")
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    expect(page.locator("details.choice a:focus")).to_have_count(1)
    press(page, "d", "Enter")
    expect(page).to_have_url(re.compile(r"/recommendations\?lead=[a-z-]+$"))
    expect(page.get_by_text("16 of 18", exact=True)).to_be_visible()
    visit.settled()
    expect(page.locator("details.choice[open] a:focus")).to_have_count(1)
    expect(page.locator(".filterbar [role=status]")).to_have_text("16 recommendations")
    press(page, "Escape")
    expect(page.locator("#filter-lead")).to_be_focused()
    agency = page.url.rpartition("=")[2]
    press(page, "Tab", "Tab")
    for status, place, count in (("red", 0, "0 of 18"), ("amber", 1, "16 of 18")):
        press(page, "Space")
        expect(page.get_by_role("link", name=re.compile(f"^{status.title()} "))).to_be_visible()
        expect(page.locator("details.choice a:focus")).to_have_count(1)
        press(page, "Home", *["ArrowDown"] * place, "Space")
        expect(page).to_have_url(re.compile(f"status={status}$"))
        expect(page.get_by_text(count, exact=True)).to_be_visible()
        visit.settled()
        press(page, "Escape")
        expect(page.locator("#filter-status")).to_be_focused()
    assert page.url.endswith(f"/recommendations?lead={agency}&status=red&status=amber")


def test_arrows_walk_a_box_and_escape_closes_it_and_gives_the_focus_back(look):
    page = look("themes?theme=data")
    to_the_filter(page)
    press(page, "Enter")
    expect(page.get_by_role("link", name=re.compile("^Victims "))).to_be_visible()
    focused = page.locator("details.choice a:focus")
    expect(focused).to_contain_text("Data")  # the chosen one
    press(page, "ArrowUp")
    expect(focused).to_contain_text("Training")
    press(page, "Home", "ArrowUp")
    expect(focused).to_contain_text("Victims")
    press(page, "Escape")
    expect(page.locator("#filter-theme")).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("^Victims "))).to_have_count(0)
    assert page.url.endswith("/themes?theme=data")


@pytest.mark.nightly
def test_an_open_box_keeps_the_focus_while_an_earlier_choice_is_answered(look, walker):
    page = look("themes")
    to_the_filter(page)
    press(page, "Enter")
    expect(page.locator("details.choice a:focus")).to_contain_text("Resourcing")
    press(page, "End")
    walker.move("themes?status=green")
    expect(page.get_by_text("1 of 18", exact=True)).to_be_visible()
    expect(page.locator("details.choice[open] a:focus")).to_contain_text("Victims")
    press(page, "Space")
    expect(page).to_have_url(re.compile(r"(?=.*[?&]status=green)(?=.*[?&]theme=victims)"))
    expect(page.locator("details.choice[open] a:focus")).to_contain_text("Victims")


def test_on_a_phone_one_button_names_what_is_chosen_and_escape_closes_first_the_box_and_then_the_filter(look):
    page = look("themes?theme=training", width=390)
    expect(page.get_by_text("Agency", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Filter: Training").focus()
    press(page, "Enter")
    expect(page.locator("#filter-theme")).to_be_focused()
    press(page, "Enter", "Escape")
    expect(page.locator("#filter-theme")).to_be_focused()
    choose(page, "Status", "Amber")
    expect(page.get_by_role("button", name="Filter: Training, Amber")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/themes\?theme=training&status=amber$"))
    press(page, "Escape", "Escape")
    expect(page.locator("#filter-open")).to_be_focused()
    expect(page.locator(".boxes")).to_be_hidden()


def test_a_choice_is_in_the_url_of_every_page_and_back_brings_it_back(look, walker):
    page = look()
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 60)")
    choose(page, "Theme", "Data")
    expect(page).to_have_url(DATA)
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    walker.settled()
    assert main.evaluate("main => main.scrollTop") == 60, "a choice leaves the page where it is"
    for name in ("Recommendations", "Over time", "About", "Data checks", "Themes"):
        leave_to(page, name)
        expect(page).to_have_url(DATA)
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    page.get_by_role("link", name="Reset").click()
    expect(page.get_by_text("18 of 18", exact=True)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(DATA)
    expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()


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


@pytest.mark.nightly
def test_choices_made_faster_than_the_page_is_drawn_all_count(look):
    page = look("themes?theme=data&theme=training&q=police")
    chip = page.get_by_role("link", name=re.compile("^Remove (Data|Training)"))
    page.evaluate("links => links.forEach((link) => link.click())", chip.element_handles())
    expect(page).to_have_url(re.compile(r"/themes\?q=police$"))


@pytest.mark.nightly
def test_nothing_changes_under_a_pressed_link(arrive):
    page = arrive().go("read/themes?theme=data&theme=training&q=police")
    page.get_by_role("link", name="Remove Training").hover()
    page.mouse.down()
    with page.expect_response(lambda response: "/read/themes" in response.url):
        page.get_by_role("link", name="Remove Data").evaluate("link => link.click()")
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/themes\?q=police$"))


def test_the_language_switch_keeps_the_page_and_the_choice_and_the_open_filter_speaks_welsh(look):
    page = look("themes?theme=data&as_at=2024-02")
    english = page.locator("h1").inner_text()
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).not_to_have_text(english)
    expect(page).to_have_url(re.compile(r"/themes\?(?=.*theme=data)(?=.*as_at=2024-02)(?=.*lang=cy)"))
    box(page, "Thema").locator("summary").click()
    assert left_in_english(page) == []
    option_link(page, "Thema", "Hyfforddiant").click()
    expect(page.get_by_role("link", name="Dileu Hyfforddiant")).to_be_visible()
    option_link(page, "Thema", "Hyfforddiant").click()
    expect(page.get_by_role("link", name="Dileu Hyfforddiant")).to_have_count(0)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text(english)
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
