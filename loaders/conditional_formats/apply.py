"""Conditional formats: the fill that simple rules give to cells, and which rules are not simple."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from loaders.cells.addresses import CellRange, first_cell
from loaders.cells.fill import Fill
from loaders.cells.values import CellRow, Value
from loaders.conditional_formats.cell_references import Here, Read
from loaders.conditional_formats.conditions import Condition
from model.issues.issue import Issue, Severity
from model.issues.issue_codes import SEVERITIES

OWN_FILL = Fill("", conditional=True)
"""What a rule gives that has no fill and keeps later rules away: the cell shows its own."""
_NOT_READ = "conditional-format-not-read"
_WHITE = "#ffffff"
Place = tuple[int, int]
Fills = dict[int, dict[int, Fill]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, the ranges it covers and the fill it gives. A rule without a condition is not simple.

    Attributes:
        reference: the ranges as they are written.
        priority: rules count in this order.
        fill: what cells show where it holds; `OWN_FILL` where it only keeps later rules away.
        hides: whether it gives a fill where it holds, so that where nobody can say that, no fill is known.
        kind: what kind of rule it is, as the workbook calls it.
        written: its formulas.
    """

    reference: str
    areas: tuple[CellRange, ...]
    priority: int
    fill: Fill | None
    hides: bool
    condition: Condition | None
    kind: str = ""
    written: str = ""


def format_conditionally(rules: Sequence[Rule], rows: Sequence[CellRow], filled: Fills, *, sheet: str) -> list[Issue]:
    """Put the fills of rules over the cells' own, and return an issue for each rule that was not read.

    Where a rule that was not read may give a fill, the cell has none: its own may be painted over.
    """
    painted_over: set[int] = set()
    for (column, row), shown in _shown(rules, rows).items():
        own = filled.get(row, {})
        if isinstance(shown, Rule) and column in own:
            painted_over.add(id(shown))
        if isinstance(shown, Rule) or shown.colour == _WHITE:
            own.pop(column, None)
        else:
            filled.setdefault(row, {})[column] = shown
    return _told(rules, painted_over, sheet)


def _shown(rules: Sequence[Rule], rows: Sequence[CellRow]) -> dict[Place, "Fill | Rule"]:
    """Return what cells show in rows that hold something, by column and row: a fill, or the rule that hides it.

    The first rule that holds and has a fill decides, as Excel shows it.
    """
    width = max((len(row.values) for row in rows), default=0)
    numbers = [row.number for row in rows]
    by_number = {row.number: row for row in rows} if any(_fixed_rows(rule) for rule in rules) else {}
    decided: dict[Place, Fill | Rule] = {}
    for rule in sorted(rules, key=lambda rule: rule.priority):
        given = rule if rule.fill is None else rule.fill
        for area in rule.areas:
            columns = range(area.first_column, min(area.last_column, width) + 1)
            covered = rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
            for place, holds in _held(rule, covered, columns, by_number):
                if holds or rule.hides:
                    decided.setdefault(place, given if holds else rule)
    return {place: shown for place, shown in decided.items() if shown is not OWN_FILL}


def _told(rules: Sequence[Rule], painted_over: Set[int], sheet: str) -> list[Issue]:
    """Return an issue for each range and rule, once; a warning where it may paint over fills of cells' own."""
    issues: dict[tuple[str, str, str], Issue] = {}
    for rule in rules:
        if rule.condition is None:
            severity = Severity.WARNING if id(rule) in painted_over else SEVERITIES[_NOT_READ]
            details = {"kind": rule.kind, "rule": rule.written}
            told = Issue(_NOT_READ, severity, sheet, first_cell(rule.reference), rule.reference, details)
            issues.setdefault((rule.reference, rule.kind, rule.written), told)
    return list(issues.values())


def _fixed_rows(rule: Rule) -> bool:
    return rule.condition is not None and any(read.row is not None for read in rule.condition.reads)


def _held(
    rule: Rule, rows: Sequence[CellRow], columns: range, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[Place, bool | None]]:
    """Yield the places where a rule holds, and those where nobody can say, which are None."""
    condition = rule.condition
    if condition is None:
        yield from (((column, row.number), None) for row in rows for column in columns if rule.hides)
        return
    if condition.of_rows:
        of_rows = _outcomes(condition, rows, columns[0], by_number) if columns else ()
        yield from (((column, row), holds) for row, holds in of_rows for column in columns)
    else:
        for column in columns:
            yield from (((column, row), holds) for row, holds in _outcomes(condition, rows, column, by_number))


def _outcomes(
    condition: Condition, rows: Sequence[CellRow], column: int, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[int, bool | None]]:
    """Yield the numbers of the rows in which a condition holds for a column, or of which nobody can say whether.

    Equal values are tested once, unless the row counts too.
    """
    test, placed = condition.test, condition.placed
    known: dict[tuple[object, ...], bool | None] = {}
    for row, held in zip(rows, _values(condition.reads, rows, column, by_number), strict=True):
        key = (*held, *map(type, held), row.number if placed else 0)
        holds = known[key] if key in known else known.setdefault(key, test(Here(held, column, row.number)))
        if holds is not False:
            yield row.number, holds


def _values(
    reads: Sequence[Read], rows: Sequence[CellRow], column: int, by_number: Mapping[int, CellRow]
) -> Iterator[tuple[Value, ...]]:
    """Yield what a condition reads in each row. Most read one cell of it, which is quickly looked up."""
    if len(reads) == 1 and reads[0].row is None:
        place = (reads[0].column or column + reads[0].shift) - 1
        for row in rows:
            yield (row.values[place] if 0 <= place < len(row.values) else None,)
    else:
        for row in rows:
            yield tuple(_value(read, row, column, by_number) for read in reads)


def _value(read: Read, row: CellRow, column: int, by_number: Mapping[int, CellRow]) -> Value:
    held = row if read.row is None else by_number.get(read.row)
    place = (read.column or column + read.shift) - 1
    return held.values[place] if held is not None and 0 <= place < len(held.values) else None
