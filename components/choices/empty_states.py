"""What a page shows when it has nothing to show: no tracker, no recommendation, nothing that matches."""

import streamlit as st

from components.choices.filter_bar import filter_bar
from components.elements.html import element, show
from components.elements.markdown_escape import literal
from components.session.links import href
from components.session.view import View
from components.text.page_header import answer
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.store import fault_message, fault_remedy
from wording.issues import message, remedy


def no_tracker(error: WorkbookError, _: Translator) -> None:
    """Say why the tracker cannot be shown and what to do."""
    answer(_("The tracker cannot be shown."))
    st.error(literal(message(error, _)))
    st.markdown(literal(remedy(error, _)))


def no_store(fault: StoreError, _: Translator) -> None:
    """Say why the published tracker cannot be read."""
    answer(_("The tracker cannot be shown."))
    st.error(literal(fault_message(fault, _)))
    st.markdown(literal(fault_remedy(fault, _)))


def no_match(view: View) -> None:
    """Say that nothing matches what is chosen, and how to see something again."""
    _ = view.translator
    if view.whole.recommendations.empty:
        answer(_("This workbook has no recommendations."))
        link = element("a", _("See what was read"), href=href("data-checks", view.query))
        show([element("p", _("Add them to its Recommendations sheet, one row each."), " ", link)], key="empty")
        return
    answer(_("No recommendation matches what is chosen."))
    filter_bar(view)
    st.info(literal(_("Choose less in the filter, or press Reset to see every recommendation.")))
