"""Charts are drawn by the library that the dashboard serves, after the page is on the screen, and again in place."""

import re

import pytest
from playwright.sync_api import expect

from components.document.assets import LIBRARY_PATH
from tests.support.browser.menus import leave_to
from tests.support.browser.patience import in_the_end

pytestmark = pytest.mark.browser

STANDING = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const [statuses, coverage] = boxes('.js-plotly-plot');
  const drawings = boxes('.js-plotly-plot .main-svg');
  return statuses.bottom <= coverage.top && Math.max(...drawings.map((each) => each.width)) <= 688;
}"""
"""Whether two charts stand below each other in the width of A4 without its margins."""


def chart(page):
    """Return the first chart of a page."""
    return page.locator(".js-plotly-plot").first


def size_of(locator):
    box = locator.bounding_box()
    return {side: box[side] for side in ("width", "height")}


def library_requests(visit):
    return [url.removeprefix(f"{visit.address}/") for url in visit.requests if "chart-library" in url]


def test_the_small_library_is_requested_a_single_time_and_the_platforms_never(arrive):
    visit = arrive().record()
    page = visit.go()
    expect(chart(page)).to_be_visible()
    for name in ("Over time", "Themes", "Agencies"):
        leave_to(page, name)
        visit.settled()
        expect(chart(page)).to_be_visible()
    assert library_requests(visit) == [LIBRARY_PATH]
    assert [url for url in visit.requests if "PlotlyChart" in url] == []
    assert visit.complaints == []


def test_a_chart_has_its_room_and_its_sentence_before_its_library_is_there(arrive):
    visit = arrive()
    page = visit.page
    waiting = []

    def wait(route):
        waiting.append(route)

    page.route("**/chart-library/*", wait)
    with page.expect_request("**/chart-library/*"):
        page.goto(f"{visit.address}/over-time")
    expect(page.locator("h1")).to_be_visible()
    picture = page.get_by_role("img", name=re.compile("^Status over 3 rounds"))
    expect(picture).to_have_count(1)
    before = size_of(picture)
    assert before["height"] > 200
    waiting[0].continue_()
    expect(picture.locator(".main-svg").first).to_be_visible()
    page.unroute("**/chart-library/*")
    assert size_of(picture) == pytest.approx(before, abs=1)
    assert visit.layout_shift() <= 0.02


def test_a_chart_follows_the_width_of_the_window(look):
    page = look("over-time")
    wide = chart(page).locator(".main-svg").first
    on_a_screen = pytest.approx(706, abs=8)
    assert in_the_end(page, lambda: wide.bounding_box()["width"], on_a_screen) == on_a_screen
    assert size_of(chart(page))["width"] == on_a_screen
    page.set_viewport_size({"width": 390, "height": 844})
    expect(wide).to_have_attribute("width", "358")


def test_a_chart_follows_a_switch_to_a_dark_screen_and_is_printed_in_light_inks(look):
    page = look("over-time")
    ink = chart(page).locator(".xtick text").first
    light = ink.evaluate("(text) => getComputedStyle(text).fill")
    page.emulate_media(color_scheme="dark")
    expect(ink).not_to_have_css("fill", light)
    bars = chart(page).locator(".bars path").first
    dark = bars.evaluate("(bar) => getComputedStyle(bar).fill")
    page.emulate_media(media="print")
    expect(ink).to_have_css("fill", light)
    expect(bars).not_to_have_css("fill", dark)
    page.emulate_media(media="screen")
    expect(bars).to_have_css("fill", dark)


def test_charts_are_printed_below_each_other_in_the_width_of_the_paper(look):
    page = look("over-time")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins
    assert in_the_end(page, lambda: page.evaluate(STANDING), wanted=True), page.evaluate(STANDING)


def test_what_is_pointed_at_is_explained(look):
    page = look("over-time")
    explained = page.locator(".hoverlayer .hovertext", has_text="Jun 2024")

    def pointed_at():
        bar = page.locator(".js-plotly-plot .bars .point").first
        bar.scroll_into_view_if_needed()
        piece = bar.bounding_box()
        page.mouse.move(piece["x"], piece["y"])
        page.mouse.move(piece["x"] + piece["width"] / 2, piece["y"] + piece["height"] / 2, steps=3)
        return explained.count()

    assert in_the_end(page, pointed_at, 1) == 1
