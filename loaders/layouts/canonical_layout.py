"""The canonical layout: sheets and headings with the names of the workbook contract, in English or Welsh."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from loaders.cells.addresses import COLUMN_LETTERS, CellRange, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.resolve_columns import EVIDENCE
from loaders.layouts.table_issues import rows_above_issue, sheet_state_issues, unheaded_column_issues
from loaders.mapping.fit import HeadingPlace, chosen_fields
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Cell, Recognised, Record, TableRange, cell_of
from loaders.vocabulary.headings import INSTRUCTIONS, column_labels, sheet_labels
from model.issue import Issue
from model.language import label_key
from model.tracker.columns import (
    DECISIONS,
    KEY,
    MONITORING,
    NAMES,
    RECOMMENDATIONS,
    REVIEWS,
    SHEETS,
    TARGETS,
    SheetPlan,
)
from model.tracker.reading import MappedColumn

NAME = "canonical"
_SEARCHED_ROWS = 50
"""The number of filled rows at the top of a sheet in which the header row is searched for."""
_MIN_HEADINGS = 2
_EXTRA_SHEET_FIELDS: Mapping[str, Collection[str]] = {
    REVIEWS.table: ("review", "title"),
    MONITORING.table: ("ref", "activity"),
    TARGETS.table: ("ref", "date", "target"),
    DECISIONS.table: ("review", "ref", "date", "decision"),
    NAMES.table: ("kind", "name"),
    KEY.table: ("status", "complete"),
}
"""The sheets, by table, that are canonical next to a free layout, and the fields that each must have a heading for.

A list of decisions beside a list of risks has refs of its own, and no reviews.
"""


def recognise_canonical(
    sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS
) -> tuple[Recognised, list[Issue]] | None:
    """Return the records of a canonical workbook, and the issues of its sheets and headings.

    Returns None without a canonical sheet of recommendations or updates. A free-layout tracker may have a sheet of the
    same name, but without a review or a kind for each row.
    """
    found = canonical_sheets(sheets)
    if not any(recognised_fields(plan, sheet) & {"review", "kind"} for plan, sheet in found if plan.required):
        return None
    recognised, heading_issues = read_canonical_sheets(found)
    return recognised, [*_sheet_issues(sheets, found, options), *heading_issues]


def read_canonical_sheets(found: Sequence[tuple[SheetPlan, SheetCells]]) -> tuple[Recognised, list[Issue]]:
    """Return the records and the column mapping of sheets with canonical headings, and the issues of these."""
    records: dict[str, tuple[Record, ...]] = {}
    columns: list[MappedColumn] = []
    ranges: list[TableRange] = []
    issues: list[Issue] = []
    for plan, sheet in found:
        header = _find_header_row(plan, sheet)
        if header is None:
            if sheet.rows:
                expected = ", ".join(column.heading for column in plan.columns)
                issues.append(make_issue("sheet-without-headings", sheet=sheet.name, expected=expected))
            continue
        chosen = _chosen_fields(sheet, header)
        fields, heading_issues = _map_columns(plan, sheet, header, chosen)
        records[plan.table] = tuple(_record(sheet, row, fields) for row in sheet.rows[header + 1 :])
        columns += _mapped_columns(plan, sheet, header, fields, chosen)
        number, read = sheet.rows[header].number, fields.values()
        area = CellRange(min(read, default=1), number, max(read, default=1), sheet.rows[-1].number)
        ranges.append(TableRange(sheet.name, number, area))
        issues += heading_issues
        if plan is RECOMMENDATIONS and not records[plan.table]:
            issues.append(make_issue("recommendations-empty", sheet=sheet.name))
    return Recognised(NAME, records, tuple(columns), tuple(ranges)), issues


def find_extra_sheets(sheets: Sequence[SheetCells], *, has_key: bool) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the canonical sheets in a workbook with a free layout, without Key if another key was found already."""
    return [
        (plan, sheet)
        for plan, sheet in canonical_sheets(sheets)
        if plan.table in _EXTRA_SHEET_FIELDS
        and not (has_key and plan is KEY)
        and recognised_fields(plan, sheet) >= set(_EXTRA_SHEET_FIELDS[plan.table])
    ]


