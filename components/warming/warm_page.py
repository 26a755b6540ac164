"""The script of a page that is run for nobody: as the one around every page, without a sign-in. No URL leads to it."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.navigation import PAGE_PARAMETERS, pages
from components.page_actions.row import show_page_actions
from components.session import url_state
from components.session.language import LANGUAGE_PARAMETER, current_translator, remember_language
from components.session.view import FILTERS, view_of
from components.shell.english_texts import show_english_texts
from components.shell.unordered_scale_warning import show_unordered_scale_warning
from components.warming.page_run import DISPLAYED

page = st.navigation(pages(current_translator()), position="hidden")
url_state.enter_page(
    page.url_path or "overview", allowed=(LANGUAGE_PARAMETER, *FILTERS, *PAGE_PARAMETERS.get(page.url_path, ()))
)
remember_language()
context = get_script_run_ctx()
view = view_of(DISPLAYED[context.session_id if context else ""])
show_english_texts(view)
show_unordered_scale_warning(view)
show_page_actions(view)
page.run()
