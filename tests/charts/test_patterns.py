import pytest

from charts.patterns import bar_marker, pattern_ink, pattern_of
from charts.style import Style
from model.status import PALETTES, Appearance, Scale, Status, contrast
from model.terms import NOT_RATED, NOT_REPORTED
from tests.support.chart_tables import ENGLISH, FIVE, FIVE_STYLE

ALL = Scale(
    tuple(
        Status(name, colour=name)
        for name in ("red", "amber", "green", "blue", "purple", "amber-red", "amber-green", "grey", "black", "#c86432")
    )
)


def test_statuses_differ_by_pattern_and_the_best_is_plain():
    assert [pattern_of(name, FIVE_STYLE) for name in FIVE.names] == ["/", ".", "-", "x", ""]


def test_not_rated_and_not_reported_are_hollow_and_differ():
    page, muted = PALETTES[Appearance.LIGHT].page, PALETTES[Appearance.LIGHT].muted
    for mark, pattern in ((NOT_RATED, ""), (NOT_REPORTED, "/")):
        paint = bar_marker(mark, ENGLISH)
        assert (paint["color"], paint["line"]["color"], paint["pattern"]["shape"]) == (page, muted, pattern)


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("mark", [*ALL.names, NOT_RATED, NOT_REPORTED])
def test_text_is_readable_on_the_lines_of_a_pattern(mark, appearance):
    style = Style(ALL, appearance, ())
    assert contrast(pattern_ink(mark, style), style.ink(mark).text) >= 4.5


@pytest.mark.parametrize("appearance", Appearance)
def test_the_lines_of_not_reported_are_visible_in_a_legend(appearance):
    style = Style(ALL, appearance, ())
    assert contrast(pattern_ink(NOT_REPORTED, style), style.ink(NOT_REPORTED).fill) >= 2
