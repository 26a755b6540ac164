"""Charts: drawn by the library that the dashboard serves, in the room they were given, in all inks, and as pictures."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from components.document.assets import LIBRARY_PATH
from tests.support.browser.actions import figures_opened, in_the_end, leave_to

pytestmark = pytest.mark.browser


def chart(page):
    """Return the first chart of a page."""
    return page.locator(".js-plotly-plot").first


def size_of(locator):
    box = locator.bounding_box()
    return {side: box[side] for side in ("width", "height")}


def test_the_small_library_is_requested_a_single_time_and_the_platforms_never(arrive):
    visit = arrive().record()
    page = visit.go()
    expect(chart(page)).to_be_visible()
    for name in ("Over time", "Themes", "Agencies"):
        leave_to(page, name)
        visit.settled()
        expect(chart(page)).to_be_visible()
    requested = [url.removeprefix(f"{visit.address}/") for url in visit.requests if "chart-library" in url]
    assert requested == [LIBRARY_PATH]
    assert [url for url in visit.requests if "PlotlyChart" in url] == []


def test_a_chart_has_its_room_before_its_library_is_there(arrive):
    visit = arrive()
    page = visit.page
    waiting: list[Any] = []
    page.route("**/chart-library/*", lambda route: waiting.append(route))  # noqa: PLW0108 - it takes no built-in
    with page.expect_request("**/chart-library/*"):
        page.goto(f"{visit.address}/over-time", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    picture = page.get_by_role("img", name=re.compile("^Status over 3 rounds"))
    expect(picture).to_have_count(1)
    before = size_of(picture)
    assert before["height"] > 200
    for route in waiting:
        route.continue_()
    page.unroute("**/chart-library/*")
    expect(picture.locator(".main-svg").first).to_be_visible()
    assert size_of(picture) == pytest.approx(before, abs=1)
    assert visit.layout_shift() <= 0.02


def test_a_chart_without_its_library_shows_a_text_and_is_no_picture(arrive):
    visit = arrive()
    page = visit.page
    page.route("**/chart-library/*", lambda route: route.abort())
    page.goto(f"{visit.address}/read/over-time")
    expect(page.locator(".chart").first).to_contain_text("The chart could not be loaded.")
    expect(page.locator(".chart").first).not_to_have_attribute("role", "img")
    page.unroute("**/chart-library/*")


def test_a_chart_follows_the_window_the_appearance_and_the_paper(look):
    page = look("over-time")
    wide = chart(page).locator(".main-svg").first
    on_a_screen = pytest.approx(706, abs=8)
    assert in_the_end(page, lambda: wide.bounding_box()["width"], on_a_screen) == on_a_screen
    ink = chart(page).locator(".xtick text").first
    light = ink.evaluate("(text) => getComputedStyle(text).fill")
    page.emulate_media(color_scheme="dark")
    expect(ink).not_to_have_css("fill", light)
    page.emulate_media(media="print")
    expect(ink).to_have_css("fill", light)
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins
    assert in_the_end(page, lambda: page.evaluate("tests.chartsFitPaper()"), wanted=True)
    page.emulate_media(media="null", color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(wide).to_have_attribute("width", "358")


def test_what_is_pointed_at_is_explained(look):
    page = look("over-time")
    bar = page.locator(".js-plotly-plot .bars .point").first
    bar.scroll_into_view_if_needed()
    piece = bar.bounding_box()
    page.mouse.move(piece["x"], piece["y"])
    page.mouse.move(piece["x"] + piece["width"] / 2, piece["y"] + piece["height"] / 2, steps=3)
    expect(page.locator(".hoverlayer .hovertext", has_text="Jun 2024")).to_have_count(1)


def saved(page, label):
    """Return the file name and the bytes of the picture that a button saves."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).first.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.nightly
def test_a_chart_is_saved_as_svg_and_as_png_with_its_filter_and_the_day_of_judgement(look):
    page = look("themes?theme=data&as_at=today")
    figures_opened(page)
    name, svg = saved(page, "Save as a picture (SVG)")
    title, subtitle, *_rest, source = page.evaluate("svg => tests.svgTexts(svg)", svg.decode())
    assert (name[-4:], title, source) == (".svg", "Status over time by theme", "tracker.xlsx")
    assert subtitle.startswith("Data as at June 2024 (latest round) · judged on ")
    assert subtitle.endswith(" · 3 recommendations · Only: Data")
    assert "<desc>" in svg.decode()
    name, png = saved(page, "Save as a picture (PNG)")
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert (name[-4:], picture.width > 1000) == (".png", True)
    assert (245, 177, 46) in {colour for _count, colour in picture.getcolors(maxcolors=1 << 24) or ()}
