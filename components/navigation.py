"""The pages there are: their addresses, their order in the menu, and what each keeps in the address."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.session.links import PAGES
from wording.catalogue import Translator

PAGE_PARAMETERS = {
    "over-time": ("start", "end", "show"),
    "recommendations": ("sort", "page"),
    "recommendation": ("ref",),
    "monitoring": ("by", "calendar"),
    "meeting": ("occasion",),
    "reports": ("paper", "format", "in", "about"),
    "versions": ("from", "to"),
}
"""The codes of the address that belong to one page; what is not a page's own or shared is dropped there."""


def pages(_: Translator) -> Mapping[str, Sequence[StreamlitPage]]:
    """Return every page, titled in the reader's language, under the menu it stands in; "" is the bar itself.

    An address never changes with the language. What the editor of the tracker needs stands together in one menu, with
    what the numbers mean.
    """
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
            st.Page(
                PAGES / "recommendation.py", title=_("Recommendation"), url_path="recommendation", visibility="hidden"
            ),
        ],
        _("Tracker"): [
            st.Page(PAGES / "upload.py", title=_("Upload"), url_path="upload"),
            st.Page(PAGES / "data_checks.py", title=_("Data checks"), url_path="data-checks"),
            st.Page(PAGES / "versions.py", title=_("Versions"), url_path="versions"),
            st.Page(PAGES / "about.py", title=_("About"), url_path="about"),
        ],
    }
