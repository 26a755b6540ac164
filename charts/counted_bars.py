"""Counted bars: how many of each group stand where, for a tracker with too many recommendations for single marks."""

import pandas as pd
import plotly.graph_objects as go

from charts.base import NARROW, SIZE, base_layout, pixel_axis
from charts.labels import hover, number_of
from charts.panels import Plan, group_keys, groups_of, plan_panels
from charts.pieces import Piece, legend_for, piece_bars
from charts.style import Style
from charts.writing import written

_BAR = 28.0


def draw_counted_bars(counts: pd.DataFrame, *, style: Style) -> go.Figure:
    """Draw one bar a group, in the table's order, as long as its count: worst status first, not reported last.

    Args:
        counts: group, group_label, mark, count; one row a group and mark.
        style: how it looks.
    """
    groups = groups_of(counts)
    some = counts[counts["count"] > 0]
    longest = float(some.groupby("group", dropna=False)["count"].sum().max()) if len(some) else 1.0
    plan = plan_panels(groups, columns=1, bars=1, height=_BAR)
    pieces = _pieces(some, plan, style=style, unit=NARROW / longest)
    bars, words = piece_bars(pieces, style=style, order=style.marks, upright=False)
    shown, top = legend_for(words, style, height=plan.height or 1)
    layout = {
        **base_layout(style, height=plan.height, top=top),
        **shown,
        "barmode": "stack",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-longest / NARROW, longest * (1 + 1 / NARROW)]},
        "yaxis": pixel_axis(plan.height),
    }
    titles = [(0.0, panel.top, panel.title) for panel in plan.panels]
    text = written(titles, size=SIZE, colour=style.palette.text, place="bottom right")
    return go.Figure([*({**bar, "width": _BAR} for bar in bars), text], layout)


def _pieces(some: pd.DataFrame, plan: Plan, *, style: Style, unit: float) -> list[Piece]:
    middles = {panel.group: panel.head + _BAR / 2 for panel in plan.panels}
    columns = (some[name].tolist() for name in ("group_label", "mark", "count"))
    return [
        Piece(
            mark=mark,
            at=middles[group],
            size=count,
            number=number_of(count),
            said=hover(label, count=count, word=style.word(mark)),
            room=(unit * count, _BAR),
        )
        for group, label, mark, count in zip(group_keys(some), *columns, strict=True)
    ]
