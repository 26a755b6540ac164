"""A chart on a page: its figure as it was drawn, its sentence, and the file that draws it."""

import pandas as pd
import pytest

from components.document.assets import LIBRARY_PATH
from components.figures import Chart, Figures, drawn_chart
from components.session.view import PageRequest, open_view
from model.access import local_actor
from model.language import Language
from tests.support.page_text import all_of, charts, open_page


def test_a_chart_carries_its_figure_and_its_sentence():
    over_time, coverage = charts(open_page("over-time"))
    assert over_time["alt"] == (
        "Status over 3 rounds. In July 2023: 16 not rated and 2 not reported. In June 2024: 17 Amber and 1 Green."
    )
    assert coverage["alt"].startswith("Recommendations reported in each round: July 2023: 16 of 18;")
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


def test_the_small_charts_of_groups_are_laid_out_for_a_phone_and_for_a_wide_screen():
    (chart,) = charts(open_page("agencies"))
    assert chart["wide"]["layout"]["height"] < chart["figure"]["layout"]["height"]


def test_a_figure_has_other_inks_for_a_dark_screen_at_the_paths_where_they_differ():
    figure = charts(open_page("over-time"))[0]["figure"]
    assert figure["dark"]
    for path, ink in figure["dark"]:
        part = figure
        for name in path:
            part = part[name]
        assert part != ink


def figure_of(kind):
    return {"data": [{"type": kind}], "layout": {"height": 100}}


def test_a_chart_of_a_type_that_the_library_lacks_is_an_error():
    view = open_view(PageRequest("overview", {}, local_actor(""), Language.ENGLISH))
    heatmap = Chart("", lambda _style: figure_of("heatmap"), "", Figures(pd.DataFrame(), {}))
    with pytest.raises(ValueError, match=r"The chart library draws no heatmap\."):
        drawn_chart(view, heatmap, key="heatmap")


def test_a_chart_names_the_file_that_draws_it_and_what_stands_there_without_it():
    view = open_view(PageRequest("overview", {}, local_actor(""), Language.ENGLISH))
    bars = Chart("", lambda _style: figure_of("bar"), "One bar.", Figures(pd.DataFrame(), {}))
    ((_tag, area),) = all_of([drawn_chart(view, bars, key="bars")], "div")[1:]
    assert (area["library"], area["aria-label"], area["heights"]) == (LIBRARY_PATH, "One bar.", [100, 100])
    assert area["fault"].startswith("The chart could not be loaded.")
