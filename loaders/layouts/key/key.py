"""A key as it was found: its statuses in the order of the sheet, and the cells it takes up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.addresses import CellAddress, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value

_NOTHING: Mapping[str, tuple[Value, CellAddress]] = {}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One status and its meaning, with the places of both, the fill that stands for it, and what else is said of it."""

    status: str
    meaning: str
    addresses: tuple[CellAddress, CellAddress]
    colour: str | None = None
    extra_fields: Mapping[str, tuple[Value, CellAddress]] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its rows in the order of the sheet, the place of its title or first heading, and its other headings."""

    sheet: SheetCells
    title_address: CellAddress
    rows: tuple[KeyRow, ...]
    heading_addresses: frozenset[CellAddress] = frozenset()

    @property
    def cell(self) -> str:
        """The address of its title."""
        return address(*self.title_address)

    @property
    def cells(self) -> set[CellAddress]:
        """The cells that the key takes up."""
        held = {place for one in self.rows for place in one.addresses}
        return (
            held
            | {place for one in self.rows for _, place in one.extra_fields.values()}
            | {self.title_address}
            | self.heading_addresses
        )


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
