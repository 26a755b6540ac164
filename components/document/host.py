"""The pages in Streamlit: a whole page, our pieces around the platform's fields, and who may see a page."""

import streamlit as st

from components.document.assets import WrittenPage, in_streamlit
from components.document.document import Document, Page
from components.document.pieces import follow, mount_page, show, show_answer, show_paragraphs
from components.document.read import header_parts, write_page, write_refusal
from components.downloads import page_actions_part
from components.footer import english_texts_part, footer_part, unordered_scale_warning_part, version_banner_part
from components.identity import may
from components.session.view import PageRequest, View, current_view
from model.access import AccessSettings, Role
from wording.catalogue import Translator
from wording.labels.names import role_word


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


def require_role(role: Role, _: Translator) -> None:
    """Show why nothing of a page is shown, and end it, where the role of its reader is too low."""
    if may(role):
        return
    show_answer(_("This page needs the role “{role}”.", role=role_word(role, _)))
    contact = AccessSettings.from_environment().contact
    ask = _("Ask {contact} for it.", contact=contact) if contact else _("An administrator can grant it.")
    show_paragraphs(ask, key="role.needed")
    st.stop()


def require_everything(view: View) -> None:
    """Show why nothing of a page is shown, and end it, where its reader is tied to some agencies."""
    if view.loaded.agencies is None:
        return
    _ = view.translator
    show_answer(_("This page is about the whole tracker."))
    show_paragraphs(_("You see the recommendations of some agencies alone."), key="everything.needed")
    st.stop()


def _show_written(written: WrittenPage) -> None:
    shown = {name: list(values) for name, values in written.query.items() if values}
    if shown != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(shown)
    mount_page(in_streamlit(written.html), on_go=follow)
    st.set_page_config(page_title=written.title)
