"""What is written on a piece of a bar: its number with its word, as much of it as there is room for."""

from dataclasses import dataclass

from charts.base import SMALL
from charts.text import LINE, escape_plotly, text_width

_PADDING = 8
_EDGES = 6


@dataclass(frozen=True, slots=True)
class Label:
    """What is written, and whether it says the mark's word; where it does not, a legend must."""

    shown: str
    says_word: bool


def fitting_label(number: str, word: str, *, width: float, height: float) -> Label:
    """Return the fullest label that fits: "13 Amber" on one line, on two, the number alone, or nothing."""
    for lines in _ways(number, word) if number else ():
        if _fits(lines, width, height):
            return Label("<br>".join(escape_plotly(line) for line in lines), True)
    fits = text_width(number, SMALL) + _EDGES <= width and height >= SMALL * LINE
    return Label(escape_plotly(number) if fits else "", False)


def percent(share: float) -> str:
    """Return a share as a whole percentage, which is 0% or 100% only where it is exactly that."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def number_of(count: float) -> str:
    """Return a count as it is written: thousands are parted by a comma in both languages."""
    return f"{int(count):,}"


def hover(*places: str, count: float, word: str, share: float | None = None) -> str:
    """Return what a piece says when it is pointed at: its places, its count and word, its share."""
    said = f"{number_of(count)} {word}" + (f" ({percent(share)})" if share is not None else "")
    return "<br>".join(escape_plotly(line) for line in (*places, said))


def _ways(number: str, word: str) -> list[tuple[str, ...]]:
    """Return the ways to write a number with its word: on one line, then on two, the evenest first."""
    parts = [number, *word.split()]
    if len(parts) == 1:
        return []
    halves = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    return [(" ".join(parts),), *sorted(halves, key=lambda lines: max(map(len, lines)))]


def _fits(lines: tuple[str, ...], width: float, height: float) -> bool:
    wide = max(text_width(line, SMALL) for line in lines)
    return wide <= width - _PADDING and len(lines) * SMALL * LINE <= height - _EDGES
