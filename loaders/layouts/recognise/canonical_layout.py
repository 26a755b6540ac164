"""The canonical layout: sheets and headings by the names of the workbook contract, in either language."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.columns.user_choices import EVIDENCE
from loaders.layouts.issues.sheet_state import report_sheet_state
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised, Record
from loaders.vocabulary.canonical_headings import INSTRUCTIONS, column_labels, sheet_labels
from model.text import label_key
from model.tracker.columns import RECOMMENDATIONS, SHEETS, SheetPlan
from model.tracker.reading import MappedColumn

NAME = "canonical"
_HEADINGS_WITHIN = 50
"""Headings are looked for in so many of a sheet's first rows that hold something."""
_HEADINGS_AT_LEAST = 2


def recognise_canonical(
    sheets: Sequence[SheetCells], log: IssueLog, *, options: ReadOptions = NO_OPTIONS
) -> Recognised | None:
    """Return the records of a canonical workbook, or None where no sheet of recommendations or updates is found."""
    found = canonical_sheets(sheets)
    if not any(_is_canonical(plan, sheet) for plan, sheet in found if plan.required):
        return None
    _tell_sheets(sheets, found, log, options)
    records: dict[str, list[Record]] = {}
    columns: list[MappedColumn] = []
    for plan, sheet in found:
        read = read_canonical_sheet(plan, sheet, log, options=options)
        if read is None:
            if sheet.rows:
                log.add("sheet-without-headings", sheet=sheet.name, expected=", ".join(c.heading for c in plan.columns))
            continue
        records[plan.table] = read[0]
        columns += read[1]
        if plan is RECOMMENDATIONS and not records[plan.table]:
            log.add("recommendations-empty", sheet=sheet.name)
    return Recognised(NAME, records, tuple(columns))


def read_canonical_sheet(
    plan: SheetPlan, sheet: SheetCells, log: IssueLog, *, options: ReadOptions = NO_OPTIONS
) -> tuple[list[Record], list[MappedColumn]] | None:
    """Return the records of a sheet by the contract's headings and how its columns were read; None without headings."""
    place = _heading_row(plan, sheet)
    if place is None:
        return None
    given = options.fields_on(sheet.name)
    fields = _map_columns(plan, sheet, place, log, given)
    return list(_records(sheet, place, fields)), list(_mapped(plan, sheet, place, fields, given))


