"""Open the figures behind a chart, and press what no longer moves: a press beside it is missed."""

from playwright.sync_api import expect

STILL = """async (element) => {
  const place = () => JSON.stringify(element.getBoundingClientRect());
  for (let before = place(), since = performance.now(); performance.now() - since < 300;) {
    await new Promise((painted) => setTimeout(painted, 30));
    if (place() !== before) [before, since] = [place(), performance.now()];
  }
}"""
"""Waits until an element has had one place and one size for 0.3 seconds."""


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
