"""Small multiples: the status of each group, round by round, side by side."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from charts import base
from charts.bar_segments import segment_traces

_COLUMN = 110.0
_BAR = 0.9
# The least space between two columns of panels, and between two rows of them, in pixels.
_GUTTER, _BETWEEN = 24.0, 18.0


class _Panel(NamedTuple):
    """The position of one group's panel.

    Attributes:
        title: its label, escaped and wrapped.
        left: the position of its first bar, in bars.
        top: the top of its title, in pixels from the top.
        head: where the title ends and the bars begin.
    """

    title: str
    left: float
    top: float
    head: float


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
    named = counts.drop_duplicates("group")
    groups = dict(zip(_group_keys(named), named["group_label"].tolist(), strict=True))
    across = _panel_width(columns, width=width)
    slot = across / max(1, len(rounds))
    ticks = base.round_ticks(list(rounds.values()), width=across, size=base.SMALL)
    panels, bars_across, height = _lay_out_panels(
        groups,
        columns=columns,
        bars=len(rounds),
        height=_COLUMN + ticks.lines * base.SMALL * base.LINE + 6,
        gutter=(_GUTTER + sum(ticks.sides)) / slot,
        width=width,
    )
    segments = _segments(counts, panels, list(rounds), style=style, width=slot)
    bars, words = segment_traces(segments, style=style, order=style.stack, words=False)
    legend_layout, top = base.legend(style, words, height=height or 1, width=width)
    layout = {
        **base.base_layout(style, height=height, top=top, sides=ticks.sides),
        **legend_layout,
        "barmode": "overlay",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, bars_across - 0.5]},
        "yaxis": base.pixel_axis(height),
    }
    texts = _text_traces(panels.values(), ticks.labels, style)
    return {"data": [*({**bar, "width": _BAR} for bar in bars), *texts], "layout": layout}


def _segments(
    counts: pd.DataFrame, panels: Mapping[object, _Panel], rounds: list[str], *, style: base.Style, width: float
) -> pd.DataFrame:
    counted = counts[counts["count"] > 0].reset_index(drop=True)
    ordered = counted.sort_values("mark", key=lambda marks: marks.map(style.stack.index))
    columns = (ordered[name].tolist() for name in ("group_label", "round", "round_label", "mark", "count", "share"))
    filled: dict[tuple[object, str], float] = {}
    rows = []
    for group, label, when, when_label, mark, count, share in zip(_group_keys(ordered), *columns, strict=True):
        panel, key = panels[group], base.round_key(when)
        below = filled.get((group, key), 0.0)
        filled[group, key] = below + share
        hover_text = base.hover_text(label, when_label, count=count, word=style.word(mark), share=share)
        start = panel.head + (1 - below) * _COLUMN
        rows.append(
            (mark, panel.left + rounds.index(key), -share * _COLUMN, start, base.format_number(count), hover_text)
        )
    segments = pd.DataFrame(rows, ordered.index, ["mark", "at", "size", "base", "number", "hover_text"])
    return segments.assign(width=width * _BAR, height=ordered["share"] * _COLUMN)


def _text_traces(panels: Collection[_Panel], ticks: Mapping[int, str], style: base.Style) -> list[dict[str, object]]:
    titles = [(panel.left - _BAR / 2, panel.top, panel.title) for panel in panels]
    tick_texts = [
        (panel.left + position, panel.head + _COLUMN + 2, label)
        for panel in panels
        for position, label in ticks.items()
    ]
    return [
        base.text_trace(titles, size=base.SIZE, colour=style.palette.text, position="bottom right", weight=600),
        base.text_trace(tick_texts, size=base.SMALL, colour=style.palette.muted, position="bottom center"),
    ]


def _lay_out_panels(  # noqa: PLR0913 - options by name
    labels: dict[object, str], *, columns: int, bars: int, height: float, gutter: float, width: float
) -> tuple[dict[object, _Panel], float, float]:
    """Return a panel for each group, row by row, and the width (in bars) and the height (in pixels) of all of them.

    `height` is the space below each title, in pixels; `gutter` that between two columns, in bars; `width` the least
    width of all columns, in pixels.
    """
    columns = max(1, min(columns, len(labels)))
    across = _panel_width(columns, width=width)
    titles = {group: base.wrap_text(label, width=across, size=base.SIZE) for group, label in labels.items()}
    panels: dict[object, _Panel] = {}
    top, groups = 0.0, list(labels)
    for start in range(0, len(groups), columns):
        row = groups[start : start + columns]
        head = top + max(base.count_lines(titles[group]) for group in row) * base.SIZE * base.LINE + 6
        for column, group in enumerate(row):
            panels[group] = _Panel(titles[group], column * (bars + gutter), top, head)
        top = head + height + _BETWEEN
    return panels, columns * (bars + gutter) - gutter, max(0.0, top - _BETWEEN)


def _panel_width(columns: int, *, width: float) -> float:
    """Return the least width of a panel in pixels, where all columns together are at least as wide as `width`."""
    return width if columns == 1 else width / columns - _GUTTER


def _group_keys(table: pd.DataFrame) -> list[object]:
    """Return the group of each row; a missing one is None, because no two missing values are equal."""
    return [None if missing else group for group, missing in zip(table["group"], table["group"].isna(), strict=True)]
