from tests.support.chart_tables import (
    ENGLISH,
    FIVE_STYLE,
    REPORT,
    WELSH,
    bars,
    draw_status_over_time,
    many_rounds,
    rounds_table,
)


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


def test_shares_are_drawn_and_written_as_percentages():
    figure = draw_status_over_time(REPORT, style=ENGLISH, share=True)
    assert bars(figure)["Amber"] == [("2024-02-01", 12 / 18, "67% Amber"), ("2024-06-01", 17 / 18, "94% Amber")]


def test_a_segment_shows_its_round_count_and_share_on_hover():
    amber = draw_status_over_time(REPORT, style=ENGLISH).data[1]
    assert amber.hovertext == ("Feb 2024<br>12 Amber (67%)", "June 2024<br>17 Amber (94%)")
    assert amber.hoverinfo == "text"


def test_the_words_are_the_readers():
    assert bars(draw_status_over_time(REPORT, style=WELSH))["Gwyrdd"] == [("2024-06-01", 1, "1 Gwyrdd")]


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


def test_a_smaller_smallest_segment_makes_a_taller_picture_within_a_phones_height():
    halves = rounds_table(("2024-06-01", "June 2024", "Red", 1), ("2024-06-01", "June 2024", "Amber", 1))
    low, high = draw_status_over_time(halves, style=ENGLISH), draw_status_over_time(REPORT, style=ENGLISH)
    assert low.layout.height < high.layout.height <= 480


def test_an_empty_table_is_an_empty_picture():
    assert draw_status_over_time(REPORT.iloc[:0], style=ENGLISH).data == ()


def test_what_a_workbook_typed_is_never_markup():
    table = rounds_table(("2024-06-01", "<b>June</b>", "Red", 1))
    figure = draw_status_over_time(table, style=ENGLISH)
    assert figure.layout.xaxis.ticktext == ("&lt;b&gt;June&lt;/b&gt;",)
    assert figure.data[0].hovertext == ("&lt;b&gt;June&lt;/b&gt;<br>1 Red (100%)",)
