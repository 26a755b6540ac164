"""The interpreted tables of a workbook: forms with their refs, and the tables below them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.columns.agency_columns import mark_agency_statuses
from loaders.layouts.columns.column_map import ColumnRole
from loaders.layouts.columns.month_years import add_years
from loaders.layouts.columns.resolve import resolve_columns
from loaders.layouts.columns.user_choices import apply_user_choices
from loaders.layouts.columns.weigh import weigh_columns
from loaders.layouts.forms.find_forms import find_blocks, repeated_forms, share_rows, standalone_forms
from loaders.layouts.forms.label_block import LabelBlock
from loaders.layouts.forms.ref_titles import ref_of_sheet, split_ref
from loaders.layouts.forms.transpose import transpose_forms
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import classify_entries, classify_rows
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.mapping.header_row import has_chosen_header_row
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from model.issues.issue import Issue

_REF_SHARE = 0.6
"""From this share of texts with a ref at their beginning, a table has refs in its texts."""


def interpret_tables(
    sheets: Sequence[SheetCells], *, file_name: str, statuses: Collection[str] = ()
) -> tuple[list[InterpretedTable], list[Issue]]:
    """Return the interpreted tables of a workbook, sheet by sheet, and the issues of interpreting them.

    `statuses` are the label keys of the statuses in the workbook's keys: a column of them is a status column. A form
    that occurs once is read only if no table with a header row describes items, for cover sheets and lists of column
    meanings look like a form.
    """
    interpret = partial(_interpret, file_name=file_name, statuses=statuses)
    across = [table for sheet in sheets for table in find_tables(sheet)]
    blocks = find_blocks([sheet for sheet in sheets if not has_chosen_header_row(sheet)])
    read = repeated_forms(blocks)
    single = [block for block in standalone_forms(blocks) if block not in read]
    if single:
        others = [interpret(table)[0] for table in across if not _is_in(table, [*read, *single])]
        if not any(_describes_other_items(other, single) for other in others):
            read = [block for block in blocks if block in read or block in single]
    read, tables = share_rows(read, [table for table in across if not _is_in(table, read)])
    forms, found = [*map(interpret, transpose_forms(read))], [*map(interpret, tables)]
    with_refs = [
        inherit_ref_of_form(source, forms[read.index(form)][0]) if (form := form_above(source.table, read)) else source
        for source, _ in found
    ]
    issues = [issue for _, of_table in (*forms, *found) for issue in of_table]
    return [*with_refs, *(source for source, _ in forms)], issues


def split_refs_from_texts(source: InterpretedTable) -> InterpretedTable:
    """Return a table without a ref column with its refs in its texts, if most of them begin with a ref.

    Repeated refs are no refs, but the points of a list. A ref column in which no item has a cell is none.
    """
    column, rows = source.columns.column(ColumnMeaning.RECOMMENDATION), source.rows.items
    ref = source.columns.fields.get(ColumnMeaning.REF)
    if ref is not None and not source.is_mapped and all(item.row.value_at(ref.column) is None for item in rows):
        columns = source.columns.with_role(ColumnRole.UNREAD, ColumnMeaning.REF, reason="note")
        without_ref = replace(source, columns=columns)
        source = without_ref if without_ref.lists_items or not source.lists_items else source
    if column is None or ColumnMeaning.REF in source.columns.fields or not rows:
        return source
    refs = [parts[0] for item in rows if (parts := split_ref(plain_text(item.row.value_at(column)))) is not None]
    are_refs = len(refs) >= _REF_SHARE * len(rows) and len(set(refs)) == len(refs)
    return replace(source, refs_in_text=True) if are_refs else source


def inherit_form_ref(source: InterpretedTable) -> InterpretedTable:
    """Return a form without a ref label with a ref: of a title, a label such as Recommendation 3, or a sheet Rec 3."""
    form, fields, sheet = source.table.transposition, source.columns.fields, source.table.sheet.name
    if form is None or not source.is_form or ColumnMeaning.REF in fields:
        return source
    if form.ref is None:
        ref = ref_of_sheet(sheet)
        return source.inherit({"ref": InheritedValue(ref, (sheet, ""))}) if ref else source
    ref, title, cell = form.ref
    values = {"ref": InheritedValue(ref, (sheet, cell))}
    if title and ColumnMeaning.TITLE not in fields:
        values["title"] = InheritedValue(title, (sheet, cell))
    return source.inherit(values)


def form_above(table: FoundTable, forms: Sequence[LabelBlock]) -> LabelBlock | None:
    """Return the nearest form above a table on its sheet; None without one."""
    above = [block for block in forms if block.sheet is table.sheet and block.last_row < table.header_row]
    return above[-1] if above else None


def inherit_ref_of_form(source: InterpretedTable, form: InterpretedTable) -> InterpretedTable:
    """Return a table below a form with the ref of the form; each date with a status in it is an update."""
    ref = _ref_of(form) if belongs_to_form(source) else None
    if ref is None:
        return source
    columns = source.columns.with_role(ColumnRole.UNREAD, ColumnMeaning.REF, reason="note")  # those of actions
    rows = classify_rows(source.table, columns, of_form=True)
    return replace(source, columns=columns, rows=rows).inherit({"ref": ref})


def belongs_to_form(source: InterpretedTable) -> bool:
    """Return whether a table names no recommendation, and so has updates, promises or actions of the form above it."""
    headings = source.columns.fields
    named = [headings[meaning] for meaning in (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION) if meaning in headings]
    names_actions = all(ACTION_WORD.search(heading.words) for heading in named)
    return names_actions and (bool(source.columns.rounds) or ColumnMeaning.ACTIVITY in headings)


def _describes_other_items(source: InterpretedTable, forms: Sequence[LabelBlock]) -> bool:
    """Return whether a table lists items or updates of other recommendations than that of a form above it."""
    if form_above(source.table, forms) is not None and belongs_to_form(source):
        return False
    return source.lists_items or source.lists_updates


def _is_in(table: FoundTable, forms: Sequence[LabelBlock]) -> bool:
    """Return whether the header row of a table lies within a form."""
    return any(block.sheet is table.sheet and block.first_row <= table.header_row <= block.last_row for block in forms)


def _interpret(
    table: FoundTable, *, file_name: str, statuses: Collection[str]
) -> tuple[InterpretedTable, Sequence[Issue]]:
    with_years, issues = add_years(table, file_name=file_name)
    weighed = weigh_columns(mark_agency_statuses(apply_user_choices(with_years)), statuses)
    columns, form = resolve_columns(weighed), weighed.transposition
    rows = classify_rows(weighed, columns) if form is None else classify_entries(weighed, columns, form)
    source = inherit_form_ref(InterpretedTable(weighed, columns, rows))
    source = source if "ref" in source.inherited else split_refs_from_texts(source)
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    if source.refs_in_text and column is not None:
        cell = address(column, source.rows.items[0].row.number)
        issues = [*issues, make_issue("refs-in-text", sheet=source.table.sheet.name, cell=cell)]
    return source, issues


def _ref_of(form: InterpretedTable) -> InheritedValue | None:
    column, items = form.columns.column(ColumnMeaning.REF), form.rows.items
    if column is None or not items:
        return form.inherited.get("ref")
    row = items[0].row
    location = (form.table.sheet.name, address(column, row.number))
    return InheritedValue(row.value_at(column), location) if row.value_at(column) is not None else None
