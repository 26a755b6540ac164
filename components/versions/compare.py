"""What differs between any two versions."""

from functools import lru_cache

import streamlit as st

from analysis.difference.trackers import difference
from components.elements.html import HtmlFragment
from components.reading.difference import difference_fragment, recommendation_link, show_difference_table
from components.session import url_state
from components.session.loaded_tracker import Loaded
from components.session.published_version import current_loaded
from components.session.view import VERSION, View
from components.session.view_cache import cached_by_view
from components.text.page_header import show_paragraphs
from components.versions.store_state import VersionHistory
from model.versions.difference import Difference
from wording.answers.versions import choice_words

_FROM, _TO = "from", "to"


def compare_versions(view: View, record: VersionHistory) -> None:
    """Let two versions be chosen, the last two at first, and show what differs."""
    _ = view.translator
    if len(record.versions) < 2:
        show_paragraphs(_("There is one version only, and nothing to compare it with."), key="compare.none")
        return
    numbers = [str(version.number) for version in record.versions]
    after = _chosen(_TO, numbers, numbers[0])
    before = _chosen(_FROM, numbers, _one_before(record, after))
    with st.container(horizontal=True):
        for label, code, chosen in ((_("From version"), _FROM, before), (_("To version"), _TO, after)):
            st.selectbox(
                label,
                numbers,
                key=url_state.prime(code, chosen),
                format_func=lambda number: choice_words(record.version(int(number)), _),
                on_change=_keep,
                args=(code,),
                width=420,
            )
    earlier, later = current_loaded(int(before)), current_loaded(int(after))
    _piece(view, earlier, later).show()
    show_difference_table(view, difference_of(earlier, later), earlier.tracker, later.tracker, key="difference.table")


@lru_cache(maxsize=4)
def difference_of(before: Loaded, after: Loaded) -> Difference:
    """Return what differs between two versions: worked out once for all who ask."""
    return difference(before.tracker, after.tracker)


@cached_by_view
def _piece(view: View, before: Loaded, after: Loaded) -> HtmlFragment:
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = recommendation_link(
        *((each.tracker, {**query, VERSION: [str(each.version.number)]}) for each in (after, before) if each.version)
    )
    found = difference_of(before, after)
    return difference_fragment(found, before.tracker, after.tracker, link=link, _=view.translator, key="difference")


def _chosen(code: str, numbers: list[str], otherwise: str) -> str:
    """Return the version that the address names, or another where it names none that there is."""
    asked = [number for number in url_state.read(code)[:1] if number in numbers]
    url_state.write(code, asked)
    return (asked or [otherwise])[0]


def _one_before(record: VersionHistory, number: str) -> str:
    before = record.version(int(number)).compared_with
    return number if before is None else str(before)


def _keep(code: str) -> None:
    url_state.keep(code, [str(url_state.typed(code))])
