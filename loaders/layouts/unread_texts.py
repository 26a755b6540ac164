"""Rows under headings that hold texts, though none of them is an item: no empty form has them."""

import re

from loaders.cell_values import CellRow
from loaders.layouts.tables_found import FoundTable

_WORDS_AT_LEAST = 3
_PROMPT = re.compile(r"(?:select|choose|enter|insert|type|please|e\.g\.|dewis|dewiswch|rhowch)\b", re.IGNORECASE)
"""What begins so asks for a value."""


def rows_with_texts(table: FoundTable) -> list[CellRow]:
    """Return the rows that hold a text beside something else, and not only an id, a default or a prompt."""
    return [row for row in table.body if row.cells > 1 and any(map(_is_text, row.values))]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _WORDS_AT_LEAST and not _PROMPT.match(value.strip())
