"""The segments of stacked bars: one a mark and bar, with a label as long as it has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.base import NARROW, SMALL, legend
from charts.labels import SegmentLabel, fitting_label
from charts.patterns import bar_marker
from charts.style import Style
from charts.text import escape_plotly
from model.terms import UNRATED


@dataclass(frozen=True, slots=True)
class BarSegment:
    """The segment of one mark in one bar.

    Attributes:
        mark: the status, not rated or not reported.
        at: the bar's position on its axis.
        size: its length along the bar, in the axis's units.
        number: the count or share as it is written.
        hover_text: the text shown on hover, escaped for Plotly.
        room: its width and height in pixels on a narrow page.
        base: where it starts; None where Plotly stacks the segments.
    """

    mark: str
    at: str | float
    size: float
    number: str
    hover_text: str
    room: tuple[float, float]
    base: float | None = None


def segment_traces(
    segments: Sequence[BarSegment], *, style: Style, order: Sequence[str], upright: bool, words: bool = True
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a trace a mark, in the order, and the words of the legend: all, or none where each segment has its word.

    A number alone beside others with their words says nothing of its own.
    """
    traces, legend_words, unlabelled = [], [], False
    for mark in order:
        of_mark = [segment for segment in segments if segment.mark == mark]
        if not of_mark:
            continue
        labels = [_label(segment, style, words=words) for segment in of_mark]
        unlabelled = unlabelled or not all(label.includes_word for label in labels)
        legend_words.append(_legend_word(mark, style))
        traces.append(_trace(mark, of_mark, labels, style=style, upright=upright))
    return traces, legend_words if unlabelled else []


def legend_for(words: list[str], style: Style, *, height: float, width: float = NARROW) -> tuple[dict[str, Any], float]:
    """Return the layout of a legend and the height it takes above the figure: nothing without words."""
    return legend(style, words, height=height, width=width) if words else ({}, 0)


def _legend_word(mark: str, style: Style) -> str:
    """Return the word of a mark in the legend; that of a hollow mark follows its sign, which tells the two apart."""
    return f"{style.letter(mark)} {style.word(mark)}" if mark in UNRATED else style.word(mark)


def _label(segment: BarSegment, style: Style, *, words: bool) -> SegmentLabel:
    width, height = segment.room
    return fitting_label(segment.number, style.word(segment.mark) if words else "", width=width, height=height)


def _trace(
    mark: str, segments: list[BarSegment], labels: list[SegmentLabel], *, style: Style, upright: bool
) -> dict[str, Any]:
    at, size = [segment.at for segment in segments], [segment.size for segment in segments]
    trace = {
        "type": "bar",
        "orientation": "v" if upright else "h",
        "name": escape_plotly(_legend_word(mark, style)),
        "legendrank": style.marks.index(mark) + 1,
        "x": at if upright else size,
        "y": size if upright else at,
        "marker": bar_marker(mark, style),
        "text": [label.text for label in labels],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": style.ink(mark).text},
        "hovertext": [segment.hover_text for segment in segments],
        "hoverinfo": "text",
    }
    bases = [segment.base for segment in segments]
    return trace if None in bases else {**trace, "base": bases}
