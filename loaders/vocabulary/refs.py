"""Refs as people write them, where 1, 1.0, R1 and Recommendation 1 are the same, and whether two texts are the same."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from loaders.cells import Value, plain_text
from model.terms import label_key, normalise_space

_PREFIX = re.compile(r"(?:recommendations?|recs?|argymhellion|argymhelliad|arg|no|#)[\s.:#-]*(?=\d)", re.IGNORECASE)
_REF_LIKE = re.compile(r"[\W_]*+(?:[^\W\d_]{1,12}+[\W_]*+)?\d[\w./:+-]*\s*")
# The letter of R1, which is the same ref as 1.
_LETTER = re.compile(r"r[\s.]?(?=[1-9])", re.IGNORECASE)
_DECIMAL_ZERO = re.compile(r"(\d+)\.0?")
# The text of a cell with a time of day or a duration.
_TIME = re.compile(r"(\d{1,3}):(\d\d):\d\d")
_REF_FIRST = re.compile(
    r"((?:(?:recommendation|rec|argymhelliad|arg|r)\.?\s*)?[A-Z]{0,3}[.-]?\d{1,3}(?:\.\d+)*[a-z]?)"
    r"\s*(?:[:.)–—-]\s*|\s+)(\D.*)",
    re.DOTALL | re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;,\n]|\s(?:and|a|ac|&)\s")

# The least similarity, in percent, of two texts under one ref that are one recommendation, edited.
_SAME_TEXT_SCORE = 80

# Label keys of what is written into a cell that has nothing to say.
PLACEHOLDERS = frozenset({"n/a", "na", "nan", "none", "null", "tbc", "tbd", "tba", "unknown"})


@lru_cache(maxsize=65_536)
def normalise_ref(written: str) -> str:
    """Return a ref without a word before its number, and without a point or a decimal zero after it.

    A body's own form stays: R1, R-001 and R01 are not 1. A time of day, which Excel makes of 3:1, gets hours and
    minutes.
    """
    time = _TIME.fullmatch(written)
    if time:
        return f"{int(time[1]):02}:{time[2]}"
    ref = _PREFIX.sub("", normalise_space(written), count=1) if _PREFIX.match(written.strip()) else written
    ref = normalise_space(ref)
    number = _DECIMAL_ZERO.fullmatch(ref)
    return number[1] if number else ref


def without_letter(ref: str) -> str:
    """Return a ref such as R1 without its letter; any other ref unchanged."""
    letter = _LETTER.match(ref)
    return normalise_ref(ref[letter.end() :]) if letter else ref


@lru_cache(maxsize=65_536)
def looks_like_ref(words: str) -> bool:
    """Return whether words look like a ref: a number, or a short word and a number."""
    return bool(_REF_LIKE.fullmatch(words))


def split_ref(text: str) -> tuple[str, str] | None:
    """Return the ref at the beginning of a text, and the rest; None where there is no ref."""
    parts = _REF_FIRST.fullmatch(text)
    return (parts[1], parts[2]) if parts else None


def join_ref(number: Value, end: Value) -> str:
    """Return a ref that stands in two cells: 34 and a are 34a, and C-17 and 2 are C-17.2."""
    first, second = plain_text(number), plain_text(end)
    return f"{first}{'.' if second[:1].isdigit() else ''}{second}"


def is_time(written: str) -> bool:
    """Return whether a ref is a time, which Excel makes of 1:30 unless the cell is text."""
    return bool(_TIME.fullmatch(written))


def split_refs(written: str) -> list[str]:
    """Return the refs of a cell with several, without duplicates, in order."""
    return list(dict.fromkeys(normalise_ref(part) for part in _BETWEEN.split(written) if part.strip()))


@lru_cache(maxsize=65_536, typed=True)
def ref_key(value: Value) -> str:
    """Return the key by which a ref is compared; "" for an empty cell."""
    return without_letter(normalise_ref(plain_text(value))).casefold()


def is_same_text(text: str, other: str) -> bool:
    """Return whether two texts are one recommendation, perhaps edited."""
    return fuzz.ratio(label_key(text), label_key(other)) >= _SAME_TEXT_SCORE
