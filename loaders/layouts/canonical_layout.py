"""The canonical layout: sheets and headings with the names of the workbook contract, in English or Welsh."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from loaders.cells import SheetCells, enclosing_range, plain_text
from loaders.layouts.find_tables import EVIDENCE, ColumnHeading, FoundTable, choices_of, column_headings
from loaders.layouts.table_issues import sheet_state_issues, unread_cell_issues
from loaders.options import ReadOptions
from loaders.records import Cell, Recognised, Record, TableRange, cells_of, make_issue
from loaders.vocabulary.headings import INSTRUCTIONS, column_labels, sheet_labels
from model.terms import label_key
from model.tracker.columns import KEY, RECOMMENDATIONS, SHEETS, SheetPlan
from model.tracker.reading import Issue, MappedColumn

NAME = "canonical"
# The number of filled rows at the top of a sheet in which the header row is searched for.
_SEARCHED_ROWS = 50
_MIN_HEADINGS = 2
# The sheets, by table, that are canonical next to a free layout, and the fields that each must have a heading for. A
# list of decisions beside a list of risks has refs of its own, and no reviews.
_EXTRA_SHEET_FIELDS: Mapping[str, Collection[str]] = {
    "reviews": ("review", "title"),
    "monitoring": ("ref", "activity"),
    "targets": ("ref", "date", "target"),
    "decisions": ("review", "ref", "date", "decision"),
    "names": ("kind", "name"),
    "key": ("status", "complete"),
}


def recognise_canonical(sheets: Sequence[SheetCells], options: ReadOptions) -> tuple[Recognised, list[Issue]] | None:
    """Return the records of a canonical workbook, and the issues of its sheets and headings.

    Returns None without a canonical sheet of recommendations or updates. A free-layout tracker may have a sheet of the
    same name, but without a review or a kind for each row.
    """
    found = canonical_sheets(sheets)
    if not any(recognised_fields(plan, sheet) & {"review", "kind"} for plan, sheet in found if plan.required):
        return None
    tables = {plan.table for plan, _ in found} | ({RECOMMENDATIONS.table} if options.known else set())
    missing = [plan for plan in SHEETS if plan.required and plan.table not in tables]
    issues = [make_issue("sheet-missing", expected=plan.name) for plan in missing]
    read = {sheet.name for _, sheet in found}
    for sheet in sheets:
        if sheet.name in read:
            issues += sheet_state_issues(sheet)
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            issues.append(sheet.issue("sheet-passed-over", expected=", ".join(plan.name for plan in SHEETS)))
    recognised, heading_issues = read_canonical_sheets(found)
    return recognised, [*issues, *heading_issues]


def read_canonical_sheets(found: Sequence[tuple[SheetPlan, SheetCells]]) -> tuple[Recognised, list[Issue]]:
    """Return the records and the column mapping of sheets with canonical headings, and the issues of these."""
    records: dict[str, Sequence[Record]] = {}
    columns, ranges, issues = list[MappedColumn](), list[TableRange](), list[Issue]()
    for plan, sheet in found:
        table = _table_of(plan, sheet)
        if table is None:
            expected = ", ".join(column.heading for column in plan.columns)
            issues += [sheet.issue("sheet-without-headings", expected=expected)] if sheet.rows else []
            continue
        fields, mapped, heading_issues = _map_columns(plan, table)
        of_fields = {field: heading.column for field, heading in fields.items()}
        cells = ((row.number, cells_of(sheet, row, of_fields)) for row in table.body)
        records[plan.table] = [Record(Cell(None, sheet.name, row, 1), found, sheet.day_zero) for row, found in cells]
        columns += mapped
        area = enclosing_range((heading.column, table.header_row) for heading in fields.values() or table.headings)
        ranges.append(TableRange(sheet.name, table.header_row, replace(area, last_row=sheet.rows[-1].number)))
        issues += [*heading_issues, *unread_cell_issues(table, table.body)]
        if plan is RECOMMENDATIONS and not table.body:
            issues.append(sheet.issue("recommendations-empty"))
    return Recognised(NAME, records, tuple(columns), tuple(ranges)), issues


def find_extra_sheets(sheets: Sequence[SheetCells], *, has_key: bool) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the canonical sheets in a workbook with a free layout, without Key if another key was found already."""
    fields = {table: {*named} for table, named in _EXTRA_SHEET_FIELDS.items() if not (has_key and table == KEY.table)}
    listed = [(plan, sheet) for plan, sheet in canonical_sheets(sheets) if plan.table in fields]
    return [(plan, sheet) for plan, sheet in listed if recognised_fields(plan, sheet) >= fields[plan.table]]


def canonical_sheets(sheets: Sequence[SheetCells]) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets with canonical names, each with its plan; of two for one table, in two languages, the first."""
    labels = sheet_labels()
    plans = [(plan, sheet) for sheet in reversed(sheets) if (plan := labels.get(label_key(sheet.name))) is not None]
    return [*{plan.table: (plan, sheet) for plan, sheet in plans}.values()][::-1]


def recognised_fields(plan: SheetPlan, sheet: SheetCells) -> set[str]:
    """Return the fields with a canonical heading on a sheet; none if most of its headings are not canonical."""
    table, labels = _table_of(plan, sheet), column_labels(plan)
    keys = [label_key(heading.words) for heading in table.headings] if table is not None else []
    fields = {labels[key] for key in keys if key in labels}
    return fields if 2 * len(fields) >= len(keys) else set()


def _table_of(plan: SheetPlan, sheet: SheetCells) -> FoundTable | None:
    """Return the table below the header row that a person chose, or the row with the most canonical headings."""
    labels, rows = column_labels(plan), sheet.rows
    scores = [sum(label_key(plain_text(value)) in labels for value in row.values) for row in rows[:_SEARCHED_ROWS]]
    best = max(scores, default=0)
    index = scores.index(best) if best >= _MIN_HEADINGS else None
    if sheet.mapping.header_row is not None:
        index = next((i for i, row in enumerate(rows) if row.number == sheet.mapping.header_row), None)
    if index is None:
        return None
    headings = tuple(heading for heading in column_headings([rows[index]], sheet) if heading.words)
    return FoundTable(sheet, headings, tuple(rows[:index]), tuple(rows[index + 1 :]), (rows[index],))


def _map_columns(
    plan: SheetPlan, table: FoundTable
) -> tuple[dict[str, ColumnHeading], list[MappedColumn], list[Issue]]:
    """Return the heading of each field, chosen ones first, the columns, and issues of unread or missing headings."""
    labels, chosen, names = column_labels(plan), choices_of(table), [column.heading for column in plan.columns]
    fields, columns, issues = dict[str, ColumnHeading](), list[MappedColumn](), list[Issue]()
    for heading in sorted(table.headings, key=lambda heading: heading.column not in chosen):
        key = label_key(heading.words)
        field = chosen.get(heading.column, labels.get(key))
        if field == "":
            issues.append(table.issue("column-left-out", heading))
        elif field is None:
            issues.append(table.issue("heading-unknown", heading, expected=", ".join(names)))
        elif field in fields:
            issues.append(table.issue("heading-repeated", heading, first=fields[field].cell))
        else:
            fields[field] = heading
            by_words = "heading" if key in map(label_key, names) else "alias"
            evidence = EVIDENCE if heading.column in chosen else by_words
            columns.append(MappedColumn(table.sheet.name, heading.cell, heading.words, field, evidence, choice=field))
    missing = [column.heading for column in plan.columns if column.required and column.field not in fields]
    issues += [table.sheet.issue("heading-missing", 1, table.header_row, expected=words) for words in missing]
    return fields, columns, issues
