"""A stack has one order, on screen, on slides and in papers: best status, ..., worst, not rated, not reported."""

import re

import pytest

from analysis.status.counts import count_by_group, count_by_round
from analysis.status.latest_status import status_at
from charts.style import Style
from model.status.colours import Appearance
from model.status.scale import RED_AMBER_GREEN
from reports.content.slide import SlideChart
from reports.figures.status_over_time import status_over_time_svg
from reports.panel.slides import group_chart, over_time_chart
from reports.text.narrator import Narrator
from tests.support.chart_tables import FIVE, draw_small_multiples, draw_status_over_time
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row


@pytest.fixture(params=[RED_AMBER_GREEN, FIVE], ids=["three", "five"])
def edition(request):
    """Return an edition of a tracker with a recommendation of one theme at each mark of a scale."""
    names = request.param.names
    refs = [f"{number}" for number in range(1, len(names) + 3)]
    updates = [update_row(ref, "June 2024", status) for ref, status in zip(refs, (*names, None), strict=False)]
    recommendations = [{"ref": ref, "theme": "Data"} for ref in refs]
    return edition_of(tracker_of(recommendations, updates, scale=request.param))


def plotly_order(figure):
    """Return the letters of the bars of a figure, from the foot up."""
    return [trace.name for trace in figure.data if trace.type == "bar"]


def svg_order(svg):
    """Return the labels of the segments of an SVG figure, from the left."""
    placed = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"[^>]*>([^<]+)<', svg)
    return [label.removesuffix(" 1") for _x, label in sorted(placed, key=lambda each: float(each[0]))]


def slide_order(chart: SlideChart):
    return [series.mark.letter for series in chart.series]


def test_charts_on_screen_on_slides_and_in_papers_stack_in_the_order_of_the_scale(edition):
    narrator, tracker = Narrator(edition), edition.tracker
    counts = count_by_round(tracker, as_at=edition.as_at)
    labelled = counts.assign(round_label="June 2024")
    style = Style(tracker.scale, Appearance.LIGHT, tuple((mark, mark) for mark in tracker.scale.marks))
    statuses = status_at(tracker, as_at=edition.as_at)
    letters = [style.letter(mark) for mark in tracker.scale.stack]
    words = [*tracker.scale.names[::-1], "… not rated", "– not reported"]
    assert [len(count_by_group(statuses, group="theme", scale=tracker.scale)), len(letters)] == [len(words)] * 2
    assert plotly_order(draw_status_over_time(labelled, style=style)) == words
    assert plotly_order(draw_small_multiples(labelled.assign(group="Data", group_label="Data"), style=style)) == words
    assert slide_order(over_time_chart(narrator, counts)) == letters
    assert slide_order(group_chart(narrator, statuses, "theme")) == letters
    assert svg_order(status_over_time_svg(narrator, counts)) == letters
