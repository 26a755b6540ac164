"""The language switch: a link to this page in the other language, named in that language."""

import streamlit as st

from components.elements.html import HtmlFragment, element
from components.session import url_state
from components.session.language import LANGUAGE_PARAMETER
from components.session.links import href
from model.language import Language
from wording.catalogue import Translator

OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}


def show_language_switch(_: Translator) -> None:
    """Show the link. It keeps the page and all other query parameters."""
    language, name = OTHER[_.language]
    page = url_state.current_page()
    query = {code: st.query_params.get_all(code) for code in st.query_params if code != LANGUAGE_PARAMETER} | {
        LANGUAGE_PARAMETER: [language.value]
    }
    link = element("a", name, href=href(page, query), lang=language.value, hreflang=language.value)
    with st.container(key="language"):
        HtmlFragment([link], "language-switch", language=_.language).show()
