"""One status of a key with its meaning: from two cells, from a fill and a cell, or from one cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import CellAddress
from loaders.cells.values import Value, plain_text
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

    A fill without a word is called by its meaning; a word without a meaning needs a fill.

    Args:
        grid: the cells.
        status: the cell of the status.
        meaning: the cell of its meaning, if it has one.
        allow_numbers: whether a number may be a status.
        allow_word_only: whether a word may be a status without a meaning and a fill, because headings name it one.
    """
    status_value, meaning_value = grid.at(*status), grid.at(*meaning) if meaning else None
    meaning_text = meaning_value.strip() if isinstance(meaning_value, str) else ""
    status_fill, meaning_fill = grid.colour(*status), grid.colour(*meaning) if meaning else None
    addresses = grid.sheet_address(*status), grid.sheet_address(*(meaning or status))
    if status_value is None or (isinstance(status_value, str) and is_symbol(status_value) and status_fill):
        status_address = addresses[1] if status_value is None else addresses[0]
        return (
            KeyRow(meaning_text, meaning_text, (status_address, addresses[1]), status_fill)
            if meaning_text and status_fill
            else None
        )
    if not _may_be_status(status_value, allow_numbers=allow_numbers):
        return None
    word, colour = plain_text(status_value).rstrip(" :"), status_fill or meaning_fill
    is_short = len(word) <= MAX_STATUS_LENGTH
    if meaning_text and is_short:
        return KeyRow(word, meaning_text, addresses, colour)
    if meaning_value is not None:
        return None
    return _row_of_one_cell(word, (addresses[0], addresses[0]), status_fill, colour, allow_word_only=allow_word_only)


def text_after_title(value: str) -> str | None:
    """Return the text after the title of a key that is in one cell; None where there is no title."""
    if "=" not in value:
        return None
    parts = _TITLE_AND_TEXT.fullmatch(value)
    return parts[2] if parts and label_key(parts[1]) in TITLES else None


def split_pairs(line: str, cell: CellAddress) -> Iterator[KeyRow]:
    """Yield the statuses of a key in one cell; none where a part is not a status with its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    pairs = [part for part in parts if part is not None]
    if len(pairs) == len(parts) == len({label_key(pair[1]) for pair in pairs}):
        for pair in pairs:
            yield KeyRow(pair[1], pair[2].rstrip("."), (cell, cell))


def expand_letters(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green instead of their letters, so that cells may have either.

    Letters are those of colours only if R and G are both present and no letter means something else, such as a role. A
    B is not changed, for it may be blue or black.
    """
    letters = {label_key(row.status) for row in rows if len(row.status) == 1}
    words = {label_key(row.status) for row in rows}
    are_colours = {"r", "g"} <= letters <= {*_NAMES_BY_LETTER, "b"} and not words & {
        label_key(word) for word in _NAMES_BY_LETTER.values()
    }
    return (
        tuple(replace(row, status=_NAMES_BY_LETTER.get(label_key(row.status), row.status)) for row in rows)
        if are_colours
        else tuple(rows)
    )


def _row_of_one_cell(
    word: str,
    addresses: tuple[CellAddress, CellAddress],
    fill: str | None,
    colour: str | None,
    *,
    allow_word_only: bool,
) -> KeyRow | None:
    """Return the status of a single cell: with a meaning in the cell, or by its fill or its headings."""
    match = _STATUS_WITH_MEANING.fullmatch(word)
    if match:
        return KeyRow(match[1].strip(), match[2].strip(), addresses, fill)
    return (
        KeyRow(word, "", addresses, colour) if (colour or allow_word_only) and len(word) <= MAX_STATUS_LENGTH else None
    )


def _may_be_status(value: Value, *, allow_numbers: bool) -> bool:
    return isinstance(value, str) or (allow_numbers and not isinstance(value, bool) and isinstance(value, int | float))
