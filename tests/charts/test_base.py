import pytest

from model.status import PALETTES
from tests.support.chart_tables import ENGLISH, REPORT, WELSH, draw_status_over_time

DRAWN = {
    "over time": lambda style: draw_status_over_time(REPORT, style=style),
}


@pytest.mark.parametrize("style", [ENGLISH, WELSH], ids=["light", "dark"])
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_every_picture_has_the_pages_letters_and_colours_and_nothing_to_zoom(draw, style):
    layout = draw(style).layout
    assert layout.font.family == '"Source Sans", sans-serif'
    assert layout.font.color == PALETTES[style.appearance].text
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.xaxis.fixedrange and layout.yaxis.fixedrange
    assert layout.title.text is None
