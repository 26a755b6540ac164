"""A chart with its alternative text, its table of figures and their download; and the chart of status over time."""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
from pandas.api.types import is_numeric_dtype

from charts.base import Figure, Style
from charts.status_over_time import draw_status_over_time
from components.document.assets import LIBRARY_PATH
from components.document.document import FileOffer, file_link
from components.elements import HtmlNode, element, heading, part, table_region
from components.session.view import View
from components.texts import count_link, data_date_of, filter_toggle, round_link
from model.terms import Appearance
from reports.open_data import csv_bytes
from reports.text.narrator import selection_words
from wording.answers.alt_texts import status_over_time_alt
from wording.catalogue import Translator
from wording.formatting import format_count, format_round, format_share, mark_word

_CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
# The types of traces that the chart library draws; it would draw any other as points, without a word.
_TRACE_TYPES = frozenset({"bar", "pie", "scatter"})


# Draws a figure from `charts` in a `style`, which is named.
Draw = Callable[..., Figure]


class Chart(NamedTuple):
    """A figure as it is drawn, and the figures behind it: a table, and the heading of each column that is shown.

    Attributes:
        title: its title as a picture.
        draw: draws it in a style.
        alt: its alternative text.
        group: the query parameter of its groups, "" without groups; None where no name is a link.
        draw_wide: draws it for a column of a wide screen, where its panels stand differently there.
    """

    title: str
    draw: Draw
    alt: str
    table: pd.DataFrame
    columns: Mapping[str, str]
    group: str | None = ""
    draw_wide: Draw | None = None


def chart_part(view: View, chart: Chart, *, key: str) -> HtmlNode:
    """Return a chart, and its figures behind a toggle; a chart without figures is its alternative text.

    `key` is unique on the page, and names the file. Raises ValueError for a type of trace that the library does not
    draw.
    """
    _ = view.translator
    if chart.table.empty:
        return part(f"{key}.empty", element("p", chart.alt, class_="muted"))
    table = figure_table(view, chart.table, columns=chart.columns, caption=chart.alt, group=chart.group)
    work = partial(as_csv, chart.table, columns=chart.columns)
    offer = FileOffer(f"{key}.csv", f"cynnydd-{key}.csv", "text/csv", lambda _actor: work, is_long=False)
    # the figures of a workbook that is not published have no address
    csv_link = None if chart.group is None else file_link(view, offer, _("Download these figures (CSV)"))
    summary = element("summary", _("The figures behind this chart"))
    files = element("div", csv_link, _picture_buttons(view, chart, key), class_="files")
    details = element("details", summary, table, files, class_="expander")
    return part(f"{key}.chart-part", drawn_chart(view, chart, key=key), details)


def drawn_chart(view: View, chart: Chart, *, key: str) -> HtmlNode:
    """Return the area of a chart: the browser draws its figure there, in light or dark inks, narrow or wide."""
    narrow = _figure(view, chart.draw)
    wide = _figure(view, chart.draw_wide) if chart.draw_wide else None
    heights = [ceil(figure["layout"]["height"]) for figure in (narrow, wide or narrow)]
    figure = json.dumps({"figure": narrow, "wide": wide, "config": _CONFIG}, separators=(",", ":"))
    fault = view.translator("The chart could not be loaded. Its figures are below it; reload the page to try again.")
    image = {"class_": "chart", "id": f"{key}-chart", "role": "img", "aria_label": chart.alt}
    area = element("div", **image, figure=figure, fault=fault, library=LIBRARY_PATH, heights=heights)
    return element("div", area, class_="chart-frame")


def figure_table(
    view: View, table: pd.DataFrame, *, columns: Mapping[str, str], caption: str, group: str | None = None
) -> HtmlNode:
    """Return an HTML table of the named columns: marks in words, shares as percentages, numbers aligned right.

    Args:
        view: the reader's view.
        table: the rows; where names are links it has a column `round`, and `group` if it has `group_label`.
        columns: the heading of each shown column.
        caption: what the table is.
        group: the query parameter of `group_label`, "" without groups; None where no name is a link.
    """
    numbers = {field for field in columns if is_numeric_dtype(table[field])}
    headings = [heading(label, class_="number" if field in numbers else None) for field, label in columns.items()]
    classes = {field: "number" if field in numbers else "nowrap" for field in (*numbers, "round_label")}

    def line(row: Mapping[Hashable, Any]) -> HtmlNode:
        cells = (element("td", _cell(view, field, row, group), class_=classes.get(field)) for field in columns)
        return element("tr", *cells)

    return table_region(caption, headings, map(line, table.to_dict("records")), class_="list figures")


