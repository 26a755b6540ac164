"""Status over time, with its words and its table."""

import pandas as pd
import streamlit as st

from charts.status_over_time import draw_status_over_time
from components import address
from components.kept import kept
from components.round_labels import with_round_labels
from components.show_chart import Chart, Figures, chart_style, show_chart
from components.view import View
from wording.alts import status_over_time_alt


def show_status_over_time(view: View, counts: pd.DataFrame, *, share: bool = False, key: str = "over-time") -> None:
    """Show counts by round from analysis.counts as stacked columns; `share` shows parts of the whole instead."""
    show_chart(view, _chart(view, counts, share=share), key=key)


@kept
def _chart(view: View, counts: pd.DataFrame, *, share: bool) -> Chart:
    _ = view.translator
    labelled = with_round_labels(view, counts)
    return Chart(
        draw_status_over_time(labelled, style=chart_style(view), share=share),
        alt=status_over_time_alt(counts, view.scale, _),
        figures=Figures(
            labelled[labelled["count"] > 0],
            {"round_label": _("Round"), "mark": _("Status"), "count": _("Count"), "share": _("Share")},
        ),
    )


def choose_measure(view: View) -> str:
    """Show the choice between counts and shares, and return it: `count` or `share`, in the address as `show`."""
    _ = view.translator
    names = {"count": _("Count"), "share": _("Share")}
    asked = [code for code in address.read("show") if code in names]
    address.write("show", asked)
    chosen = (asked or ["count"])[0]
    st.segmented_control(
        _("Show"),
        list(names),
        key=address.prime("show", chosen),
        format_func=names.__getitem__,
        on_change=lambda: address.keep("show", ["share"] if address.typed("show") == "share" else []),
        label_visibility="collapsed",
        required=True,
    )
    return chosen
