"""The columns of tables with a free layout, each with the field that it was read as, or why it was not read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import column_and_row, enclosing_range
from loaders.cells.values import plain_text
from loaders.layouts.columns.column_map import FIELD_ROLES, ColumnRole
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.records import TableRange
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.tracker.reading import MappedColumn

_FIELDS = {
    ColumnMeaning.RESPONSE: "update",
    ColumnMeaning.LETTER: "ref",
    ColumnMeaning.REVISED_TARGET: "target",
}
_READ_AS = {
    ColumnRole.FURTHER_UPDATE: (ColumnMeaning.UPDATE, "update"),
    ColumnRole.ACTION: (ColumnMeaning.UPDATE, None),
    ColumnRole.BACKGROUND: (ColumnMeaning.RECOMMENDATION, "background"),
    ColumnRole.EVIDENCE: (ColumnMeaning.EVIDENCE, None),
}
"""The field that columns of other roles are read as, and the one that a person chooses for them."""
_CHOSEN_BY_MEANING = (ColumnMeaning.RESPONSE, ColumnMeaning.REVISED_TARGET)
"""The meanings that a person chooses by themselves, though their field is that of another one."""


def mapped_columns(tracker: TrackerTables) -> Iterator[MappedColumn]:
    """Yield each column that was read, and each value of all rows that is in no cell."""
    for source in tracker.all:
        yield from table_columns(source)
        yield from (column for column in inherited_columns(source) if not column.cell)


def table_columns(source: InterpretedTable) -> Iterator[MappedColumn]:
    """Yield each column of a table that was read."""
    for heading, role, meaning, *_ in source.columns.uses:
        if role in FIELD_ROLES and meaning is not None:
            yield _mapped_column(source, heading, meaning)
        elif role in _READ_AS:
            read_as, choice = _READ_AS[role]
            yield replace(_mapped_column(source, heading, read_as), choice=choice)


def inherited_columns(source: InterpretedTable) -> Iterator[MappedColumn]:
    """Yield each value that applies to every row of a table, with its cell, or "" for that of a name."""
    for name, value in source.inherited.items():
        sheet, cell = value.location
        yield MappedColumn(sheet, cell, plain_text(value.value), name, value.evidence)


def unread_columns(source: InterpretedTable) -> Iterator[tuple[MappedColumn, str]]:
    """Yield each column of a table that was not read, with an empty field, and the reason."""
    reasons = {use.heading.cell: use.reason for use in source.columns.uses}
    read = {column.cell for column in table_columns(source)}
    for heading in source.table.headings:
        if heading.cell not in read:
            column = _mapped_column(source, heading, heading.match.meaning or ColumnMeaning.NOTE)
            yield replace(column, field="", choice=None), reasons.get(heading.cell) or "other"


def table_ranges(tables: Sequence[InterpretedTable], tracker: TrackerTables) -> Iterator[TableRange]:
    """Yield the range of each table of a workbook, from its headings to its last item; and whether it was read."""
    for source in tables:
        table = source.table
        if table.transposition is not None:
            corners = (cell for extent in table.transposition.source_ranges.values() for cell in extent.corners)
            yield TableRange(table.sheet.name, None, enclosing_range(corners), source.is_among(tracker.all))
            continue
        headings = enclosing_range([column_and_row(heading.cell) for heading in table.headings])
        last = max((item.row.number for item in source.rows.items), default=table.header_row)
        area = replace(headings, last_row=last)
        yield TableRange(table.sheet.name, table.header_row, area, source.is_among(tracker.all))


def _mapped_column(source: InterpretedTable, heading: ColumnHeading, meaning: ColumnMeaning) -> MappedColumn:
    match, field = heading.match, _FIELDS.get(meaning, meaning.value)
    choice = meaning.value if meaning.value == field or meaning in _CHOSEN_BY_MEANING else None
    place, sure = (source.table.sheet.name, heading.cell, heading.words), (match.evidence, match.score)
    return MappedColumn(*place, field, *sure, match.candidates, choice=choice)
