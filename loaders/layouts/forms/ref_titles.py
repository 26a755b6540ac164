"""Refs in titles, labels, texts and names of sheets: "Recommendation 3: Training", Rec 3."""

import re
from typing import NamedTuple

from model.text import normalise_space

_WORD = r"(?P<word>(?:recommendation|rec|argymhelliad|arg|action|item|gweithred|eitem)\.?)"
_NUMBER = r"(?:\s*(?:no|number|ref|rhif)\b\.?)?\s*[:#]?\s*"
_REF = r"(?P<ref>[A-Z]{0,3}[.-]?\d{1,3}(?:\.\d+)*[a-z]?)"
_TITLE = re.compile(rf"{_WORD}{_NUMBER}{_REF}(?:\s*[:.–—-]\s*(?P<title>\D.*)|\s*:)?", re.IGNORECASE)
_SHEET = re.compile(rf"(?:{_WORD}{_NUMBER}|r\.?\s?)?{_REF}", re.IGNORECASE)


class RefTitle(NamedTuple):
    """A word for a recommendation with its ref, and the title after it."""

    word: str
    ref: str
    title: str


def ref_title(words: str) -> RefTitle | None:
    """Return the word, the ref and the title of words such as "Recommendation 3: Training"; None for other words."""
    found = _TITLE.fullmatch(normalise_space(words))
    return RefTitle(found["word"], found["ref"], (found["title"] or "").strip()) if found is not None else None


def ref_of_sheet(name: str) -> str:
    """Return the ref in the name of a sheet; "" where the name is no ref."""
    found = _SHEET.fullmatch(normalise_space(name))
    return found["ref"] if found is not None else ""


_REF_FIRST = re.compile(
    r"((?:(?:recommendation|rec|argymhelliad|arg|r)\.?\s*)?[A-Z]{0,3}[.-]?\d{1,3}(?:\.\d+)*[a-z]?)\s*(?:[:.)–—-]\s*|\s+)(\D.*)",
    re.DOTALL | re.IGNORECASE,
)


def split_ref(text: str) -> tuple[str, str] | None:
    """Return the ref at the beginning of a text, and the rest; None where there is no ref."""
    parts = _REF_FIRST.fullmatch(text)
    return (parts[1], parts[2]) if parts else None
