"""A chart with its alternative text, its table of figures, and their download."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.style import Style
from components.elements.html import HtmlFragment, element, show
from components.elements.markdown_escape import escape_markdown
from components.figures.figure_table import as_csv, figure_table
from components.figures.picture import show_picture_buttons
from components.figures.plotly_element import PlotlyElement
from components.session.view import View
from components.session.view_cache import cached_piece
from wording.format.statuses import mark_words


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures behind a chart: a table, and the heading of each column that is shown.

    `group` is the query parameter of its groups, "" without groups; None where no name is a link.
    """

    table: pd.DataFrame
    columns: Mapping[str, str]
    group: str | None = ""


def chart_style(view: View) -> Style:
    """Return the style of charts for this reader: scale, light or dark, words and language."""
    _ = view.translator
    return Style(view.scale, view.appearance, mark_words(view.scale, _), _.language)


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure from `charts`, which is never changed; its title as a picture, alternative text, and figures."""

    title: str
    figure: go.Figure
    alt: str
    figures: Figures
    wide: go.Figure | None = None
    """The same figure laid out for a column of a wide screen, where its panels stand differently there."""


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
    wide_json = chart.wide.to_json() if chart.wide else ""
    return PlotlyElement(chart.figure.to_json(), alt=chart.alt, fault=fault, key=key, wide_json=wide_json)


@cached_piece
def _show_figures(view: View, chart: Chart, *, key: str) -> HtmlFragment:
    figures = chart.figures
    table = figure_table(view, figures.table, columns=figures.columns, caption=chart.alt, group=figures.group)
    return HtmlFragment([table], key=key)
