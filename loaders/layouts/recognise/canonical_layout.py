"""The canonical layout: sheets and headings with the names of the workbook contract, in English or Welsh."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import COLUMN_LETTERS, CellRange, address, column_and_row
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.columns.user_choices import EVIDENCE
from loaders.layouts.issues.sheet_state import sheet_state_issues
from loaders.mapping.fields import HeadingPlace, chosen_fields
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised, Record, TableRange
from loaders.vocabulary.canonical_headings import INSTRUCTIONS, column_labels, sheet_labels
from model.issues.issue import Issue
from model.text import label_key
from model.tracker.columns import RECOMMENDATIONS, SHEETS, SheetPlan
from model.tracker.reading import MappedColumn

NAME = "canonical"
_SEARCHED_ROWS = 50
"""The number of filled rows at the top of a sheet in which the header row is searched for."""
_MIN_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class CanonicalSheet:
    """The records of a sheet with canonical headings, its column mapping, and the issues of its headings."""

    records: tuple[Record, ...]
    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]


def recognise_canonical(
    sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS
) -> tuple[Recognised, list[Issue]] | None:
    """Return the records of a canonical workbook, and the issues of its sheets and headings.

    Returns None without a canonical sheet of recommendations or updates.
    """
    found = canonical_sheets(sheets)
    if not any(_is_canonical(plan, sheet) for plan, sheet in found if plan.required):
        return None
    issues = list(_sheet_issues(sheets, found, options))
    records: dict[str, Sequence[Record]] = {}
    columns: list[MappedColumn] = []
    tables: list[TableRange] = []
    for plan, sheet in found:
        read = read_canonical_sheet(plan, sheet)
        if read is None:
            if sheet.rows:
                expected = ", ".join(column.heading for column in plan.columns)
                issues.append(make_issue("sheet-without-headings", sheet=sheet.name, expected=expected))
            continue
        records[plan.table] = read.records
        columns += read.columns
        issues += read.issues
        tables.append(_table_range(sheet, read.columns))
        if plan is RECOMMENDATIONS and not read.records:
            issues.append(make_issue("recommendations-empty", sheet=sheet.name))
    return Recognised(NAME, records, tuple(columns), tuple(tables)), issues


def read_canonical_sheet(plan: SheetPlan, sheet: SheetCells) -> CanonicalSheet | None:
    """Return the records and the column mapping of a sheet with canonical headings; None without a header row."""
    header = _find_header_row(plan, sheet)
    if header is None:
        return None
    choices = _choices_by_cell(sheet, header)
    fields, issues = _map_columns(plan, sheet, header, choices)
    columns = tuple(_mapped_columns(plan, sheet, header, fields, choices))
    return CanonicalSheet(tuple(_records(sheet, header, fields)), columns, tuple(issues))


def canonical_sheets(sheets: Sequence[SheetCells]) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets with canonical names, each with its plan; of two for one table, in two languages, the first."""
    labels = sheet_labels()
    found: dict[str, tuple[SheetPlan, SheetCells]] = {}
    for sheet in sheets:
        plan = labels.get(label_key(sheet.name))
        if plan is not None and plan.table not in found:
            found[plan.table] = (plan, sheet)
    return list(found.values())


def recognised_fields(plan: SheetPlan, sheet: SheetCells) -> set[str]:
    """Return the fields with a canonical heading on a sheet; none if most of its headings are not canonical."""
    header = _find_header_row(plan, sheet)
    if header is None:
        return set()
    labels = column_labels(plan)
    headings = [label_key(plain_text(value)) for value in sheet.rows[header].values if plain_text(value)]
    fields = {labels[heading] for heading in headings if heading in labels}
    return fields if 2 * len(fields) >= len(headings) else set()


def _is_canonical(plan: SheetPlan, sheet: SheetCells) -> bool:
    """Return whether a sheet has canonical headings, and not only two of them among others.

    A free-layout tracker may have a sheet of the same name, but without a review or a kind for each row.
    """
    return bool(recognised_fields(plan, sheet) & {"review", "kind"})


