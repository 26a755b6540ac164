"""A chart on a page: its figure as it was drawn, its sentence, and the file that draws it."""

import plotly.graph_objects as go
import pytest

from analysis.bounded_cache import approximate_bytes
from components.chart_library.routes import LIBRARY_PATH
from components.figures.chart import DrawnFigure, PlotlyElement
from tests.support.page_text import charts, open_page

FAULT = "The chart could not be loaded. Its figures are below it; reload the page to try again."


def test_a_chart_carries_its_figure_its_sentence_and_the_file_that_draws_it():
    over_time, coverage = charts(open_page("over-time"))
    assert over_time["alt"] == (
        "Status over 3 rounds. In July 2023: 16 not rated and 2 not reported. In June 2024: 17 Amber and 1 Green."
    )
    assert coverage["alt"].startswith("Recommendations reported in each round: July 2023: 16 of 18;")
    assert (over_time["library"], over_time["fault"]) == (LIBRARY_PATH, FAULT)
    assert [(trace["name"], trace["y"]) for trace in over_time["figure"]["data"]] == [
        ("Green", [1]),
        ("Amber", [12, 17]),
        ("Red", [3]),
        ("… not rated", [16, 1]),
        ("– not reported", [2, 2]),
    ]


def test_a_chart_is_in_the_language_of_the_page():
    over_time, _coverage = charts(open_page("over-time", lang="cy"))
    assert over_time["alt"].startswith("Statws dros 3")
    assert over_time["figure"]["layout"]["xaxis"]["ticktext"] == ["Gorff 2023", "Chwef 2024", "Meh 2024"]


def test_positions_are_rounded_where_no_screen_shows_more():
    _over_time, coverage = charts(open_page("over-time"))
    assert coverage["figure"]["layout"]["height"] == 221.5
    assert coverage["figure"]["data"][0]["y"] == [46.1, 46.1, 46.1, 115.2, 115.2, 115.2, 184.3, 184.3, 184.3]


def test_the_small_charts_of_groups_are_laid_out_for_a_phone_and_for_a_wide_screen():
    (chart,) = charts(open_page("agencies"))
    narrow, wide = ({title["y"] for title in _titles(figure)} for figure in (chart["figure"], chart["wide"]))
    assert (len(narrow), len(wide)) == (2, 1)
    assert chart["wide"]["layout"]["height"] < chart["figure"]["layout"]["height"]


def _titles(figure):
    titles = figure["data"][-2]
    return [{"text": text, "y": y} for text, y in zip(titles["text"], titles["y"], strict=True)]


def test_a_chart_of_a_type_that_the_library_lacks_is_an_error():
    heatmap = go.Figure(go.Heatmap(z=[1]), {"height": 100}).to_json()
    with pytest.raises(ValueError, match=r"The chart library draws no heatmap\."):
        PlotlyElement(DrawnFigure(heatmap, heatmap), alt="", fault="", key="heatmap")


def test_a_chart_counts_its_figures_in_the_memory_of_the_cache():
    figure = go.Figure(go.Bar(x=["ŵ"] * 9_000, y=[1] * 9_000), {"height": 100}).to_json()
    narrow, both = (
        PlotlyElement(DrawnFigure(figure, figure), alt="", fault="", key="bars", wide_drawn=wide)
        for wide in (None, DrawnFigure(figure, figure))
    )
    assert approximate_bytes(narrow) > len(figure)
    assert approximate_bytes(both) > 1.9 * len(figure)


def test_a_chart_of_a_light_screen_has_the_inks_of_paper():
    assert [chart["figure"]["paper"] for chart in charts(open_page("over-time"))] == [[], []]
