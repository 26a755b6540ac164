"""The stages of reading a layout, from the cells of the sheets to the records of a tracker."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import CellRange, enclosing_range
from loaders.cells.sheet import Fill, SheetCells, repeated_cells
from loaders.cells.sheet_builder import fill_merged
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.build_records import build_records
from loaders.layouts.canonical_layout import find_extra_sheets, read_canonical_sheets, recognise_canonical
from loaders.layouts.choose_tables import TrackerTables, choose_tables
from loaders.layouts.column_map import FIELD_ROLES, ColumnRole
from loaders.layouts.find_tables import ColumnHeading, plain_meaning
from loaders.layouts.inherit_names import date_snapshots, inherit_names, remove_repeated_rows, single_review
from loaders.layouts.interpret_tables import InterpretedTable, interpret_tables
from loaders.layouts.keys import (
    Key,
    contains_any,
    find_keys,
    key_issues,
    key_records,
    main_key,
    unread_key_issues,
    without_cells,
    without_keys,
)
from loaders.layouts.side_blocks import BlockKind, SideBlock, side_block_issues, split_sheets
from loaders.layouts.table_issues import (
    assumption_issues,
    combined_sheet_issues,
    rows_around_key_issues,
    rows_with_texts,
    sheet_issues,
    table_issues,
)
from loaders.mapping.fit import has_chosen_header_row
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised, Record, TableRange
from loaders.vocabulary.headings import LONGEST_HEADING, ColumnMeaning, match_heading
from loaders.vocabulary.status_words import is_symbol
from model.issues.issue import Issue, WorkbookError
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
_SHARED_LABELS = 0.6
"""So large a share of the labels of two forms is equal, if they are of one list."""
_ONCE_IN_TURNED = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.DATE, ColumnMeaning.STATUS)
"""Labels that a form for several dates, or several forms under one another, have again."""
_SEARCHED_ROWS = 60
"""Headings are looked for in so many of the first rows."""
_MOST_ROWS_TURNED = 2_000
"""A sheet with more rows is a list."""
_MAX_HEADINGS = 12
_MIN_ROWS_WITH_TEXTS, _MIN_MEANINGS = 2, 3
_TEXTS = {ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.ACTIVITY}
_NO_FIELD = {None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.MONTH}


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
        tables: every table with its columns and its rows.
        issues: the issues of all stages.
        tracker: the tables that are the tracker; None if no table is one.
        recognised: the records of the tracker.
    """

    workbook: SplitWorkbook
    tables: tuple[InterpretedTable, ...]
    issues: tuple[Issue, ...]
    tracker: TrackerTables | None = None
    recognised: Recognised | None = None


def recognise(
    sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = ""
) -> tuple[Recognised, Sequence[Issue]]:
    """Return the records of a workbook and their issues, by the canonical layout if it has one, else by a free one.

    Raises WorkbookError if no table of either kind is found, or one with nothing filled in below its headings.
    The name of its file may give the month of a list without dates.
    """
    canonical = recognise_canonical(sheets, options=options)
    if canonical is not None:
        return canonical
    stages = run_stages(sheets, options=options, file_name=file_name)
    if stages.recognised is None:
        raise refusal(sheets, stages.tables, stages.workbook.table_sheets)
    return stages.recognised, stages.issues


def run_stages(sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = "") -> LayoutStages:
    """Return what each stage of reading a free layout concluded: keys, tables, the tracker among them, and records."""
    workbook = split_workbook(sheets)
    statuses = {label_key(row.status) for key in workbook.keys for row in key.rows}
    across = [sheet for sheet in workbook.table_sheets if not has_labels_down(sheet)]
    tables, interpret_issues = interpret_tables(across, file_name=file_name, statuses=statuses)
    chosen = _choose_by_sheet(tables, across, file_name=file_name, statuses=statuses)
    if chosen is None:
        turned, turned_issues = interpret_tables(turn(workbook.table_sheets), file_name=file_name, statuses=statuses)
        chosen = choose_turned(turned)
        if chosen is not None:
            tables, interpret_issues = turned, turned_issues
    if chosen is None:
        return LayoutStages(workbook, tuple(tables), tuple(interpret_issues))
    current, repeat_issues = remove_repeated_rows(chosen)
    named = inherit_names(current, has_review=options.review is not None)
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
    return LayoutStages(workbook, tuple(tables), tuple(issues), tracker, recognised)


