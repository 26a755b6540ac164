"""The table of a return on the sheets of a workbook, found by its headings in either language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from model.returns.items import HEADINGS, LABELS, Item
from model.text import label_key

_SEPARATOR = "·"
_ITEMS = {label_key(words): item for item, label in LABELS.items() for words in (label.english, label.welsh)}
_HEADINGS = [{label_key(heading.english), label_key(heading.welsh)} for heading in HEADINGS]


@dataclass(frozen=True, slots=True)
class ItemCell:
    """One row of the table: an item of a recommendation, and its cell."""

    review: str
    ref: str
    item: Item
    value: Value
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """The table: its sheet, the number of its header row, and the columns of review, ref, item and text."""

    sheet: SheetCells
    header_row: int
    columns: tuple[int, ...]

    def items(self) -> Iterator[ItemCell]:
        """Yield each row that names a recommendation and an item, wherever it was moved to."""
        review, ref, item, text = self.columns
        for row in self.sheet.rows:
            found = item_of(displayed_text(row.value_at(item)))
            if row.number <= self.header_row or found is None:
                continue
            review_name, ref_name = (displayed_text(row.value_at(column)).strip() for column in (review, ref))
            yield ItemCell(review_name, ref_name, found, row.value_at(text), text, row.number)

    def rows_above(self) -> Sequence[CellRow]:
        """Return the rows above the header row."""
        return [row for row in self.sheet.rows if row.number < self.header_row]


def find_table(sheets: Sequence[SheetCells], *, rows: int | None = None) -> ReturnTable | None:
    """Return the table of a return; None where no sheet has its four headings in one row.

    `rows` is how many rows of each sheet are looked at; None for all.
    """
    for sheet in sheets:
        for row in sheet.rows[:rows]:
            columns = _columns(row)
            if columns is not None:
                return ReturnTable(sheet, row.number, columns)
    return None


def item_of(label: str) -> Item | None:
    """Return the item that a label names, in one language or in both."""
    parts = [label_key(part) for part in label.split(_SEPARATOR)]
    return next((_ITEMS[part] for part in parts if part in _ITEMS), None)


def _columns(row: CellRow) -> tuple[int, ...] | None:
    """Return the columns of the four headings of a row; None where it lacks one."""
    words = [{label_key(part) for part in displayed_text(value).split(_SEPARATOR)} for value in row.values]
    found = [next((column for column, each in enumerate(words, 1) if each & names), 0) for names in _HEADINGS]
    return tuple(found) if all(found) else None
