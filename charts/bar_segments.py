"""Bars in segments, one for each mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.base import (
    SMALL,
    SegmentLabel,
    Style,
    bar_marker,
    escape_plotly,
    fitting_label,
)
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
        pixels: its width and height in pixels on a narrow page.
        row: the number of its row in the figures behind the chart, whose list a press on it opens.
        base: where it starts; None where Plotly stacks the segments.
    """

    mark: str
    at: str | float
    size: float
    number: str
    hover_text: str
    pixels: tuple[float, float]
    row: int
    base: float | None = None


def segment_traces(
    segments: Sequence[BarSegment], *, style: Style, order: Sequence[str], words: bool = True
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
        traces.append(_trace(mark, of_mark, labels, style=style))
    return traces, legend_words if unlabelled else []


def _legend_word(mark: str, style: Style) -> str:
    """Return the word of a mark in the legend; that of a hollow mark follows its sign, which tells the two apart."""
    return f"{style.letter(mark)} {style.word(mark)}" if mark in UNRATED else style.word(mark)


def _label(segment: BarSegment, style: Style, *, words: bool) -> SegmentLabel:
    width, height = segment.pixels
    return fitting_label(segment.number, style.word(segment.mark) if words else "", width=width, height=height)


def _trace(mark: str, segments: list[BarSegment], labels: list[SegmentLabel], *, style: Style) -> dict[str, Any]:
    trace = {
        "type": "bar",
        "orientation": "v",
        "name": escape_plotly(_legend_word(mark, style)),
        "legendrank": style.marks.index(mark) + 1,
        "x": [segment.at for segment in segments],
        "y": [segment.size for segment in segments],
        "marker": bar_marker(mark, style, plain=all(label.includes_word for label in labels)),
        "text": [label.text for label in labels],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": style.ink(mark).text},
        "hovertext": [segment.hover_text for segment in segments],
        "hoverinfo": "text",
        "customdata": [[segment.row, 0] for segment in segments],
    }
    bases = [segment.base for segment in segments]
    return trace if None in bases else {**trace, "base": bases}
