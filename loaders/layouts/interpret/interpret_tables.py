"""The interpreted tables of a workbook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.column_map import ColumnMap, ColumnRole
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.resolve_columns import add_years, apply_user_choices, choices_of, marked_as_chosen, resolve_columns
from loaders.layouts.rows.row_types import classify_rows
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.layouts.weigh_columns import mark_agency_statuses, weigh_columns
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import split_ref
from model.issues.issue import Issue

_REF_SHARE = 0.6
"""From this share of texts with a ref at their beginning, a table has refs in its texts."""


def interpret_tables(
    sheets: Sequence[SheetCells], *, file_name: str, statuses: Collection[str] = ()
) -> tuple[list[InterpretedTable], list[Issue]]:
    """Return the interpreted tables of a workbook, sheet by sheet, and the issues of interpreting them.

    `statuses` are the label keys of the statuses in the workbook's keys: a column of them is a status column.
    """
    found = [_interpret(table, file_name, statuses) for sheet in sheets for table in find_tables(sheet)]
    return [source for source, _ in found], [issue for _, issues in found for issue in issues]


def split_refs_from_texts(source: InterpretedTable) -> InterpretedTable:
    """Return a table without a ref column with its refs in its texts, if most of them begin with a ref.

    Repeated refs are no refs, but the points of a list. A ref column in which no item has a cell is none.
    """
    column, rows = source.columns.column(ColumnMeaning.RECOMMENDATION), source.rows.items
    ref = source.columns.fields.get(ColumnMeaning.REF)
    if ref is not None and all(item.row.value_at(ref.column) is None for item in rows):
        columns = source.columns.with_role(ColumnRole.UNREAD, ColumnMeaning.REF, reason="note")
        without_ref = replace(source, columns=columns)
        source = without_ref if without_ref.lists_items or not source.lists_items else source
    if column is None or ColumnMeaning.REF in source.columns.fields or not rows:
        return source
    refs = [parts[0] for item in rows if (parts := split_ref(plain_text(item.row.value_at(column)))) is not None]
    are_refs = len(refs) >= _REF_SHARE * len(rows) and len(set(refs)) == len(refs)
    return replace(source, refs_in_text=True) if are_refs else source


def _interpret(
    table: FoundTable, file_name: str, statuses: Collection[str]
) -> tuple[InterpretedTable, Sequence[Issue]]:
    with_years, issues = add_years(table, file_name=file_name)
    chosen, source = apply_user_choices(with_years), _as_read(with_years, statuses)
    if chosen.headings != with_years.headings:
        source = _with_confirmed_choices(source, choices_of(chosen)) or _as_read(chosen, statuses)
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    if source.refs_in_text and column is not None:
        sheet = source.table.sheet
        cell = sheet.address(column, source.rows.items[0].row.number)
        issues = [*issues, make_issue("refs-in-text", sheet=sheet.name, cell=cell)]
    return source, issues


def _as_read(table: FoundTable, statuses: Collection[str]) -> InterpretedTable:
    marked = mark_agency_statuses(table)
    is_form = table.sheet.turned and len(table.body) == 1
    weighed = marked if is_form else weigh_columns(marked, statuses)  # one value shows nothing of others
    columns = resolve_columns(weighed)
    return split_refs_from_texts(InterpretedTable(weighed, columns, classify_rows(weighed, columns)))


def _with_confirmed_choices(source: InterpretedTable, fields: Mapping[int, str]) -> InterpretedTable | None:
    """Return a table as it was read, with what a person chose marked; None where a choice is another than was read.

    A choice that only confirms the reader changes nothing else, and what may mean something else stays marked.
    """
    uses = [
        use._replace(heading=marked_as_chosen(use.heading)) if use.heading.column in fields else use
        for use in source.columns.uses
    ]
    read = {use.heading.column: use.chosen_as for use in uses}
    if any(read.get(column) != field for column, field in fields.items()):
        return None
    by_column = {use.heading.column: use.heading for use in uses}
    headings = tuple(by_column.get(heading.column, heading) for heading in source.table.headings)
    return replace(source, table=replace(source.table, headings=headings), columns=ColumnMap(tuple(uses)))
