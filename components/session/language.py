"""The language of this session: the reader chooses it with the switch, and the URL has it as `lang=cy`."""

import streamlit as st

from components.session import url_state
from model.language import Language
from wording.catalogue import Translator, translator

LANGUAGE_PARAMETER = "lang"
LANGUAGES = frozenset(language.value for language in Language)


def current_language() -> Language:
    """Return the chosen language; before a choice, Welsh if the browser prefers it, else English."""
    requested = [
        code
        for code in (*st.query_params.get_all(LANGUAGE_PARAMETER), *url_state.remembered(LANGUAGE_PARAMETER))
        if code in LANGUAGES
    ]
    if requested:
        return Language(requested[0])
    return Language.WELSH if (st.context.locale or "").startswith("cy") else Language.ENGLISH


def current_translator() -> Translator:
    """Return the translator for this session's language."""
    return translator(current_language())


def remember_language() -> None:
    """Remember the chosen language in the session and in the URL of every page."""
    chosen = st.query_params.get_all(LANGUAGE_PARAMETER) or url_state.remembered(LANGUAGE_PARAMETER)
    url_state.set(LANGUAGE_PARAMETER, [code for code in chosen if code in LANGUAGES][:1])
