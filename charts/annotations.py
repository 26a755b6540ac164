"""Annotations of a figure: one text trace for all of them, which costs less than an annotation each."""

from collections.abc import Sequence
from typing import Any

TextAt = tuple[float, float, str]
"""The x and y of a text, and the text itself, escaped for Plotly."""


def text_trace(
    texts: Sequence[TextAt], *, size: float, colour: str, position: str, weight: int = 400
) -> dict[str, Any]:
    """Return a trace of texts; `position` is the side of its point, such as "bottom right"."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [across for across, _, _ in texts],
        "y": [down for _, down, _ in texts],
        "text": [text for _, _, text in texts],
        "textposition": position,
        "textfont": {"size": size, "color": colour, "weight": weight},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
