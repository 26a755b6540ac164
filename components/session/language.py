"""The language of a page: that of the URL, else Welsh if the browser prefers it, else English."""

from collections.abc import Mapping, Sequence

from model.language import Language

LANGUAGE_PARAMETER = "lang"
LANGUAGES = frozenset(language.value for language in Language)


def language_of(query: Mapping[str, Sequence[str]], locale: str) -> Language:
    """Return the language of a request; `locale` is what the browser prefers, such as `cy-GB`."""
    requested = [code for code in query.get(LANGUAGE_PARAMETER, ()) if code in LANGUAGES]
    if requested:
        return Language(requested[0])
    return Language.WELSH if locale.strip().lower().startswith("cy") else Language.ENGLISH
