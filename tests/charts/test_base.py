"""What all charts share."""

import pandas as pd
import pytest

from charts.bar_segments import group_labels, lay_out_panels
from charts.base import (
    SegmentLabel,
    Style,
    bar_marker,
    count_lines,
    escape_plotly,
    fitting_label,
    pattern_ink,
    pattern_of,
    percent,
    round_labels,
    round_ticks,
    wrap_text,
)
from model.status import PALETTES, RED_AMBER_GREEN, Appearance, Scale, Status, contrast
from model.terms import NOT_RATED, NOT_REPORTED
from tests.support.chart_tables import ENGLISH, FIVE, FIVE_STYLE, REPORT, WELSH, draw_status_over_time

ALL = Scale(
    tuple(
        Status(name, colour=name)
        for name in ("red", "amber", "green", "blue", "purple", "amber-red", "amber-green", "grey", "black", "#c86432")
    )
)


@pytest.mark.parametrize("style", [ENGLISH, WELSH], ids=["light", "dark"])
def test_a_picture_has_the_pages_letters_and_colours_and_nothing_to_zoom(style):
    layout = draw_status_over_time(REPORT, style=style).layout
    assert layout.font.family == '"Source Sans", sans-serif'
    assert layout.font.color == PALETTES[style.appearance].text
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.xaxis.fixedrange and layout.yaxis.fixedrange
    assert layout.title.text is None


def test_a_style_is_a_plain_value_that_can_be_a_cache_key():
    equal = Style(RED_AMBER_GREEN, Appearance.LIGHT, ENGLISH.words)
    assert ENGLISH.marks
    assert (equal, hash(equal)) == (ENGLISH, hash(ENGLISH))
    assert ENGLISH != WELSH


def test_marks_are_read_worst_first_and_stacked_best_first():
    assert ENGLISH.marks == ("Red", "Amber", "Green", NOT_RATED, NOT_REPORTED)
    assert ENGLISH.stack == ("Green", "Amber", "Red", NOT_RATED, NOT_REPORTED)


def test_words_and_letters_are_the_readers():
    assert [WELSH.word(mark) for mark in WELSH.marks] == ["Coch", "Ambr", "Gwyrdd", "heb ei raddio", "heb ei adrodd"]
    assert [WELSH.letter(mark) for mark in WELSH.marks] == ["C", "A", "G", "…", "–"]


def test_a_mark_without_a_word_has_the_word_of_the_workbook():
    assert Style(RED_AMBER_GREEN, Appearance.LIGHT, ()).word("Red") == "Red"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;", "&amp;lt;"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("Cynnydd %{x}", "Cynnydd %{x}"),
    ],
)
def test_what_was_typed_is_what_is_shown(typed, shown):
    assert escape_plotly(typed) == shown


def test_a_text_is_wrapped_between_words_and_escaped_afterwards():
    shown = wrap_text("Courts & Tribunals", width=80, size=13)
    assert shown == "Courts &amp;<br>Tribunals"
    assert count_lines(shown) == 2


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap_text("Perpetrator interventions and monitoring", width=110, size=14) == "Perpetrator<br>interventions…"


@pytest.mark.parametrize(
    ("room", "label"),
    [
        ((120, 23), SegmentLabel("2 not reported", True)),
        ((80, 40), SegmentLabel("2 not<br>reported", True)),
        ((80, 23), SegmentLabel("2", False)),
        ((120, 12), SegmentLabel("", False)),
        ((8, 40), SegmentLabel("", False)),
    ],
)
def test_a_segment_shows_the_fullest_label_that_fits(room, label):
    assert fitting_label("2", "not reported", width=room[0], height=room[1]) == label


def test_a_word_from_a_workbook_is_literal():
    assert fitting_label("2", "<i>Red</i>", width=300, height=30).text == "2 &lt;i&gt;Red&lt;/i&gt;"


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.001, "<1%"), (0.005, "0%"), (0.72, "72%"), (0.994, "99%"), (0.999, ">99%"), (1, "100%")],
)
def test_a_share_is_nothing_or_everything_only_where_it_is_exactly_that(share, written):
    assert percent(share) == written


def test_rounds_are_in_order_of_time_whatever_the_tables_order():
    table = pd.DataFrame(
        {"round": pd.to_datetime(["2024-06-01", "2023-07-01", "2024-06-01"]), "round_label": ["June", "July", "June"]}
    )
    assert round_labels(table) == {"2023-07-01": "July", "2024-06-01": "June"}


def test_labels_wrap_where_that_makes_each_fit():
    ticks = round_ticks(["Chwefror 2024", "Mehefin 2024"], width=160)
    assert (ticks.labels, ticks.lines) == ({0: "Chwefror<br>2024", 1: "Mehefin<br>2024"}, 2)


def test_where_not_every_label_fits_the_latest_keeps_its_label_and_overhangs_on_the_right():
    ticks = round_ticks([f"Month{n:02}" for n in range(24)], width=312)
    assert list(ticks.labels) == [3, 8, 13, 18, 23]
    assert ticks.sides[0] == 0
    assert 15 < ticks.sides[1] < 30


def test_no_rounds_have_no_labels():
    assert round_ticks([], width=312).labels == {}


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


def test_a_row_of_panels_has_the_height_of_its_longest_title():
    plan = lay_out_panels(
        {"a": "Short", "b": "A title that takes two lines here", "c": "C"}, columns=2, bars=3, height=50
    )
    assert [panel.left for panel in plan.panels] == [0, 3, 0]
    assert plan.panels[0].head == plan.panels[1].head
    assert plan.panels[2].top == plan.panels[0].head + 50 + 18
    assert plan.height == plan.panels[2].head + 50


def test_fewer_groups_than_columns_take_the_whole_width():
    assert lay_out_panels({"a": "A"}, columns=3, bars=4, height=50, gutter=1).width == 4


def test_groups_are_in_the_order_the_table_names_them_and_missing_ones_are_one():
    table = pd.DataFrame({"group": ["b", None, "a", float("nan")], "group_label": ["B", "None", "A", "None"]})
    assert group_labels(table) == {"b": "B", None: "None", "a": "A"}
