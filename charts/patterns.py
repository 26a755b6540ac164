"""The fill, edge and pattern of a mark, so that no status is shown by colour alone."""

from typing import Any

from charts.style import Style
from model.status import contrast
from model.terms import NOT_REPORTED, UNRATED

PATTERNS = ("/", ".", "-", "x", "\\", "|", "+")
"""The patterns of the statuses by rank, worst first; the last status of a scale has none."""


def bar_marker(mark: str, style: Style) -> dict[str, Any]:
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
    """Return the pattern of a mark by its rank; the best status and not rated have none."""
    if mark in UNRATED:
        return "/" if mark == NOT_REPORTED else ""
    rank = style.scale.rank[mark]
    return "" if rank == len(style.scale.statuses) - 1 else PATTERNS[rank % len(PATTERNS)]


def pattern_ink(mark: str, style: Style) -> str:
    """Return the colour of a pattern's lines: the fill, away from the colour of its text, which stays readable."""
    ink = style.ink(mark)
    if mark in UNRATED:
        return _blend(ink.edge, ink.fill, 0.5)
    line_colour = max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, ink.text))
    return _blend(line_colour, ink.fill, 0.28)


def _blend(over: str, under: str, share: float) -> str:
    pairs = [(int(over[index : index + 2], 16), int(under[index : index + 2], 16)) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02x}" for top, below in pairs)
