"""Bars in segments, one for each mark."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts.base import SMALL, SegmentLabel, Style, bar_marker, escape_plotly, fitting_label
from model.terms import UNRATED


def segment_traces(
    segments: pd.DataFrame, *, style: Style, order: Sequence[str], words: bool = True
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a trace a mark, in the order, and the words of the legend: all, or none where each segment has its word.

    A number alone beside others with their words says nothing of its own.

    Args:
        segments: mark, at (the position of its bar), size (along the bar), number (as written), hover_text (escaped),
            width and height (in pixels on a narrow page) and, unless Plotly stacks them, base (where each starts). The
            index is the row in the figures behind the chart whose list a press on the segment opens.
        style: how they look.
        order: the marks, from the foot of a bar up.
        words: whether segments have the words of their marks where these fit.
    """
    traces, legend_words, unlabelled = [], [], False
    for mark in order:
        of_mark = segments[segments["mark"].eq(mark)]
        if of_mark.empty:
            continue
        word = style.word(mark) if words else ""
        rooms = zip(*(of_mark[name].tolist() for name in ("number", "width", "height")), strict=True)
        labels = [fitting_label(number, word, width=width, height=height) for number, width, height in rooms]
        unlabelled = unlabelled or not all(label.includes_word for label in labels)
        # the word of a hollow mark follows its sign, which tells the two apart
        legend_words.append(f"{style.letter(mark)} {style.word(mark)}" if mark in UNRATED else style.word(mark))
        traces.append(_trace(mark, of_mark, labels, style=style, name=legend_words[-1]))
    return traces, legend_words if unlabelled else []


def _trace(mark: str, segments: pd.DataFrame, labels: list[SegmentLabel], *, style: Style, name: str) -> dict[str, Any]:
    trace = {
        "type": "bar",
        "orientation": "v",
        "name": escape_plotly(name),
        "legendrank": style.marks.index(mark) + 1,
        "x": segments["at"].tolist(),
        "y": segments["size"].tolist(),
        "marker": bar_marker(mark, style, plain=all(label.includes_word for label in labels)),
        "text": [label.text for label in labels],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": style.ink(mark).text},
        "hovertext": segments["hover_text"].tolist(),
        "hoverinfo": "text",
        "customdata": [[row, 0] for row in segments.index.tolist()],
    }
    return {**trace, "base": segments["base"].tolist()} if "base" in segments else trace
