"""Text that stands at places of a picture: one trace for all of it, which costs less than an annotation each."""

from collections.abc import Sequence
from typing import Any

Written = tuple[float, float, str]
"""Where a text stands, across and down, and the text itself, literal."""


def written(texts: Sequence[Written], *, size: float, colour: str, place: str, weight: int = 400) -> dict[str, Any]:
    """Return a trace of texts; `place` is on which side of its point each stands, such as "bottom right"."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [across for across, _, _ in texts],
        "y": [down for _, down, _ in texts],
        "text": [text for _, _, text in texts],
        "textposition": place,
        "textfont": {"size": size, "color": colour, "weight": weight},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
