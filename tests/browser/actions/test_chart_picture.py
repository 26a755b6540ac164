"""A chart is saved as a picture with its heading, what is judged and when, its words and its source."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.browser.figures import figures_opened

pytestmark = pytest.mark.browser


def saved(page, label):
    """Return the file name and the bytes of the picture that a button saves."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).first.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


READ = """svg => [...new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('text')].map(
  (text) => [...text.childNodes].map((line) => line.textContent).join(' '))"""


def texts_of(page, svg):
    """Return the texts of an SVG, each with its lines joined."""
    return page.evaluate(READ, svg.decode())


def test_a_chart_is_saved_as_svg_and_as_png(arrive):
    visit = arrive()
    page = visit.go("over-time")
    figures_opened(page)
    name, svg = saved(page, "Save as a picture (SVG)")
    text = svg.decode()
    assert name.endswith(".svg")
    assert texts_of(page, svg)[:2] == ["Status over time", "Data as at June 2024 · 18 recommendations"]
    assert texts_of(page, svg)[-1] == "tracker.xlsx"
    assert "<desc>Status over 3 rounds." in text
    assert "17 Amber" in text
    name, png = saved(page, "Save as a picture (PNG)")
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert name.endswith(".png")
    assert picture.width > 1000
    assert (245, 177, 46) in {colour for _count, colour in picture.getcolors(maxcolors=1 << 24) or ()}
    assert visit.complaints == []


def test_the_picture_of_a_filtered_chart_names_the_filter_and_the_day_of_judgement(look):
    page = look("themes?theme=data&as_at=today")
    figures_opened(page)
    _name, svg = saved(page, "Save as a picture (SVG)")
    title, subtitle = texts_of(page, svg)[:2]
    assert title == "Status over time by theme"
    assert subtitle.startswith("Data as at June 2024 (latest round) · judged on ")
    assert subtitle.endswith(" · 3 recommendations · Only: Data")
