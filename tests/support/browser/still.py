"""Press what no longer moves: a press that goes down on a button and comes up beside it is missed."""

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
