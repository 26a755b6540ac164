"""Find the keys of a workbook: by headings for a status and its meaning, by a title, or by the name of a sheet."""

import re
from collections.abc import Collection, Iterator, Sequence, Set

from loaders.cells.addresses import CellAddress, address, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.key.arrangements import (
    KeyRows,
    expand_letters,
    find_headings,
    rows_across,
    rows_down,
    rows_right_of,
    split_pairs,
    text_after_title,
)
from loaders.layouts.key.key import Key, KeyGrid, key_grid
from loaders.layouts.key.vocabulary import (
    KEY_TITLES,
    MAX_STATUS_LENGTH,
    TITLES,
    is_known_status,
    is_role,
    may_start_key,
)
from model.issues.issue import Issue
from model.text import label_key


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls a key has one."""
    return [key for sheet in sheets for key in _keys_on_sheet(sheet)]


def unread_key_issues(sheets: Sequence[SheetCells], read: Set[str], statuses: Collection[str]) -> Iterator[Issue]:
    """Yield the issue of the first title of a key that has none, so that the meaning of colours is unknown.

    The name of a sheet is such a title where the sheet is not `read` as part of the tracker. A sheet that is the legend
    of something else is an issue of its own. `statuses` are those in use; none where one is given by colour alone.
    """
    for sheet in sheets:
        cell = _unread_title(sheet, is_read=sheet.name in read)
        if cell is None:
            continue
        if sheet.name in read or not explains_something_else(sheet, statuses):
            yield make_issue("key-not-read", sheet=sheet.name, cell=cell)
            return
        yield other_legend_issue(sheet, cell)


def _keys_on_sheet(sheet: SheetCells) -> list[Key]:
    starts = frozenset(text for text in sheet.texts if may_start_key(text) or text_after_title(text) is not None)
    grid, found = key_grid(sheet), list[Key]()
    for column, row, value in sheet.cells_with(starts):
        key = _key_at(grid, column, row, value)
        if key is not None and not any(key.cells & other.cells for other in found):
            found.append(key)
    untitled = _untitled_key(grid) if label_key(sheet.name) in KEY_TITLES and not found else None
    return [untitled] if untitled is not None else found


def _key_at(grid: KeyGrid, column: int, row: int, value: str) -> Key | None:
    """Return the key that begins in a cell; None where none does."""
    line = text_after_title(value)
    if line is not None and not may_start_key(value):
        return _make_key(grid, (column, row), KeyRows(split_pairs(line, (column, row))))
    is_start = find_headings(grid, column, row) or label_key(value) in TITLES
    below = _make_key(grid, (column, row), rows_down(grid, column, row)) if is_start else None
    return below or _make_key(grid, (column, row), rows_across(grid, column, row))


def _untitled_key(grid: KeyGrid) -> Key | None:
    """Return the key of a sheet that only its name calls a key; a key across may only have single texts above it."""
    may_be_across = True
    for row in grid.sheet.rows[:5]:
        start = row.filled_columns[0]
        found = [rows_down(grid, column, row.number - 1) for column in sorted({max(1, start - 1), start})]
        found += [rows_right_of(grid, start - 1, row.number)] if may_be_across else []
        keys = filter(None, (_make_key(grid, (start, row.number), rows) for rows in found))
        key = next(keys, None)
        if key is not None:
            return key
        may_be_across = may_be_across and row.filled_count == 1
    return None


def _make_key(grid: KeyGrid, title: CellAddress, found: KeyRows) -> Key | None:
    """Return a key of two statuses or more; a legend of roles is no key."""
    is_key = len(found.rows) >= 2 and sum(is_role(entry.meaning) for entry in found.rows) < 2
    return Key(grid.sheet, title, expand_letters(found.rows), found.headings) if is_key else None


def _unread_title(sheet: SheetCells, *, is_read: bool) -> str | None:
    """Return the cell of a sheet's first title of a key; "" where that is the sheet's name, None without one."""
    titles = frozenset(text for text in sheet.texts if _is_key_title(text) or text_after_title(text) is not None)
    grid = key_grid(sheet) if titles else None
    for column, row, value in sheet.cells_with(titles):
        if grid is not None and _announces_key(grid, column, row, value):
            return address(column, row)
    return "" if label_key(sheet.name) in KEY_TITLES and not is_read else None


def _is_key_title(text: str) -> bool:
    return len(text) <= MAX_STATUS_LENGTH and label_key(text) in KEY_TITLES


def _announces_key(grid: KeyGrid, column: int, row: int, value: str) -> bool:
    """Return whether a text is alone and is the title of a key, with something below it that is no table."""
    if text_after_title(value) and sum(cell is not None for cell in grid.values[row]) == 1:
        return True
    if not _is_key_title(value) or grid.at(column - 1, row) is not None or grid.at(column + 1, row) is not None:
        return False
    below = [(column + offset, row + 1) for offset in range(3)]
    is_table = grid.at(*below[2]) is not None or any(is_role(plain_text(grid.at(*cell))) for cell in below)
    return not is_table and not all(grid.is_blank(*cell) for cell in below[:2])


_WORDS = re.compile(r"\w{2,}")
"""The words of a sentence, without its letters: the article is no Amber."""
_LINES = 2
"""A legend has so many lines with a word and its meaning; less may be a sentence, or the text beside a picture."""
_NAMED = 3


def explains_something_else(sheet: SheetCells, statuses: Collection[str]) -> bool:
    """Return whether a sheet is a legend that names no usual status and none in use, of which some must be in words."""
    lines = sum(row.filled_count > 1 for row in sheet.rows)
    return bool(statuses) and lines >= _LINES and not any(_names_status(text, statuses) for text in sheet.texts)


def other_legend_issue(sheet: SheetCells, cell: str) -> Issue:
    """Return the issue of a legend of something else on a sheet of its own, with the first of its words."""
    firsts = [plain_text(row.value_at(row.filled_columns[0])) for row in sheet.rows if row.filled_count]
    area = enclosing_range((column, row.number) for row in sheet.rows for column in row.filled_columns)
    found = ", ".join([*firsts[:_NAMED], *(["…"] if len(firsts) > _NAMED else [])])
    return make_issue("key-of-something-else", sheet=sheet.name, cell=cell, found=found, range=area.text)


def _names_status(text: str, statuses: Collection[str]) -> bool:
    if any(map(is_known_status, [text, *_WORDS.findall(text)])):
        return True
    return any(re.search(rf"\b{re.escape(label_key(status))}\b", label_key(text)) for status in statuses)
