"""A chart with its alternative text, the table behind it, and its figures to take away."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.style import Style
from components.figure_table import as_csv, figure_table
from components.literal import literal
from components.nodes import show
from components.view import View
from wording.marks import mark_words

CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def chart_style(view: View) -> Style:
    """Return how charts look to this reader: the scale, light or dark, and the words of the language."""
    _ = view.translator
    return Style(view.scale, view.appearance, mark_words(view.scale, _), _.language)


def show_chart(
    view: View, figure: go.Figure, *, alt: str, table: pd.DataFrame, columns: Mapping[str, str], key: str
) -> None:
    """Show a figure, and behind a toggle its table.

    Args:
        view: the view it was made from.
        figure: what `charts` drew; it is shared and never changed.
        alt: what the chart says, in a sentence.
        table: the figures behind the chart.
        columns: the fields of the table that are shown, each with its heading.
        key: a name for this chart, unique on the page; it also names the file.
    """
    _ = view.translator
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=f"{key}.chart")
    with st.expander(literal(_("The figures behind this chart"))):
        show([figure_table(view, table, columns=columns, caption=alt)], key=f"{key}.table")
        st.download_button(
            _("Download these figures (CSV)"),
            data=lambda: as_csv(table, columns=columns),
            file_name=f"cynnydd-{key}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{key}.download",
        )