def _find_header_row(plan: SheetPlan, sheet: SheetCells) -> int | None:
    """Return the index of the header row, the row with the most canonical headings; None without one."""
    if sheet.mapping is not None and sheet.mapping.header_row is not None:
        return next((index for index, row in enumerate(sheet.rows) if row.number == sheet.mapping.header_row), None)
    labels = column_labels(plan)
    scores = [
        sum(label_key(plain_text(value)) in labels for value in row.values) for row in sheet.rows[:_SEARCHED_ROWS]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best >= _MIN_HEADINGS else None


def _table_range(sheet: SheetCells, columns: Sequence[MappedColumn]) -> TableRange:
    """Return the range from the header row of a canonical sheet, in which its columns are, to its last row."""
    cells = [column_and_row(column.cell) for column in columns]
    header, last = cells[0][1], max(sheet.rows[-1].number, cells[0][1])
    area = CellRange(min(column for column, _ in cells), header, max(column for column, _ in cells), last)
    return TableRange(sheet.name, header, area)


def _choices_by_cell(sheet: SheetCells, header: int) -> dict[str, str]:
    """Return the fields that a person chose, by the cell of their heading."""
    row = sheet.rows[header]
    places = [
        HeadingPlace(plain_text(value), [COLUMN_LETTERS[column]]) for column, value in enumerate(row.values, start=1)
    ]
    fields = enumerate(chosen_fields(sheet.mapping, places), start=1)
    return {address(column, row.number): field for column, field in fields if field is not None}


def _sheet_issues(
    sheets: Sequence[SheetCells], found: Sequence[tuple[SheetPlan, SheetCells]], options: ReadOptions
) -> Iterator[Issue]:
    """Yield the issues of sheets that are missing or unknown, and of the state of each sheet that is read."""
    tables = {plan.table for plan, _ in found} | ({RECOMMENDATIONS.table} if options.known else set())
    read = {sheet.name for _, sheet in found}
    for plan in SHEETS:
        if plan.required and plan.table not in tables:
            yield make_issue("sheet-missing", expected=plan.name)
    for sheet in sheets:
        if sheet.name not in read:
            if sheet.rows and sheet.name not in INSTRUCTIONS.values():
                expected = ", ".join(plan.name for plan in SHEETS)
                yield make_issue("sheet-unknown", sheet=sheet.name, expected=expected)
            continue
        yield from sheet_state_issues(sheet)


def _map_columns(
    plan: SheetPlan, sheet: SheetCells, header: int, chosen_fields: Mapping[str, str]
) -> tuple[dict[str, int], list[Issue]]:
    """Return the column number of each field, and the issues of headings that are unknown, repeated or missing."""
    labels = column_labels(plan)
    headings = sheet.rows[header]
    fields: dict[str, int] = {}
    issues: list[Issue] = []
    for column, value in sorted(
        enumerate(headings.values, start=1), key=_chosen_columns_first(chosen_fields, headings.number)
    ):
        heading, cell = plain_text(value), address(column, headings.number)
        field = chosen_fields.get(cell, labels.get(label_key(heading)))
        if not heading:
            continue
        if field == "":
            issues.append(make_issue("column-left-out", sheet=sheet.name, cell=cell, found=heading))
        elif field is None:
            names = ", ".join(column.heading for column in plan.columns)
            issues.append(make_issue("heading-unknown", sheet=sheet.name, cell=cell, found=heading, expected=names))
        elif field in fields:
            first = address(fields[field], headings.number)
            issues.append(make_issue("heading-repeated", sheet=sheet.name, cell=cell, found=heading, first=first))
        else:
            fields[field] = column
    for missing in plan.columns:
        if missing.required and missing.field not in fields:
            cell = address(1, headings.number)
            issues.append(make_issue("heading-missing", sheet=sheet.name, cell=cell, expected=missing.heading))
    return fields, [*issues, *_unheaded_cell_issues(sheet, header)]


def _chosen_columns_first(chosen_fields: Mapping[str, str], header_row: int) -> Callable[[tuple[int, Value]], bool]:
    """Return the sort key that puts columns first whose field a person chose."""
    return lambda column: address(column[0], header_row) not in chosen_fields


def _unheaded_cell_issues(sheet: SheetCells, header: int) -> Iterator[Issue]:
    """Yield an issue of the rows above the header row, and of each column with cells but no heading."""
    headings = sheet.rows[header]
    above = sheet.rows[:header]
    if above:
        words = next(plain_text(value) for value in above[0].values if value is not None)
        first = next(column for column, value in enumerate(above[0].values, start=1) if value is not None)
        cell = address(first, above[0].number)
        rows = format_row_ranges(row.number for row in above)
        yield make_issue("rows-above-headings", sheet=sheet.name, cell=cell, found=words, rows=rows)
    headed = {column for column, value in enumerate(headings.values) if plain_text(value)}
    reported: set[int] = set()
    for row in sheet.rows[header + 1 :]:
        for column, value in enumerate(row.values):
            if value is not None and column not in headed and column not in reported:
                reported.add(column)
                cell = address(column + 1, row.number)
                yield make_issue("column-without-heading", sheet=sheet.name, cell=cell, found=plain_text(value))


def _mapped_columns(
    plan: SheetPlan, sheet: SheetCells, header: int, fields: Mapping[str, int], chosen_fields: Mapping[str, str]
) -> Iterator[MappedColumn]:
    headings = sheet.rows[header]
    english = {label_key(column.heading) for column in plan.columns}
    for field, column in fields.items():
        heading, cell = plain_text(headings.values[column - 1]), address(column, headings.number)
        evidence = EVIDENCE if cell in chosen_fields else "heading" if label_key(heading) in english else "alias"
        yield MappedColumn(sheet.name, cell, heading, field, evidence, choice=field)


def _records(sheet: SheetCells, header: int, fields: Mapping[str, int]) -> Iterator[Record]:
    for row in sheet.rows[header + 1 :]:
        width = len(row.values)
        values: dict[str, Value] = {
            field: row.values[column - 1] for field, column in fields.items() if column <= width
        }
        yield Record(sheet.name, row.number, fields, values, sheet.day_zero)
