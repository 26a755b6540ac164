"""Columns of dates: what only a whole column shows of how its dates were typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from loaders.cells.values import DateCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from loaders.validation.recommendation_index import publication_days
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, REVIEWS, DataType, SheetPlan

_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})", re.ASCII)
"""Dates that a month-first spreadsheet tries to read; one with dots stays a text wherever it is typed."""
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MONTHS = 12
_Cell = tuple[Record, str, Value]


def check_date_columns(tables: Tables, log: IssueLog) -> None:
    """Note, once a column, real dates that a month-first spreadsheet may have made, and dates that show no year."""
    for plan, rows in (
        (REVIEWS, tables.reviews),
        (RECOMMENDATIONS, tables.recommendations),
        (PROGRESS, tables.progress),
        (MONITORING, tables.monitoring),
    ):
        for column in _columns(plan, rows):
            _tell_swapped(column, log)
            _tell_hidden_year(column, log)


def _columns(plan: SheetPlan, rows: Sequence[ParsedRow]) -> Iterator[list[_Cell]]:
    """Yield the cells of each column that hold real dates, or texts that only read day first.

    A date that stands elsewhere than in the row, such as in a heading, belongs to no column.
    """
    cells: dict[tuple[str, str, int], list[_Cell]] = {}
    dates = [column.field for column in plan.columns if column.data_type is DataType.DATE]
    fields = [field for field in dates if any(map(_is_told, {record.values.get(field) for _, record in rows}))]
    for _, record in rows if fields else ():
        for field in fields:
            value = record.values.get(field)
            if _is_told(value) and field not in record.outside_row and field in record.columns:
                cells.setdefault((record.sheet, field, record.columns[field]), []).append((record, field, value))
    yield from cells.values()


def _is_told(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and _only_day_first(value))


def _tell_swapped(column: Sequence[_Cell], log: IssueLog) -> None:
    kept = next((value for _, _, value in column if isinstance(value, str)), None)
    real = [cell for cell in column if isinstance(cell[2], DateCell) and _exchangeable(cell[2])]
    if kept is None or not real:
        return
    record, field, value = real[0]
    log.add_at(record, field, "dates-may-be-swapped", found=plain_text(value), text=kept, count=str(len(real)))


@lru_cache(maxsize=4096)
def _only_day_first(value: str) -> bool:
    """Say whether a cell holds, as text, a date in numbers that cannot be read month first."""
    found = _DAY_FIRST.fullmatch(value)
    return found is not None and _MONTHS < int(found[1]) <= 31 and 1 <= int(found[2]) <= _MONTHS


def _exchangeable(cell: DateCell) -> bool:
    day, month = cell.value.day, cell.value.month
    shows_day = "d" in _letters(cell) or "m" not in _letters(cell)
    return day <= _MONTHS and day != month and shows_day


def _tell_hidden_year(column: Sequence[_Cell], log: IssueLog) -> None:
    hidden = next((cell for cell in column if isinstance(cell[2], DateCell) and _hides_year(cell[2])), None)
    if hidden is not None:
        log.add_at(hidden[0], hidden[1], "date-year-hidden", found=plain_text(hidden[2]))


def _hides_year(cell: DateCell) -> bool:
    letters = _letters(cell)
    return "m" in letters and "d" in letters and not {"y", "e"} & letters


def _letters(cell: DateCell) -> set[str]:
    return set(_QUOTED.sub("", cell.number_format).lower())


_DAYS_OF_A_YEAR = 365


def report_targets_before_updates(tables: Tables, log: IssueLog) -> None:
    """Note targets that end before the first update of their review, where nothing says when that was published.

    In a list of a single round a target that has just passed is usual, so there it must lie more than a year before.
    """
    aimed = [one for one in tables.recommendations if one.row["target"] is not None]
    published, reported = publication_days(tables), _days_of_updates(tables) if aimed else {}
    for one in aimed:
        target, review = one.date("target"), one.text("review") or ""
        if target is None or target.last is None or review in published or review not in reported:
            continue
        first, several = reported[review]
        if (first - target.last).days > (0 if several else _DAYS_OF_A_YEAR):
            log.add_at(one.record, "target", "date-before-updates", found=target.words, first=first.isoformat())


def _days_of_updates(tables: Tables) -> Mapping[str, tuple[date, bool]]:
    """Return the first day on which a review has an update, and whether it has updates of other months too."""
    days: dict[str, tuple[date, bool]] = {}
    for one in tables.progress:
        stated, review = one.date("date"), one.text("review") or ""
        if stated is None or stated.first is None:
            continue
        first, several = days.get(review, (stated.first, False))
        others = (first.year, first.month) != (stated.first.year, stated.first.month)
        days[review] = (min(first, stated.first), several or others)
    return days
