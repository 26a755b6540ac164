"""How pages look: nothing is cut off, links are large enough to tap, and statuses keep their colours in print."""

from io import BytesIO

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

TOO_SMALL = """() => {
  const ours = [...document.querySelectorAll('.page :is(a, button, summary, select)')];
  const small = (each) => each.checkVisibility() && each.getBoundingClientRect().height < 24;
  return ours.filter(small).map((each) => each.outerHTML);
}"""


@pytest.mark.parametrize("path", ["", "recommendations", "recommendation?ref=9", "monitoring", "over-time"])
def test_every_link_and_button_of_ours_is_24_pixels_high_on_a_phone(look, path):
    assert look(path, width=390).evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("path", ["?lang=cy", "monitoring?lang=cy", "monitoring?lang=en"])
def test_the_box_of_rounds_shows_the_whole_name_of_the_round(look, path):
    value = look(path).locator("#filter-as_at .value")
    assert value.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("path", ["about", "recommendation?ref=12", "monitoring", "over-time"])
def test_printed_columns_stand_below_each_other_above_the_foot(look, path):
    page = look(path)
    page.emulate_media(media="print")
    columns = [column.bounding_box() for column in page.locator(".columns > *").all() if column.is_visible()]
    assert len(columns) > 1
    tops = [column["y"] for column in columns[1:]] + [page.locator(".foot").bounding_box()["y"]]
    page.emulate_media(media="null")
    assert [column for column, top in zip(columns, tops, strict=True) if column["y"] + column["height"] > top] == []


@pytest.mark.nightly
@pytest.mark.parametrize(("path", "heading"), [("over-time", "Status over time"), ("meeting", "What was promised")])
def test_a_printed_heading_stays_with_what_follows_it(arrive, path, heading):
    page = arrive().go(path)
    for above in (400, 560, 720):
        page.add_style_tag(content=f"@media print {{ .main {{ padding-top: {above}px !important }} }}")
        printed = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        feet = [(sheet.extract_text().strip().splitlines() or [""])[-1] for sheet in printed]
        assert any(heading in sheet.extract_text() for sheet in printed)
        assert heading not in feet


def test_a_printed_status_keeps_its_colour_and_its_letter(look):
    page = look()
    page.emulate_media(media="print")
    mark = page.locator("table.matrix a.mark").filter(has_text="R").first
    fill = mark.locator(".fill").evaluate("shape => getComputedStyle(shape).fill")
    adjusted = mark.evaluate("mark => getComputedStyle(mark).printColorAdjust")
    page.emulate_media(media="null")
    assert (fill, adjusted) == ("rgb(179, 38, 30)", "exact")


@pytest.mark.parametrize("path", ["?lang=cy", "recommendation?ref=14&lang=cy"])
def test_the_actions_of_a_page_cover_no_link(look, path):
    page = look(path)
    actions = page.locator("#page-actions").bounding_box()
    links = page.locator("nav.crumbs a, p a").all()
    boxes = [link.bounding_box() for link in links if link.is_visible()]
    assert [box for box in boxes if _overlap(box, actions)] == []


def _overlap(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 0 and down > 0
