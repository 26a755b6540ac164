"""Free layouts: long, wide, a matrix, a snapshot, a sheet for each theme, agency or round, or several tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import LAST_ROW, CellRange, address, column_and_row, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import StatusCell, plain_text
from loaders.layouts.assemble.build_records import build_records
from loaders.layouts.columns.column_map import FIELD_ROLES, ColumnRole
from loaders.layouts.interpret.interpret_tables import interpret_tables
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.sheets import assumption_issues, combined_sheet_issues, rows_around_key_issues, sheet_issues
from loaders.layouts.issues.tables import table_issues
from loaders.layouts.key.find_keys import find_keys, unread_key_issues
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.key.scale import contains_any, key_issues, key_records, main_key
from loaders.layouts.recognise.canonical_layout import find_extra_sheets, read_canonical_sheets
from loaders.layouts.select.choose_tables import TrackerTables, choose_tables
from loaders.layouts.select.inherit_names import inherit_names, single_review
from loaders.layouts.select.sheet_states import date_snapshots, remove_repeated_rows
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.layouts.tables.side_blocks import BlockKind, SideBlock
from loaders.layouts.tables.side_tables import side_block_issues, split_sheets
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised, Record, TableRange
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.status_words import is_symbol
from model.issues.issue import Issue
from model.text import label_key
from model.tracker.columns import SheetPlan
from model.tracker.reading import MappedColumn

_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}
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
_NUMBERS = re.compile(r"(\d{7})(?:-(\d{7}))?")
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{7}\b")
_CODES_WITH_ROWS = {"rows-not-items", "rows-repeated", "rows-continue", "fills-of-rows"}
"""Issues whose `found` is a list of rows."""
_ROW_DETAILS = ("left_out", "rows")
"""Details that list rows; in an issue of a heading they become the cells of its column in these rows."""


@dataclass(frozen=True, slots=True)
class _SourceCells:
    """Where transposed cells, headings (by label) and rows come from; no two forms have a row number in common."""

    cells: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]]
    extents: Mapping[int, CellRange]

    def of(self, cell: str) -> Sequence[str]:
        """Return the cells that a cell comes from; the cell itself if it was not transposed."""
        return self.cells.get(cell) or [cell]

    def first_cell(self, row: int) -> str:
        """Return the first cell of the entry that is a transposed row; "" for a row of headings."""
        extent = self.extents.get(row)
        return address(extent.first_column, extent.first_row) if extent is not None else ""


@dataclass(frozen=True, slots=True)
class SplitWorkbook:
    """The keys of a workbook, its canonical sheets, its sheets without keys and side blocks, and these blocks."""

    sheets: tuple[SheetCells, ...]
    keys: tuple[Key, ...]
    extra_sheets: tuple[tuple[SheetPlan, SheetCells], ...]
    table_sheets: tuple[SheetCells, ...]
    side_blocks: tuple[SideBlock, ...]


@dataclass(frozen=True, slots=True)
class LayoutStages:
    """What the stages of reading a free layout concluded.

    Attributes:
        tables: every table with its columns and its rows, forms included.
        issues: the issues of all stages, with the cell addresses of the sheets.
        tracker: the tables that are the tracker; None if no table is one.
        recognised: the records of the tracker with the cell addresses of the sheets.
    """

    workbook: SplitWorkbook
    tables: tuple[InterpretedTable, ...]
    issues: tuple[Issue, ...]
    tracker: TrackerTables | None = None
    recognised: Recognised | None = None


def run_stages(sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = "") -> LayoutStages:
    """Return what each stage of reading a free layout concluded: keys, tables, the tracker among them, and records."""
    workbook = split_workbook(sheets)
    statuses = {label_key(row.status) for key in workbook.keys for row in key.rows}
    tables, interpret_issues = interpret_tables(workbook.table_sheets, file_name=file_name, statuses=statuses)
    chosen = choose_tables(tables)
    if chosen is None:
        return LayoutStages(workbook, tuple(tables), tuple(interpret_issues))
    current, repeat_issues = remove_repeated_rows(chosen)
    named = inherit_names(current)
    dated, month_issues = date_snapshots(named, options, file_name)
    extras, extra_issues = read_canonical_sheets(workbook.extra_sheets)
    reviews, review_issues = single_review(dated, extras.records, file_name, chosen_name=options.review)
    tracker = dated if reviews.title is None else dated.with_tables([dated.main.inherit({"review": reviews.title})])
    built = build_records(tracker, reviews.single)
    words, has_status_by_colour = _statuses_in_use(built.records)
    keys = [key for key in workbook.keys if not words or contains_any(key, words)]
    with_extras = {table: [*built.records.get(table, ()), *extra] for table, extra in extras.records.items()}
    key = {"key": key_records(main_key(keys))} if keys else {}  # it takes the place of a canonical sheet Key
    records = {**built.records, **with_extras, "reviews": reviews.records, **key}
    read = {source.table.sheet.name for source in tracker.all}
    key_names = {key.sheet.name for key in workbook.keys}
    other_names = key_names | {sheet.name for _, sheet in workbook.extra_sheets}
    legends = [] if "key" in records else [*unread_key_issues(sheets, read, set() if has_status_by_colour else words)]
    issues = (
        *interpret_issues,
        *repeat_issues,
        *combined_sheet_issues(tracker),
        *month_issues,
        *extra_issues,
        *review_issues,
        *built.issues,
        *key_issues(workbook.keys, keys, reported=legends),
        *legends,
        *sheet_issues(workbook.sheets, tables, tracker, others=other_names),
        *rows_around_key_issues(workbook.table_sheets, tables, key_names),
        *side_block_issues(workbook.side_blocks, workbook.keys),
        *(issue for table in built.tables for issue in table_issues(table)),
        *assumption_issues(tracker),
    )
    columns, ranges = (*mapped_columns(tracker), *extras.columns), tuple(table_ranges(tables, tracker))
    is_key_unread = any(issue.code == "key-not-read" for issue in legends)
    known_records = _without_colours(records) if is_key_unread else records
    recognised = Recognised(layout_name(tracker), known_records, columns, ranges)
    on_sheets, issues_on_sheets = untranspose(recognised, issues, tables)
    return LayoutStages(workbook, tuple(tables), tuple(issues_on_sheets), tracker, on_sheets)


def split_workbook(sheets: Sequence[SheetCells]) -> SplitWorkbook:
    """Return the parts of a workbook."""
    tables, side_blocks = split_sheets(sheets)
    keys = find_keys([*tables, *(block.sheet for block in side_blocks if block.kind is BlockKind.KEY)])
    extra_sheets = find_extra_sheets(sheets, has_key=bool(keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    table_sheets = tuple(without_keys(sheet, keys) for sheet in tables if sheet.name not in extra_names)
    return SplitWorkbook(tuple(sheets), tuple(keys), tuple(extra_sheets), table_sheets, tuple(side_blocks))


def layout_name(tracker: TrackerTables) -> str:
    """Return the name of the layout of a tracker."""
    items = tracker.item_tables
    if 2 * sum(source.is_form for source in items) > len(items):
        return "forms"
    if tracker.update_tables:
        return "separate-sheets"
    if tracker.sheet_field:
        return _BY_SHEETS[tracker.sheet_field]
    if tracker.main.table.transposition is not None:
        return "turned"
    return "stacked" if tracker.title_field else _shape(tracker.main)


def _shape(source: InterpretedTable) -> str:
    if source.dated:
        return "long"
    named = [period for key, period in source.columns.rounds.items() if key]
    if not named:
        return "snapshot"
    texts = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
    return "wide" if any(period.columns.keys() & {*texts} for period in named) else "matrix"


def _statuses_in_use(tracker_records: Mapping[str, Sequence[Record]]) -> tuple[set[str], bool]:
    """Return the statuses in use that are in words, and whether one is given by its colour alone."""
    statuses = [record.values.get("status") for record in tracker_records.get("progress", ())]
    by_colour = any(isinstance(each, StatusCell) and each.colour and not plain_text(each) for each in statuses)
    return {text for value in statuses if (text := plain_text(value)) and not is_symbol(text)}, by_colour


def _without_colours(records: Mapping[str, Sequence[Record]]) -> dict[str, Sequence[Record]]:
    """Return records without the statuses that are given by colour alone."""
    progress = [
        record._replace(values={**record.values, "status": status._replace(colour=None)})
        if isinstance(status := record.values.get("status"), StatusCell)
        else record
        for record in records.get("progress", ())
    ]
    return {**records, "progress": progress}


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


def untranspose(
    recognised: Recognised, issues: Iterable[Issue], tables: Iterable[InterpretedTable]
) -> tuple[Recognised, list[Issue]]:
    """Return the records and the issues with the cell addresses of the sheets instead of those of transposed forms."""
    sources = _source_cells(tables)
    if not sources.cells:
        return recognised, list(issues)
    records = {table: [_map_record(row, sources) for row in rows] for table, rows in recognised.records.items()}
    columns = tuple(mapped for column in recognised.columns for mapped in _map_column(column, sources))
    return replace(recognised, records=records, columns=columns), [_map_issue(issue, sources) for issue in issues]


def _source_cells(tables: Iterable[InterpretedTable]) -> _SourceCells:
    forms = [source.table.transposition for source in tables if source.table.transposition is not None]
    return _SourceCells(
        {cell: cells for form in forms for cell, cells in form.source_cells.items()},
        {heading: labels for form in forms for heading, labels in form.label_cells.items()},
        {row: extent for form in forms for row, extent in form.source_ranges.items()},
    )


def _map_record(record: Record, sources: _SourceCells) -> Record:
    """Return a record with its fields at their cells; further cells of a field are parts of it."""
    outside_row = {name: (sheet, sources.of(cell)[0]) for name, (sheet, cell) in record.outside_row.items()}
    parts = {(sheet, source): name for (sheet, cell), name in record.parts.items() for source in sources.of(cell)}
    for name, (sheet, cell) in record.outside_row.items():
        parts |= {(sheet, source): name for source in sources.of(cell)[1:]}
    extent = sources.extents.get(record.row)
    if extent is None:
        row = 1 if record.row > LAST_ROW else record.row
        return record._replace(row=row, outside_row=outside_row, parts=parts)
    columns: dict[str, int] = {}
    for name, column in record.columns.items():
        cells = sources.cells.get(address(column, record.row), ())
        columns[name] = column_and_row(cells[0])[0] if cells else extent.first_column
        if cells and name not in outside_row:
            outside_row[name] = record.sheet, cells[0]
            parts |= {(record.sheet, cell): name for cell in cells[1:]}
    return record._replace(row=extent.first_row, columns=columns, outside_row=outside_row, parts=parts, extent=extent)


def _map_column(column: MappedColumn, sources: _SourceCells) -> list[MappedColumn]:
    """Return a column once for each label that it was transposed from."""
    labels = sources.labels.get(column.cell, {})
    return [replace(column, cell=cell, area=area) for cell, area in labels.items()] or [column]


def _map_issue(issue: Issue, sources: _SourceCells) -> Issue:
    details = {name: _map_addresses(value, sources) for name, value in issue.details.items()}
    column, row = column_and_row(issue.cell) if issue.cell else (0, 0)
    if row <= LAST_ROW:
        return replace(issue, details=details)
    labels, found = sources.labels.get(issue.cell), issue.found
    if issue.code in _CODES_WITH_ROWS:
        found = _map_rows(found, sources)
    elif issue.code == "statuses-side-by-side":
        found = _map_addresses(found, sources)
    details |= {"down": "yes"}
    for name in details.keys() & {*_ROW_DETAILS}:
        details[name] = _map_rows(details[name], sources, column=column if labels else None)
    if labels:
        details["area"] = " ".join([*list(labels)[1:], *labels.values()])
    cell = sources.cells[issue.cell][0] if issue.cell in sources.cells else sources.first_cell(row)
    return replace(issue, cell=cell, found=found, details=details)


def _map_addresses(text: str, sources: _SourceCells) -> str:
    """Return a text with each transposed address replaced by the address on the sheet."""
    return _ADDRESS.sub(lambda match: sources.of(match[0])[0], text)


def _map_rows(text: str, sources: _SourceCells, *, column: int | None = None) -> str:
    """Return transposed row numbers as cells: those of a column, else the first cell of each entry."""

    def cells(found: re.Match[str]) -> str:
        numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
        in_column = [sources.cells.get(address(column, number), ()) if column else () for number in numbers]
        return ", ".join(
            cells[0] if cells else sources.first_cell(number) for cells, number in zip(in_column, numbers, strict=True)
        )

    return _NUMBERS.sub(cells, text)
