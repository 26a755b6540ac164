"""The chart of status over time, with its alternative text and its figures."""

import pandas as pd
import streamlit as st

from charts.status_over_time import LEAST_HEIGHT, draw_status_over_time
from components.figures.chart import Chart, Figures, show_chart
from components.session import url_state
from components.session.view import View
from components.session.view_cache import cached_by_view
from wording.answers.alt_texts import status_over_time_alt
from wording.format.dates import format_round


def show_status_over_time(  # noqa: PLR0913 - options by name
    view: View,
    counts: pd.DataFrame,
    *,
    title: str = "",
    share: bool = False,
    linked: bool = True,
    least_height: int = LEAST_HEIGHT,
    key: str = "over-time",
) -> None:
    """Show counts by round from analysis.status.counts as stacked columns; `share` shows percentages."""
    title = title or view.translator("Status over time")
    show_chart(view, _chart(view, counts, title=title, share=share, linked=linked, least_height=least_height), key=key)


@cached_by_view
def _chart(  # noqa: PLR0913 - options by name
    view: View, counts: pd.DataFrame, *, title: str, share: bool, linked: bool, least_height: int
) -> Chart:
    _ = view.translator
    labelled = with_round_labels(view, counts)
    return Chart(
        title,
        lambda style: draw_status_over_time(labelled, style=style, share=share, least_height=least_height),
        alt=status_over_time_alt(counts, view.scale, _),
        figures=Figures(
            labelled[labelled["count"] > 0],
            {"round_label": _("Round"), "mark": _("Status"), "count": _("Count"), "share": _("Share")},
            group="" if linked else None,
        ),
    )


def show_measure_choice(view: View) -> str:
    """Show the choice between counts and shares, and return `count` or `share`; it is stored in the URL as `show`."""
    _ = view.translator
    names = {"count": _("Count"), "share": _("Share")}
    requested = [code for code in url_state.current("show") if code in names]
    url_state.set("show", requested)
    chosen = (requested or ["count"])[0]
    st.segmented_control(
        _("Show"),
        list(names),
        key=url_state.bind_widget("show", chosen),
        format_func=names.__getitem__,
        on_change=lambda: url_state.remember("show", ["share"] if url_state.widget_value("show") == "share" else []),
        label_visibility="collapsed",
        required=True,
    )
    return chosen


def with_round_labels(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a new column `round_label`: the round's month in the reader's language."""
    labels = {month: format_round(month, view.translator, short=True) for month in table["round"].unique()}
    return table.assign(round_label=table["round"].map(labels))
