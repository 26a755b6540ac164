"""Updates that are made up like an update before, as those of rows are that leave the same cells blank."""

from dataclasses import dataclass

from loaders.cell_values import Value
from loaders.heading_aliases import Meaning
from loaders.layouts.columns import Round
from loaders.layouts.repeated_rows import KnownItem
from loaders.layouts.row_cells import Told, cells_of, status_columns, status_in
from loaders.layouts.rows_sorted import ItemRow
from loaders.layouts.source import Source


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How an update is made up: the places of its fields, what stands elsewhere, and whether its row has its date."""

    columns: dict[str, int]
    elsewhere: dict[str, tuple[str, str]]
    given: dict[str, Value]
    dated: bool


class UpdatePatterns:
    """How the updates of one round are made up, by which of their cells are blank."""

    def __init__(self, source: Source, group: Round) -> None:
        date = source.columns.column(Meaning.DATE)
        self._sheet = source.table.sheet
        self._status = status_columns(group)
        apart = "status" if self._status else ""  # it is made of more than its cell
        read = [(name, column) for name, column in group.cells if name != apart]
        self._places = [(name, place) for place, (name, _) in enumerate(read)]
        self._cells = cells_of([*(column for _, column in read), *([] if date is None else [date])])
        self._patterns: dict[tuple[bool, ...], _Pattern] = {}

    def keep(self, item: ItemRow, update: Told) -> None:
        """Keep how the update of a row is made up."""
        given = {name: update.values[name] for name in update.elsewhere if name not in ("review", "ref")}
        pattern = _Pattern(update.columns.copy(), update.elsewhere.copy(), given, "date" in update.columns)
        self._patterns[_shape(self._cells(item.row), update.values.get("status"))] = pattern

    def update(self, item: ItemRow, known: KnownItem) -> Told | None:
        """Return the update of a row of an item, if one before was made up like it."""
        cells = self._cells(item.row)
        status = status_in(self._sheet, item.row, *self._status) if self._status else None
        pattern = self._patterns.get(_shape(cells, status))
        if pattern is None:
            return None
        values = known.named | pattern.given
        for name, place in self._places:
            values[name] = cells[place]
        if status is not None:
            values["status"] = status
        if pattern.dated:
            values["date"] = cells[-1]  # the last that is taken
        return Told(known.told.sheet, item.row.number, values, pattern.columns, pattern.elsewhere)


def _shape(cells: tuple[Value, ...], status: Value) -> tuple[bool, ...]:
    return (status is None, *[cell is None for cell in cells]) if None in cells else (status is None,)
