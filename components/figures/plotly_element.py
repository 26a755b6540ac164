"""A Plotly figure on a page: drawn in the browser by the library that the dashboard serves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from sys import getsizeof
from typing import Any, Literal

from components.chart_library.release import TRACE_TYPES
from components.chart_library.routes import LIBRARY_PATH
from components.elements.component import show_component
from components.elements.html import HTML_MODULE

_CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure as JSON, in the inks of the screen and in those of paper."""

    screen: str
    paper: str


class PlotlyElement:
    """A figure with its alternative text and a unique key: serialised as JSON on creation, shown any number of times.

    Its styles are not isolated: Plotly puts its own style sheet into the document.
    """

    def __init__(
        self, drawn: DrawnFigure, *, alt: str, fault: str, key: str, wide_drawn: DrawnFigure | None = None
    ) -> None:
        """Serialise a figure; `fault` is shown in its place where the library cannot be loaded.

        `wide_drawn` is the same figure laid out for a column of a wide screen; the browser takes the one that fits.

        Positions are rounded: no screen shows a hundred-thousandth, and of a large chart they are a fifth of the bytes.
        Raises ValueError for a type of trace that the library does not draw.
        """
        figure, wide = _figure(drawn), _figure(wide_drawn) if wide_drawn else None
        content = {
            "figure": figure,
            "wide": wide,
            "alt": alt,
            "fault": fault,
            "library": LIBRARY_PATH,
            "config": _CONFIG,
        }
        self._html = HTML_MODULE.markup("cynnydd-chart", content)
        self._height: int | Literal["content"] = "content" if wide else ceil(figure["layout"]["height"])
        self._key = key

    @property
    def nbytes(self) -> int:
        """The memory of the serialised figure."""
        return getsizeof(self._html)

    def show(self) -> None:
        """Show the figure here on the page; its height is reserved before it is drawn."""
        script = HTML_MODULE.component_script
        show_component("chart", self._html, script=script, key=self._key, height=self._height)


def _figure(drawn: DrawnFigure) -> dict[str, Any]:
    """Return a figure; its key `paper` has what is another ink on paper, each as its path in the figure and the ink."""
    figure: dict[str, Any] = json.loads(drawn.screen, parse_float=_rounded)
    if unknown := {trace["type"] for trace in figure["data"]} - TRACE_TYPES:
        raise ValueError(f"The chart library draws no {', '.join(sorted(unknown))}.")
    return figure | {"paper": list(_other_inks(figure, json.loads(drawn.paper, parse_float=_rounded)))}


def _other_inks(screen: Any, paper: Any, *path: str | int) -> Iterator[tuple[list[str | int], Any]]:
    """Yield the paths of the values that differ between two figures of one shape, and what they are on paper."""
    if isinstance(screen, dict):
        for name, value in screen.items():
            yield from _other_inks(value, paper[name], *path, name)
    elif isinstance(screen, list):
        for place, (value, other) in enumerate(zip(screen, paper, strict=True)):
            yield from _other_inks(value, other, *path, place)
    elif screen != paper:
        yield [*path], paper


def _rounded(number: str) -> float:
    return round(float(number), 5)
