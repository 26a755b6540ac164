"""Slugs: short forms of names for URLs, the same in every language, and stable as long as the name."""

import re
import unicodedata
from collections.abc import Iterable

from model.language import Language
from model.status.symbols import symbol_words, without_symbols


def slug(name: str) -> str:
    """Return the slug of a name in lower case and hyphens: `perpetrator-interventions`; of ✅, `green-tick`."""
    words = without_symbols(name) or symbol_words(name, Language.ENGLISH)
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "x"


def by_slug(names: Iterable[str]) -> dict[str, str]:
    """Return names by their slugs, in order; repeated slugs are numbered."""
    slugs: dict[str, str] = {}
    for name in names:
        numbered, number = slug(name), 2
        while numbered in slugs:
            numbered, number = f"{slug(name)}-{number}", number + 1
        slugs[numbered] = name
    return slugs
