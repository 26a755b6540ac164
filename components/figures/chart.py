"""A chart with its alternative text, its table of figures, and their download."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base import Figure
from charts.style import Style
from components.chart_library.release import TRACE_TYPES
from components.chart_library.routes import LIBRARY_PATH
from components.document.document import FileOffer
from components.document.files import file_link
from components.elements.html import HtmlNode, element, part
from components.figures.figure_table import as_csv, figure_table
from components.session.view import View
from components.text.data_date import data_date_of
from model.status.colours import Appearance
from reports.text.selection_words import selection_words
from wording.format.statuses import mark_words

_CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures behind a chart: a table, and the heading of each column that is shown.

    `group` is the query parameter of its groups, "" without groups; None where no name is a link.
    """

    table: pd.DataFrame
    columns: Mapping[str, str]
    group: str | None = ""


Draw = Callable[[Style], Figure]
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


def chart_part(view: View, chart: Chart, *, key: str) -> HtmlNode:
    """Return a chart, and its figures behind a toggle; a chart without figures is its alternative text.

    `key` is unique on the page, and names the file. Raises ValueError for a type of trace that the library does not
    draw.
    """
    _, figures = view.translator, chart.figures
    if figures.table.empty:
        return part(f"{key}.empty", element("p", chart.alt, class_="muted"))
    table = figure_table(view, figures.table, columns=figures.columns, caption=chart.alt, group=figures.group)
    details = element(
        "details",
        element("summary", _("The figures behind this chart")),
        table,
        element("div", _csv_link(view, figures, key), _picture_buttons(view, chart, key), class_="files"),
        class_="expander",
    )
    return part(f"{key}.chart-part", drawn_chart(view, chart, key=key), details)


def drawn_chart(view: View, chart: Chart, *, key: str) -> HtmlNode:
    """Return the area of a chart: the browser draws its figure there, in light or dark inks, narrow or wide."""
    narrow = _figure(view, chart.draw)
    wide = _figure(view, chart.draw_wide) if chart.draw_wide else None
    heights = [ceil(figure["layout"]["height"]) for figure in (narrow, wide or narrow)]
    area = element(
        "div",
        class_="chart",
        id=f"{key}-chart",
        role="img",
        aria_label=chart.alt,
        figure=json.dumps({"figure": narrow, "wide": wide, "config": _CONFIG}, separators=(",", ":")),
        fault=view.translator("The chart could not be loaded. Its figures are below it; reload the page to try again."),
        library=LIBRARY_PATH,
        heights=heights,
    )
    return element("div", area, class_="chart-frame")


def _csv_link(view: View, figures: Figures, key: str) -> HtmlNode | None:
    """Return the link to the figures as a file; those of a workbook that is not published have no address."""
    if figures.group is None:
        return None
    work = partial(as_csv, figures.table, columns=figures.columns)
    offer = FileOffer(f"{key}.csv", f"cynnydd-{key}.csv", "text/csv", lambda _actor: work, is_long=False)
    return file_link(view, offer, view.translator("Download these figures (CSV)"))


def _picture_buttons(view: View, chart: Chart, key: str) -> HtmlNode:
    """Return a button for each format of picture. The browser makes it from the chart that it has drawn.

    The alternative text is the description of an SVG; a PNG has no place for one.
    """
    _ = view.translator
    words = {
        "title": chart.title,
        "subtitle": _subtitle(view),
        "foot": view.loaded.reading.source.name,
        "alt": chart.alt,
    }
    labels = ((_("Save as a picture (PNG)"), "png"), (_("Save as a picture (SVG)"), "svg"))
    buttons = [
        element(
            "button",
            label,
            class_="link",
            type="button",
            saves={"chart": f"{key}-chart", "file": f"cynnydd-{key}.{ending}", **words},
        )
        for label, ending in labels
    ]
    return element("div", *buttons, class_="actions")


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


def _figure(view: View, draw: Draw) -> dict[str, Any]:
    """Return a figure in light inks, which Plotly has checked; its key `dark` has the other inks of a dark screen.

    Each of those is the path of a value in the figure, and the ink.

    Positions are rounded: no screen shows a hundred-thousandth, and of a large chart they are a fifth of the bytes.
    """
    style = Style(view.scale, Appearance.LIGHT, mark_words(view.scale, view.translator), view.translator.language)
    light, dark = (draw(each) for each in (style, replace(style, appearance=Appearance.DARK)))
    if unknown := {trace["type"] for trace in light["data"]} - TRACE_TYPES:
        raise ValueError(f"The chart library draws no {', '.join(sorted(unknown))}.")
    figure: dict[str, Any] = json.loads(go.Figure(light).to_json(), parse_float=_rounded)
    return figure | {"dark": list(_other_inks(light, dark))}


def _other_inks(light: Any, dark: Any, *path: str | int) -> Iterator[tuple[list[str | int], Any]]:
    """Yield the paths of the values that differ between two figures of one shape, and what they are in the second."""
    if isinstance(light, dict):
        for name, value in light.items():
            yield from _other_inks(value, dark[name], *path, name)
    elif isinstance(light, list):
        for place, (value, other) in enumerate(zip(light, dark, strict=True)):
            yield from _other_inks(value, other, *path, place)
    elif light != dark:
        yield [*path], dark


def _rounded(number: str) -> float:
    return round(float(number), 5)
