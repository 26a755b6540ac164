"""A key that goes down: a status in each row under its title or its headings, its meaning beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.cells.values import Value, plain_text
from loaders.layouts.key.cell_grid import Grid
from loaders.layouts.key.entry import key_row
from loaders.layouts.key.key import KeyRow, Place
from loaders.layouts.key.vocabulary import MEANING_LABELS, OTHER_LABELS, STATUS_LABELS, is_no_status
from model.text import label_key

_ROWS_AT_MOST = 20
_HEADINGS_AT_MOST = 8


@dataclass(slots=True)
class KeyRows:
    """The statuses of a key, and the places of its headings."""

    rows: list[KeyRow] = field(default_factory=list)
    headings: set[Place] = field(default_factory=set)


def headings_at(grid: Grid, column: int, row: int) -> Mapping[str, int]:
    """Return what is headed from a cell on, each with its column: a status, its meaning and more; nothing else.

    Nothing where the headings are those of a table: a key stands apart, and heads nothing but what it says.
    """
    if label_key(plain_text(grid.at(column, row))) not in STATUS_LABELS or grid.at(column - 1, row) is not None:
        return {}
    headed = {"status": column}
    for place in range(column + 1, column + _HEADINGS_AT_MOST):
        label = label_key(plain_text(grid.at(place, row)))
        if not label:
            break
        means = "meaning" if label in MEANING_LABELS else OTHER_LABELS.get(label, "")
        if not means or means in headed:
            return {}
        headed[means] = place
    return headed if headed.keys() & {"meaning", "complete"} else {}


def rows_down(grid: Grid, column: int, row: int, *, apart: bool = True) -> KeyRows:
    """Return the rows of a key under its title or headings; a gap ends it, and so does a row that is no status.

    Args:
        grid: the cells.
        column: the column of the title, and of the statuses.
        row: the row of the title.
        apart: whether what stands beside a row of the key says that it is none.
    """
    found, seen = KeyRows(), set[str]()
    headed = headings_at(grid, column, row)
    found.headings |= _places(grid, headed, row)
    numbers = bool(headed) or grid.at(column + 1, row) is None
    for line in range(row + 1, row + _ROWS_AT_MOST):
        below = headings_at(grid, column, line)
        if below:
            headed, numbers = below, True
            found.headings |= _places(grid, headed, line)
            continue
        if apart and _stands_beside(grid, column, line, headed):
            break
        one = _row(grid, column, line, headed, numbers=numbers)
        if one is not None and is_no_status(one.status) and not found.rows:
            continue
        if (
            one is None
            or is_no_status(one.status)
            or {label_key(one.status), one.colour if not one.meaning else ""} & seen
        ):
            break
        seen |= {label_key(one.status), one.colour or label_key(one.status)}
        found.rows.append(replace(one, more=dict(_more(grid, headed, line))))
    return found


def _places(grid: Grid, headed: Mapping[str, int], row: int) -> set[Place]:
    return {grid.place(column, row) for column in headed.values()}


def _stands_beside(grid: Grid, column: int, line: int, headed: Mapping[str, int]) -> bool:
    after = None if headed else grid.at(column + 2, line)
    return grid.at(column - 1, line) is not None or after is not None


def _row(grid: Grid, column: int, line: int, headed: Mapping[str, int], *, numbers: bool) -> KeyRow | None:
    meaning = headed.get("meaning") if headed else column + 1
    place = (meaning, line) if meaning is not None else None
    return key_row(grid, (column, line), place, numbers=numbers, bare="complete" in headed)


def _more(grid: Grid, headed: Mapping[str, int], line: int) -> Iterator[tuple[str, tuple[Value, Place]]]:
    for name, column in headed.items():
        if name not in ("status", "meaning"):
            value = grid.at(column, line)
            if value is None and name == "colour":
                value = grid.colour(column, line)
            yield name, (value, grid.place(column, line))
