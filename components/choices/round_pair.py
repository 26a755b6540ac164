"""The choice of two rounds to compare, stored in the URL as `start` and `end`."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.updates.rounds import NO_MONTH
from components.session import url_state
from components.session.view import View
from wording.format.dates import format_round


def chosen_rounds(months: list[pd.Timestamp]) -> tuple[pd.Timestamp | None, pd.Timestamp]:
    """Return the two chosen rounds, the earlier first; by default the latest two.

    With fewer than two rounds the earlier one is None.
    """
    if len(months) < 2:
        return None, months[-1] if months else NO_MONTH
    codes = _codes(months)
    first, last = sorted((_chosen_code("start", codes, codes[-2]), _chosen_code("end", codes, codes[-1])))
    return pd.Timestamp(f"{first}-01"), pd.Timestamp(f"{last}-01")


def show_round_choice(view: View, months: list[pd.Timestamp]) -> None:
    """Show both choices."""
    _ = view.translator
    codes = _codes(months)
    start, end = _chosen_code("start", codes, codes[-2]), _chosen_code("end", codes, codes[-1])
    labels = {code: format_round(date.fromisoformat(f"{code}-01"), _) for code in codes}
    with st.container(horizontal=True):
        for code, label, chosen, default in (("start", _("From"), start, codes[-2]), ("end", _("To"), end, codes[-1])):
            st.selectbox(
                label,
                codes,
                key=url_state.bind_widget(code, chosen),
                format_func=labels.__getitem__,
                on_change=_remember,
                args=(code, default),
            )


def _codes(months: list[pd.Timestamp]) -> list[str]:
    return [month.strftime("%Y-%m") for month in months]


def _chosen_code(code: str, codes: list[str], default: str) -> str:
    requested = [value for value in url_state.current(code) if value in codes]
    url_state.set(code, requested[:1])
    return requested[0] if requested else default


def _remember(code: str, default: str) -> None:
    value = str(url_state.widget_value(code))
    url_state.remember(code, [] if value == default else [value])