def canonical_sheets(sheets: Sequence[SheetCells]) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets that the contract names; of two for one table (in either language) the first."""
    labels = sheet_labels()
    found: dict[str, tuple[SheetPlan, SheetCells]] = {}
    for sheet in sheets:
        plan = labels.get(label_key(sheet.name))
        if plan is not None and plan.table not in found:
            found[plan.table] = (plan, sheet)
    return list(found.values())


def recognised_fields(plan: SheetPlan, sheet: SheetCells) -> set[str]:
    """Return the fields that a sheet has a heading of the contract for; none where most of its headings are others."""
    place = _heading_row(plan, sheet)
    if place is None:
        return set()
    labels = column_labels(plan)
    held = [label_key(plain_text(value)) for value in sheet.rows[place].values if plain_text(value)]
    fields = {labels[heading] for heading in held if heading in labels}
    return fields if 2 * len(fields) >= len(held) else set()


def _is_canonical(plan: SheetPlan, sheet: SheetCells) -> bool:
    """Say whether a sheet has the contract's headings, and not only two of them among a person's own.

    A tracker of one's own may have a sheet of the same name; it does not say of which review or kind each row is.
    """
    return bool(recognised_fields(plan, sheet) & {"review", "kind"})


def _heading_row(plan: SheetPlan, sheet: SheetCells) -> int | None:
    """Return the place, among the rows that hold something, of the row with the most headings."""
    labels = column_labels(plan)
    scores = [
        sum(label_key(plain_text(value)) in labels for value in row.values) for row in sheet.rows[:_HEADINGS_WITHIN]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best >= _HEADINGS_AT_LEAST else None


def _tell_sheets(
    sheets: Sequence[SheetCells], found: Sequence[tuple[SheetPlan, SheetCells]], log: IssueLog, options: ReadOptions
) -> None:
    tables = {plan.table for plan, _ in found} | ({RECOMMENDATIONS.table} if options.known else set())
    read = {sheet.name for _, sheet in found}
    for plan in SHEETS:
        if plan.required and plan.table not in tables:
            log.add("sheet-missing", expected=plan.name)
    for sheet in sheets:
        if sheet.name not in read:
            if sheet.rows and sheet.name not in INSTRUCTIONS.values():
                log.add("sheet-unknown", sheet=sheet.name, expected=", ".join(plan.name for plan in SHEETS))
            continue
        report_sheet_state(sheet, log)


def _map_columns(
    plan: SheetPlan, sheet: SheetCells, place: int, log: IssueLog, given: Mapping[str, str]
) -> dict[str, int]:
    """Return the column each field stands in, and tell headings that are unknown, repeated or missing."""
    labels = column_labels(plan)
    headings = sheet.rows[place]
    fields: dict[str, int] = {}
    for column, value in sorted(enumerate(headings.values, start=1), key=_given_first(given, headings.number)):
        heading, cell = plain_text(value), address(column, headings.number)
        field = given.get(cell, labels.get(label_key(heading)))
        if not heading:
            continue
        if field == "":
            log.add("column-left-out", sheet=sheet.name, cell=cell, found=heading)
        elif field is None:
            expected = ", ".join(c.heading for c in plan.columns)
            log.add("heading-unknown", sheet=sheet.name, cell=cell, found=heading, expected=expected)
        elif field in fields:
            first = address(fields[field], headings.number)
            log.add("heading-repeated", sheet=sheet.name, cell=cell, found=heading, first=first)
        else:
            fields[field] = column
    for missing in plan.columns:
        if missing.required and missing.field not in fields:
            cell = address(1, headings.number)
            log.add("heading-missing", sheet=sheet.name, cell=cell, expected=missing.heading)
    _tell_strays(sheet, place, log)
    return fields


def _given_first(given: Mapping[str, str], line: int) -> Callable[[tuple[int, Value]], bool]:
    """Return the key that puts the columns before the others whose field a person gave."""
    return lambda column: address(column[0], line) not in given


def _tell_strays(sheet: SheetCells, place: int, log: IssueLog) -> None:
    """Tell what stands above the headings, and columns that hold something under no heading."""
    headings = sheet.rows[place]
    above = sheet.rows[:place]
    if above:
        words = next(plain_text(value) for value in above[0].values if value is not None)
        first = next(column for column, value in enumerate(above[0].values, start=1) if value is not None)
        log.add("rows-above-headings", sheet=sheet.name, cell=address(first, above[0].number), found=words)
    headed = {column for column, value in enumerate(headings.values) if plain_text(value)}
    told: set[int] = set()
    for row in sheet.rows[place + 1 :]:
        for column, value in enumerate(row.values):
            if value is not None and column not in headed and column not in told:
                told.add(column)
                cell = address(column + 1, row.number)
                log.add("column-without-heading", sheet=sheet.name, cell=cell, found=plain_text(value))


def _mapped(
    plan: SheetPlan, sheet: SheetCells, place: int, fields: Mapping[str, int], given: Mapping[str, str]
) -> Iterator[MappedColumn]:
    headings = sheet.rows[place]
    english = {label_key(column.heading) for column in plan.columns}
    for field, column in fields.items():
        heading, cell = plain_text(headings.values[column - 1]), address(column, headings.number)
        evidence = EVIDENCE if cell in given else "heading" if label_key(heading) in english else "alias"
        yield MappedColumn(sheet.name, cell, heading, field, evidence)


def _records(sheet: SheetCells, place: int, fields: Mapping[str, int]) -> Iterator[Record]:
    for row in sheet.rows[place + 1 :]:
        width = len(row.values)
        values: dict[str, Value] = {
            field: row.values[column - 1] for field, column in fields.items() if column <= width
        }
        yield Record(sheet.name, row.number, fields, values, sheet.day_zero)
