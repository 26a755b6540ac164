"""Navigate to another page by the menu."""

import re

from playwright.sync_api import expect

WITHIN = ("Round", "Rating", "Upload", "Data checks", "Versions", "Access", "About")
"""The pages that are in a menu of their own within the menu."""


def leave_to(page, name):
    """Go to another page by the menu."""
    opened_menu(page, inner=name in WITHIN).get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_title(re.compile(f"^{name} – .*Cynnydd$"))


def follow_menu(page, path):
    """Go to another page by its link in the menu, in any language; return False if the menu has none, or is hidden."""
    link = page.locator(f"header.top nav a[href^='{path or './'}']")
    if not link.count():
        return False
    title = page.title()
    opened_menu(page, inner=link.locator("xpath=ancestor::details[not(@class)]").count() > 0)
    link.click()
    expect(page).not_to_have_title(title)
    return True


def opened_menu(page, *, inner):
    """Open the menu of a phone, and the one within it where that is asked for; return the menu."""
    menu = page.locator("header.top details.menu")
    for summary in (menu.locator("#menu-open"), *([menu.locator("#menu-tracker")] if inner else [])):
        if summary.is_visible() and summary.evaluate("each => !each.parentElement.open"):
            summary.click()
    return menu
