"""Small multiples: the status of each group, round by round, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from charts import base
from charts.bar_segments import BarSegment, segment_traces

_COLUMN = 110.0
_BAR = 0.9
# The least space between two columns of panels, and between two rows of them, in pixels.
_GUTTER, _BETWEEN = 24.0, 18.0


@dataclass(frozen=True, slots=True)
class _Panel:
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
class _PanelLayout:
    """The position of every panel, and the width (in bars) and height (in pixels) of all of them."""

    panels: tuple[_Panel, ...]
    width: float
    height: float


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
    groups = _group_labels(counts)
    across = _panel_width(columns, width=width)
    slot = across / max(1, len(rounds))
    ticks = base.round_ticks(list(rounds.values()), width=across, size=base.SMALL)
    panel_layout = _lay_out_panels(
        groups,
        columns=columns,
        bars=len(rounds),
        height=_COLUMN + ticks.lines * base.SMALL * base.LINE + 6,
        gutter=(_GUTTER + sum(ticks.sides)) / slot,
        width=width,
    )
    bars, words = segment_traces(
        _segments(counts, panel_layout, list(rounds), style=style, width=slot),
        style=style,
        order=style.stack,
        words=False,
    )
    legend_layout, top = base.legend(style, words, height=panel_layout.height or 1, width=width)
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
    counts: pd.DataFrame, panel_layout: _PanelLayout, rounds: list[str], *, style: base.Style, width: float
) -> list[BarSegment]:
    panels = {panel.group: panel for panel in panel_layout.panels}
    counted = counts[counts["count"] > 0].reset_index(drop=True)
    ordered = counted.sort_values("mark", key=lambda marks: marks.map(style.stack.index))
    columns = (ordered[name].tolist() for name in ("group_label", "round", "round_label", "mark", "count", "share"))
    filled: dict[tuple[object, str], float] = {}
    segments = []
    rows = zip(ordered.index, _group_keys(ordered), *columns, strict=True)
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


def _text_traces(panel_layout: _PanelLayout, ticks: Mapping[int, str], style: base.Style) -> list[dict[str, object]]:
    titles = [(panel.left - _BAR / 2, panel.top, panel.title) for panel in panel_layout.panels]
    tick_texts = [tick_text for panel in panel_layout.panels for tick_text in _tick_texts(panel, ticks)]
    return [
        base.text_trace(titles, size=base.SIZE, colour=style.palette.text, position="bottom right", weight=600),
        base.text_trace(tick_texts, size=base.SMALL, colour=style.palette.muted, position="bottom center"),
    ]


def _tick_texts(panel: _Panel, ticks: Mapping[int, str]) -> list[base.TextAt]:
    return [(panel.left + position, panel.head + _COLUMN + 2, label) for position, label in ticks.items()]


def _lay_out_panels(  # noqa: PLR0913 - options by name
    labels: dict[object, str], *, columns: int, bars: int, height: float, gutter: float = 0, width: float = base.NARROW
) -> _PanelLayout:
    """Return a panel for each group, row by row; `height` is the space below each title, in pixels.

    `gutter` is the space between two columns, in bars; `width` is the least width of all of them, in pixels.
    """
    columns = max(1, min(columns, len(labels)))
    across = _panel_width(columns, width=width)
    titles = {group: base.wrap_text(label, width=across, size=base.SIZE) for group, label in labels.items()}
    panels: list[_Panel] = []
    top, groups = 0.0, list(labels)
    for start in range(0, len(groups), columns):
        row = groups[start : start + columns]
        head = top + max(base.count_lines(titles[group]) for group in row) * base.SIZE * base.LINE + 6
        panels += [
            _Panel(group, titles[group], column * (bars + gutter), top, head) for column, group in enumerate(row)
        ]
        top = head + height + _BETWEEN
    return _PanelLayout(tuple(panels), columns * (bars + gutter) - gutter, max(0.0, top - _BETWEEN))


def _panel_width(columns: int, *, width: float = base.NARROW) -> float:
    """Return the least width of a panel in pixels, where all columns together are at least as wide as `width`."""
    return width if columns == 1 else width / columns - _GUTTER


def _group_labels(table: pd.DataFrame) -> dict[object, str]:
    """Return each group's label, in the order the table first names them, from `group` and `group_label`."""
    found: dict[object, str] = {}
    for group, label in zip(_group_keys(table), table["group_label"].tolist(), strict=True):
        found.setdefault(group, label)
    return found


def _group_keys(table: pd.DataFrame) -> list[object]:
    """Return the group of each row; a missing one is None, because no two missing values are equal."""
    return [None if missing else group for group, missing in zip(table["group"], table["group"].isna(), strict=True)]
