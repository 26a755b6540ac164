"""Lists beside a table: values that may be chosen in it, or a shorter table of something else."""

import re
from collections.abc import Sequence

from loaders.cell_values import CellRow, shown
from loaders.heading_aliases import Meaning
from loaders.headings import fold
from loaders.keys.words import is_known_status
from loaders.layouts.main_table import MainTable
from loaders.meanings import understand

_OF_CONTACTS = re.compile(r"\b(?:e-?mail|(?:tele)?phone|tel|mobile|e-?bost|ffôn)\b", re.IGNORECASE)
"""Headings of a list of people, whose names are no titles of recommendations."""
_VALUES_AT_MOST = 30
_A_VALUE_AT_MOST = 60


def lists_values(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether rows are lists of what may be chosen: short values, each once in its column, most of them known."""
    columns = [[row.at(column) for row in rows if row.at(column) is not None] for column in _columns(rows)]
    body = [values if all(map(is_known_status, map(shown, values))) else values[1:] for values in columns]
    values = [value for listed in body for value in listed]
    if len(values) < 2 or table.goes_along(rows[1:]) or len(rows) > _VALUES_AT_MOST:
        return False
    if any(len({fold(shown(one)) for one in listed}) < len(listed) for listed in body):
        return False
    short = all(isinstance(value, str) and len(value) <= _A_VALUE_AT_MOST for value in values)
    known = 2 * sum(map(table.knows, values)) > len(values)
    return short and known and table.has_all(rows[0]) and _is_dense(rows)


def is_shorter_table(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether rows are a shorter table under headings of which none is a column that the other table lacks.

    A date in a shorter table is of its own rows. A second column of statuses that repeats them goes along with the
    items: it is asked about.
    """
    headings = rows[0].contents
    if not 2 <= len(rows) <= table.rows or len(headings) < 2 or not all(isinstance(one, str) for one in headings):
        return False
    own = table.has_all(rows[0], but=Meaning.DATE)
    if not own and not any(_OF_CONTACTS.search(shown(heading)) for heading in headings):
        return False
    return _is_dense(rows) and not any(_repeats_statuses(rows, column) for column in _columns(rows))


def _repeats_statuses(rows: Sequence[CellRow], column: int) -> bool:
    if understand(rows[0].at(column)).meaning is not Meaning.STATUS:
        return False
    values = [shown(row.at(column)) for row in rows[1:] if row.at(column) is not None]
    return len(set(values)) < len(values)


def _is_dense(rows: Sequence[CellRow]) -> bool:
    first = _columns(rows)[0]
    return all(row.at(first) is not None for row in rows)


def _columns(rows: Sequence[CellRow]) -> list[int]:
    return sorted({column for row in rows for column in row.held})
