"""How a mark is painted: its fill, its edge and its pattern, so that no mark is told by colour alone."""

from typing import Any

from charts.style import Style
from model.status.colours import contrast
from model.status.scale import COMPLETE_SHAPE, WORST_SHAPE
from model.terms import NOT_RATED, NOT_REPORTED, UNRATED

PATTERNS = ("/", ".", "-", "x", "\\", "|", "+")
"""The patterns of the statuses by place, worst first; the last status of a scale is plain."""

SYMBOLS = {
    WORST_SHAPE: "octagon",
    COMPLETE_SHAPE: "circle",
    "square": "square",
    "diamond": "diamond",
    "shield": "pentagon",
    "tag": "hexagon",
    "triangle": "triangle-up",
}
"""Plotly's symbol for each shape of a mark."""


def bar_paint(mark: str, style: Style) -> dict[str, Any]:
    """Return the marker of a mark's bars."""
    ink = style.ink(mark)
    return {
        "color": ink.fill,
        "line": {"color": ink.edge, "width": 1},
        "pattern": {
            "shape": pattern_of(mark, style),
            "fillmode": "overlay",
            "fgcolor": pattern_ink(mark, style),
            "fgopacity": 1,
            "size": 7,
            "solidity": 0.16,
        },
    }


def pattern_of(mark: str, style: Style) -> str:
    """Return a mark's pattern: by its place in the order, none for the best status and for not rated."""
    if mark in UNRATED:
        return "/" if mark == NOT_REPORTED else ""
    place = style.scale.rank[mark]
    return "" if place == len(style.scale.statuses) - 1 else PATTERNS[place % len(PATTERNS)]


def pattern_ink(mark: str, style: Style) -> str:
    """Return the colour of a pattern's lines: the fill moved away from its text, which stays as readable as before."""
    ink = style.ink(mark)
    if mark in UNRATED:
        return _blend(style.palette.line, ink.fill, 0.6)
    away = max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, ink.text))
    return _blend(away, ink.fill, 0.28)


def symbol_paint(marks: list[str], style: Style) -> dict[str, Any]:
    """Return the marker of a row of marks drawn as symbols: shape, fill and edge; not reported is a bare dash."""
    inks = [style.ink(mark) for mark in marks]
    return {
        "symbol": [symbol_of(mark, style) for mark in marks],
        "size": 22,
        "color": [ink.fill for ink in inks],
        "line": {
            "color": [ink.fill if mark == NOT_REPORTED else ink.edge for mark, ink in zip(marks, inks, strict=True)],
            "width": 1.5,
        },
        "opacity": 1,
    }


def symbol_of(mark: str, style: Style) -> str:
    """Return the symbol of a mark's shape."""
    if mark in UNRATED:
        return "circle" if mark == NOT_RATED else "square"
    return SYMBOLS[style.scale.shape(mark)]


def _blend(over: str, under: str, share: float) -> str:
    pairs = [(int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02x}" for top, below in pairs)
