"""Issues of sheets: hidden parts, merged cells, changed texts, sheets passed over, and tables that were not read."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set

from loaders.cells.addresses import CellRange, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow
from loaders.issue_log import make_issue
from loaders.layouts.choose_tables import ListKind, TrackerTables, is_other_kind, list_kind
from loaders.layouts.find_tables import rows_issue, table_range
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.table_issues import canonical_heading
from loaders.vocabulary.headings import INSTRUCTIONS, ColumnMeaning
from model.issues.issue import Issue

_MIN_WORDS = 3
_PROMPT = re.compile(r"(?:select|choose|enter|insert|type|please|e\.g\.|dewis|dewiswch|rhowch)\b", re.IGNORECASE)
"""The beginnings of prompts, which ask for a value."""
_CHECKED_RANGES = 10_000
"""The most merged ranges of a sheet that are checked; a sheet with more was made by a program."""
_LARGE = 100
"""From so many empty rows or columns, a merged range is probably a mistake."""


def sheet_issues(
    sheets: Sequence[SheetCells], sources: Sequence[InterpretedTable], tracker: TrackerTables, *, others: Set[str]
) -> Iterator[Issue]:
    """Yield the issues of the state of each sheet that was read, and of every sheet and table that was not.

    `sources` are all tables that were found, and `others` the names of sheets read as something else, such as a key.
    """
    read = {source.table.sheet.name for source in tracker.all} | others
    reported = (*tracker.all, *tracker.repeated_tables, *(source for source, _ in tracker.other_lists))
    for sheet in sheets:
        tables = [source for source in sources if source.table.sheet.name == sheet.name]
        if sheet.name in read:
            yield from sheet_state_issues(sheet)
        elif any(source.rows.items for source in tables):
            pass
        elif unread := [source for source in tables if rows_with_texts(source.table.body)]:
            yield from (_unread_issue(source, list_kind(source)) for source in unread)
        elif tables:
            yield make_issue("sheet-without-items", sheet=sheet.name)
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            yield make_issue("sheet-passed-over", sheet=sheet.name)
    for source, kind in tracker.other_lists:
        yield _unread_issue(source, kind)
    for source in sources:
        if not source.is_among(reported) and (source.rows.items or source.table.sheet.name in read):
            yield _unread_issue(source, None)


def combined_sheet_issues(tracker: TrackerTables) -> Iterator[Issue]:
    """Yield one issue if the tables of several sheets are one tracker, with the field that the names of sheets give."""
    names = list(dict.fromkeys(source.table.sheet.name for source in tracker.item_tables))
    if len(names) > 1:
        field = canonical_heading(tracker.sheet_field) if tracker.sheet_field else ""
        yield make_issue("sheets-combined", sheet=names[0], found=", ".join(names), field=field)


def rows_around_key_issues(
    remaining: Sequence[SheetCells], sources: Sequence[InterpretedTable], keys: Set[str]
) -> Iterator[Issue]:
    """Yield an issue of rows around a key on a sheet without tables; `remaining` are the sheets without keys' cells."""
    tables = {source.table.sheet.name for source in sources}
    for sheet in remaining:
        if sheet.name in keys - tables and sheet.rows:
            yield from rows_issue("rows-not-items", sheet.rows, sheet)


def assumption_issues(tracker: TrackerTables) -> Iterator[Issue]:
    """Yield an issue each if statuses have no basis, or the items have no refs or no texts."""
    main = tracker.main
    meanings = {meaning for source in tracker.all for meaning in source.meanings}
    if ColumnMeaning.STATUS in meanings and ColumnMeaning.BASIS not in meanings:
        yield main.table.issue("statuses-taken-as-published")
    if not main.has_ref and not main.refs_in_text:
        yield main.table.issue("refs-numbered")
    if ColumnMeaning.RECOMMENDATION not in meanings:
        yield main.table.issue("heading-missing", expected=canonical_heading("recommendation"))


def rows_with_texts(rows: Iterable[CellRow]) -> list[CellRow]:
    """Return the rows with a text and another cell; an id, a default or a prompt is no text."""
    return [row for row in rows if row.filled_count > 1 and any(map(_is_text, row.values))]


def sheet_state_issues(sheet: SheetCells) -> Iterator[Issue]:
    """Yield the issues of hidden parts of a sheet, which are read all the same, merged cells, and changed texts."""
    if sheet.hidden:
        yield make_issue("parts-hidden", sheet=sheet.name)
    if sheet.hidden_rows:
        yield make_issue("parts-hidden", sheet=sheet.name, kind="rows", found=", ".join(map(str, sheet.hidden_rows)))
    if sheet.hidden_columns:
        yield make_issue("parts-hidden", sheet=sheet.name, kind="columns", found=", ".join(sheet.hidden_columns))
    yield from merged_cell_issues(sheet)
    for cell in sheet.cleaned:
        yield make_issue("text-cleaned", sheet=sheet.name, cell=cell)
    for cell in sheet.shortened:
        yield make_issue("text-shortened", sheet=sheet.name, cell=cell)


def merged_cell_issues(sheet: SheetCells) -> Iterator[Issue]:
    """Yield an issue of each merged range that covers cells with content or is very large."""
    numbers = [row.number for row in sheet.rows]
    last = max(numbers, default=0)
    for area in sheet.merged[:_CHECKED_RANGES]:
        within = sheet.rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
        covered = _covered(area, within)
        beyond = area.last_column - max(sheet.width, area.first_column), area.last_row - max(last, area.first_row)
        if covered:
            yield make_issue(
                "merge-covers-cells", sheet=sheet.name, cell=covered, found=area.text, first=address(*area.corners[0])
            )
        elif max(beyond) > _LARGE:
            yield make_issue("merge-very-large", sheet=sheet.name, cell=address(*area.corners[0]), found=area.text)


def _unread_issue(source: InterpretedTable, kind: ListKind | None) -> Issue:
    """Return the issue of a table that was not read: its headings, or the range of a list of another kind."""
    if kind is None or not is_other_kind(kind):
        words = ", ".join(heading.words for heading in source.table.headings)
        return source.table.issue("table-not-read", found=words)
    count = len(source.rows.items) or len(rows_with_texts(source.table.body))
    area = table_range(source.table)
    return source.table.issue("list-of-another-kind", found=area, kind=kind.value, rows=str(count))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _MIN_WORDS and not _PROMPT.match(value.strip())


def _covered(area: CellRange, rows: Sequence[CellRow]) -> str:
    """Return the address of the first cell with other content under a merged cell; "" without one."""
    index = area.first_column - 1
    merged_value = None
    for row in rows:
        values = row.values[index : area.last_column]
        if row.number == area.first_row:
            merged_value = values[0] if values else None
            values[:1] = [None]
        for column, value in enumerate(values, start=area.first_column):
            if value is not None and not (column == area.first_column and value == merged_value):
                return address(column, row.number)
    return ""
