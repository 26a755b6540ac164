"""Navigate to another page by the menu."""

import re

from playwright.sync_api import expect

WITHIN = {"Round": "Tracker", "Upload": "Tracker", "Data checks": "Tracker", "Versions": "Tracker", "About": "Tracker"}
"""The menu within the navigation bar that has a page."""


def leave_to(page, name):
    """Go to another page by the menu."""
    if name in WITHIN:
        page.get_by_test_id("stTopNavSection").filter(has_text=WITHIN[name]).click()
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(f"^{name}$")).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{name}$")).click()
    expect(page).to_have_title(f"{name} – Cynnydd")


def follow_menu(page, path):
    """Go to another page by its link in the menu, in any language; return False if the menu has none, or is hidden."""
    if page.locator(".st-key-presentation").count():
        return False
    direct = page.locator(f'[data-testid="stTopNavLink"][href$="/{path}"]')
    title = page.title()
    if direct.count():
        direct.click()
    else:
        page.get_by_test_id("stTopNavSection").first.click()
        inner = page.locator(f'[data-testid="stTopNavDropdownLink"][href$="/{path}"]')
        if not inner.count():
            page.keyboard.press("Escape")
            return False
        inner.click()
    expect(page).not_to_have_title(title)
    return True
