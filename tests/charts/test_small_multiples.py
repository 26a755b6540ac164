import pandas as pd
import pytest

from model.terms import NOT_REPORTED
from tests.support.chart_tables import ENGLISH, bars, draw_small_multiples


def _table(*groups):
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
    figure = draw_small_multiples(_table(("Data", "Data")), style=ENGLISH)
    assert bars(figure) == {
        "Green": [(0, -82.5, "3")],
        "Red": [(0, -27.5, "1")],
        "– not reported": [(1, -110, "4")],
    }
    green, red, unreported = figure.data[:3]
    assert red.base == pytest.approx((green.base[0] - 82.5,))
    assert unreported.base == green.base
    assert red.hovertext == ("Data<br>Feb 2024<br>1 Red (25%)",)


def test_groups_keep_the_tables_order_one_below_the_other():
    figure = draw_small_multiples(_table(("v", "Victims"), ("d", "Data")), style=ENGLISH)
    titles = figure.data[-2]
    assert titles.text == ("Victims", "Data")
    assert titles.x[0] == titles.x[1]
    assert titles.y[0] < titles.y[1]
    assert figure.data[-1].text == ("Feb 2024", "June 2024") * 2


def test_several_columns_put_groups_side_by_side():
    table = _table(*((str(n), f"Theme {n}") for n in range(4)))
    wide, narrow = (draw_small_multiples(table, style=ENGLISH, columns=columns) for columns in (3, 1))
    titles = wide.data[-2]
    assert titles.y[0] == titles.y[1] == titles.y[2] < titles.y[3]
    assert titles.x[0] == titles.x[3] < titles.x[1] < titles.x[2]
    assert wide.layout.height < narrow.layout.height


def test_a_wide_figure_labels_more_rounds_and_has_a_lower_legend():
    table = _table(*((str(n), f"Theme {n}") for n in range(3)))
    wide, narrow = (draw_small_multiples(table, style=ENGLISH, columns=3, width=width) for width in (480, 200))
    assert len(wide.data[-1].text) == 6
    assert len(narrow.data[-1].text) == 3
    assert wide.layout.margin.t < narrow.layout.margin.t


def test_a_legend_has_the_words_that_do_not_fit_in_the_small_columns():
    figure = draw_small_multiples(_table(("Data", "Data")), style=ENGLISH)
    assert figure.layout.showlegend is True
    assert [trace.name for trace in figure.data if trace.showlegend is None] == ["Green", "Red", "– not reported"]


def test_recommendations_of_no_group_are_one_picture():
    figure = draw_small_multiples(_table((None, "No theme")), style=ENGLISH)
    assert figure.data[-2].text == ("No theme",)
    assert bars(figure)["Green"] == [(0, -82.5, "3")]


def test_a_title_is_wrapped_and_shows_what_was_typed():
    label = "<b>Victims</b> & everything that concerns them, their families and all those who advise them"
    assert draw_small_multiples(_table(("v", label)), style=ENGLISH).data[-2].text == (
        "&lt;b&gt;Victims&lt;/b&gt; &amp; everything that concerns<br>them, their families and all those who…",
    )


def test_an_empty_table_is_an_empty_picture():
    assert bars(draw_small_multiples(_table(), style=ENGLISH)) == {}
