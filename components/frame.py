"""The script that runs around every page: who reads, the view, and what every page has."""

from pathlib import Path

import streamlit as st

from components.choices.filter_bar import no_role, store_error, tracker_error
from components.document.host import show_footer, show_header, show_page, show_refusal
from components.document.pieces import CURRENT_PAGE
from components.document.read import PAGES
from components.footer import page_title
from components.identity import current_actor
from components.navigation import page_titles, platform_pages
from components.session.links import HOME, READING, language_of
from components.session.view import NOBODY, PageRequest, open_view, set_current_view
from components.telemetry import RERUNS
from model.access import Role
from model.issue import WorkbookError
from model.versions.version import StoreError
from wording.catalogue import translator

RERUNS.inc()
st.set_page_config(page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
query = {name: st.query_params.get_all(name) for name in st.query_params}
language = language_of(query, st.context.locale or "")
_ = translator(language)
page = st.navigation(platform_pages(_, show=lambda url: show_page(PAGES[url])), position="hidden")
name = st.session_state[CURRENT_PAGE] = page.url_path or HOME
request = PageRequest(name, query, NOBODY, language)
try:
    request = PageRequest(name, query, current_actor(), language)
    view = open_view(request) if request.actor.may(Role.VIEWER) else None
except WorkbookError as error:
    show_refusal(request, tracker_error(error, _))
    st.stop()
except StoreError as fault:
    show_refusal(request, store_error(fault, _))
    st.stop()
if view is None:
    show_refusal(request, no_role(_))
    st.stop()
set_current_view(view)
if name in READING:
    page.run()
else:
    st.set_page_config(page_title=page_title(view, page_titles(_)[name]))
    show_header(view)
    body = st.container()
    show_footer(view)
    with body:
        page.run()
