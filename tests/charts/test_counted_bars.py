import pandas as pd

from charts.counted_bars import draw_counted_bars
from model.terms import NOT_RATED
from tests.charts.samples import ENGLISH, bars


def _table(*rows):
    return pd.DataFrame(rows, columns=["group", "group_label", "mark", "count"])


TABLE = _table(
    ("v", "Victims", "Red", 40),
    ("v", "Victims", "Amber", 50),
    ("v", "Victims", NOT_RATED, 0),
    ("d", "Data", "Amber", 1),
    ("d", "Data", "Green", 44),
)


def test_a_bar_is_as_long_as_its_count_worst_first_with_numbers_written_in():
    figure = draw_counted_bars(TABLE, style=ENGLISH)
    victims, data = figure.data[1].y
    assert bars(figure) == {
        "Red": [(40, victims, "40 Red")],
        "Amber": [(50, victims, "50 Amber"), (1, data, "")],
        "Green": [(44, data, "44 Green")],
    }
    assert victims < data
    assert figure.layout.showlegend is False
    assert figure.data[1].hovertext == ("Victims<br>50 Amber", "Data<br>1 Amber")


def test_groups_keep_the_tables_order_under_their_labels():
    assert draw_counted_bars(TABLE, style=ENGLISH).data[-1].text == ("Victims", "Data")


def test_a_word_that_fits_nowhere_brings_a_legend():
    figure = draw_counted_bars(_table(("v", "Victims", "Red", 1), ("v", "Victims", "Amber", 500)), style=ENGLISH)
    assert figure.layout.showlegend is True


def test_a_group_that_counts_nothing_keeps_its_place():
    figure = draw_counted_bars(_table(("v", "Victims", "Red", 0), ("d", "Data", "Red", 2)), style=ENGLISH)
    assert figure.data[-1].text == ("Victims", "Data")
    assert [text for *_, text in bars(figure)["Red"]] == ["2 Red"]


def test_recommendations_of_no_group_are_one_bar():
    figure = draw_counted_bars(_table((None, "No theme", "Red", 2), (None, "No theme", "Green", 2)), style=ENGLISH)
    assert figure.data[0].y == figure.data[1].y
    assert figure.data[-1].text == ("No theme",)


def test_an_empty_table_is_an_empty_picture():
    assert bars(draw_counted_bars(_table(), style=ENGLISH)) == {}
