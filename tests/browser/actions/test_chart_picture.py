"""A chart is saved as a picture with its sentence, its words and the month of its data."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.browser


def saved(page, label):
    """Return the file name and the bytes of the picture that a button saves."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).first.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def test_a_chart_is_saved_as_svg_and_as_png(arrive):
    visit = arrive()
    page = visit.go("over-time")
    page.get_by_text("The figures behind this chart").first.click()
    name, svg = saved(page, "Save as a picture (SVG)")
    text = svg.decode()
    assert name.endswith(".svg")
    assert "Data as at June 2024 · tracker.xlsx" in text
    assert "Status over 3 rounds." in text
    assert "17 Amber" in text
    name, png = saved(page, "Save as a picture (PNG)")
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert name.endswith(".png")
    assert picture.width > 1000
    assert (245, 177, 46) in {colour for _count, colour in picture.getcolors(maxcolors=1 << 24) or ()}
    assert visit.complaints == []
