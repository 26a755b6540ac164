"""Text search in recommendations and their updates."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

import numpy as np
import pandas as pd

from analysis.memoise import memoised
from model.terms import LIST_SEPARATOR
from model.tracker.restricted import Mask, whole_and_rows
from model.tracker.tracker import Tracker

RECOMMENDATION_FIELDS = [
    "title",
    "title_cy",
    "recommendation",
    "recommendation_cy",
    "theme",
    "lead_agency",
    "supporting_agencies",
]
NAME_FIELDS = ["theme", "lead_agency", "supporting_agencies"]
UPDATE_FIELDS = ["update", "update_cy"]
"""The fields that are searched: those of a recommendation, which of them have names, and those of an update."""

_APOSTROPHES = "'’‘"
_OTHER_NAMES = ["short_name", "name_cy", "short_name_cy"]


def matches(tracker: Tracker, text: str) -> Mask:
    """Return for each recommendation whether every word of a text occurs in it.

    A word matches inside another, in capitals or without its accents, in English or in Welsh, in the title, the
    recommendation, the theme, an agency (under any of its names) or any update; the words need not be next to each
    other.
    """
    whole, rows = whole_and_rows(tracker)
    words = [_folded_word(word) for word in text.split()]
    found = np.array([all(word in searched for word in words) for searched in _searched_texts(whole)], dtype=bool)
    return found[rows]


def word_pattern(word: str) -> str:
    """Return a regular expression that ignores the capitals and accents of a word: `themau` matches `Themâu`."""
    return "".join(_letter(each) for each in _folded_word(word))


def _folded_word(word: str) -> str:
    """Return a word without capitals and accents, as it is looked for in the text of a recommendation."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)).translate(_plain_letters())


def aliases(tracker: Tracker, cells: pd.Series) -> pd.Series:
    """Return the other names of the themes or agencies in each cell of a column, from the Names sheet."""
    other = _other_names(tracker)
    found = [" ".join(other.get(name, "") for name in cell.split(LIST_SEPARATOR)) for cell in cells.fillna("")]
    return pd.Series(found, index=cells.index, dtype="str")


@memoised
def _other_names(tracker: Tracker) -> dict[str, str]:
    """Return the short and the Welsh names of each theme and agency."""
    rows = tracker.names[["name", *_OTHER_NAMES]].fillna("").itertuples(index=False, name=None)
    return {name: " ".join(others) for name, *others in rows}


def _letter(plain: str) -> str:
    if plain in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    variants = _variants().get(plain)
    return f"[{variants}]{_accents()}" if variants else re.escape(plain)


@cache
def _variants() -> dict[str, str]:
    """Return each letter with its capital and its accented forms."""
    variants: defaultdict[str, str] = defaultdict(str)
    for code in (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code).casefold())[0]
        if chr(code).isalpha():
            variants[base] += chr(code)
    return variants


def _accents() -> str:
    """Return the expression of the combining accents that may follow a letter."""
    return f"[{chr(0x300)}-{chr(0x36F)}]*"


@memoised
def _searched_texts(tracker: Tracker) -> list[str]:
    """Return all text of each recommendation and its updates, without capitals and accents."""
    table = tracker.recommendations
    columns = [_cells(table[field]) for field in RECOMMENDATION_FIELDS]
    columns += [_cells(aliases(tracker, table[field])) for field in NAME_FIELDS]
    texts = [[_folded("\n".join(cells))] for cells in zip(*columns, strict=True)]
    for field in UPDATE_FIELDS:
        for row_number, text in zip(tracker.progress_rows.tolist(), _cells(tracker.progress[field]), strict=True):
            if text and row_number >= 0:
                texts[row_number].append(_folded(text))
    return ["\n".join(each) for each in texts]


def _cells(column: "pd.Series[str]") -> list[str]:
    """Return the texts of a column, "" where one is missing, as a list: the column itself is slow to go through."""
    cells: list[str] = column.fillna("").to_numpy(object).tolist()
    return cells


def _folded(text: str) -> str:
    """Return a text with a plain letter for each capital or accented one: as `word_pattern` reads it."""
    if text.isascii():
        return text.lower()
    return _accents_of_letters().sub("", text.translate(_plain_letters()))


@cache
def _plain_letters() -> dict[int, str]:
    """Return the plain letter of each letter, and one apostrophe for all."""
    letters = {ord(variant): plain for plain, variants in _variants().items() for variant in variants}
    return {**letters, **dict.fromkeys(map(ord, _APOSTROPHES), "'")}


@cache
def _accents_of_letters() -> re.Pattern[str]:
    return re.compile(f"(?<=[{''.join(_variants())}]){_accents()[:-1]}+")
