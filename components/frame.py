"""The script that runs around every page: language, navigation, the view, the foot."""

from pathlib import Path

import streamlit as st

from components.choices.empty_states import no_store, no_tracker
from components.elements.app_styles import apply_styles
from components.navigation import OWN_CODES, pages
from components.session import url_state
from components.session.language import CODE, current_translator, hold_language
from components.session.view import FILTERS, VERSION, open_view
from components.shell.footer import foot
from components.shell.language_switch import language_switch
from components.shell.unordered_scale_warning import tell_order_unknown
from components.shell.version_banner import version_banner
from model.issues.issue import WorkbookError
from model.store_error import StoreError

HERE = Path(__file__).parent

st.set_page_config(page_icon=str(HERE / "icon.svg"), layout="wide")
apply_styles()
_ = current_translator()
page = st.navigation(pages(_), position="top")
st.set_page_config(page_title=_("{page} – Cynnydd", page=page.title))
url_state.arrive(page.url_path or "overview", own=(CODE, VERSION, *FILTERS, *OWN_CODES.get(page.url_path, ())))
hold_language()
try:
    view = open_view()
except WorkbookError as error:
    language_switch(_)
    no_tracker(error, _)
    st.stop()
except StoreError as fault:
    language_switch(_)
    no_store(fault, _)
    st.stop()
language_switch(_)
body = st.container()
with st.container(key="foot-of-page"):
    foot(view)
with body:
    version_banner(view)
    tell_order_unknown(view)
    page.run()
