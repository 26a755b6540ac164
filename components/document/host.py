"""The pages in Streamlit: a whole page as one component, or pieces of ours between the platform's own fields."""

import streamlit as st

from components.document.component import mount_page
from components.document.document import Document, Page
from components.document.page import header_parts, write_page, write_refusal
from components.document.pieces import follow, show
from components.document.written import WrittenPage, in_streamlit
from components.page_actions.row import page_actions_part
from components.session.view import PageRequest, View, current_view
from components.shell.english_texts import english_texts_part
from components.shell.footer import footer_part
from components.shell.unordered_scale_warning import unordered_scale_warning_part
from components.shell.version_banner import version_banner_part


def show_page(page: Page) -> None:
    """Show a page that is a document, and give the URL the query that it understood."""
    view = current_view()
    _show_written(write_page(view, page))


def show_refusal(request: PageRequest, document: Document) -> None:
    """Show why there is no view of a request."""
    _show_written(write_refusal(request, document))


def show_header(view: View) -> None:
    """Show what stands above the fields of a page that is no document."""
    show(*header_parts(view), version_banner_part(view), unordered_scale_warning_part(view), page_actions_part(view))


def show_footer(view: View) -> None:
    """Show what stands below them."""
    show(english_texts_part(view), footer_part(view))


def _show_written(written: WrittenPage) -> None:
    shown = {name: list(values) for name, values in written.query.items() if values}
    if shown != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(shown)
    st.set_page_config(page_title=written.title)
    mount_page(in_streamlit(written.html), on_go=follow)
