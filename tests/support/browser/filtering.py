"""Choose in the filter bar of a page in a browser."""

import re

from playwright.sync_api import expect


def box(page, name):
    """Return the box of a filter by its name, such as Theme."""
    return page.locator("details.choice").filter(has=page.locator("summary .name", has_text=name))


def option(within, name):
    """Return the link that chooses a value, by its name; how many recommendations it shows may stand behind it."""
    return within.get_by_role("link", name=re.compile(rf"^{re.escape(name)}( [\d,]+)?$"))


def choose(page, name, value):
    """Choose an option in a box by hand, and wait until the address has changed."""
    before = page.url
    box(page, name).locator("summary").click()
    option(box(page, name), value).click()
    expect(page).not_to_have_url(before)
