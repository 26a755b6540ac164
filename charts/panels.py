"""The layout of small multiples: panels of equal height in columns, in pixels from the top."""

from dataclasses import dataclass

import pandas as pd

from charts.base import NARROW, SIZE
from charts.text import LINE, count_lines, wrap_text

GUTTER = 24.0
"""The least room between two columns of panels, in pixels."""

_BETWEEN = 18.0


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
    """Return a panel for each group, row by row; `height` is the room below each title, in pixels.

    `gutter` is the room between two columns, in bars; `width` is the least width of all of them, in pixels.
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
