"""The interpreted tables of a workbook: forms with their refs, and the tables below them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.columns.agency_columns import mark_agency_statuses
from loaders.layouts.columns.month_years import add_years
from loaders.layouts.columns.user_choices import apply_user_choices
from loaders.layouts.columns.weigh import weigh_columns
from loaders.layouts.forms.find_forms import find_blocks, repeated_forms, standalone_forms, with_rows_around
from loaders.layouts.forms.label_block import LabelBlock
from loaders.layouts.forms.ref_titles import ref_of_sheet, ref_title, split_ref
from loaders.layouts.forms.transpose import transpose_forms
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable, interpret_table
from loaders.layouts.rows.row_types import classify_rows
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
    across = [table for sheet in sheets for table in find_tables(sheet)]
    blocks = find_blocks([sheet for sheet in sheets if not has_chosen_header_row(sheet)])
    read = repeated_forms(blocks)
    single = [block for block in standalone_forms(blocks) if block not in read]
    if single:
        outside = [table for table in across if not _is_in(table, [*read, *single])]
        others, _ = _interpret(outside, file_name, statuses)
        if not any(_describes_other_items(other, single) for other in others):
            read = [block for block in blocks if block in read or block in single]
    outside = [table for table in across if not _is_in(table, read)]
    read = with_rows_around(read, outside)
    forms, form_issues = _interpret(transpose_forms(read), file_name, statuses)
    sources, table_issues = _interpret([without_forms(table, read) for table in outside], file_name, statuses)
    with_refs = [
        inherit_ref_of_form(source, forms[read.index(form)]) if (form := form_above(source.table, read)) else source
        for source in sources
    ]
    return [*with_refs, *forms], [*form_issues, *table_issues]


def split_refs_from_texts(source: InterpretedTable) -> InterpretedTable:
    """Return a table without a ref column with its refs in its texts, if most of them begin with a ref.

    Repeated refs are no refs, but the points of a list. A ref column in which no item has a cell is none.
    """
    column, rows = source.columns.column(ColumnMeaning.RECOMMENDATION), source.rows.items
    ref = source.columns.fields.get(ColumnMeaning.REF)
    if ref is not None and not source.is_mapped and all(item.row.value_at(ref.column) is None for item in rows):
        columns = source.columns.without_field(ColumnMeaning.REF)
        without_ref = replace(source, columns=replace(columns, unread=(*columns.unread, (ref, "note"))))
        source = without_ref if without_ref.lists_items or not source.lists_items else source
    if column is None or ColumnMeaning.REF in source.columns.fields or not rows:
        return source
    refs = [parts[0] for item in rows if (parts := split_ref(plain_text(item.row.value_at(column)))) is not None]
    are_refs = len(refs) >= _REF_SHARE * len(rows) and len(set(refs)) == len(refs)
    return replace(source, refs_in_text=True) if are_refs else source


def inherit_form_ref(source: InterpretedTable) -> InterpretedTable:
    """Return a form without a ref label with a ref: from "Recommendation 3" above or before its text, or a sheet Rec 3.

    If the form has a ref label, such a title adds nothing, and is a row that was not read.
    """
    transposition, table = source.table.transposition, source.table
    if transposition is None or not source.is_form:
        return source
    sheet, has_ref = table.sheet.name, ColumnMeaning.REF in source.columns.fields
    single = [row for row in table.rows_above if row.filled_count == 1]
    titles = [(row, parts) for row in single if (parts := ref_title(plain_text(row.contents[0]))) is not None]
    if titles:
        row, parts = titles[-1]
        unread = [other for other in table.rows_above if other.number > row.number or (has_ref and other is row)]
        above = tuple(other for other in table.rows_above if other.number < row.number)
        without_title = replace(
            table,
            rows_above=above,
            transposition=replace(transposition, unlabelled_rows=(*unread, *transposition.unlabelled_rows)),
        )
        location = (sheet, address(row.filled_columns[0], row.number))
        values = {} if has_ref else {"ref": InheritedValue(parts.ref, location)}
        if not has_ref and parts.title and ColumnMeaning.TITLE not in source.columns.fields:
            values["title"] = InheritedValue(parts.title, location)
        return replace(source, table=without_title).inherit(values)
    if has_ref:
        return source
    if transposition.ref is not None:
        return source.inherit({"ref": InheritedValue(transposition.ref[0], (sheet, transposition.ref[1]))})
    ref = ref_of_sheet(sheet)
    return source.inherit({"ref": InheritedValue(ref, (sheet, ""))}) if ref else source


def form_above(table: FoundTable, forms: Sequence[LabelBlock]) -> LabelBlock | None:
    """Return the nearest form above a table on its sheet; None without one."""
    above = [block for block in forms if block.sheet is table.sheet and block.last_row < table.header_row]
    return above[-1] if above else None


def without_forms(table: FoundTable, forms: Sequence[LabelBlock]) -> FoundTable:
    """Return a table without the rows of the form above it; it ends where the next form begins."""
    above = form_above(table, forms)
    if above is None:
        return table
    tops = [block.top for block in forms if block.sheet is table.sheet]
    end = min((number for number in tops if number > table.header_row), default=None)
    return replace(
        table,
        rows_above=tuple(row for row in table.rows_above if row.number > above.last_row),
        body=tuple(row for row in table.body if end is None or row.number < end),
    )


def inherit_ref_of_form(source: InterpretedTable, form: InterpretedTable) -> InterpretedTable:
    """Return a table below a form with the ref of the form; each date with a status in it is an update."""
    ref = _ref_of(form) if belongs_to_form(source) else None
    if ref is None:
        return source
    columns = source.columns.without_field(ColumnMeaning.REF, reason="note")  # those of actions
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
    tables: Sequence[FoundTable], file_name: str, statuses: Collection[str]
) -> tuple[list[InterpretedTable], list[Issue]]:
    dated = [add_years(table, file_name=file_name) for table in tables]
    marked = [mark_agency_statuses(apply_user_choices(with_years)) for with_years, _ in dated]
    found = [interpret_table(weigh_columns(table, statuses)) for table in marked]
    with_form_refs = [inherit_form_ref(source) for source in found]
    sources = [source if "ref" in source.inherited else split_refs_from_texts(source) for source in with_form_refs]
    issues = [issue for _, found_issues in dated for issue in found_issues]
    return sources, [*issues, *_refs_in_text_issues(sources)]


def _refs_in_text_issues(sources: Sequence[InterpretedTable]) -> Iterator[Issue]:
    for source in sources:
        column = source.columns.column(ColumnMeaning.RECOMMENDATION)
        if source.refs_in_text and column is not None:
            cell = address(column, source.rows.items[0].row.number)
            yield make_issue("refs-in-text", sheet=source.table.sheet.name, cell=cell)


def _ref_of(form: InterpretedTable) -> InheritedValue | None:
    column, items = form.columns.column(ColumnMeaning.REF), form.rows.items
    if column is None or not items:
        return form.inherited.get("ref")
    row = items[0].row
    location = (form.table.sheet.name, address(column, row.number))
    return InheritedValue(row.value_at(column), location) if row.value_at(column) is not None else None
