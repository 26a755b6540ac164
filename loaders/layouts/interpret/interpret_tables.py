"""Every table of a workbook that may be read, with its columns and rows understood: forms laid out as tables too."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, at, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.columns.months_without_year import with_years
from loaders.layouts.columns.user_choices import with_fixed_columns
from loaders.layouts.forms.find_forms import find_blocks, plain_forms, repeated_forms, tables_of
from loaders.layouts.forms.label_block import Block
from loaders.layouts.interpret.form_refs import give_refs
from loaders.layouts.interpret.interpreted_table import InterpretedTable, interpret_table
from loaders.layouts.interpret.status_per_agency import statuses_apart
from loaders.layouts.interpret.tables_below_form import form_above, give_form_ref, tells_of_form, without_forms
from loaders.layouts.rows.ref_prefix import split_ref
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.options import ReadOptions
from loaders.vocabulary.heading_aliases import ColumnMeaning


def interpret_tables(
    sheets: Sequence[SheetCells], log: IssueLog, *, options: ReadOptions, file_name: str
) -> list[InterpretedTable]:
    """Return the tables of a workbook, sheet by sheet.

    Forms of which there are several are tables too. One without its like is one only where no table with headings
    across describes anything, for cover sheets and lists of what columns mean look like it.
    """
    across = [table for sheet in sheets for table in find_tables(sheet)]
    blocks = find_blocks(sheets)
    read = repeated_forms(blocks)
    single = [block for block in plain_forms(blocks) if block not in read]
    if single:
        outside = [table for table in across if not _is_in(table, [*read, *single])]
        others = _understood(outside, IssueLog(), options, file_name)
        if not any(_describes_others(one, single) for one in others):
            read = [block for block in blocks if block in read or block in single]
    forms = _understood(tables_of(read, blocks), log, options, file_name)
    tables = [without_forms(table, read) for table in across if not _is_in(table, read)]
    sources = _understood(tables, log, options, file_name)
    for source in sources:
        above = form_above(source.table, read)
        if above is not None:
            give_form_ref(source, forms[read.index(above)])
    return [*sources, *forms]


def _describes_others(source: InterpretedTable, forms: Sequence[Block]) -> bool:
    """Say whether a table describes something, and not only the recommendation of a form above it."""
    if form_above(source.table, forms) is not None and tells_of_form(source):
        return False
    return source.lists_items or source.lists_updates


def _is_in(table: FoundTable, forms: Sequence[Block]) -> bool:
    """Say whether the headings of a table are labels of a form."""
    return any(
        block.sheet is table.sheet and block.labels[0].place[1] <= table.line <= block.last_row for block in forms
    )


def _understood(
    tables: Sequence[FoundTable], log: IssueLog, options: ReadOptions, file_name: str
) -> list[InterpretedTable]:
    dated = [with_years(table, file_name=file_name, log=log) for table in tables]
    sources = [interpret_table(statuses_apart(with_fixed_columns(table, options))) for table in dated]
    for source in sources:
        give_refs(source)
        if "ref" not in source.inherited:
            split_refs(source, log)
    return sources


_MOST = 0.6


def split_refs(source: InterpretedTable, log: IssueLog) -> None:
    """Let the refs of a table without a column of refs be those its texts begin with, where most of them do.

    Refs that stand twice are no refs: they would be the points of a list.
    """
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    rows = source.rows.items
    if column is None or ColumnMeaning.REF in source.columns.once or not rows:
        return
    refs = ref_texts([item.row for item in rows], column)
    if len(refs) < _MOST * len(rows) or len({ref for ref, _ in refs.values()}) < len(refs):
        return
    source.refs_in_text = True
    log.add("refs-in-text", sheet=source.table.sheet.name, cell=address(column, rows[0].row.number))


def ref_texts(rows: Sequence[CellRow], column: int) -> dict[int, tuple[str, str]]:
    """Return the ref and the rest of each text that begins with one, by row."""
    found = {row.number: split_ref(plain_text(at(row, column))) for row in rows}
    return {number: parts for number, parts in found.items() if parts is not None}
