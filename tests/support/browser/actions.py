"""What a test does on a page in a browser: it waits, narrows the screen, chooses, opens menus and goes elsewhere."""

import re
from time import monotonic

from playwright.sync_api import expect

from components.session.links import READING, TRACKER_URLS

# How long a page may take to show what is expected: long enough for a busy machine.
PATIENCE_MILLISECONDS = 60_000

# How often a page is asked whether it is rendered: with each frame, as is the default, slows down a busy machine.
POLLING_MILLISECONDS = 100


def in_the_end(page, read, wanted, *, polling=POLLING_MILLISECONDS):
    """Return what is read from a page, as soon as it is what is wanted; what it is then if that never comes."""
    until = monotonic() + PATIENCE_MILLISECONDS / 1000
    while (found := read()) != wanted and monotonic() < until:
        page.wait_for_timeout(polling)
    return found


PAGES = {page: page for page in (*sorted(READING), *sorted(TRACKER_URLS))}
PAGES |= {"overview": "", "recommendation": "recommendation?ref=9"}
"""The path of each page: Overview is the default, and a recommendation needs its ref."""


def in_language(path, language):
    """Return a path with the query parameter of a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


HEIGHT = 844


def narrowed(visit, width=390):
    """Return the visitor's page at the width of a phone, after its layout has changed."""
    visit.page.set_viewport_size({"width": width, "height": HEIGHT})
    visit.page.wait_for_function(
        "width => document.documentElement.scrollWidth <= width", arg=width, polling=POLLING_MILLISECONDS
    )
    return visit.settled()


def coloured(visit, scheme):
    """Return the visitor's page on a light or a dark screen, after its colours have changed."""
    visit.page.emulate_media(color_scheme=scheme)
    expect(visit.page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    return unfaded(visit)


def unfaded(visit):
    """Return the page once its script has run and nothing fades any more: a faded text has too little contrast."""
    visit.settled().wait_for_function("!tests.isFading()", polling=POLLING_MILLISECONDS)
    return visit.page


STILL = "each => tests.still(each)"


def press(locator):
    """Press an element once it is on the screen and rests: a list that opens while a page scrolls closes again."""
    locator.scroll_into_view_if_needed()
    locator.evaluate(STILL)
    locator.click()


def figures_opened(page):
    """Return the opened toggle of the figures behind the first chart of a page."""
    expander = page.locator("details").filter(has_text="The figures behind this chart").first
    press(expander.locator("summary"))
    expect(expander).to_have_attribute("open", "")
    expander.evaluate(STILL)
    return expander


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


# The pages that are in a menu of their own within the menu.
WITHIN = ("Round", "Rating", "Upload", "Data checks", "Versions", "Access", "About")


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


def tab_to(page, goal, *, most=60):
    """Press Tab until the focus is on an element or on one with a text; a page has fewer than sixty stops."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(goal) if isinstance(goal, str) else goal.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"The Tab key does not come to {goal}.")


FOCUSED = "tests.focused()"
HAS_FOCUS = "each => each === document.activeElement"
