"""Rows whose ref is unlike the other refs of their table: notes, sums and signatures below it, or another list."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from loaders.cell_values import CellRow, Value, shown

_REF_LIKE = re.compile(r"[\W_]*+(?:[^\W\d_]{1,12}+[\W_]*+)?\d[\w./:+-]*\s*")
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
"""A letter, a Roman numeral, or a word that keeps the place of a ref."""
_NEARLY_ALL = 0.9


def looks_like_ref(words: str) -> bool:
    """Say whether words are a number, or a short word and a number, as refs are."""
    return bool(_REF_LIKE.fullmatch(words))


def strange_refs(body: Sequence[CellRow], column: int | None, said: Callable[[CellRow], bool]) -> frozenset[int]:
    """Return the numbers of the rows whose ref is no ref, in a table where nearly all are.

    The rows of which something is said show what the refs of a table look like; where nothing is said, all of them do.
    """
    if column is None:
        return frozenset()
    held = ((row.number, row.at(column)) for row in body)
    strange = frozenset(number for number, value in held if type(value) is not int and not _may_hold_ref(value))
    if not strange:
        return frozenset()
    named = [row for row in body if shown(row.at(column))]
    shows = [row.number for row in named if said(row)] or [row.number for row in named]
    alike = sum(number not in strange for number in shows)
    return strange if alike >= _NEARLY_ALL * len(shows) else frozenset()


def _may_hold_ref(value: Value) -> bool:
    """Say whether a cell is blank or may hold a ref, as every whole number besides does."""
    return value is None or _may_be_ref(shown(value))


@lru_cache(maxsize=4096)
def _may_be_ref(words: str) -> bool:
    return not words or looks_like_ref(words) or bool(_OTHER_REF.fullmatch(words))
