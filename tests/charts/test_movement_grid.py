import pandas as pd

from charts.movement_grid import GridWords, draw_movement_grid
from model.colours import PALETTES, Appearance
from tests.charts.samples import ENGLISH, FIVE_STYLE

WORDS = GridWords(before="Feb 2024", after="June 2024", worse="Worse", better="Better")
GRID = pd.DataFrame(
    [("Red", "Amber", 3), ("Amber", "Amber", 12), ("Green", "Red", 0), ("not reported", "Green", 1204)],
    columns=["from_mark", "to_mark", "count"],
)
LIGHT = PALETTES[Appearance.LIGHT]


def _cells(figure, style):
    """Return (said, fill, edge) of each cell by its pair of marks."""
    cells, pairs = figure.data[0], [(one, other) for one in style.marks for other in style.marks]
    drawn = zip(cells.hovertext, cells.marker.color, cells.marker.line.color, strict=True)
    return dict(zip(pairs, drawn, strict=True))


def _texts(figure):
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def test_a_pair_has_a_cell_with_its_count_and_an_empty_one_is_blank():
    figure = draw_movement_grid(GRID, style=ENGLISH, words=WORDS)
    cells = _cells(figure, ENGLISH)
    assert len(cells) == 25
    assert cells["Red", "Amber"] == ("Red → Amber: 3", LIGHT.line, LIGHT.line)
    assert cells["Green", "Red"] == ("Green → Red: 0", LIGHT.page, LIGHT.line)
    assert [text for text in _texts(figure) if text[0].isdigit()] == ["3", "12", "1,204"]


def test_what_stayed_is_outlined():
    cells = _cells(draw_movement_grid(GRID, style=ENGLISH, words=WORDS), ENGLISH)
    outlined = [pair for pair, (_, _, edge) in cells.items() if edge == LIGHT.text]
    assert outlined == [(mark, mark) for mark in ENGLISH.marks]


def test_a_number_stands_in_the_row_it_came_from_and_the_column_it_went_to():
    figure = draw_movement_grid(GRID, style=ENGLISH, words=WORDS)
    cells, numbers = figure.data[0], figure.data[3]
    at = cells.hovertext.index("Red → Amber: 3")
    assert numbers.text[0] == "3"
    assert (numbers.x[0], numbers.y[0]) == (cells.x[at], cells.base[at] + cells.y[at] / 2)


def test_marks_at_the_edges_have_shape_letter_and_word_as_everywhere():
    figure = draw_movement_grid(GRID, style=ENGLISH, words=WORDS)
    for edge in figure.data[1:3]:
        assert edge.marker.symbol == ("octagon", "square", "circle", "circle", "square")
        assert edge.text == ("R", "A", "G", "…", "–")
        assert edge.hovertext == ("Red", "Amber", "Green", "not rated", "not reported")
    assert figure.layout.yaxis.ticktext == ("Red", "Amber", "Green", "not rated", "not reported")


def test_words_in_the_margins_tell_the_rounds_and_the_sides():
    assert _texts(draw_movement_grid(GRID, style=ENGLISH, words=WORDS))[-4:] == [
        "Feb 2024 ↓",
        "June 2024 →",
        "← Worse",
        "Better →",
    ]


def test_better_ends_with_the_scale_and_the_marks_that_are_no_status_stand_apart():
    figure = draw_movement_grid(GRID, style=FIVE_STYLE, words=WORDS)
    columns = figure.data[2].x
    assert columns[:5] == (0, 1, 2, 3, 4)
    assert columns[5] - columns[4] > 1
    assert figure.data[-1].x == (4.5,)


def test_a_scale_whose_words_begin_alike_is_lettered_by_initials():
    assert draw_movement_grid(GRID, style=FIVE_STYLE, words=WORDS).data[1].text == ("R", "AR", "A", "AG", "G", "…", "–")