def as_csv(table: pd.DataFrame, *, columns: Mapping[str, str]) -> bytes:
    """Return the named columns as CSV for spreadsheets: UTF-8 with a byte-order mark, formulas made text."""
    return csv_bytes(table[list(columns)].rename(columns=dict(columns)))


def status_over_time_part(
    view: View, counts: pd.DataFrame, *, share: bool = False, title: str = "", key: str = "over-time"
) -> HtmlNode:
    """Return counts by round from analysis.status as stacked columns; `share` shows percentages.

    A chart with a title is of a workbook that is not published: nothing in it is a link.
    """
    _, labelled = view.translator, with_round_labels(view, counts)
    draw, alt = partial(draw_status_over_time, labelled, share=share), status_over_time_alt(counts, view.scale, _)
    figures, group = labelled[labelled["count"] > 0], None if title else ""
    chart = Chart(title or _("Status over time"), draw, alt, table=figures, columns=count_columns(_), group=group)
    return chart_part(view, chart, key=key)


def count_columns(_: Translator) -> dict[str, str]:
    """Return the headings of the columns of counts by round and mark."""
    return {"round_label": _("Round"), "mark": _("Status"), "count": _("Count"), "share": _("Share")}


def with_round_labels(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a new column `round_label`: the round's month in the reader's language."""
    return table.assign(round_label=[format_round(month, view.translator, short=True) for month in table["round"]])


def _picture_buttons(view: View, chart: Chart, key: str) -> HtmlNode:
    """Return a button for each format of picture. The browser makes it from the chart that it has drawn.

    The alternative text is the description of an SVG; a PNG has no place for one.
    """
    _ = view.translator
    total = _.plural("{n} recommendation", "{n} recommendations", view.chosen.recommendation_count)
    chosen = ", ".join(view.selection.review), selection_words(view.selection, view.names, view.scale, _)
    subtitle = " · ".join(filter(None, (data_date_of(view), total, *chosen)))
    words = {"title": chart.title, "subtitle": subtitle, "foot": view.loaded.reading.source.name, "alt": chart.alt}
    buttons = []
    for label, ending in ((_("Save as a picture (PNG)"), "png"), (_("Save as a picture (SVG)"), "svg")):
        saves = {"chart": f"{key}-chart", "file": f"cynnydd-{key}.{ending}", **words}
        buttons.append(element("button", label, class_="link", type="button", saves=saves))
    return element("div", *buttons, class_="actions")


def _figure(view: View, draw: Draw) -> dict[str, Any]:
    """Return a figure in light inks, which Plotly has checked; its key `dark` has the other inks of a dark screen.

    Each of those is the path of a value in the figure, and the ink.

    Positions are rounded: no screen shows a hundred-thousandth, and of a large chart they are a fifth of the bytes.
    """
    words = {mark: mark_word(mark, view.scale, view.translator) for mark in view.scale.marks}
    style = Style(view.scale, Appearance.LIGHT, words)
    light, dark = (draw(style=each) for each in (style, replace(style, appearance=Appearance.DARK)))
    if unknown := {trace["type"] for trace in light["data"]} - _TRACE_TYPES:
        raise ValueError(f"The chart library draws no {', '.join(sorted(unknown))}.")
    figure: dict[str, Any] = json.loads(go.Figure(light).to_json(), parse_float=lambda number: round(float(number), 5))
    return figure | {"dark": list(_other_inks(light, dark))}


def _other_inks(light: Any, dark: Any, *path: str | int) -> Iterator[tuple[list[str | int], Any]]:
    """Yield the paths of the values that differ between two figures of one shape, and what they are in the second."""
    if isinstance(light, dict | list):
        for place, value in light.items() if isinstance(light, dict) else enumerate(light):
            yield from _other_inks(value, dark[place], *path, place)
    elif light != dark:
        yield [*path], dark


def _cell(view: View, field: str, row: Mapping[Hashable, Any], group: str | None) -> HtmlNode:
    """Return a cell; a round, a mark, a group and a count are links unless `group` is None.

    A mark filters as at the round of its row.
    """
    value, text = row[field], ""
    if field == "mark":
        text = mark_word(str(value), view.scale, view.translator)
    elif field == "share":
        text = format_share(value, 1, view.translator)
    elif isinstance(value, int):
        text = format_count(value, view.translator)
    elif value is not None and not pd.isna(value):
        text = str(value)
    if group is not None and field in ("round_label", "mark"):
        return round_link(view, row["round"], text, mark=row["mark"] if field == "mark" else "")
    if group and field == "group_label":
        return filter_toggle(view, group, row["group"], text, label=text)
    if group is not None and field == "count":
        of_group = {group: view.slug(group, row["group"])} if group else {}
        at_mark = {"at": f"{row['round']:%Y-%m}", "now": view.slug("status", row["mark"])}
        return count_link(view, value, text, **at_mark, **of_group)
    return text
