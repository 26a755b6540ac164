"""The labels of bar segments: the number with its word, as much of it as fits."""

from dataclasses import dataclass

from charts.base import SMALL
from charts.text import LINE, escape_plotly, text_width

_PADDING = 8
_EDGES = 6


@dataclass(frozen=True, slots=True)
class SegmentLabel:
    """The text of a segment, and whether it includes the mark's word; if not, the legend must."""

    text: str
    includes_word: bool


def fitting_label(number: str, word: str, *, width: float, height: float) -> SegmentLabel:
    """Return the fullest label that fits: "13 Amber" on one line, on two, the number alone, or nothing."""
    for lines in _line_breaks(number, word) if number else ():
        if _fits(lines, width, height):
            return SegmentLabel("<br>".join(escape_plotly(line) for line in lines), True)
    fits = text_width(number, SMALL) + _EDGES <= width and height >= SMALL * LINE
    return SegmentLabel(escape_plotly(number) if fits else "", False)


def percent(share: float) -> str:
    """Return a share as a whole percentage, which is 0% or 100% only where it is exactly that."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def format_number(count: float) -> str:
    """Return a count with a comma between thousands, as both languages write it."""
    return f"{int(count):,}"


def hover_text(*position: str, count: float, word: str, share: float | None = None) -> str:
    """Return the hover text of a segment: its position (such as group and round), its count and word, its share."""
    counted = f"{format_number(count)} {word}" + (f" ({percent(share)})" if share is not None else "")
    return "<br>".join(escape_plotly(line) for line in (*position, counted))


def _line_breaks(number: str, word: str) -> list[tuple[str, ...]]:
    """Return the ways to break a number and its word into lines: one line, then two, the evenest first."""
    parts = [number, *word.split()]
    if len(parts) == 1:
        return []
    halves = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    return [(" ".join(parts),), *sorted(halves, key=lambda lines: max(map(len, lines)))]


def _fits(lines: tuple[str, ...], width: float, height: float) -> bool:
    wide = max(text_width(line, SMALL) for line in lines)
    return wide <= width - _PADDING and len(lines) * SMALL * LINE <= height - _EDGES
