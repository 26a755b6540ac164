"""Small multiples: where each group's recommendations stood, round by round, side by side."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.annotations import TextAt, text_trace
from charts.bar_segments import BarSegment, legend_for, segment_traces
from charts.base import SIZE, SMALL, base_layout, pixel_axis
from charts.labels import format_number, hover_text
from charts.panels import GUTTER, Panel, PanelLayout, group_keys, group_labels, lay_out_panels, panel_width
from charts.rounds import round_key, round_labels, round_ticks
from charts.style import Style
from charts.text import LINE

_COLUMN = 110.0
_BAR = 0.9


def draw_small_multiples(counts: pd.DataFrame, *, style: Style, columns: int = 1) -> go.Figure:
    """Draw one small picture a group, in the table's order: a column a round, as high for a small group as for a large.

    Heights are shares of the group; numbers are counts. The caller cuts the table at twelve groups.

    Args:
        counts: group, group_label, round, round_label, mark, count, share (of its group and round, 0 to 1).
        style: how it looks.
        columns: how many pictures stand side by side: one on a phone, up to three.
    """
    rounds = round_labels(counts)
    groups = group_labels(counts)
    slot = panel_width(columns) / max(1, len(rounds))
    ticks = round_ticks(list(rounds.values()), width=panel_width(columns), size=SMALL)
    plan = lay_out_panels(
        groups,
        columns=columns,
        bars=len(rounds),
        height=_COLUMN + ticks.lines * SMALL * LINE + 6,
        gutter=(GUTTER + sum(ticks.sides)) / slot,
    )
    bars, words = segment_traces(
        _pieces(counts, plan, list(rounds), style=style, width=slot),
        style=style,
        order=style.stack,
        upright=True,
        words=False,
    )
    shown, top = legend_for(words, style, height=plan.height or 1)
    layout = {
        **base_layout(style, height=plan.height, top=top, sides=ticks.sides),
        **shown,
        "barmode": "overlay",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, plan.width - 0.5]},
        "yaxis": pixel_axis(plan.height),
    }
    return go.Figure([*({**bar, "width": _BAR} for bar in bars), *_words(plan, ticks.labels, style)], layout)


def _pieces(
    counts: pd.DataFrame, plan: PanelLayout, rounds: list[str], *, style: Style, width: float
) -> list[BarSegment]:
    panels = {panel.group: panel for panel in plan.panels}
    some = counts[counts["count"] > 0]
    ordered = some.sort_values("mark", key=lambda marks: marks.map(style.stack.index))
    columns = (ordered[name].tolist() for name in ("group_label", "round", "round_label", "mark", "count", "share"))
    filled: dict[tuple[object, str], float] = {}
    pieces = []
    for group, label, when, when_label, mark, count, share in zip(group_keys(ordered), *columns, strict=True):
        panel, key = panels[group], round_key(when)
        below = filled.get((group, key), 0.0)
        filled[group, key] = below + share
        pieces.append(
            BarSegment(
                mark=mark,
                at=panel.left + rounds.index(key),
                size=-share * _COLUMN,
                base=panel.head + (1 - below) * _COLUMN,
                number=format_number(count),
                hover_text=hover_text(label, when_label, count=count, word=style.word(mark), share=share),
                room=(width * _BAR, share * _COLUMN),
            )
        )
    return pieces


def _words(plan: PanelLayout, ticks: Mapping[int, str], style: Style) -> list[dict[str, object]]:
    titles = [(panel.left - _BAR / 2, panel.top, panel.title) for panel in plan.panels]
    feet = [foot for panel in plan.panels for foot in _feet(panel, ticks)]
    return [
        text_trace(titles, size=SIZE, colour=style.palette.text, position="bottom right", weight=600),
        text_trace(feet, size=SMALL, colour=style.palette.muted, position="bottom center"),
    ]


def _feet(panel: Panel, ticks: Mapping[int, str]) -> list[TextAt]:
    return [(panel.left + place, panel.head + _COLUMN + 2, label) for place, label in ticks.items()]
