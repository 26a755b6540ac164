"""A chart with its alternative text, its table of figures, and their download."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.style import Style
from components.elements.html import HtmlFragment, element, show
from components.elements.markdown_escape import escape_markdown
from components.figures.figure_table import as_csv, figure_table
from components.figures.picture import show_picture_buttons
from components.figures.plotly_element import DrawnFigure, PlotlyElement
from components.session.view import View
from components.session.view_cache import cached_piece
from model.status.colours import Appearance
from wording.format.statuses import mark_words


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
