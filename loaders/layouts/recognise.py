"""The stages of reading a layout, from the cells of the sheets to the records of a tracker."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.cells import SheetCells, enclosing_range, plain_text
from loaders.layouts.build_records import build_records
from loaders.layouts.canonical_layout import find_extra_sheets, read_canonical_sheets, recognise_canonical
from loaders.layouts.find_tables import SEARCHED_ROWS, rows_issue, rows_with_texts
from loaders.layouts.inherit_names import date_snapshots, inherit_names, single_review, without_earlier_lists
from loaders.layouts.interpret_tables import InterpretedTable, TrackerTables, choose_tables, interpret_tables
from loaders.layouts.keys import contains_any, find_keys, key_issues, key_records, unread_key_issues
from loaders.layouts.resolve_columns import FIELD_ROLES
from loaders.layouts.side_blocks import KEY, side_block_issues, split_sheets, without_keys
from loaders.layouts.table_issues import assumption_issues, combined_sheet_issues, sheet_issues, table_issues
from loaders.options import NO_SHEET_MAPPING, ReadOptions
from loaders.records import Recognised, Record, TableRange
from loaders.vocabulary.headings import LONGEST_HEADING, ColumnMeaning, match_heading, plain_meaning
from loaders.vocabulary.status_words import is_symbol
from model.terms import label_key
from model.tracker.reading import Issue, MappedColumn, WorkbookError

_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}
_FIELDS: Mapping[str, str] = {"response": "update", "letter": "ref", "revised_target": "target"}
# The field that columns of other roles are read as.
_READ_AS = {"further-update": "update", "action": "update", "background": "recommendation", "evidence": "evidence"}
# Labels that a form for several dates, or several forms under one another, have again.
_ONCE_IN_TRANSPOSED = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.DATE, ColumnMeaning.STATUS)
# A sheet with more rows is a list.
_MOST_TRANSPOSED_ROWS = 2_000
_MAX_HEADINGS, _MIN_ROWS_WITH_TEXTS, _MIN_MEANINGS = 12, 2, 3
_TEXTS = {ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.ACTIVITY}
_NO_FIELD = {None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.MONTH}


def recognise(sheets: Sequence[SheetCells], options: ReadOptions, file_name: str) -> tuple[Recognised, Sequence[Issue]]:
    """Return the records of a workbook and their issues, by the canonical layout if it has one, else by a free one.

    Raises WorkbookError if no table of either kind is found, or one with nothing filled in below its headings.
    The name of its file may give the month of a list without dates.
    """
    return recognise_canonical(sheets, options) or _read_free(sheets, options, file_name)


def _read_free(sheets: Sequence[SheetCells], options: ReadOptions, file_name: str) -> tuple[Recognised, list[Issue]]:
    """Return the records of a workbook with a free layout, stage by stage: keys, tables, the tracker among them."""
    parts, side_blocks = split_sheets(sheets)
    found_keys = find_keys([*parts, *(block.sheet for block in side_blocks if block.kind == KEY)])
    extra_sheets = find_extra_sheets(sheets, has_key=bool(found_keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    table_sheets = [without_keys(sheet, found_keys) for sheet in parts if sheet.name not in extra_names]
    statuses = {label_key(row.status) for key in found_keys for row in key.rows}
    tables, interpret_issues, chosen = _find_tracker(table_sheets, statuses, file_name)
    if chosen is None:
        raise _refusal(sheets, tables, table_sheets)
    current, earlier_issues = without_earlier_lists(chosen)
    named = inherit_names(current, has_review=options.review is not None)
    dated, month_issues = date_snapshots(named, options, file_name)
    extras, extra_issues = read_canonical_sheets(extra_sheets)
    review, reviews, title, review_issues = single_review(dated, extras.records, options, file_name)
    tracker = dated if title is None else dated.with_tables([dated.main.inherit({"review": title})])
    built, assembled, build_issues = build_records(tracker, review)
    words, has_status_by_colour = _statuses_in_use(built)
    keys = [key for key in found_keys if not words or contains_any(key, words)]
    with_extras = {table: [*built.get(table, ()), *extra] for table, extra in extras.records.items()}
    key = {"key": key_records(keys[0])} if keys else {}  # it takes the place of a canonical sheet Key
    records = {**built, **with_extras, "reviews": reviews, **key}
    read = {source.table.sheet.name for source in tracker.all}
    key_names = {key.sheet.name for key in found_keys}
    around_keys = [s for s in table_sheets if s.name in key_names - {source.table.sheet.name for source in tables}]
    without_key = [sheet for sheet in sheets if sheet.name not in key_names] if "key" not in records else []
    of_tables = (*interpret_issues, *earlier_issues, *combined_sheet_issues(tracker), *month_issues, *extra_issues)
    issues = [
        *(*of_tables, *review_issues, *build_issues, *key_issues(found_keys, keys)),
        *unread_key_issues(without_key, read, set() if has_status_by_colour else words),
        *sheet_issues(sheets, tables, tracker, others=key_names | extra_names),
        *(issue for sheet in around_keys for issue in rows_issue("rows-not-items", sheet.rows, sheet)),
        *side_block_issues(side_blocks, found_keys),
        *(issue for table in assembled for issue in table_issues(table)),
        *assumption_issues(tracker),
    ]
    columns, ranges = (*_mapped_columns(tracker), *extras.columns), tuple(_table_ranges(tables, tracker))
    return Recognised(_layout_name(tracker), records, columns, ranges), issues


def _find_tracker(
    sheets: Sequence[SheetCells], statuses: Collection[str], file_name: str
) -> tuple[Sequence[InterpretedTable], Sequence[Issue], TrackerTables | None]:
    """Return all tables, the issues of interpreting them, and the tracker; transposed if no other is found.

    What a person says of one sheet changes nothing of another.
    """
    across = [sheet for sheet in sheets if not _has_labels_down(sheet)]
    tables, issues = interpret_tables(across, file_name=file_name, statuses=statuses)
    chosen, mapped = choose_tables(tables), {each.name: each.mapping != NO_SHEET_MAPPING for each in across}
    if chosen is None:
        turned = [sheet.transpose() for sheet in sheets if _may_be_transposed(sheet)]
        transposed, transposed_issues = interpret_tables(turned, file_name=file_name, statuses=statuses)
        chosen = _choose_transposed(transposed)
        return (tables, issues, None) if chosen is None else (transposed, transposed_issues, chosen)
    if any(mapped.values()):
        plain = [replace(sheet, mapping=NO_SHEET_MAPPING) for sheet in across if mapped[sheet.name]]
        again, _ = interpret_tables(plain, file_name=file_name, statuses=statuses)
        unmapped = [source for source in tables if not mapped[source.table.sheet.name]]
        in_order = sorted((*unmapped, *again), key=lambda source: list(mapped).index(source.table.sheet.name))
        as_read = choose_tables(in_order)
        return tables, issues, chosen if as_read is None else chosen.with_others_of(as_read, mapped)
    return tables, issues, chosen


def _may_be_transposed(sheet: SheetCells) -> bool:
    """Return whether a sheet may be transposed: it has not many rows, and nobody chose its header row."""
    return len(sheet.rows) <= _MOST_TRANSPOSED_ROWS and sheet.mapping.header_row is None


def _has_labels_down(sheet: SheetCells) -> bool:
    """Return whether the headings of a sheet go down: most cells of a column are such, far more than in any row."""
    if not _may_be_transposed(sheet):
        return False
    rows = sheet.rows[:SEARCHED_ROWS]
    across = max((len({*map(plain_meaning, row.values)} - {None}) for row in rows), default=0)
    return any(
        2 * sum(match_heading(value).exact_meaning is not None for value in column.contents) > column.filled_count
        and len({*map(plain_meaning, column.contents)} - {None}) > 2 * across
        for column in replace(sheet, rows=rows).transpose().rows
    )


def _choose_transposed(tables: Sequence[InterpretedTable]) -> TrackerTables | None:
    """Return the tracker of a transposed workbook; None for a single item, or a form with several dates or items.

    A sheet with one item is part of a list only if another sheet has most of its labels.
    """
    keys = [source.heading_keys for source in tables]
    of_list = [any(2 * len(own & other) > len(own | other) for other in keys if other is not own) for own in keys]
    chosen = choose_tables([s for s, is_of_list in zip(tables, of_list, strict=True) if is_of_list or not s.is_form])
    for source in chosen.item_tables if chosen is not None else ():
        once = [h for h in source.table.headings if h.match.exact_meaning in _ONCE_IN_TRANSPOSED]
        if len({(heading.match.meaning, heading.round_key) for heading in once}) < len(once):
            return None
    return chosen if chosen is not None and sum(len(s.rows.items) for s in chosen.item_tables) > 1 else None


def _layout_name(tracker: TrackerTables) -> str:
    """Return the name of the layout of a tracker."""
    if any(source.lists_updates for source in tracker.update_tables):
        return "separate-sheets"
    main, named = tracker.main, [period for key, period in tracker.main.columns.rounds.items() if key]
    if tracker.sheet_field in _BY_SHEETS:
        return _BY_SHEETS[tracker.sheet_field]
    if not tracker.sheet_field and (main.table.sheet.transposed or tracker.title_field):
        return "turned" if main.table.sheet.transposed else "stacked"
    if main.dated or not named:
        return "long" if main.dated else "snapshot"
    texts = {ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE}
    return "wide" if any(period.columns.keys() & texts for period in named) else "matrix"


def _statuses_in_use(tracker_records: Mapping[str, Sequence[Record]]) -> tuple[set[str], bool]:
    """Return the statuses in use that are in words, and whether one is given by its colour alone."""
    statuses = [record.cell("status") for record in tracker_records.get("progress", ())]
    by_colour = any(status.fill and not plain_text(status.value) for status in statuses)
    return {text for each in statuses if (text := plain_text(each.value)) and not is_symbol(text)}, by_colour


def _mapped_columns(tracker: TrackerTables) -> Iterator[MappedColumn]:
    """Yield each column that was read, and each value of all rows that is in no cell."""
    for source in tracker.all:
        sheet, items = source.table.sheet, source.rows.items
        for use in source.columns.uses:
            field, heading = use.meaning if use.role in FIELD_ROLES else _READ_AS.get(use.role), use.heading
            if field is not None:
                place, sure = (sheet.name, heading.cell, heading.words), (heading.match.evidence, heading.match.score)
                field, candidates = _FIELDS.get(field, str(field)), heading.match.candidates
                ends = (sheet.address(heading.column, item.row.number) for item in (*items[:1], *items[-1:]))
                area = ":".join(ends) if sheet.transposed else ""
                yield MappedColumn(*place, field, *sure, candidates, choice=use.chosen_as, area=area)
        for name, cell in source.inherited.items():
            if not cell.address:
                yield MappedColumn(cell.sheet, "", plain_text(cell.value), name, cell.kind)


def _table_ranges(tables: Sequence[InterpretedTable], tracker: TrackerTables) -> Iterator[TableRange]:
    """Yield the range of each table of a workbook, from its headings to its last item; and whether it was read."""
    for source in tables:
        table = source.table
        area = enclosing_range((heading.place.column, heading.place.row) for heading in table.headings)
        last = max((item.row.number for item in source.rows.items), default=table.header_row)
        header_row = None if table.sheet.transposed else table.header_row
        area = replace(area, last_column=last) if table.sheet.transposed else replace(area, last_row=last)
        yield TableRange(table.sheet.name, header_row, area, source.is_among(tracker.all))


def _refusal(
    sheets: Sequence[SheetCells], tables: Sequence[InterpretedTable], table_sheets: Sequence[SheetCells]
) -> WorkbookError:
    """Return the refusal of a workbook without a tracker, or with an empty one and no sheet with other texts."""
    with_tables = {source.table.sheet.name for source in tables}
    empty = next((source.table for source in tables if source.lists_items and not source.rows.items), None)
    others = [rows_with_texts(sheet.rows) for sheet in table_sheets if sheet.name not in with_tables]
    has_texts = any(rows_with_texts(source.table.body) for source in tables)
    if empty is not None and not has_texts and all(len(rows) < _MIN_ROWS_WITH_TEXTS for rows in others):
        return WorkbookError("tracker-empty", sheet=empty.sheet.name, row=str(empty.header_row))
    names = ", ".join(sheet.name for sheet in sheets)
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows[:SEARCHED_ROWS]]
    texts = [[v for v in row.contents if isinstance(v, str) and len(v) <= LONGEST_HEADING] for _, row in rows]
    found = [(*row, words, _meanings(words)) for row, words in zip(rows, texts, strict=True) if len(words) > 1]
    if not found:
        return WorkbookError("no-table", sheets=names)
    sheet, row, words, meanings = max(found, key=lambda each: (len(each[3]), len(each[2])))
    missing = "details" if len(meanings) < _MIN_MEANINGS else "rows"  # details of items next to their text, or items
    missing = missing if meanings & _TEXTS else "text"
    known = ", ".join([word for word in dict.fromkeys(words) if _meanings([word])][:_MAX_HEADINGS])
    details = {"row": str(row.number), "recognised": known, "headings": "\t".join(words), "missing": missing}
    return WorkbookError("no-table", sheets=names, sheet=sheet.name, **details)


def _meanings(words: Sequence[str]) -> set[ColumnMeaning | None]:
    """Return the fields that some words are headings of."""
    return {match_heading(word).meaning for word in words} - _NO_FIELD
