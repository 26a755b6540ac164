"""Status over time, round by round: how many recommendations have each status, or those of each group side by side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from charts import base
from model.terms import NOT_RATED, NOT_REPORTED

# The signs before the words of hollow marks in a legend, which tell the two apart.
_SIGNS = {NOT_RATED: "… ", NOT_REPORTED: "– "}
_GAP = 0.1
_MIN_HEIGHT, _MAX_HEIGHT = 220.0, 420.0
# The least width of a column, in pixels, that can show its numbers on a phone; narrower columns get a value axis.
_MIN_COLUMN_WIDTH = 24
_VALUE_AXIS_WIDTH = 40
_AXIS = {"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False}


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
    most = float(sizes.groupby(counted["round"]).sum().max())
    # the label of the smallest segment fits, within the limits for a phone
    height = max(min((base.SMALL * base.LINE + 6.1) / (float(sizes.min()) / most), _MAX_HEIGHT), _MIN_HEIGHT)
    slot = base.NARROW / len(rounds)
    is_wide = slot >= _MIN_COLUMN_WIDTH
    gap = _GAP if is_wide else 2 * _GAP
    segments = _segments(counted, style=style, share=share, pixels=(slot * (1 - gap), height / most))
    bars, words = _segment_traces(segments, style=style)
    ticks = base.round_ticks(list(rounds.values()), width=base.NARROW - (0 if is_wide else _VALUE_AXIS_WIDTH))
    ends, muted = [-most / height, most * (1 + 1 / height)], {"color": style.palette.muted}
    numbers = {"visible": not is_wide, "nticks": 4, "tickformat": ".0%" if share else ",d", "tickfont": muted}
    axes = {"xaxis": _round_axis(list(rounds), ticks), "yaxis": {**_AXIS, **numbers, "range": ends}}
    layout = base.base_layout(style, words, height=height, margins=(*ticks.sides, ticks.height))
    return {"data": bars, "layout": {**layout, "barmode": "stack", "bargap": gap, **axes}}


def _segments(counted: pd.DataFrame, *, style: base.Style, share: bool, pixels: tuple[float, float]) -> pd.DataFrame:
    """Return the segments; `pixels` is the width of a column, and the height of a unit of its axis."""
    width, unit = pixels
    table = counted.reset_index(drop=True)
    sizes = table["share" if share else "count"]
    number = sizes.map(base.percent if share else base.format_number)
    at, texts = table["round"].map(base.round_key), _hover_texts(table, "round_label", style=style)
    placed = table.assign(at=at, size=sizes, hover_text=texts, width=width, height=unit * sizes)
    return placed.assign(number="" if width < _MIN_COLUMN_WIDTH * (1 - _GAP) else number)


def _hover_texts(table: pd.DataFrame, *places: str, style: base.Style) -> list[str]:
    """Return the text of each segment at the pointer: its place, such as its group and round, its count and share."""
    columns = (table[name].tolist() for name in ("mark", "count", "share", *places))
    lines = (
        (*place, f"{base.format_number(count)} {style.word(mark)} ({base.percent(share)})")
        for mark, count, share, *place in zip(*columns, strict=True)
    )
    return ["<br>".join(map(base.escape_plotly, each)) for each in lines]


def _round_axis(keys: list[str], ticks: base.Ticks) -> dict[str, Any]:
    order = {"type": "category", "categoryorder": "array", "categoryarray": keys, "range": [-0.5, len(keys) - 0.5]}
    labels = {"tickvals": [keys[position] for position in ticks.labels], "ticktext": list(ticks.labels.values())}
    return {**_AXIS, **order, "tickmode": "array", **labels, "tickangle": 0}


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
    slot = across / len(rounds)
    ticks = base.round_ticks(list(rounds.values()), width=across, size=base.SMALL)
    below, gutter = _COLUMN + ticks.height, (_GUTTER + sum(ticks.sides)) / slot
    panels, bars_across, height = _lay_out_panels(
        groups, columns=columns, bars=len(rounds), height=below, gutter=gutter, width=width
    )
    segments = _panel_segments(counts, panels, list(rounds), style=style, width=slot)
    bars, words = _segment_traces(segments, style=style, words=False)
    layout = base.base_layout(style, words, height=height, margins=(*ticks.sides, 0), width=width)
    ranges = {"xaxis": [-0.5, bars_across - 0.5], "yaxis": [height + 1, -1]}  # the y axis is in pixels from the top
    axes = {axis: {"visible": False, "fixedrange": True, "range": ends} for axis, ends in ranges.items()}
    titles = [(panel.left - _BAR / 2, panel.top, panel.title) for panel in panels.values()]
    tick_texts = [
        (panel.left + position, panel.head + _COLUMN + 2, label)
        for panel in panels.values()
        for position, label in ticks.labels.items()
    ]
    texts = (
        base.text_trace(titles, size=base.SIZE, colour=style.palette.text, position="bottom right", weight=600),
        base.text_trace(tick_texts, size=base.SMALL, colour=style.palette.muted, position="bottom center"),
    )
    data = [*({**bar, "width": _BAR} for bar in bars), *texts]
    return {"data": data, "layout": {**layout, "barmode": "overlay", **axes}}


def _panel_segments(
    counts: pd.DataFrame, panels: Mapping[object, _Panel], rounds: list[str], *, style: base.Style, width: float
) -> pd.DataFrame:
    counted = counts[counts["count"] > 0].reset_index(drop=True)
    ordered = counted.sort_values("mark", key=lambda marks: marks.map(style.scale.stack.index))
    shown = [panels[group] for group in _group_keys(ordered)]
    filled = ordered.groupby(["group", "round"], dropna=False)["share"].cumsum()
    at = ordered["round"].map(base.round_key).map(rounds.index) + [panel.left for panel in shown]
    starts = (1 + ordered["share"] - filled) * _COLUMN + [panel.head for panel in shown]
    heights, numbers = ordered["share"] * _COLUMN, ordered["count"].map(base.format_number)
    texts = _hover_texts(ordered, "group_label", "round_label", style=style)
    placed = ordered.assign(at=at, size=-heights, base=starts, width=width * _BAR, height=heights)
    return placed.assign(number=numbers, hover_text=texts)


def _lay_out_panels(  # noqa: PLR0913 - options by name
    labels: dict[object, str], *, columns: int, bars: int, height: float, gutter: float, width: float
) -> tuple[dict[object, _Panel], float, float]:
    """Return a panel for each group, row by row, and the width (in bars) and the height (in pixels) of all of them.

    `height` is the space below each title, in pixels; `gutter` that between two columns, in bars; `width` the least
    width of all columns, in pixels.
    """
    columns = min(columns, len(labels))
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
    return panels, columns * (bars + gutter) - gutter, top - _BETWEEN


def _panel_width(columns: int, *, width: float) -> float:
    """Return the least width of a panel in pixels, where all columns together are at least as wide as `width`."""
    return width if columns == 1 else width / columns - _GUTTER


def _group_keys(table: pd.DataFrame) -> list[object]:
    """Return the group of each row; a missing one is None, because no two missing values are equal."""
    return [None if missing else group for group, missing in zip(table["group"], table["group"].isna(), strict=True)]


def _segment_traces(
    segments: pd.DataFrame, *, style: base.Style, words: bool = True
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a trace a mark, from the foot of a bar up, and the words of a legend: none if each segment has its own.

    A number alone beside others with their words says nothing of its own.

    Args:
        segments: mark, at (the position of its bar), size (along the bar), number (as written), hover_text (escaped),
            width and height (in pixels on a narrow page) and, unless Plotly stacks them, base (where each starts). The
            index is the row in the figures behind the chart whose list a press on the segment opens.
        style: how they look.
        words: whether segments have the words of their marks where these fit.
    """
    traces, legend_words, unlabelled = [], [], False
    for mark in style.scale.stack:
        of_mark = segments[segments["mark"].eq(mark)]
        if of_mark.empty:
            continue
        word = style.word(mark) if words else ""
        rooms = zip(*(of_mark[name].tolist() for name in ("number", "width", "height")), strict=True)
        labels = [base.fitting_label(number, word, width=width, height=height) for number, width, height in rooms]
        unlabelled = unlabelled or not all(label.includes_word for label in labels)
        legend_words.append(_SIGNS.get(mark, "") + style.word(mark))
        traces.append(_trace(mark, of_mark, labels, style=style, name=legend_words[-1]))
    return traces, legend_words if unlabelled else []


def _trace(
    mark: str, segments: pd.DataFrame, labels: list[base.SegmentLabel], *, style: base.Style, name: str
) -> dict[str, Any]:
    bar = {"type": "bar", "orientation": "v", "name": base.escape_plotly(name)}
    rank, across, up = style.scale.marks.index(mark) + 1, segments["at"].tolist(), segments["size"].tolist()
    place = {"legendrank": rank, "x": across, "y": up}
    marker = base.bar_marker(mark, style, plain=all(label.includes_word for label in labels))
    font, texts = {"size": base.SMALL, "color": style.ink(mark).text}, [label.text for label in labels]
    inside = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "textfont": font}
    hover = {"hovertext": segments["hover_text"].tolist(), "hoverinfo": "text"}
    rows = {"customdata": [[row, 0] for row in segments.index.tolist()]}
    starts = {"base": segments["base"].tolist()} if "base" in segments else {}
    return {**bar, **place, "marker": marker, "text": texts, **inside, **hover, **rows, **starts}
