"""Navigate to another page by the menu."""

import re

from playwright.sync_api import expect

WITHIN = {"Upload": "Tracker", "Data checks": "Tracker", "Versions": "Tracker", "About": "Tracker"}
"""The menu within the navigation bar that has a page."""


def leave_to(page, name):
    """Go to another page by the menu."""
    if name in WITHIN:
        page.get_by_test_id("stTopNavSection").filter(has_text=WITHIN[name]).click()
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(f"^{name}$")).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{name}$")).click()
    expect(page).to_have_title(f"{name} – Cynnydd")