def _choose_by_sheet(
    tables: Sequence[InterpretedTable], sheets: Sequence[SheetCells], *, file_name: str, statuses: Collection[str]
) -> TrackerTables | None:
    """Return the tables that are the tracker: what a person says of one sheet changes nothing of another."""
    chosen, mapped = choose_tables(tables), {sheet.name: sheet.mapping is not None for sheet in sheets}
    if chosen is None or not any(mapped.values()):
        return chosen
    plain = [replace(sheet, mapping=None) for sheet in sheets if mapped[sheet.name]]
    again, _ = interpret_tables(plain, file_name=file_name, statuses=statuses)
    unmapped = [source for source in tables if not mapped[source.table.sheet.name]]
    in_order = sorted((*unmapped, *again), key=lambda source: list(mapped).index(source.table.sheet.name))
    as_read = choose_tables(in_order)
    return chosen if as_read is None else chosen.with_others_of(as_read, mapped)


def has_labels_down(sheet: SheetCells) -> bool:
    """Return whether the headings of a sheet go down: most cells of a column are such, far more than in any row."""
    if has_chosen_header_row(sheet) or len(sheet.rows) > _MOST_ROWS_TURNED:
        return False
    rows = sheet.rows[:_SEARCHED_ROWS]
    across = max((len({*map(plain_meaning, row.values)} - {None}) for row in rows), default=0)
    for column in range(1, max((len(row.values) for row in rows), default=0) + 1):
        values = [row.value_at(column) for row in rows if row.value_at(column) is not None]
        known = sum(match_heading(value).exact_meaning is not None for value in values)
        if 2 * known > len(values) and len({*map(plain_meaning, values)} - {None}) > 2 * across:
            return True
    return False


def turn(sheets: Iterable[SheetCells]) -> list[SheetCells]:
    """Return sheets with their rows and columns swapped, but for long ones and those whose header row was chosen."""
    return [
        _turn(sheet) for sheet in sheets if len(sheet.rows) <= _MOST_ROWS_TURNED and not has_chosen_header_row(sheet)
    ]


def choose_turned(tables: Sequence[InterpretedTable]) -> TrackerTables | None:
    """Return the tracker of a turned workbook; None for a single item, or a form with several dates or items.

    A sheet with one item is part of a list only if another sheet has most of its labels.
    """
    labels = {id(source): {label_key(heading.words) for heading in source.table.headings} for source in tables}
    listed = [
        source
        for source in tables
        if not source.is_form
        or any(
            len(labels[id(source)] & labels[id(other)]) >= _SHARED_LABELS * len(labels[id(source)] | labels[id(other)])
            for other in tables
            if other is not source
        )
    ]
    chosen = choose_tables(listed)
    items = chosen.item_tables if chosen is not None else ()
    once = [
        [(heading.match.meaning, heading.round_key) for heading in source.table.headings if _is_unique_label(heading)]
        for source in items
    ]
    is_list = sum(len(source.rows.items) for source in items) > 1
    return chosen if is_list and all(len(set(found)) == len(found) for found in once) else None


def _is_unique_label(heading: ColumnHeading) -> bool:
    return heading.match.exact_meaning in _ONCE_IN_TURNED


def _turn(sheet: SheetCells) -> SheetCells:
    cells: dict[int, dict[int, Value]] = {}
    fills: dict[int, dict[int, Fill]] = {}
    for row in without_cells(sheet, repeated_cells(sheet.rows, sheet.merged)).rows:
        for column in row.filled_columns:
            cells.setdefault(column, {})[row.number] = row.value_at(column)
    for number, of_row in sheet.fills_by_row.items():
        for column, fill in of_row.items():
            fills.setdefault(column, {})[number] = fill
    rows = [
        CellRow(number, [found.get(row) for row in range(1, max(found) + 1)]) for number, found in sorted(cells.items())
    ]
    merged = tuple(CellRange(a.first_row, a.first_column, a.last_row, a.last_column) for a in sheet.merged)
    fill_merged(rows, merged)
    return replace(sheet, rows=rows, fills_by_row=fills, merged=merged, turned=True)


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
    if tracker.update_tables:
        return "separate-sheets"
    if tracker.sheet_field:
        return _BY_SHEETS.get(tracker.sheet_field, _shape(tracker.main))
    if tracker.main.table.sheet.turned:
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
    statuses = [record.cell("status") for record in tracker_records.get("progress", ())]
    by_colour = any(status.fill and not plain_text(status.value) for status in statuses)
    return {text for each in statuses if (text := plain_text(each.value)) and not is_symbol(text)}, by_colour


