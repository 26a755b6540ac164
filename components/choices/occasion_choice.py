"""The choice of an occasion for a paper or a calendar, stored in the URL."""

import streamlit as st

from analysis.promises.occasions import OccasionRow, occasions
from components.choices.occasion import occasions_by_code
from components.session import url_state
from components.session.view import View
from components.session.view_cache import cached_by_view
from model.terms import OPEN_TIMINGS
from wording.answers.occasions import occasion_name

_ALL = ""
"""The option for everything that matches the filter; the URL then has no parameter."""


def requested_occasion(view: View, code: str) -> str | None:
    """Return the key of the occasion that a query parameter names; None for everything or an unknown occasion."""
    by_code = _open_occasions(view)
    requested = [each for each in url_state.current(code)[:1] if each in by_code]
    url_state.set(code, requested)
    return str(by_code[requested[0]].occasion) if requested else None


def show_occasion_choice(view: View, code: str, *, label: str) -> None:
    """Show the choice where any occasion is still open; it is stored in the query parameter `code`."""
    labels = _option_labels(view)
    if len(labels) == 1:
        return
    st.selectbox(
        label,
        list(labels),
        key=url_state.bind_widget(code, next(iter(url_state.remembered(code)), _ALL)),
        format_func=lambda each: labels.get(each, each),
        on_change=_remember,
        args=(code,),
    )


@cached_by_view
def _option_labels(view: View) -> dict[str, str]:
    """Return the options by slug: everything, then each open occasion."""
    _ = view.translator
    labels = {code: occasion_name(row, view.names, _) for code, row in _open_occasions(view).items()}
    return {_ALL: _("All that is chosen")} | labels


@cached_by_view
def _open_occasions(view: View) -> dict[str, OccasionRow]:
    """Return the occasions by slug that are not done and concern a recommendation that matches the filter."""
    table = view.answer(occasions, as_at=view.as_at, today=view.today)
    open_keys = set(table.loc[table["timing"].isin(OPEN_TIMINGS), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in open_keys}


def _remember(code: str) -> None:
    value = str(url_state.widget_value(code))
    url_state.remember(code, [value] if value != _ALL else [])
