"""The axis of rounds: in order, equally spaced, with as many tick labels as fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd

from charts.base import SIZE
from charts.text import count_lines, text_width, wrap_text


def round_labels(table: pd.DataFrame) -> dict[str, str]:
    """Return each round's key and label, oldest first, from the columns `round` and `round_label`."""
    labels = dict(zip(table["round"].tolist(), table["round_label"].tolist(), strict=True))
    return {round_key(when): labels[when] for when in sorted(labels)}


def round_key(when: object) -> str:
    """Return the first day of a round as text: its category on an axis that spaces rounds equally."""
    return str(when)[:10]


@dataclass(frozen=True, slots=True)
class Ticks:
    """The tick labels by position, their number of lines, and how far they overhang on the left and right."""

    labels: dict[int, str]
    lines: int
    sides: tuple[float, float]


def round_ticks(labels: Sequence[str], *, width: float, size: float = SIZE) -> Ticks:
    """Return the labels that fit side by side in a width; the latest round always keeps its label."""
    slot = width / max(1, len(labels))
    widest = max((text_width(word, size) for label in labels for word in label.split()), default=0) + 10
    every = max(1, ceil(widest / slot))
    positions = range(len(labels) - 1, -1, -every)[::-1]
    shown = {
        position: wrap_text(labels[position], width=max(slot * every - 6, widest), size=size) for position in positions
    }
    overhangs = [_half_width(text, size) for text in shown.values()]
    left = max((half - (position + 0.5) * slot for position, half in zip(positions, overhangs, strict=True)), default=0)
    right = overhangs[-1] - slot / 2 if overhangs else 0
    return Ticks(shown, max(map(count_lines, shown.values()), default=1), (max(0.0, left), max(0.0, right)))


def _half_width(shown: str, size: float) -> float:
    return max(text_width(line, size) for line in shown.split("<br>")) / 2
