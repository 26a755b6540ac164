"""A chart with its alternative text, its table of figures, and their download."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from sys import getsizeof
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.style import Style
from components.chart_library.release import TRACE_TYPES
from components.chart_library.routes import LIBRARY_PATH
from components.elements.component import show_component
from components.elements.html import HTML_MODULE, HtmlFragment, element, show
from components.elements.markdown_escape import escape_markdown
from components.figures.figure_table import as_csv, figure_table
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.data_date import data_date_of
from model.status.colours import Appearance
from reports.text.selection_words import selection_words
from wording.format.statuses import mark_words

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


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures behind a chart: a table, and the heading of each column that is shown.

    `group` is the query parameter of its groups, "" without groups; None where no name is a link.
    """

    table: pd.DataFrame
    columns: Mapping[str, str]
    group: str | None = ""


Draw = Callable[[Style], go.Figure]
"""Draws a figure from `charts` in a style."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure as it is drawn; its title as a picture, alternative text, and figures."""

    title: str
    draw: Draw
    alt: str
    figures: Figures
    draw_wide: Draw | None = None
    """Draws the figure for a column of a wide screen, where its panels stand differently there."""


def show_chart(view: View, chart: Chart, *, key: str) -> None:
    """Show a cached chart, and its figures behind a toggle; a chart without figures is shown as its alternative text.

    `key` is unique on the page, and names the file.
    """
    _, alt, figures = view.translator, chart.alt, chart.figures
    if figures.table.empty:
        show([element("p", alt, class_="muted")], key=f"{key}.empty")
        return
    _show_figure(view, chart, key=f"{key}.chart")
    with st.expander(escape_markdown(_("The figures behind this chart"))):
        _show_figures(view, chart, key=f"{key}.table")
        st.download_button(
            _("Download these figures (CSV)"),
            data=lambda: as_csv(figures.table, columns=figures.columns),
            file_name=f"cynnydd-{key}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{key}.download",
        )
        show_picture_buttons(view, chart.title, alt=alt, key=key)


@cached_piece
def _show_figure(view: View, chart: Chart, *, key: str) -> PlotlyElement:
    _ = view.translator
    fault = _("The chart could not be loaded. Its figures are below it; reload the page to try again.")
    wide_drawn = _drawn(view, chart.draw_wide) if chart.draw_wide else None
    return PlotlyElement(_drawn(view, chart.draw), alt=chart.alt, fault=fault, key=key, wide_drawn=wide_drawn)


def _drawn(view: View, draw: Draw) -> DrawnFigure:
    """Return a figure in the inks of this reader's screen, and in light ones: paper is white."""
    style = Style(view.scale, view.appearance, mark_words(view.scale, view.translator), view.translator.language)
    screen = draw(style).to_json()
    is_light = view.appearance is Appearance.LIGHT
    return DrawnFigure(screen, screen if is_light else draw(replace(style, appearance=Appearance.LIGHT)).to_json())


@cached_piece
def _show_figures(view: View, chart: Chart, *, key: str) -> HtmlFragment:
    figures = chart.figures
    table = figure_table(view, figures.table, columns=figures.columns, caption=chart.alt, group=figures.group)
    return HtmlFragment([table], key=key)


@cached_piece
def show_picture_buttons(view: View, title: str, *, alt: str, key: str) -> HtmlFragment:
    """Show a button for each format of picture. The browser makes it from the chart that it has drawn.

    The alternative text is the description of an SVG; a PNG has no place for one.
    """
    _ = view.translator
    words = {"title": title, "subtitle": _subtitle(view), "foot": view.loaded.reading.source.name, "alt": alt}
    labels = ((_("Save as a picture (PNG)"), "png"), (_("Save as a picture (SVG)"), "svg"))
    buttons = [
        element(
            "button",
            label,
            class_="link",
            saves={"chart": f"{key}-chart", "file": f"cynnydd-{key}.{ending}", **words},
        )
        for label, ending in labels
    ]
    return HtmlFragment([element("div", *buttons, class_="actions")], key=f"{key}.pictures")


def _subtitle(view: View) -> str:
    """Return the month of the data with the day of judgement, and which recommendations are charted."""
    _, selection = view.translator, view.selection
    n = view.chosen.recommendation_count
    parts = (
        data_date_of(view),
        _.plural("{n} recommendation", "{n} recommendations", n),
        ", ".join(selection.reviews),
        selection_words(selection, view.names, view.scale, _),
    )
    return " · ".join(part for part in parts if part)


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
