"""The filter bar of every page: its filters, the as-at slider, the number of matches and Reset."""

from collections.abc import Mapping
from datetime import date
from typing import cast

import streamlit as st

from components.elements.html import HtmlFragment, element
from components.elements.markdown_escape import escape_markdown
from components.session import url_state
from components.session.links import RECOMMENDATION
from components.session.view import FILTERS, LONGEST_SEARCH, NO_ROUND, TODAY, View, default_stop, today_stop
from components.session.view_cache import cached_piece
from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import mark_word


def show_filter_bar(view: View) -> None:
    """Show the filters behind one button that names them, the number of matches, and the as-at slider."""
    _ = view.translator
    with st.container(key="filters"):
        bar = st.container(horizontal=True, vertical_alignment="bottom", gap="medium")
        with bar, st.popover(_filter_label(view), icon=":material/filter_list:"):
            _name_filters(view)
        with bar.container(key="matching", width="content"):
            st.markdown(escape_markdown(_match_count(view)))
        if view.query.keys() & set(FILTERS):
            bar.button(_("Reset"), type="tertiary", on_click=_reset, key="filters.reset")
        with bar:
            _as_at_slider(view)
    _print_filter(view)
    if view.unknown_filters:
        st.info(escape_markdown(_unknown_codes_text(view.unknown_filters, _)))


@cached_piece
def _print_filter(view: View) -> HtmlFragment:
    """Show the filter in words, in print only: the bar itself is not printed."""
    words = f"{_filter_words(view)} ({_match_count(view)})"
    return HtmlFragment([element("p", words, class_="paper muted")], key="chosen")


def show_search_box(view: View) -> None:
    """Show the search box outside the filter, on a page whose purpose is searching."""
    _ = view.translator
    st.text_input(
        _("Search titles, texts and updates"),
        key=url_state.bind_widget("q", view.selection.text),
        on_change=_remember_text,
        type="search",
        placeholder=_("for example: funding"),
    )


def _name_filters(view: View) -> None:
    _, names, choices = view.translator, view.names, view.filter_options
    if len(choices.review) > 1 and url_state.current_page() != RECOMMENDATION:
        _show_multiselect("review", _("Review"), choices.review, {name: name for name in choices.review.values()})
    themes = {name: names.full(NameKind.THEME, name, _) for name in choices.theme.values()}
    _show_multiselect("theme", _("Theme"), choices.theme, themes)
    agencies = {name: names.full(NameKind.AGENCY, name, _) for name in choices.agency.values()}
    _show_multiselect("agency", _("Agency"), choices.agency, agencies)
    statuses = {mark: begin_sentence(mark_word(mark, view.scale, _)) for mark in choices.status.values()}
    _show_multiselect("status", _("Status"), choices.status, statuses)
    if url_state.current_page() != "recommendations":
        show_search_box(view)


def _show_multiselect(code: str, label: str, names: Mapping[str, str], labels: Mapping[str, str]) -> None:
    st.multiselect(
        label,
        list(names),
        key=url_state.bind_widget(code, url_state.remembered(code)),
        format_func=lambda value: labels[names[value]],
        on_change=_remember_choice,
        args=(code,),
        placeholder="",
    )


def _remember_choice(code: str) -> None:
    url_state.remember(code, cast(list[str], url_state.widget_value(code)))


def _as_at_slider(view: View) -> None:
    """Show the rounds, then today. Without any report there is no round, but promises can be judged as at today."""
    _, months = view.translator, list(view.filter_options.as_at)
    labels = {month: format_round(date.fromisoformat(f"{month}-01"), _) for month in months}
    labels = labels or {NO_ROUND: _("no round yet")}
    latest = [*labels][-1]
    stops, default = [*labels, *today_stop(latest)], default_stop(latest)
    if len(stops) < 2 or (latest == NO_ROUND and (default == TODAY or view.tracker.monitoring.empty)):
        return
    st.select_slider(
        _("As at"),
        stops,
        key=url_state.bind_widget("as_at", (url_state.remembered("as_at") or [default])[0]),
        format_func=(labels | {TODAY: _("today")}).__getitem__,
        on_change=lambda: _remember_as_at(default),
        width=300,
    )


def _remember_as_at(default: str) -> None:
    month = str(url_state.widget_value("as_at"))
    url_state.remember("as_at", [] if month == default else [month])


def _remember_text() -> None:
    text = str(url_state.widget_value("q")).strip()[:LONGEST_SEARCH]
    url_state.remember("q", [text] if text else [])


def _reset() -> None:
    for code in FILTERS:
        url_state.remember(code, [])


def _filter_label(view: View) -> str:
    return escape_markdown(_filter_words(view))


def _filter_words(view: View) -> str:
    _, selection, names = view.translator, view.selection, view.names
    words = [
        *selection.reviews,
        *(names.full(NameKind.THEME, name, _) for name in selection.themes),
        *(names.short(NameKind.AGENCY, name, _) for name in selection.agencies),
        *(begin_sentence(mark_word(mark, view.scale, _)) for mark in selection.statuses),
        *([f"“{selection.text}”"] if selection.text else []),
    ]
    if not words:
        return _("Filter: everything")
    if len(words) > 3:
        words = [*words[:2], _.plural("{n} more", "{n} more", len(words) - 2)]
    return _("Filter: {chosen}", chosen=", ".join(words))


def _match_count(view: View) -> str:
    matching, total = len(view.chosen.recommendations), len(view.tracker.recommendations)
    return view.translator.plural("{matching} of {n}", "{matching} of {n}", total, matching=matching)


def _unknown_codes_text(unknown: tuple[str, ...], _: Translator) -> str:
    return _(
        "The link asked for something this tracker does not have, which was left out: {codes}.",
        codes=", ".join(unknown),
    )
