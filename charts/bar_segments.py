"""Bars in segments, and panels of small charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.base import (
    LINE,
    NARROW,
    SIZE,
    SMALL,
    SegmentLabel,
    Style,
    bar_marker,
    count_lines,
    escape_plotly,
    fitting_label,
    legend,
    wrap_text,
)
from model.terms import UNRATED

GUTTER = 24.0
"""The least space between two columns of panels, in pixels."""
_BETWEEN = 18.0


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
    width, height = segment.pixels
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


@dataclass(frozen=True, slots=True)
class Panel:
    """The position of one group's panel.

    Attributes:
        group: the group's key.
        title: its label, escaped and wrapped.
        left: the position of its first bar, in bars.
        top: the top of its title, in pixels from the top.
        head: where the title ends and the bars begin.
    """

    group: object
    title: str
    left: float
    top: float
    head: float


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """The position of every panel, and the width (in bars) and height (in pixels) of all of them."""

    panels: tuple[Panel, ...]
    width: float
    height: float


def lay_out_panels(  # noqa: PLR0913 - options by name
    labels: dict[object, str], *, columns: int, bars: int, height: float, gutter: float = 0, width: float = NARROW
) -> PanelLayout:
    """Return a panel for each group, row by row; `height` is the space below each title, in pixels.

    `gutter` is the space between two columns, in bars; `width` is the least width of all of them, in pixels.
    """
    columns = max(1, min(columns, len(labels)))
    across = panel_width(columns, width=width)
    titles = {group: wrap_text(label, width=across, size=SIZE) for group, label in labels.items()}
    panels: list[Panel] = []
    top, groups = 0.0, list(labels)
    for start in range(0, len(groups), columns):
        row = groups[start : start + columns]
        head = top + max(count_lines(titles[group]) for group in row) * SIZE * LINE + 6
        panels += [Panel(group, titles[group], column * (bars + gutter), top, head) for column, group in enumerate(row)]
        top = head + height + _BETWEEN
    return PanelLayout(tuple(panels), columns * (bars + gutter) - gutter, max(0.0, top - _BETWEEN))


def panel_width(columns: int, *, width: float = NARROW) -> float:
    """Return the least width of a panel in pixels, where all columns together are at least as wide as `width`."""
    return width if columns == 1 else width / columns - GUTTER


def group_labels(table: pd.DataFrame) -> dict[object, str]:
    """Return each group's label, in the order the table first names them, from `group` and `group_label`."""
    found: dict[object, str] = {}
    for group, label in zip(group_keys(table), table["group_label"].tolist(), strict=True):
        found.setdefault(group, label)
    return found


def group_keys(table: pd.DataFrame) -> list[object]:
    """Return the group of each row; a missing one is None, because no two missing values are equal."""
    return [None if missing else group for group, missing in zip(table["group"], table["group"].isna(), strict=True)]
