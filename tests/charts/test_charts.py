"""What each chart draws, read from its figure, and what all charts share."""

import pandas as pd
import pytest

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
    wrap_text,
)
from model.terms import NOT_RATED, NOT_REPORTED, PALETTES, Appearance, Scale, Status, contrast
from tests.support.chart_tables import (
    ENGLISH,
    FIVE,
    FIVE_STYLE,
    REPORT,
    WELSH,
    bars,
    draw_small_multiples,
    draw_status_over_time,
    many_rounds,
    rounds_table,
)

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


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.001, "<1%"), (0.005, "0%"), (0.72, "72%"), (0.994, "99%"), (0.999, ">99%"), (1, "100%")],
)
def test_a_share_is_nothing_or_everything_only_where_it_is_exactly_that(share, written):
    assert percent(share) == written


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
    style = Style(ALL, appearance, {})
    assert contrast(pattern_ink(mark, style), style.ink(mark).text) >= 4.5


def test_columns_stack_from_the_best_status_up_to_not_reported_each_with_its_word():
    figure = draw_status_over_time(REPORT, style=ENGLISH)
    assert list(bars(figure).items()) == [
        ("Green", [("2024-06-01", 1, "1 Green")]),
        ("Amber", [("2024-02-01", 12, "12 Amber"), ("2024-06-01", 17, "17 Amber")]),
        ("Red", [("2024-02-01", 3, "3 Red")]),
        ("… not rated", [("2023-07-01", 16, "16 not rated"), ("2024-02-01", 1, "1 not rated")]),
        ("– not reported", [("2023-07-01", 2, "2 not<br>reported"), ("2024-02-01", 2, "2 not<br>reported")]),
    ]
    assert figure.layout.barmode == "stack"
    assert figure.layout.showlegend is False


def test_rounds_are_equally_spaced_in_order_under_the_labels_they_came_with():
    axis = draw_status_over_time(REPORT.iloc[::-1], style=ENGLISH).layout.xaxis
    assert axis.type == "category"
    assert axis.categoryarray == axis.tickvals == ("2023-07-01", "2024-02-01", "2024-06-01")
    assert axis.ticktext == ("July 2023", "Feb 2024", "June 2024")


def test_a_segment_shows_its_round_count_and_share_on_hover():
    amber = draw_status_over_time(REPORT, style=ENGLISH).data[1]
    assert amber.hovertext == ("Feb 2024<br>12 Amber (67%)", "June 2024<br>17 Amber (94%)")
    assert amber.hoverinfo == "text"


def test_many_rounds_have_numbers_in_the_columns_and_a_legend_worst_first():
    figure = draw_status_over_time(many_rounds(10), style=ENGLISH)
    assert {label for rows in bars(figure).values() for *_, label in rows} == {"40", "100"}
    assert figure.layout.showlegend is True
    assert {trace.name: trace.legendrank for trace in figure.data} == {"Green": 3, "Red": 1}
    assert figure.layout.yaxis.visible is False


def test_twenty_four_rounds_have_an_axis_of_values_and_the_latest_round_keeps_its_label():
    figure = draw_status_over_time(many_rounds(24), style=FIVE_STYLE)
    assert {label for rows in bars(figure).values() for *_, label in rows} == {""}
    assert figure.layout.yaxis.visible is True
    assert figure.layout.yaxis.showgrid is False
    assert figure.layout.xaxis.tickvals[-1] == "2023-12-01"
    assert 3 < len(figure.layout.xaxis.tickvals) < 12
    assert figure.data[0].hovertext[0] == "Jan 2022<br>100 Green (71%)"


def test_a_sliver_keeps_its_count_for_the_pointer_and_its_word_for_the_legend():
    figure = draw_status_over_time(
        rounds_table(("2024-06-01", "June 2024", "Red", 1), ("2024-06-01", "June 2024", "Amber", 999)), style=ENGLISH
    )
    assert bars(figure) == {"Amber": [("2024-06-01", 999, "999 Amber")], "Red": [("2024-06-01", 1, "")]}
    assert figure.data[1].hovertext == ("June 2024<br>1 Red (&lt;1%)",)
    assert figure.layout.showlegend is True


def test_what_a_workbook_typed_is_never_markup():
    table = rounds_table(("2024-06-01", "<b>June</b>", "Red", 1))
    figure = draw_status_over_time(table, style=ENGLISH)
    assert figure.layout.xaxis.ticktext == ("&lt;b&gt;June&lt;/b&gt;",)
    assert figure.data[0].hovertext == ("&lt;b&gt;June&lt;/b&gt;<br>1 Red (100%)",)


def groups_table(*groups):
    rows = [
        (group, label, pd.Timestamp(when), when_label, mark, count, share)
        for group, label in groups
        for when, when_label, mark, count, share in (
            ("2024-02-01", "Feb 2024", "Red", 1, 0.25),
            ("2024-02-01", "Feb 2024", "Green", 3, 0.75),
            ("2024-06-01", "June 2024", "Amber", 0, 0.0),
            ("2024-06-01", "June 2024", NOT_REPORTED, 4, 1.0),
        )
    ]
    return pd.DataFrame(rows, columns=["group", "group_label", "round", "round_label", "mark", "count", "share"])


def test_a_group_is_a_picture_of_shares_with_counts_written_in():
    figure = draw_small_multiples(groups_table(("Data", "Data")), style=ENGLISH)
    assert bars(figure) == {"Green": [(0, -82.5, "3")], "Red": [(0, -27.5, "1")], "– not reported": [(1, -110, "4")]}
    green, red, unreported = figure.data[:3]
    assert red.base == pytest.approx((green.base[0] - 82.5,))
    assert unreported.base == green.base
    assert red.hovertext == ("Data<br>Feb 2024<br>1 Red (25%)",)


def test_groups_keep_the_tables_order_one_below_the_other():
    figure = draw_small_multiples(groups_table(("v", "Victims"), ("d", "Data")), style=ENGLISH)
    titles = figure.data[-2]
    assert titles.text == ("Victims", "Data")
    assert titles.x[0] == titles.x[1]
    assert titles.y[0] < titles.y[1]
    assert figure.data[-1].text == ("Feb 2024", "June 2024") * 2


def test_a_title_is_wrapped_and_shows_what_was_typed():
    label = "<b>Victims</b> & everything that concerns them, their families and all those who advise them"
    assert draw_small_multiples(groups_table(("v", label)), style=ENGLISH).data[-2].text == (
        "&lt;b&gt;Victims&lt;/b&gt; &amp; everything that concerns<br>them, their families and all those who…",
    )
