"""The filter by keyboard alone: nothing here touches the page but keys."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.textContent.trim()"


def press(page, *keys):
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, name, *, most):
    """Press Tab until the focus is on an element, by its text, at most so many times."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"{name} is more than {most} tabs away")


def skip_to_the_filter(page):
    """Skip the menu, and then skip to the first box of the filter."""
    tab_to(page, "Skip to main content", most=2)
    press(page, "Enter")
    tab_to(page, "Skip to the filter", most=2)
    press(page, "Enter")
    expect(page.locator("#filter-theme")).to_be_focused()


def to_the_filter(page):
    """Begin at the first box of the filter."""
    page.locator("#filter-theme").focus()
    expect(page.locator("#filter-theme")).to_be_focused()


def test_what_is_outstanding_for_one_agency_is_found_with_keys_alone(arrive):
    visit = arrive()
    page = visit.go("recommendations")
    skip_to_the_filter(page)
    press(page, "Tab", "Enter")
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    expect(page.locator("details.choice a:focus")).to_have_count(1)
    press(page, "d", "Enter")
    expect(page).to_have_url(re.compile(r"/recommendations\?lead=[a-z-]+$"))
    expect(page.get_by_text("16 of 18", exact=True)).to_be_visible()
    visit.settled()
    expect(page.locator("details.choice[open] a:focus")).to_have_count(1)
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
    assert page.evaluate(FOCUSED).startswith("Data"), "the chosen one has the focus"
    press(page, "ArrowUp")
    assert page.evaluate(FOCUSED).startswith("Training")
    press(page, "Home", "ArrowUp")
    assert page.evaluate(FOCUSED).startswith("Victims")
    press(page, "Escape")
    expect(page.locator("#filter-theme")).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("^Victims "))).to_have_count(0)
    assert page.url.endswith("/themes?theme=data")


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


def test_on_a_phone_escape_closes_first_the_box_and_then_the_filter(look):
    page = look("themes", width=390)
    page.locator(".opener").focus()
    press(page, "Enter")
    expect(page.locator("#filter-theme")).to_be_focused()
    press(page, "Enter", "Escape")
    expect(page.locator("#filter-theme")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#filter-open")).to_be_focused()
    expect(page.locator(".boxes")).to_be_hidden()


def test_a_new_number_of_matches_is_announced(look):
    page = look("themes")
    to_the_filter(page)
    press(page, "Enter", "d", "Enter")
    expect(page.locator(".filterbar [role=status]")).to_have_text("3 recommendations")
