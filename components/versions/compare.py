"""The comparison of any two versions."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from analysis.difference.trackers import difference
from components.document.pieces import show, show_paragraphs
from components.elements.html import HtmlNode
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import displayed_tracker
from components.reading.difference import difference_part, recommendation_link
from components.reading.difference_table import difference_table_part, table_button
from components.session.view import VERSION, View
from components.versions.store_state import VersionHistory
from model.versions.difference import Difference
from wording.answers.versions import version_option

FROM, TO = "from", "to"
_TABLE = "difference.table"


def compare_versions(view: View, history: VersionHistory) -> None:
    """Show the choice of two versions, by default the latest two, and their differences."""
    _ = view.translator
    if len(history.versions) < 2:
        show_paragraphs(_("There is one version only, and nothing to compare it with."), key="compare.none")
        return
    numbers = [str(version.number) for version in history.versions]
    after = _chosen(view, TO, numbers, numbers[0])
    before = _chosen(view, FROM, numbers, _compared_with(history, after))
    with st.container(horizontal=True):
        for label, code, chosen in ((_("From version"), FROM, before), (_("To version"), TO, after)):
            st.session_state[_widget_key(code)] = chosen
            st.selectbox(
                label,
                numbers,
                key=_widget_key(code),
                format_func=lambda number: version_option(history.version(int(number)), _),
                on_change=_remember,
                args=(code,),
                width=420,
            )
    earlier, later = displayed_tracker(int(before)), displayed_tracker(int(after))
    show(_difference_part(view, earlier, later))
    compared = replace(view, requested={FROM: [before], TO: [after]})
    show(difference_table_part(compared, difference_of(earlier, later), earlier.tracker, later.tracker, key=_TABLE))


@lru_cache(maxsize=4)
def difference_of(before: LoadedTracker, after: LoadedTracker) -> Difference:
    """Return the cached differences between two versions, shared by all sessions."""
    return difference(before.tracker, after.tracker)


def _difference_part(view: View, before: LoadedTracker, after: LoadedTracker) -> HtmlNode:
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = recommendation_link(
        *((each.tracker, {**query, VERSION: [str(each.version.number)]}) for each in (after, before) if each.version)
    )
    return difference_part(
        difference_of(before, after),
        before.tracker,
        after.tracker,
        link=link,
        all_changes=table_button(_TABLE, view.translator),
        _=view.translator,
        key="difference",
    )


def _chosen(view: View, code: str, numbers: list[str], default: str) -> str:
    """Return the version number in the URL, or the default where it names no existing version."""
    return next((number for number in view.parameter(code)[:1] if number in numbers), default)


def _compared_with(history: VersionHistory, number: str) -> str:
    before = history.version(int(number)).compared_with
    return number if before is None else str(before)


def _remember(code: str) -> None:
    st.query_params[code] = str(st.session_state[_widget_key(code)])


def _widget_key(code: str) -> str:
    return f"versions.{code}"
