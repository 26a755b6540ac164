"""The language of this session: chosen by the switch, kept in the address as `lang=cy`."""

import streamlit as st

from components.session import url_state
from model.language import Language
from wording.catalogue import Translator, translator

LANGUAGE_PARAMETER = "lang"
LANGUAGES = frozenset(language.value for language in Language)


def current_language() -> Language:
    """Return the language chosen; before a choice, Welsh where the browser asks for it and English elsewhere."""
    asked = [
        code
        for code in (*st.query_params.get_all(LANGUAGE_PARAMETER), *url_state.remembered(LANGUAGE_PARAMETER))
        if code in LANGUAGES
    ]
    if asked:
        return Language(asked[0])
    return Language.WELSH if (st.context.locale or "").startswith("cy") else Language.ENGLISH


def current_translator() -> Translator:
    """Return the translator of this session's language."""
    return translator(current_language())


def remember_language() -> None:
    """Keep a language that was chosen, here and in the address of every page."""
    chosen = st.query_params.get_all(LANGUAGE_PARAMETER) or url_state.remembered(LANGUAGE_PARAMETER)
    url_state.set(LANGUAGE_PARAMETER, [code for code in chosen if code in LANGUAGES][:1])
