"""Status over time: how many recommendations have each status, round by round."""

from typing import Any

import pandas as pd

from charts import base
from charts.bar_segments import segment_traces

_GAP = 0.1
_MIN_HEIGHT, _MAX_HEIGHT = 220.0, 420.0
# The least width of a column, in pixels, that can show its numbers on a phone; narrower columns get a value axis.
_MIN_COLUMN_WIDTH = 24
_VALUE_AXIS_WIDTH = 40


def draw_status_over_time(counts: pd.DataFrame, *, style: base.Style, share: bool = False) -> base.Figure:
    """Draw one stacked column a round: from the best status up to the worst, then not rated and not reported.

    Rounds are equally spaced. The columns show words where every word fits on a phone; otherwise numbers, with a
    legend; where not even numbers fit, there is a value axis.

    Args:
        counts: round, round_label, mark, count, share (of its round, 0 to 1); one row a round and mark.
        style: how it looks.
        share: draw and write shares instead of counts.
    """
    rounds = base.round_labels(counts)
    counted = counts[counts["count"] > 0]
    sizes = counted["share" if share else "count"]
    most = float(sizes.groupby(counted["round"]).sum().max()) if len(counted) else 1.0
    height = _height(float(sizes.min()) / most if len(counted) else 1.0)
    slot = base.NARROW / max(1, len(rounds))
    gap = _GAP if slot >= _MIN_COLUMN_WIDTH else 2 * _GAP
    segments = _segments(counted, style=style, share=share, pixels=(slot * (1 - gap), height / most))
    bars, words = segment_traces(segments, style=style, order=style.stack)
    ticks = base.round_ticks(
        list(rounds.values()), width=base.NARROW if slot >= _MIN_COLUMN_WIDTH else base.NARROW - _VALUE_AXIS_WIDTH
    )
    legend_layout, top = base.legend(style, words, height=height)
    layout = {
        **base.base_layout(
            style, height=height, top=top, bottom=ticks.lines * base.SIZE * base.LINE + 6, sides=ticks.sides
        ),
        **legend_layout,
        "barmode": "stack",
        "bargap": gap,
        "xaxis": _round_axis(list(rounds), ticks),
        "yaxis": _value_axis(style, share=share, visible=slot < _MIN_COLUMN_WIDTH)
        | {"range": [-most / height, most * (1 + 1 / height)]},
    }
    return {"data": bars, "layout": layout}


def _height(smallest: float) -> float:
    """Return a height at which the label of the smallest segment fits, within the limits for a phone."""
    return max(min((base.SMALL * base.LINE + 6.1) / smallest, _MAX_HEIGHT), _MIN_HEIGHT)


def _segments(counted: pd.DataFrame, *, style: base.Style, share: bool, pixels: tuple[float, float]) -> pd.DataFrame:
    """Return the segments; `pixels` is the width of a column, and the height of a unit of its axis."""
    width, unit = pixels
    table = counted.reset_index(drop=True)
    sizes = table["share" if share else "count"]
    columns = (table[name].tolist() for name in ("round_label", "mark", "count", "share"))
    return table.assign(
        at=table["round"].map(base.round_key),
        size=sizes,
        number=""
        if width < _MIN_COLUMN_WIDTH * (1 - _GAP)
        else sizes.map(base.percent if share else base.format_number),
        hover_text=[
            base.hover_text(label, count=count, word=style.word(mark), share=part)
            for label, mark, count, part in zip(*columns, strict=True)
        ],
        width=width,
        height=unit * sizes,
    )


def _round_axis(keys: list[str], ticks: base.Ticks) -> dict[str, Any]:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": keys,
        "range": [-0.5, len(keys) - 0.5],
        "tickmode": "array",
        "tickvals": [keys[position] for position in ticks.labels],
        "ticktext": list(ticks.labels.values()),
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def _value_axis(style: base.Style, *, share: bool, visible: bool) -> dict[str, Any]:
    return {
        "visible": visible,
        "fixedrange": True,
        "automargin": True,
        "nticks": 4,
        "showgrid": False,
        "zeroline": False,
        "tickformat": ".0%" if share else ",d",
        "tickfont": {"color": style.palette.muted},
    }
