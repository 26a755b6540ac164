"""The title above a table, and the round in the name of its sheet, its titles or the name of its file."""

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.interpret.interpreted_table import InheritedValue
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.metadata_rows import is_date_label, is_metadata
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import file_words, round_of_name


def title_above(table: FoundTable) -> InheritedValue | None:
    """Return the title of a table: the last row above its headings, if it has a single text.

    A metadata row, such as a date or an author, is no title.
    """
    for row in reversed(table.rows_above):
        columns = _filled_columns(row)
        if columns and is_metadata(plain_text(row.values[columns[0] - 1])):
            continue
        if len(columns) == 1 and isinstance(row.values[columns[0] - 1], str):
            return InheritedValue(row.values[columns[0] - 1], (table.sheet.name, address(columns[0], row.number)))
        return None
    return None


def snapshot_round(table: FoundTable, file_name: str) -> InheritedValue | None:
    """Return the round of a list without dates, from its sheet's name, its titles or its file's name."""
    sheet = table.sheet.name
    words = round_of_name(sheet)
    if words is not None:
        return InheritedValue(words, (sheet, ""))
    for row in table.rows_above:
        for column in _filled_columns(row):
            value = row.values[column - 1]
            stated = split_round(value)[1] if isinstance(value, str) else _date_after_label(row, column)
            if stated is not None:
                return InheritedValue(stated, (sheet, address(column, row.number)))
    stated = split_round(file_words(file_name))[1]
    return InheritedValue(stated, (sheet, ""), "file-name") if stated is not None else None


def _date_after_label(row: CellRow, column: int) -> Value:
    """Return a date cell after a label that names its date, as in Date of report: 12 June 2024."""
    value, label = row.value_at(column), _filled_columns(row)[0]
    is_labelled = label < column and is_date_label(plain_text(row.value_at(label)))
    return value if is_labelled and isinstance(value, DateCell) else None


def _filled_columns(row: CellRow) -> list[int]:
    return [column for column, value in enumerate(row.values, start=1) if value is not None]
