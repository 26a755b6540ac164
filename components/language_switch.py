"""The language switch: a link to this page in the other language, named in that language."""

import streamlit as st

from components import address
from components.language import CODE
from components.links import href
from components.nodes import Piece, element
from model.language import Language
from wording.catalogue import Translator

OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}


def language_switch(_: Translator) -> None:
    """Show the link. It keeps the page and everything else in the address."""
    language, name = OTHER[_.language]
    page = address.here()
    query = {code: st.query_params.get_all(code) for code in st.query_params if code != CODE} | {CODE: [language.value]}
    link = element("a", name, href=href(page, query), lang=language.value, hreflang=language.value)
    with st.container(key="language"):
        Piece([link], "language-switch", language=_.language).show()
