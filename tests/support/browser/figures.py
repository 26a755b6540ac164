"""Open the figures behind a chart, and wait until they have their room: what is pressed before that is missed."""

from playwright.sync_api import expect

from tests.support.browser.still import STILL, press


def figures_opened(page):
    """Return the opened toggle of the figures behind the first chart of a page."""
    expander = page.locator("details").filter(has_text="The figures behind this chart").first
    press(expander.locator("summary"))
    expect(expander).to_have_attribute("open", "")
    expander.evaluate(STILL)
    return expander