def canonical_sheets(sheets: Sequence[SheetCells]) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets with canonical names, each with its plan; of two for one table, in two languages, the first."""
    labels = sheet_labels()
    found: dict[str, tuple[SheetPlan, SheetCells]] = {}
    for sheet in sheets:
        plan = labels.get(label_key(sheet.name))
        if plan is not None:
            found.setdefault(plan.table, (plan, sheet))
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


def _chosen_fields(sheet: SheetCells, header: int) -> dict[int, str]:
    """Return the fields that a person chose, by the column of their heading."""
    values = enumerate(sheet.rows[header].values, start=1)
    places = [HeadingPlace(plain_text(value), [COLUMN_LETTERS[column]]) for column, value in values]
    fields = enumerate(chosen_fields(sheet.mapping, places), start=1)
    return {column: field for column, field in fields if field is not None}


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
        if sheet.name in read:
            yield from sheet_state_issues(sheet)
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            expected = ", ".join(plan.name for plan in SHEETS)
            yield make_issue("sheet-passed-over", sheet=sheet.name, expected=expected)


def _map_columns(
    plan: SheetPlan, sheet: SheetCells, header: int, chosen: Mapping[int, str]
) -> tuple[dict[str, int], list[Issue]]:
    """Return the column of each field, chosen ones first, and issues of unknown, repeated or missing headings."""
    labels, row = column_labels(plan), sheet.rows[header]
    fields: dict[str, int] = {}
    issues: list[Issue] = []
    for column in sorted(row.filled_columns, key=lambda column: column not in chosen):
        heading, cell = plain_text(row.value_at(column)), address(column, row.number)
        field = chosen.get(column, labels.get(label_key(heading)))
        if not heading:
            continue
        if field == "":
            issues.append(make_issue("column-left-out", sheet=sheet.name, cell=cell, found=heading))
        elif field is None:
            names = ", ".join(column.heading for column in plan.columns)
            issues.append(make_issue("heading-unknown", sheet=sheet.name, cell=cell, found=heading, expected=names))
        elif field in fields:
            first = address(fields[field], row.number)
            issues.append(make_issue("heading-repeated", sheet=sheet.name, cell=cell, found=heading, first=first))
        else:
            fields[field] = column
    for missing in plan.columns:
        if missing.required and missing.field not in fields:
            cell = address(1, row.number)
            issues.append(make_issue("heading-missing", sheet=sheet.name, cell=cell, expected=missing.heading))
    headed = {column for column in row.filled_columns if plain_text(row.value_at(column))}
    above = [(other, column) for other in sheet.rows[:header] for column in other.filled_columns]
    issues += rows_above_issue(above, sheet)
    return fields, [*issues, *unheaded_column_issues(sheet.rows[header + 1 :], headed, sheet)]


def _mapped_columns(
    plan: SheetPlan, sheet: SheetCells, header: int, fields: Mapping[str, int], chosen: Mapping[int, str]
) -> Iterator[MappedColumn]:
    row = sheet.rows[header]
    english = {label_key(column.heading) for column in plan.columns}
    for field, column in fields.items():
        heading = plain_text(row.value_at(column))
        evidence = EVIDENCE if column in chosen else "heading" if label_key(heading) in english else "alias"
        yield MappedColumn(sheet.name, address(column, row.number), heading, field, evidence, choice=field)


def _record(sheet: SheetCells, row: CellRow, fields: Mapping[str, int]) -> Record:
    cells = {field: cell_of(sheet, row, column) for field, column in fields.items()}
    return Record(Cell(None, sheet.name, row.number, 1), cells, sheet.day_zero)
