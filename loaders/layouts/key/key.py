"""A key as it was found: its statuses in the order of the sheet, and the cells it takes up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value

Place = tuple[int, int]
"""The column and the row of a cell, both counted from 1."""
_NOTHING: Mapping[str, tuple[Value, Place]] = {}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One status and its meaning, with the places of both, the fill that stands for it, and what else is said of it."""

    status: str
    meaning: str
    places: tuple[Place, Place]
    colour: str | None = None
    more: Mapping[str, tuple[Value, Place]] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its rows in the order of the sheet, the place of its title or first heading, and its other headings."""

    sheet: SheetCells
    title: Place
    rows: tuple[KeyRow, ...]
    headings: frozenset[Place] = frozenset()

    @property
    def cell(self) -> str:
        """The address of its title."""
        return address(*self.title)

    @property
    def cells(self) -> set[Place]:
        """The cells that the key takes up."""
        held = {place for one in self.rows for place in one.places}
        return held | {place for one in self.rows for _, place in one.more.values()} | {self.title} | self.headings


def without_keys(sheet: SheetCells, keys: Sequence[Key]) -> SheetCells:
    """Return the sheet without the cells of its keys, so that they are not read as part of a table."""
    taken = {place for key in keys if key.sheet is sheet for place in key.cells}
    if not taken:
        return sheet
    rows: list[CellRow] = []
    for row in sheet.rows:
        values = [None if (place, row.number) in taken else v for place, v in enumerate(row.values, start=1)]
        if any(value is not None for value in values):
            rows.append(CellRow(row.number, values))
    return replace(sheet, rows=rows)
