"""What a page shows instead of its content: an error of the tracker or the store, or that nothing matches."""

import streamlit as st

from components.choices.filter_bar import show_filter_bar
from components.elements.html import element, show
from components.elements.markdown_escape import escape_markdown
from components.session.links import href
from components.session.view import View
from components.text.page_header import show_answer
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.store import fault_message, fault_remedy
from wording.issues import message, remedy


def show_tracker_error(error: WorkbookError, _: Translator) -> None:
    """Show why the tracker cannot be shown and what to do."""
    show_answer(_("The tracker cannot be shown."))
    st.error(escape_markdown(message(error, _)))
    st.markdown(escape_markdown(remedy(error, _)))


def show_store_error(fault: StoreError, _: Translator) -> None:
    """Show why the published tracker cannot be read and what to do."""
    show_answer(_("The tracker cannot be shown."))
    st.error(escape_markdown(fault_message(fault, _)))
    st.markdown(escape_markdown(fault_remedy(fault, _)))


def show_no_match(view: View) -> None:
    """Show that no recommendation matches the filter, and how to widen it."""
    _ = view.translator
    if view.tracker.recommendations.empty:
        show_answer(_("This workbook has no recommendations."))
        link = element("a", _("See what was read"), href=href("data-checks", view.query))
        show([element("p", _("Add them to its Recommendations sheet, one row each."), " ", link)], key="empty")
        return
    show_answer(_("No recommendation matches what is chosen."))
    show_filter_bar(view)
    st.info(escape_markdown(_("Choose less in the filter, or press Reset to see every recommendation.")))
