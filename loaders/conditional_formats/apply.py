"""Apply the conditional formats of a sheet: the fills that simple rules give, and an issue for every other rule."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress, CellRange, first_cell
from loaders.cells.fill import Fill
from loaders.cells.values import CellRow, Value
from loaders.conditional_formats.cell_references import CellContext, CellReference
from loaders.conditional_formats.conditions import Condition
from model.issues.issue import Issue, Severity
from model.issues.issue_codes import SEVERITIES

UNCHANGED_FILL = Fill("", conditional=True)
"""The result of a rule that has no fill and stops later rules: the cell shows the fill of its style."""
_NOT_READ = "conditional-format-not-read"
_WHITE = "#ffffff"
FillsByRow = dict[int, dict[int, Fill]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a conditional format: its ranges, its condition and its fill. Without a condition it is not simple.

    Attributes:
        reference: the ranges as the workbook writes them.
        priority: the order in which rules are applied.
        fill: the fill of cells that meet the condition; `UNCHANGED_FILL` if the rule only stops later rules.
        may_change_fill: whether a cell has an unknown fill if the result of the condition is unknown.
        kind: the type of the rule, as the workbook calls it.
        formula_text: its formulas.
    """

    reference: str
    areas: tuple[CellRange, ...]
    priority: int
    fill: Fill | None
    may_change_fill: bool
    condition: Condition | None
    kind: str = ""
    formula_text: str = ""


def apply_conditional_formats(
    rules: Sequence[Rule], rows: Sequence[CellRow], fills_by_row: FillsByRow, *, sheet: str
) -> list[Issue]:
    """Replace the fills of cells by those of rules, and return an issue for each rule that was not read.

    Where a rule that was not read may give a fill, the cell has none, as its own fill may not be visible.
    """
    hiding_rules: set[int] = set()
    for (column, row), decided in _deciding_rules(rules, rows).items():
        row_fills = fills_by_row.get(row, {})
        if isinstance(decided, Rule) and column in row_fills:
            hiding_rules.add(id(decided))
        if isinstance(decided, Rule) or decided.colour == _WHITE:
            row_fills.pop(column, None)
        else:
            fills_by_row.setdefault(row, {})[column] = decided
    return _unread_rule_issues(rules, hiding_rules, sheet)


def _deciding_rules(rules: Sequence[Rule], rows: Sequence[CellRow]) -> dict[CellAddress, "Fill | Rule"]:
    """Return the fill of each cell that a rule changes, or the rule if its result is unknown; empty rows are left out.

    As in Excel, the first rule by priority that holds and has a fill decides.
    """
    width = max((len(row.values) for row in rows), default=0) if rules else 0
    numbers = [row.number for row in rows]
    by_number = {row.number: row for row in rows} if any(_reads_fixed_rows(rule) for rule in rules) else {}
    decided: dict[CellAddress, Fill | Rule] = {}
    for rule in sorted(rules, key=lambda rule: rule.priority):
        result = rule if rule.fill is None else rule.fill
        for area in rule.areas:
            columns = range(area.first_column, min(area.last_column, width) + 1)
            covered = rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
            for cell, holds in _matching_cells(rule, covered, columns, by_number):
                if holds or rule.may_change_fill:
                    decided.setdefault(cell, result if holds else rule)
    return {cell: decision for cell, decision in decided.items() if decision is not UNCHANGED_FILL}


def _unread_rule_issues(rules: Sequence[Rule], hiding_rules: Set[int], sheet: str) -> list[Issue]:
    """Return one issue for each range and unread rule; a warning if it may hide the fills of cells."""
    issues: dict[tuple[str, str, str], Issue] = {}
    for rule in rules:
        if rule.condition is None:
            severity = Severity.WARNING if id(rule) in hiding_rules else SEVERITIES[_NOT_READ]
            details = {"kind": rule.kind, "rule": rule.formula_text}
            issue = Issue(_NOT_READ, severity, sheet, first_cell(rule.reference), rule.reference, details)
            issues.setdefault((rule.reference, rule.kind, rule.formula_text), issue)
    return list(issues.values())


def _reads_fixed_rows(rule: Rule) -> bool:
    return rule.condition is not None and any(read.row is not None for read in rule.condition.references)


def _matching_cells(
    rule: Rule, rows: Sequence[CellRow], columns: range, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[CellAddress, bool | None]]:
    """Yield each cell in which a rule holds, with True, or in which the result is unknown, with None."""
    condition = rule.condition
    if condition is None:
        yield from (((column, row.number), None) for row in rows for column in columns if rule.may_change_fill)
        return
    if condition.is_row_wide:
        of_rows = _row_results(condition, rows, columns[0], by_number) if columns else ()
        yield from (((column, row), holds) for row, holds in of_rows for column in columns)
    else:
        for column in columns:
            yield from (((column, row), holds) for row, holds in _row_results(condition, rows, column, by_number))


def _row_results(
    condition: Condition, rows: Sequence[CellRow], column: int, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[int, bool | None]]:
    """Yield the number of each row in which a condition holds for a column, with True, or is unknown, with None.

    Equal values are tested only once, unless the condition uses the position of the cell.
    """
    test, placed = condition.test, condition.uses_position
    results: dict[tuple[object, ...], bool | None] = {}
    for row, values in zip(rows, _values(condition.references, rows, column, by_number), strict=True):
        key = (*values, *map(type, values), row.number if placed else 0)
        holds = (
            results[key] if key in results else results.setdefault(key, test(CellContext(values, column, row.number)))
        )
        if holds is not False:
            yield row.number, holds


def _values(
    reads: Sequence[CellReference], rows: Sequence[CellRow], column: int, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[Value, ...]]:
    """Yield the values that a condition reads in each row; a single cell of the row, the usual case, is faster."""
    if len(reads) == 1 and reads[0].row is None:
        index = (reads[0].column or column + reads[0].shift) - 1
        for row in rows:
            yield (row.values[index] if 0 <= index < len(row.values) else None,)
    else:
        for row in rows:
            yield tuple(_value(read, row, column, by_number) for read in reads)


def _value(read: CellReference, row: CellRow, column: int, by_number: Mapping[int, CellRow]) -> Value:
    source = row if read.row is None else by_number.get(read.row)
    index = (read.column or column + read.shift) - 1
    return source.values[index] if source is not None and 0 <= index < len(source.values) else None
