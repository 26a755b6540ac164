"""Coverage: of each agency's recommendations, how many were reported on in which round, or are of another part."""

from typing import Any

import pandas as pd

from charts import base
from charts.bar_segments import PanelLayout, group_keys, group_labels, lay_out_panels

_BAR = 10.0
_WORDS = base.SMALL * base.LINE
_WIDE = 0.9


def draw_coverage(table: pd.DataFrame, *, style: base.Style) -> base.Figure:
    """Draw a track for each agency and round, filled as far as its recommendations were reported on.

    The part of them whose target date has slipped is drawn in the same way, under the names of these columns.

    Args:
        table: group, group_label (the lead agency), round, round_label, reported, recommendations, label ("14 of 16").
        style: how it looks. No status is shown, so no status's colour is used.
    """
    rounds = base.round_labels(table)
    groups = group_labels(table)
    ticks = base.round_ticks(list(rounds.values()), width=base.NARROW)
    ticks_height = ticks.lines * base.SIZE * base.LINE + 6
    panel_layout = lay_out_panels(groups, columns=1, bars=len(rounds), height=_WORDS + _BAR)
    tracks = _tracks(table, panel_layout, list(rounds))
    layout = {
        **base.base_layout(style, height=panel_layout.height + ticks_height, sides=ticks.sides),
        "barmode": "overlay",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, panel_layout.width - 0.5]},
        "yaxis": base.pixel_axis(panel_layout.height + ticks_height),
    }
    tick_texts = [(float(index), panel_layout.height + 6, label) for index, label in ticks.labels.items()]
    titles = [(-_WIDE / 2, panel.top, panel.title) for panel in panel_layout.panels]
    muted, text = style.palette.muted, style.palette.text
    return {
        "data": [
            _bars(tracks, "recommendations", fill=style.palette.page, edge=muted),
            _bars(tracks[tracks["reported"] > 0], "reported", fill=muted, edge=muted),
            _labels(tracks, len(rounds), style),
            base.text_trace(titles, size=base.SIZE, colour=text, position="bottom right"),
            base.text_trace(tick_texts, size=base.SIZE, colour=muted, position="bottom center"),
        ],
        "layout": layout,
    }


def _tracks(table: pd.DataFrame, panel_layout: PanelLayout, rounds: list[str]) -> pd.DataFrame:
    """Return the table with each track's position: its left end across, and its middle down."""
    heads = {panel.group: panel.head for panel in panel_layout.panels}
    return table.assign(
        row=range(len(table)),
        start=[rounds.index(base.round_key(when)) - _WIDE / 2 for when in table["round"]],
        middle=[heads[group] + _WORDS + _BAR / 2 for group in group_keys(table)],
    )


def _bars(tracks: pd.DataFrame, part: str, *, fill: str, edge: str) -> dict[str, Any]:
    share = (tracks[part] / tracks["recommendations"]).fillna(0.0)
    columns = (tracks[name].tolist() for name in ("group_label", "round_label", "label"))
    return {
        "type": "bar",
        "orientation": "h",
        "name": part,
        "x": (share * _WIDE).tolist(),
        "y": tracks["middle"].tolist(),
        "base": tracks["start"].tolist(),
        "width": _BAR,
        "marker": {"color": fill, "line": {"color": edge, "width": 1}},
        "hovertext": ["<br>".join(map(base.escape_plotly, lines)) for lines in zip(*columns, strict=True)],
        "hoverinfo": "text",
        "customdata": [[row, ("recommendations", "reported").index(part)] for row in tracks["row"].tolist()],
    }


def _labels(tracks: pd.DataFrame, rounds: int, style: base.Style) -> dict[str, Any]:
    """Return the labels above the tracks; where they do not fit side by side, those of the latest round only."""
    widest = max((base.text_width(label, base.SMALL) for label in tracks["label"]), default=0)
    fits = widest <= base.NARROW / max(1, rounds) * _WIDE
    shown = tracks if fits else tracks[tracks["round"] == tracks["round"].max()]
    across = shown["start"] if fits else shown["start"] + _WIDE
    down = shown["middle"] - _BAR / 2 - _WORDS - 2
    texts = list(zip(across.tolist(), down.tolist(), map(base.escape_plotly, shown["label"]), strict=True))
    return base.text_trace(
        texts, size=base.SMALL, colour=style.palette.muted, position="bottom right" if fits else "bottom left"
    )
