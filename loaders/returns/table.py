"""The table of a return on the sheets of a workbook, found by its headings in either language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from model.language import Language
from model.returns.items import HEADINGS, LABELS, ROUND, Item
from model.text import label_key

_SEPARATOR = "·"
_ITEMS = {label_key(words): item for item, label in LABELS.items() for words in (label.english, label.welsh)}
_HEADINGS = [{label_key(heading.english), label_key(heading.welsh)} for heading in HEADINGS]


@dataclass(frozen=True, slots=True)
class ItemCell:
    """One item of a recommendation, with its value and its place: a sheet and an address, or as a Word form has it."""

    review: str
    ref: str
    item: Item
    value: Value
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """The table: its sheet, the number of its header row, and the columns of review, ref, item and text."""

    sheet: SheetCells
    header_row: int
    columns: tuple[int, ...]

    @property
    def language(self) -> Language | None:
        """The language in which its headings begin."""
        header = next(row for row in self.sheet.rows if row.number == self.header_row)
        return first_language(displayed_text(header.value_at(self.columns[2])))

    def items(self) -> Iterator[ItemCell]:
        """Yield each row that names a recommendation and an item, wherever it was moved to."""
        review, ref, item, text = self.columns
        for row in self.sheet.rows:
            found = item_of(displayed_text(row.value_at(item)))
            if row.number <= self.header_row or found is None:
                continue
            review_name, ref_name = (displayed_text(row.value_at(column)).strip() for column in (review, ref))
            place = address(text, row.number)
            yield ItemCell(review_name, ref_name, found, row.value_at(text), self.sheet.name, place)

    def outside(self) -> Iterator[tuple[str, str]]:
        """Yield the address and the text of each cell below the header row that belongs to no item."""
        for row in self.sheet.rows:
            if row.number <= self.header_row:
                continue
            is_item = item_of(displayed_text(row.value_at(self.columns[2]))) is not None
            passed_over = self.columns if is_item else self.columns[:3]
            for column, value in enumerate(row.values, 1):
                words = "" if column in passed_over else displayed_text(value).strip()
                if words:
                    yield address(column, row.number), words

    def rows_above(self) -> Sequence[CellRow]:
        """Return the rows above the header row."""
        return [row for row in self.sheet.rows if row.number < self.header_row]


def find_tables(sheets: Sequence[SheetCells], *, rows: int | None = None) -> list[ReturnTable]:
    """Return the tables of a return, at most one of each sheet: a copy of the sheet may have been filled in as well.

    `rows` is how many rows of each sheet are looked at for the four headings; None for all.
    """
    return [table for sheet in sheets if (table := _find_table(sheet, rows)) is not None]


def _find_table(sheet: SheetCells, rows: int | None) -> ReturnTable | None:
    for row in sheet.rows[:rows]:
        columns = _columns(row)
        if columns is not None:
            return ReturnTable(sheet, row.number, columns)
    return None


def item_of(label: str) -> Item | None:
    """Return the item that a label names, in one language or in both."""
    return next((_ITEMS[part] for part in label_parts(label) if part in _ITEMS), None)


def first_language(label: str) -> Language | None:
    """Return the language in which a label begins that has its words in both; None where it is no such label."""
    first, *others = label_parts(label)
    for each in (ROUND, *HEADINGS, *LABELS.values()) if others else ():
        for language in Language:
            if first == label_key(each.in_language(language)):
                return language
    return None


def label_parts(label: str) -> list[str]:
    """Return the keys of the words of a label in one language or in both."""
    return [label_key(part) for part in label.split(_SEPARATOR)]


def _columns(row: CellRow) -> tuple[int, ...] | None:
    """Return the columns of the four headings of a row; None where it lacks one."""
    words = [set(label_parts(displayed_text(value))) for value in row.values]
    found = [next((column for column, each in enumerate(words, 1) if each & names), 0) for names in _HEADINGS]
    return tuple(found) if all(found) else None
