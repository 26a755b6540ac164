"""The pages of the dashboard: their URLs, their order in the menu, and the query parameters of each."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Literal

import streamlit as st

from components.session.links import PAGES, RECOMMENDATION, TRACKER_PAGES
from wording.catalogue import Translator

PAGE_PARAMETERS = {
    "over-time": ("start", "end", "show"),
    "recommendations": ("sort", "page", "only", "was", "now", "since", "at"),
    "recommendation": ("ref",),
    "monitoring": ("by", "calendar", "timing"),
    "meeting": ("occasion",),
    "rating": ("item",),
    "present": ("slide", "sort", "back"),
    "reports": ("paper", "format", "in", "about"),
    "versions": ("from", "to"),
    "upload": ("file",),
}
"""The query parameters of a single page, by its URL; a parameter that is neither its page's nor shared is dropped."""


def parameters_of(page: str) -> tuple[str, ...]:
    """Return the query parameters that a page has to itself; the review of a recommendation's page names it."""
    return (*PAGE_PARAMETERS.get(page, ()), *(["review"] if page == RECOMMENDATION else []))


def pages(
    _: Translator, *, editor: bool = True, whole: bool = True, administrator: bool = True
) -> Mapping[str, Sequence[st.Page]]:
    """Return every page, titled in the reader's language, under its menu; "" is the navigation bar itself.

    A URL never changes with the language. Whoever is no editor has no entry for rounds and uploads,
    whoever sees some agencies alone none for what is about the whole tracker, and only an administrator one for Access.
    One menu has the pages that the editor of the tracker needs, and About.
    """
    menus = _menus(_, editor=editor, whole=whole, administrator=administrator)
    return {title: [copy(page) for page in listed] for title, listed in menus.items()}


@lru_cache(maxsize=32)
def _menus(_: Translator, *, editor: bool, whole: bool, administrator: bool) -> Mapping[str, Sequence[st.Page]]:
    """Return the pages, made once: each looks for its file. A run marks the page that it shows in a copy."""
    editors: Literal["visible", "hidden"] = "visible" if editor else "hidden"
    everything: Literal["visible", "hidden"] = "visible" if whole else "hidden"
    administrators: Literal["visible", "hidden"] = "visible" if administrator else "hidden"
    return {
        "": [
            st.Page(PAGES / "overview.py", title=_("Overview"), default=True),
            st.Page(PAGES / "recommendations.py", title=_("Recommendations"), url_path="recommendations"),
            st.Page(PAGES / "over_time.py", title=_("Over time"), url_path="over-time"),
            st.Page(PAGES / "themes.py", title=_("Themes"), url_path="themes"),
            st.Page(PAGES / "agencies.py", title=_("Agencies"), url_path="agencies"),
            st.Page(PAGES / "monitoring.py", title=_("Monitoring"), url_path="monitoring"),
            st.Page(PAGES / "reports.py", title=_("Reports"), url_path="reports"),
            st.Page(PAGES / "meeting.py", title=_("Meeting pack"), url_path="meeting", visibility="hidden"),
            st.Page(PAGES / "present.py", title=_("Present"), url_path="present", visibility="hidden"),
            st.Page(
                PAGES / "recommendation.py", title=_("Recommendation"), url_path="recommendation", visibility="hidden"
            ),
        ],
        _("Tracker"): [
            st.Page(TRACKER_PAGES / "round.py", title=_("Round"), url_path="round", visibility=editors),
            st.Page(TRACKER_PAGES / "rating.py", title=_("Rating"), url_path="rating", visibility=editors),
            st.Page(TRACKER_PAGES / "upload.py", title=_("Upload"), url_path="upload", visibility=editors),
            st.Page(
                TRACKER_PAGES / "data_checks.py",
                title=_("Data checks"),
                url_path="data-checks",
                visibility=everything,
            ),
            st.Page(TRACKER_PAGES / "versions.py", title=_("Versions"), url_path="versions", visibility=everything),
            st.Page(TRACKER_PAGES / "access.py", title=_("Access"), url_path="access", visibility=administrators),
            st.Page(PAGES / "about.py", title=_("About"), url_path="about"),
        ],
    }