def _without_colours(records: Mapping[str, Sequence[Record]]) -> dict[str, Sequence[Record]]:
    """Return records without the statuses that are given by colour alone."""
    progress = [
        record.with_cells({"status": record.cells["status"]._replace(fill=None)})
        if "status" in record.cells
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
    for name, cell in source.inherited.items():
        yield MappedColumn(cell.sheet, cell.address, plain_text(cell.value), name, cell.kind)


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
        headings = enclosing_range((heading.place.column, heading.place.row) for heading in table.headings)
        last = max((item.row.number for item in source.rows.items), default=table.header_row)
        turned = table.sheet.turned
        area = replace(headings, last_column=last) if turned else replace(headings, last_row=last)
        header_row = None if turned else table.header_row
        yield TableRange(table.sheet.name, header_row, area, source.is_among(tracker.all))


def _mapped_column(source: InterpretedTable, heading: ColumnHeading, meaning: ColumnMeaning) -> MappedColumn:
    match, field = heading.match, _FIELDS.get(meaning, meaning.value)
    choice = meaning.value if meaning.value == field or meaning in _CHOSEN_BY_MEANING else None
    sheet, area = source.table.sheet, ""
    if sheet.turned and source.rows.items:
        corners = [sheet.address(heading.column, source.rows.items[end].row.number) for end in (0, -1)]
        area = ":".join(corners)
    place, sure = (sheet.name, heading.cell, heading.words), (match.evidence, match.score)
    return MappedColumn(*place, field, *sure, match.candidates, choice=choice, area=area)


def refusal(
    sheets: Sequence[SheetCells], tables: Sequence[InterpretedTable], table_sheets: Sequence[SheetCells]
) -> WorkbookError:
    """Return the refusal of a workbook without a tracker, or with an empty one and no sheet with other texts."""
    empty = [source.table for source in tables if source.lists_items and not source.rows.items]
    with_tables = {source.table.sheet.name for source in tables}
    others = [sheet for sheet in table_sheets if sheet.name not in with_tables]
    if (
        empty
        and not any(rows_with_texts(source.table.body) for source in tables)
        and not any(len(rows_with_texts(sheet.rows)) >= _MIN_ROWS_WITH_TEXTS for sheet in others)
    ):
        return WorkbookError("tracker-empty", sheet=empty[0].sheet.name, row=str(empty[0].header_row))
    names = ", ".join(sheet.name for sheet in sheets)
    rows = [(sheet, row, _words(row)) for sheet in sheets for row in sheet.rows[:_SEARCHED_ROWS]]
    several = [found for found in rows if len(found[2]) > 1]
    if not several:
        return WorkbookError("no-table", sheets=names)
    sheet, row, words = max(several, key=lambda found: (len(_meanings(found[2])), len(found[2])))
    meanings = _meanings(words)
    missing = "details" if len(meanings) < _MIN_MEANINGS else "rows"  # details of items next to their text, or items
    return WorkbookError(
        "no-table",
        sheets=names,
        sheet=sheet.name,
        row=str(row.number),
        recognised=", ".join([word for word in dict.fromkeys(words) if _meanings([word])][:_MAX_HEADINGS]),
        headings="\t".join(words),
        missing=missing if meanings & _TEXTS else "text",
    )


def _words(row: CellRow) -> list[str]:
    return [plain_text(value) for value in row.contents if isinstance(value, str) and len(value) <= LONGEST_HEADING]


def _meanings(words: Sequence[str]) -> set[ColumnMeaning | None]:
    """Return the fields that some words are headings of."""
    return {match_heading(word).meaning for word in words} - _NO_FIELD
