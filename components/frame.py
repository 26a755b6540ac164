"""The script that runs around every page: language, navigation, the view, the footer."""

from pathlib import Path

import streamlit as st

from components.choices.empty_states import show_store_error, show_tracker_error
from components.elements.app_styles import apply_styles
from components.identity.actor import may, sees_everything
from components.navigation import PAGE_PARAMETERS, pages
from components.page_actions.row import show_page_actions
from components.session import url_state
from components.session.language import LANGUAGE_PARAMETER, current_translator, remember_language
from components.session.view import FILTERS, VERSION, open_view
from components.shell.english_texts import show_english_texts
from components.shell.entrance import show_entrance
from components.shell.footer import show_footer
from components.shell.language_switch import show_language_switch
from components.shell.unordered_scale_warning import show_unordered_scale_warning
from components.shell.version_banner import show_version_banner
from components.telemetry.counters import RERUNS
from model.actor import Role
from model.issues.issue import WorkbookError
from model.store_error import StoreError

FOLDER = Path(__file__).parent

RERUNS.add()
st.set_page_config(page_icon=str(FOLDER / "icon.png"), layout="wide")
apply_styles()
_ = current_translator()
menus = pages(_, editor=may(Role.EDITOR), whole=sees_everything(), administrator=may(Role.ADMINISTRATOR))
page = st.navigation(menus, position="top")
st.set_page_config(page_title=_("{page} – Cynnydd", page=page.title))
url_state.enter_page(
    page.url_path or "overview",
    allowed=(LANGUAGE_PARAMETER, VERSION, *FILTERS, *PAGE_PARAMETERS.get(page.url_path, ())),
)
remember_language()
try:
    actor = show_entrance(_)
    if actor is None:
        show_language_switch(_)
        st.stop()
    view = open_view(agencies=actor.agencies)
except WorkbookError as error:
    show_language_switch(_)
    show_tracker_error(error, _)
    st.stop()
except StoreError as fault:
    show_language_switch(_)
    show_store_error(fault, _)
    st.stop()
show_language_switch(_)
body = st.container()
with st.container(key="foot-of-page"):
    show_english_texts(view)
    show_footer(view, actor)
with body:
    show_version_banner(view)
    show_unordered_scale_warning(view)
    show_page_actions(view)
    page.run()
