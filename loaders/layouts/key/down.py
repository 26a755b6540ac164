"""Keys laid out down: a status in each row below a title or headings, with its meaning next to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from loaders.cells.addresses import CellAddress
from loaders.cells.values import Value, plain_text
from loaders.layouts.key.cell_grid import KeyGrid
from loaders.layouts.key.entry import key_row
from loaders.layouts.key.key import KeyRow
from loaders.layouts.key.vocabulary import MEANING_LABELS, OTHER_LABELS, STATUS_LABELS, is_note_label
from model.text import label_key

_MAX_ROWS = 20
_MAX_HEADINGS = 8


@dataclass(frozen=True, slots=True)
class KeyRows:
    """The statuses of a key, and the addresses of its headings."""

    rows: tuple[KeyRow, ...] = ()
    headings: frozenset[CellAddress] = frozenset()


def find_headings(grid: KeyGrid, column: int, row: int) -> Mapping[str, int]:
    """Return the column of each heading of a key that begins in a cell: status, meaning and others.

    Nothing where the headings are those of a table: every heading must be one of a key, with no cell to its left.
    """
    if label_key(plain_text(grid.at(column, row))) not in STATUS_LABELS or grid.at(column - 1, row) is not None:
        return {}
    columns = {"status": column}
    for position in range(column + 1, column + _MAX_HEADINGS):
        label = label_key(plain_text(grid.at(position, row)))
        if not label:
            break
        field = "meaning" if label in MEANING_LABELS else OTHER_LABELS.get(label, "")
        if not field or field in columns:
            return {}
        columns[field] = position
    return columns if columns.keys() & {"meaning", "complete"} else {}


def rows_down(grid: KeyGrid, column: int, row: int, *, stop_at_neighbours: bool = True) -> KeyRows:
    """Return the rows of a key below its title or headings; a gap or a row without a status ends it.

    Args:
        grid: the cells.
        column: the column of the title, and of the statuses.
        row: the row of the title.
        stop_at_neighbours: whether a cell next to a row means that the row is not part of the key.
    """
    found, seen = list[KeyRow](), set[str]()
    columns = find_headings(grid, column, row)
    headings = _sheet_addresses(grid, columns, row)
    allow_numbers = bool(columns) or grid.at(column + 1, row) is None
    for line in range(row + 1, row + _MAX_ROWS):
        new_columns = find_headings(grid, column, line)
        if new_columns:
            columns, allow_numbers = new_columns, True
            headings |= _sheet_addresses(grid, columns, line)
            continue
        if stop_at_neighbours and _has_neighbour(grid, column, line, columns):
            break
        entry = _key_row_at(grid, column, line, columns, allow_numbers=allow_numbers)
        if entry is not None and is_note_label(entry.status) and not found:
            continue
        if (
            entry is None
            or is_note_label(entry.status)
            or {label_key(entry.status), entry.colour if not entry.meaning else ""} & seen
        ):
            break
        seen |= {label_key(entry.status), entry.colour or label_key(entry.status)}
        found.append(replace(entry, extra_fields=dict(_extra_fields(grid, columns, line))))
    return KeyRows(tuple(found), frozenset(headings))


def _sheet_addresses(grid: KeyGrid, columns: Mapping[str, int], row: int) -> set[CellAddress]:
    return {grid.sheet_address(column, row) for column in columns.values()}


def _has_neighbour(grid: KeyGrid, column: int, line: int, columns: Mapping[str, int]) -> bool:
    after = None if columns else grid.at(column + 2, line)
    return grid.at(column - 1, line) is not None or after is not None


def _key_row_at(
    grid: KeyGrid, column: int, line: int, columns: Mapping[str, int], *, allow_numbers: bool
) -> KeyRow | None:
    meaning = columns.get("meaning") if columns else column + 1
    meaning_address = (meaning, line) if meaning is not None else None
    return key_row(
        grid, (column, line), meaning_address, allow_numbers=allow_numbers, allow_word_only="complete" in columns
    )


def _extra_fields(
    grid: KeyGrid, columns: Mapping[str, int], line: int
) -> Iterator[tuple[str, tuple[Value, CellAddress]]]:
    for name, column in columns.items():
        if name not in ("status", "meaning"):
            value = grid.at(column, line)
            if value is None and name == "colour":
                value = grid.colour(column, line)
            yield name, (value, grid.sheet_address(column, line))
