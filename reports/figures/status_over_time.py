"""The chart of status over time as SVG: a bar a round, the best status first, with letters and numbers."""

from html import escape
from math import ceil

import pandas as pd

from model.status.colours import PALETTES, Appearance, status_ink
from reports.text.narrator import Narrator
from wording.format.dates import format_round
from wording.format.statuses import mark_letter
from wording.format.text import format_count

_COLOURS = PALETTES[Appearance.LIGHT]
_LABEL, _WIDTH, _BAR, _GAP, _TOP = 130, 680, 34, 16, 6
_FONT = "'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
_MIN_LABEL_WIDTH = 34
MAX_ROUNDS = 12


def status_over_time_svg(narrator: Narrator, counts: pd.DataFrame) -> str:
    """Return the chart of the columns round, mark and count: the latest twelve rounds, the oldest at the top.

    A segment too narrow for its letter and number has neither; the table with the figure has every number.
    """
    rounds = sorted(counts["round"].unique())[-MAX_ROUNDS:]
    total = max(int(counts[counts["round"].eq(month)]["count"].sum()) for month in rounds)
    bars = [_bar(narrator, counts[counts["round"].eq(month)], index, total) for index, month in enumerate(rounds)]
    height = _TOP + len(rounds) * (_BAR + _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LABEL + _WIDTH + 4} {ceil(height)}"'
        f' font-family="{_FONT}" font-size="15">{"".join(bars)}</svg>'
    )


def _bar(narrator: Narrator, counts: pd.DataFrame, index: int, total: int) -> str:
    _, scale = narrator.translator, narrator.scale
    top = _TOP + index * (_BAR + _GAP)
    label = escape(format_round(counts["round"].iloc[0], _))
    parts = [f'<text x="0" y="{top + _BAR * 0.65:.1f}" fill="{_COLOURS.text}">{label}</text>']
    left, by_mark = float(_LABEL), dict(zip(counts["mark"], counts["count"], strict=True))
    for mark in scale.stack:
        count = int(by_mark.get(mark, 0))
        if not count:
            continue
        width = _WIDTH * count / total
        fill, text, edge, dash = _segment_colours(narrator, mark)
        parts.append(
            f'<rect x="{left + 1:.1f}" y="{top}" width="{max(width - 2, 1):.1f}" height="{_BAR}" rx="3" fill="{fill}"'
            f' stroke="{edge}"{dash}/>'
        )
        if width >= _MIN_LABEL_WIDTH:
            segment_label = escape(f"{mark_letter(mark, scale, _)} {format_count(count, _)}")
            parts.append(
                f'<text x="{left + width / 2:.1f}" y="{top + _BAR * 0.65:.1f}" text-anchor="middle"'
                f' font-weight="bold" fill="{text}">{segment_label}</text>'
            )
        left += width
    return "".join(parts)


def _segment_colours(narrator: Narrator, mark: str) -> tuple[str, str, str, str]:
    """Return fill, ink, edge and dashes of a segment; one without a status is white with a dashed edge."""
    if mark not in narrator.scale.rank:
        return _COLOURS.page, _COLOURS.text, _COLOURS.muted, ' stroke-dasharray="4 3"'
    ink = status_ink(narrator.scale[mark], Appearance.LIGHT)
    return ink.fill, ink.text, ink.edge, ""
