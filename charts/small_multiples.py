"""Small multiples: the status of each group, round by round, side by side."""

from collections.abc import Mapping

import pandas as pd

from charts import base
from charts.bar_segments import (
    GUTTER,
    BarSegment,
    Panel,
    PanelLayout,
    group_keys,
    group_labels,
    lay_out_panels,
    legend_for,
    panel_width,
    segment_traces,
)

_COLUMN = 110.0
_BAR = 0.9


def draw_small_multiples(
    counts: pd.DataFrame, *, style: base.Style, columns: int = 1, width: float = base.NARROW
) -> base.Figure:
    """Draw one panel a group, in the table's order: a column a round, equally high for small and large groups.

    Heights are shares of the group; numbers are counts. The caller cuts the table at twelve groups.

    Args:
        counts: group, group_label, round, round_label, mark, count, share (of its group and round, 0 to 1).
        style: how it looks.
        columns: the number of panels side by side.
        width: the least width of the figure, in pixels: that of a phone, or of a column on a wider screen.
    """
    rounds = base.round_labels(counts)
    groups = group_labels(counts)
    across = panel_width(columns, width=width)
    slot = across / max(1, len(rounds))
    ticks = base.round_ticks(list(rounds.values()), width=across, size=base.SMALL)
    panel_layout = lay_out_panels(
        groups,
        columns=columns,
        bars=len(rounds),
        height=_COLUMN + ticks.lines * base.SMALL * base.LINE + 6,
        gutter=(GUTTER + sum(ticks.sides)) / slot,
        width=width,
    )
    bars, words = segment_traces(
        _segments(counts, panel_layout, list(rounds), style=style, width=slot),
        style=style,
        order=style.stack,
        upright=True,
        words=False,
    )
    legend_layout, top = legend_for(words, style, height=panel_layout.height or 1, width=width)
    layout = {
        **base.base_layout(style, height=panel_layout.height, top=top, sides=ticks.sides),
        **legend_layout,
        "barmode": "overlay",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, panel_layout.width - 0.5]},
        "yaxis": base.pixel_axis(panel_layout.height),
    }
    texts = _text_traces(panel_layout, ticks.labels, style)
    return {"data": [*({**bar, "width": _BAR} for bar in bars), *texts], "layout": layout}


def _segments(
    counts: pd.DataFrame, panel_layout: PanelLayout, rounds: list[str], *, style: base.Style, width: float
) -> list[BarSegment]:
    panels = {panel.group: panel for panel in panel_layout.panels}
    counted = counts[counts["count"] > 0].reset_index(drop=True)
    ordered = counted.sort_values("mark", key=lambda marks: marks.map(style.stack.index))
    columns = (ordered[name].tolist() for name in ("group_label", "round", "round_label", "mark", "count", "share"))
    filled: dict[tuple[object, str], float] = {}
    segments = []
    rows = zip(ordered.index, group_keys(ordered), *columns, strict=True)
    for number, group, label, when, when_label, mark, count, share in rows:
        panel, key = panels[group], base.round_key(when)
        below = filled.get((group, key), 0.0)
        filled[group, key] = below + share
        segments.append(
            BarSegment(
                mark=mark,
                at=panel.left + rounds.index(key),
                size=-share * _COLUMN,
                base=panel.head + (1 - below) * _COLUMN,
                number=base.format_number(count),
                hover_text=base.hover_text(label, when_label, count=count, word=style.word(mark), share=share),
                pixels=(width * _BAR, share * _COLUMN),
                row=number,
            )
        )
    return segments


def _text_traces(panel_layout: PanelLayout, ticks: Mapping[int, str], style: base.Style) -> list[dict[str, object]]:
    titles = [(panel.left - _BAR / 2, panel.top, panel.title) for panel in panel_layout.panels]
    tick_texts = [tick_text for panel in panel_layout.panels for tick_text in _tick_texts(panel, ticks)]
    return [
        base.text_trace(titles, size=base.SIZE, colour=style.palette.text, position="bottom right", weight=600),
        base.text_trace(tick_texts, size=base.SMALL, colour=style.palette.muted, position="bottom center"),
    ]


def _tick_texts(panel: Panel, ticks: Mapping[int, str]) -> list[base.TextAt]:
    return [(panel.left + position, panel.head + _COLUMN + 2, label) for position, label in ticks.items()]
