"""The interpreted tables of a workbook, forms included."""

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
from loaders.layouts.forms.find_forms import add_other_blocks, find_blocks, repeated_forms, standalone_forms
from loaders.layouts.forms.label_block import LabelBlock
from loaders.layouts.forms.ref_titles import split_ref
from loaders.layouts.forms.transpose import transpose_forms
from loaders.layouts.interpret.form_refs import (
    belongs_to_form,
    form_above,
    inherit_form_ref,
    inherit_ref_of_form,
    without_forms,
)
from loaders.layouts.interpret.interpreted_table import InterpretedTable, interpret_table
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.mapping.header_row import has_chosen_header_row
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue

_REF_SHARE = 0.6
"""From this share of texts with a ref at their beginning, a table has refs in its texts."""


def interpret_tables(
    sheets: Sequence[SheetCells], *, file_name: str, statuses: Collection[str] = ()
) -> tuple[list[InterpretedTable], list[Issue]]:
    """Return the interpreted tables of a workbook, sheet by sheet, and the issues of interpreting them.

    `statuses` are the label keys of the statuses in the workbook's keys: a column of them is a status column.

    Repeated forms are read as tables, too. A single form is read only if no table with a header row describes items,
    for cover sheets and lists of column meanings look like a form.
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
    read = add_other_blocks(read, blocks)
    forms, form_issues = _interpret(transpose_forms(read), file_name, statuses)
    tables = [without_forms(table, read) for table in across if not _is_in(table, read)]
    sources, table_issues = _interpret(tables, file_name, statuses)
    above = [form_above(source.table, read) for source in sources]
    with_refs = [
        inherit_ref_of_form(source, forms[read.index(form)]) if form is not None else source
        for source, form in zip(sources, above, strict=True)
    ]
    return [*with_refs, *forms], [*form_issues, *table_issues]


def split_refs_from_texts(source: InterpretedTable) -> InterpretedTable:
    """Return a table without a ref column with its refs in its texts, if most of them begin with a ref.

    Repeated refs are no refs, but the points of a list.
    """
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    rows = source.rows.items
    if column is None or ColumnMeaning.REF in source.columns.fields or not rows:
        return source
    refs = [parts[0] for item in rows if (parts := split_ref(plain_text(item.row.value_at(column)))) is not None]
    are_refs = len(refs) >= _REF_SHARE * len(rows) and len(set(refs)) == len(refs)
    return replace(source, refs_in_text=True) if are_refs else source


def _describes_other_items(source: InterpretedTable, forms: Sequence[LabelBlock]) -> bool:
    """Return whether a table lists items or updates of other recommendations than that of a form above it."""
    if form_above(source.table, forms) is not None and belongs_to_form(source):
        return False
    return source.lists_items or source.lists_updates


def _is_in(table: FoundTable, forms: Sequence[LabelBlock]) -> bool:
    """Return whether the header row of a table lies within a form."""
    return any(
        block.sheet is table.sheet and block.labels[0].address[1] <= table.header_row <= block.last_row
        for block in forms
    )


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
