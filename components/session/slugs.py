"""Codes of names in an address: short, the same in every language, and stable while the name is."""

import re
import unicodedata
from collections.abc import Iterable


def slug(name: str) -> str:
    """Return a name in small letters and hyphens: "Perpetrator Interventions" is `perpetrator-interventions`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "x"


def by_slug(names: Iterable[str]) -> dict[str, str]:
    """Return names by their codes, in order; names with the same code are numbered."""
    coded: dict[str, str] = {}
    for name in names:
        code, number = slug(name), 2
        while code in coded:
            code, number = f"{slug(name)}-{number}", number + 1
        coded[code] = name
    return coded
