"""Choose in the filter bar of a page in a browser."""

import re

from playwright.sync_api import expect


def box(page, name):
    """Return the box of a filter by its name, such as Theme."""
    return page.locator("details.choice").filter(has=page.locator("summary .name", has_text=name))


def option_link(page, name, option):
    """Return the link of an option in a box: its name, and how many recommendations it shows."""
    counted = re.compile(rf"^{re.escape(option)}( \d+)?$")
    return box(page, name).get_by_role("link", name=counted)


def choose(page, name, option):
    """Choose an option in a box by hand, and wait until the address has changed."""
    before = page.url
    box(page, name).locator("summary").click()
    option_link(page, name, option).click()
    expect(page).not_to_have_url(before)
