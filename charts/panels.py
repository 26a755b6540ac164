"""Where panels of equal height stand: side by side in columns, counted in pixels from the top."""

from dataclasses import dataclass

import pandas as pd

from charts.base import NARROW, SIZE
from charts.text import LINE, lines_of, wrapped

GUTTER = 24.0
"""The least room between two columns of panels, in pixels."""

_BETWEEN = 18.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One group's place.

    Attributes:
        group: the group's key.
        title: its label, literal and wrapped.
        left: where its first bar stands, in bars.
        top: the top of its title, in pixels from the top.
        head: where the title ends and the picture begins.
    """

    group: object
    title: str
    left: float
    top: float
    head: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Every panel's place, and how wide (in bars) and how high (in pixels) the whole is."""

    panels: tuple[Panel, ...]
    width: float
    height: float


def plan_panels(labels: dict[object, str], *, columns: int, bars: int, height: float, gutter: float = 0) -> Plan:
    """Place a panel a group, row by row; `height` is the room each needs below its title.

    `gutter` is the room between two columns, in bars.
    """
    columns = max(1, min(columns, len(labels)))
    across = panel_width(columns)
    titles = {group: wrapped(label, width=across, size=SIZE) for group, label in labels.items()}
    panels: list[Panel] = []
    top, groups = 0.0, list(labels)
    for start in range(0, len(groups), columns):
        row = groups[start : start + columns]
        head = top + max(lines_of(titles[group]) for group in row) * SIZE * LINE + 6
        panels += [Panel(group, titles[group], place * (bars + gutter), top, head) for place, group in enumerate(row)]
        top = head + height + _BETWEEN
    return Plan(tuple(panels), columns * (bars + gutter) - gutter, max(0.0, top - _BETWEEN))


def panel_width(columns: int) -> float:
    """Return how wide a panel is at the least, in pixels: two columns stand on a phone, and more on a wider page."""
    if columns == 1:
        return NARROW
    return NARROW / 2 - GUTTER if columns == 2 else NARROW * 2 / columns - GUTTER


def groups_of(table: pd.DataFrame) -> dict[object, str]:
    """Return each group's label, in the order the table first names them, from `group` and `group_label`."""
    found: dict[object, str] = {}
    for group, label in zip(group_keys(table), table["group_label"].tolist(), strict=True):
        found.setdefault(group, label)
    return found


def group_keys(table: pd.DataFrame) -> list[object]:
    """Return the group of each row; a missing one, which no two rows would share, is None."""
    return [None if missing else group for group, missing in zip(table["group"], table["group"].isna(), strict=True)]
