"""The base layout of every chart: the page's font and colours, no frame, no gridlines, no zoom."""

from math import ceil
from typing import Any

from charts.style import Style
from charts.text import text_width

Figure = dict[str, Any]
"""A figure as Plotly reads it: its traces and its layout, of JSON's values; Plotly checks it when it is shown."""
FONT = '"Source Sans", sans-serif'
SIZE = 14
"""The font size beside the picture, in pixels."""
SMALL = 13
"""The font size inside the picture, in pixels."""
NARROW = 312
"""The width that text must fit, in pixels: a phone of 360 less its margins."""

_CLEAR = "rgba(0,0,0,0)"
_LEGEND_LINE, _LEGEND_GAP = 25, 10
_LEGEND_SIGN = 40
"""The room in pixels that a sign takes in a legend, with the gaps around it; its word is narrower than `text_width`."""
_MIN_HEIGHT = 10
"""The least height that Plotly takes, for an empty table."""
_HIDDEN = {"visible": False, "fixedrange": True}


def base_layout(
    style: Style, *, height: float, top: float = 0, bottom: float = 0, sides: tuple[float, float] = (0, 0)
) -> dict[str, Any]:
    """Return the layout of a figure with a height and margins in pixels; both axes are hidden."""
    left, right = sides
    palette = style.palette
    return {
        "font": {"family": FONT, "size": SIZE, "color": palette.text},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "margin": {"l": left + 2, "r": right + 2, "t": top + 4, "b": bottom + 4, "pad": 0},
        "height": max(height + top + bottom + 8, _MIN_HEIGHT),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.line,
            "font": {"family": FONT, "size": SIZE, "color": palette.text},
            "align": "left",
        },
        "uniformtext": {"minsize": SMALL - 1, "mode": "hide"},
        "xaxis": dict(_HIDDEN),
        "yaxis": dict(_HIDDEN),
    }


def pixel_axis(height: float) -> dict[str, Any]:
    """Return a hidden vertical axis that counts pixels down from the top, so that text and bars never collide."""
    return {**_HIDDEN, "range": [height + 1, -1]}


def legend(style: Style, words: list[str], *, height: float, width: float = NARROW) -> tuple[dict[str, Any], float]:
    """Return the layout of a legend above a figure, and the height it takes in a figure of a width in pixels.

    It stands close to the figure: in a wider one, which needs fewer lines, no gap is between the two.
    """
    widest = max((text_width(word, SIZE) for word in words), default=0) + _LEGEND_SIGN
    lines = ceil(len(words) / max(1, int(width / widest)))
    top = lines * _LEGEND_LINE + _LEGEND_GAP
    legend_layout = {
        "orientation": "h",
        "x": 0,
        "y": 1 + _LEGEND_GAP / height,
        "xanchor": "left",
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": _CLEAR,
        "font": {"size": SIZE, "color": style.palette.text},
    }
    return {"showlegend": True, "legend": legend_layout}, top
