"""One status of a key with its meaning: from two cells, from a fill and a cell, or from one cell."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.addresses import CellAddress
from loaders.cells.values import plain_text
from loaders.layouts.key.cell_grid import KeyGrid
from loaders.layouts.key.key import KeyRow
from loaders.layouts.key.vocabulary import MAX_STATUS_LENGTH, TITLES
from loaders.vocabulary.status_words import is_symbol
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_STATUS_WITH_MEANING = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
_TITLE_AND_TEXT = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)
_NAMES_BY_LETTER = {label_key(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}


def key_row(
    grid: KeyGrid,
    status: CellAddress,
    meaning: CellAddress | None,
    *,
    allow_numbers: bool,
    allow_word_only: bool = False,
) -> KeyRow | None:
    """Return a status and its meaning.

    A fill without a word is called by its meaning; a word without a meaning needs a fill, unless `allow_word_only`:
    headings name it a status. `status` and `meaning` are their cells.
    """
    value, fill = grid.at(*status), grid.colour(*status)
    meaning_value, meaning_fill = (grid.at(*meaning), grid.colour(*meaning)) if meaning else (None, None)
    text, colour = meaning_value.strip() if isinstance(meaning_value, str) else "", fill or meaning_fill
    cell, meaning_cell = grid.sheet_address(*status), grid.sheet_address(*(meaning or status))
    if value is None or (isinstance(value, str) and is_symbol(value) and fill):
        swatch = cell if value is not None else meaning_cell
        return KeyRow(text, text, (swatch, meaning_cell), fill) if text and fill else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    word = plain_text(value).rstrip(" :") if isinstance(value, str) or (is_number and allow_numbers) else ""
    is_short = 0 < len(word) <= MAX_STATUS_LENGTH
    if text and is_short:
        return KeyRow(word, text, (cell, meaning_cell), colour)
    if not word or meaning_value is not None:
        return None
    with_meaning = _STATUS_WITH_MEANING.fullmatch(word)
    if with_meaning:
        return KeyRow(with_meaning[1].strip(), with_meaning[2].strip(), (cell, cell), fill)
    return KeyRow(word, "", (cell, cell), colour) if is_short and (colour or allow_word_only) else None


def text_after_title(value: str) -> str | None:
    """Return the text after the title of a key that is in one cell; None where there is no title."""
    if "=" not in value:
        return None
    parts = _TITLE_AND_TEXT.fullmatch(value)
    return parts[2] if parts and label_key(parts[1]) in TITLES else None


def split_pairs(line: str, cell: CellAddress) -> tuple[KeyRow, ...]:
    """Return the statuses of a key in one cell; none where a part is not a status with its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    rows = tuple(KeyRow(part[1], part[2].rstrip("."), (cell, cell)) for part in parts if part is not None)
    return rows if len(rows) == len(parts) == len({label_key(row.status) for row in rows}) else ()


def expand_letters(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green instead of their letters, so that cells may have either.

    Letters are those of colours only if R and G are both present and no letter means something else, such as a role. A
    B is not changed, for it may be blue or black.
    """
    words = {label_key(row.status) for row in rows}
    letters = {word for word in words if len(word) == 1}
    if not {"r", "g"} <= letters <= {*_NAMES_BY_LETTER, "b"} or words & set(map(label_key, _NAMES_BY_LETTER.values())):
        return tuple(rows)
    return tuple(replace(row, status=_NAMES_BY_LETTER.get(label_key(row.status), row.status)) for row in rows)
