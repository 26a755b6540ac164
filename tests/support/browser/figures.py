"""Open the figures behind a chart, and wait until they have their room: what is pressed before that is missed."""

from playwright.sync_api import expect

STILL = """async (expander) => {
  const place = () => JSON.stringify(expander.getBoundingClientRect());
  for (let before = place(), since = performance.now(); performance.now() - since < 300;) {
    await new Promise((painted) => setTimeout(painted, 30));
    if (place() !== before) [before, since] = [place(), performance.now()];
  }
}"""
"""Waits until an element has had one place and one size for 0.3 seconds."""


def figures_opened(page):
    """Return the opened toggle of the figures behind the first chart of a page."""
    expander = page.locator("details").filter(has_text="The figures behind this chart").first
    expander.evaluate(STILL)
    expander.locator("summary").click()
    expect(expander).to_have_attribute("open", "")
    expander.evaluate(STILL)
    return expander
