"""The script that runs around every page: who reads, the view, and what every page has."""

from pathlib import Path
from typing import NoReturn

import streamlit as st

from components.choices.filter_bar import no_role, tracker_error
from components.document.assets import WrittenPage, in_streamlit
from components.document.document import Document
from components.document.pieces import CURRENT_PAGE, PAGE_KEY, mount, show
from components.document.read import PAGES, header_parts, write_page, write_refusal
from components.downloads import page_actions_part
from components.footer import foot_parts, notice_parts, page_title
from components.identity import current_actor
from components.session.links import HOME, READING, language_of, page_titles, platform_pages
from components.session.view import NOBODY, PageRequest, current_view, open_view, set_current_view
from components.telemetry import RERUNS
from model.access import Role
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from wording.catalogue import translator

RERUNS.inc()
st.set_page_config(page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
query = {name: st.query_params.get_all(name) for name in st.query_params}
language = language_of(query, st.context.locale or "")
_ = translator(language)


def show_written(written: WrittenPage) -> None:
    """Show a page that is a document, and give the URL the query that it understood."""
    shown = {name: list(values) for name, values in written.query.items() if values}
    if shown != query:
        st.query_params.from_dict(shown)
    mount(in_streamlit(written.html), key=PAGE_KEY)
    st.set_page_config(page_title=written.title)


def refuse(document: Document) -> NoReturn:
    """Show why there is no view of this request."""
    show_written(write_refusal(request, document))
    st.stop()


pages = platform_pages(_, show=lambda url: show_written(write_page(current_view(), PAGES[url])))
page = st.navigation(pages, position="hidden")
name = st.session_state[CURRENT_PAGE] = page.url_path or HOME
request = PageRequest(name, query, NOBODY, language)
try:
    request = request._replace(actor=current_actor())
    view = open_view(request) if request.actor.may(Role.VIEWER) else refuse(no_role(_))
except (WorkbookError, StoreError) as error:
    refuse(tracker_error(error, _))
set_current_view(view)
if name in READING:
    page.run()
else:
    st.set_page_config(page_title=page_title(view, page_titles(_)[name]))
    show(*header_parts(view), *notice_parts(view), page_actions_part(view))
    body = st.container()
    show(*foot_parts(view))
    with body:
        page.run()
