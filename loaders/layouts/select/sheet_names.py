"""The title above a table, and the round in the name of its sheet, its titles or the name of its file."""

from collections.abc import Iterator

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, DateCell, plain_text
from loaders.layouts.interpret.interpreted_table import InheritedValue
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.metadata_rows import is_date_label, is_day_to_come, is_metadata, states_day_of_list
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import file_words, round_of_name
from model.dates.date import Precision
from model.dates.date_grammar import read_date


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
    """Return the round of a list without dates, from its sheet's name, the texts above it or its file's name.

    A text that says from which day the list is comes before a year in the name of the sheet, and before any other text;
    a day to come, such as that of the next meeting, does not count.
    """
    sheet = table.sheet.name
    words = round_of_name(sheet)
    by_name = InheritedValue(words, (sheet, "")) if words is not None else None
    if by_name is not None and read_date(str(words)).date.precision is not Precision.YEAR:
        return by_name
    above = list(_days_above(table))
    stated = [value for value, is_day_of_list in above if is_day_of_list]
    if stated or by_name is not None or above:
        return next(iter(stated), None) or by_name or above[0][0]
    in_file = split_round(file_words(file_name))[1]
    return InheritedValue(in_file, (sheet, ""), "file-name") if in_file is not None else None


def _days_above(table: FoundTable) -> Iterator[tuple[InheritedValue, bool]]:
    """Yield each day above a table, and whether its text or the label next to it says that the list is from it."""
    for row in table.rows_above:
        label = ""
        for column in _filled_columns(row):
            value = row.values[column - 1]
            text = plain_text(value)
            words = split_round(text)[1] if isinstance(value, str) else None
            stated = value if isinstance(value, DateCell) and is_date_label(label) else words
            if stated is not None and not is_day_to_come(text if words is not None and text != words else label):
                location = (table.sheet.name, address(column, row.number))
                yield InheritedValue(stated, location), states_day_of_list(text) or is_date_label(label)
            label = text


def _filled_columns(row: CellRow) -> list[int]:
    return [column for column, value in enumerate(row.values, start=1) if value is not None]
