"""The months of sheets: the year of a month in a sheet's name, and the month of a list without dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from loaders.cells.values import DateCell, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.columns.months_without_year import MonthOfYear, years_by_anchor, years_within
from loaders.layouts.columns.years_in_titles import YearSource, texts_above, twelve_months
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import snapshot_round
from loaders.options import ReadOptions
from loaders.vocabulary.heading_periods import round_key, split_round
from loaders.vocabulary.name_periods import file_words
from model.dates.date import Precision
from model.dates.date_grammar import read_date
from model.dates.date_words import MONTHS
from model.issues.issue import Issue, Severity

_Years = tuple[Sequence[int], YearSource]
_NAME = "name"
"""Used instead of a cell for a year in the name of another sheet."""


def date_sheets(sources: Sequence[InterpretedTable], *, file_name: str) -> tuple[list[InterpretedTable], list[Issue]]:
    """Return the tables dated by a month in the name of their sheet, with the year of the month, and the issue of it.

    It may be in the names of the other sheets, above the tables, or in the file's name. If it is not certain, or the
    months are not in order, the dates stay without a year, which is an issue.
    """
    dated = list(
        {source.table.sheet.name: source for source in reversed(sources) if _is_dated_by_name(source)}.values()
    )[::-1]
    without_year = [
        source for source in sources if _is_dated_by_name(source) and _parse_month_only(_date_words(source))
    ]
    months = [month for source in dated if (month := _month(source)) is not None]
    found = _years(dated, months, file_name) if without_year and len(months) == len(dated) else None
    if found is None:
        return [], []
    years = dict(zip((source.table.sheet.name for source in dated), found[0], strict=True))
    with_year = [_with_year(source, years[source.table.sheet.name]) for source in without_year]
    found_in, taken = _names_and_rounds(with_year)
    issue = make_issue(
        "round-year-given",
        sheet=with_year[0].table.sheet.name,
        found=found_in,
        severity=None if found[1][1] == _NAME else Severity.WARNING,
        taken=taken,
        by=found[1][0],
        of="sheets",
    )
    return with_year, [issue]


def date_snapshots(tracker: TrackerTables, options: ReadOptions, file_name: str) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker with the month of a list without dates: as a person chose, or from its sheet, title or file.

    If the sheets have several months, the chosen month is only for sheets without a month in their name or title. The
    remaining rows of an undated earlier sheet have none of these months. A month without a year in the name of a sheet
    takes the year of the other sheets, the titles or the file.
    """
    undated = [source for source in tracker.all if _is_undated(source)]
    several = _are_of_several_months(undated)
    dated: list[InterpretedTable] = []
    issues: list[Issue] = []
    for source in undated:
        sheet = source.table.sheet.name
        month = _month_of_snapshot(source, undated) or snapshot_round(
            source.table, "" if source.is_undated_earlier else file_name
        )
        chosen_by_person = options.as_at and not source.is_undated_earlier and not (several and _has_month(source))
        stated = InheritedValue(options.as_at, (sheet, ""), "option") if chosen_by_person else month
        if stated is None:
            issues.append(make_issue("snapshot-undated", sheet=sheet, cell=source.table.headings[0].cell))
        else:
            dated.append(source.inherit({"date": stated}))
    with_months = tracker.with_tables(dated)
    changed, year_issues = date_sheets(with_months.all, file_name=file_name)
    with_years = with_months.with_tables(changed)
    return with_years, [*issues, *year_issues, *_dated_issues(tracker, with_years)]


def _dated_issues(tracker: TrackerTables, with_years: TrackerTables) -> Iterator[Issue]:
    """Yield an issue for each table that was dated."""
    for before, source in zip(tracker.all, with_years.all, strict=True):
        if "date" in source.inherited and "date" not in before.inherited:
            date = source.inherited["date"]
            cell = date.location[1] or source.table.headings[0].cell
            yield make_issue("snapshot-dated", sheet=source.table.sheet.name, cell=cell, found=plain_text(date.value))


def _with_year(source: InterpretedTable, year: int) -> InterpretedTable:
    date = InheritedValue(f"{_date_words(source)} {year}", (source.table.sheet.name, ""))
    return source.inherit({"date": date})


def _names_and_rounds(dated: Sequence[InterpretedTable]) -> tuple[str, str]:
    """Return the names of sheets, and the rounds they were read as, each as one text."""
    words = {source.table.sheet.name: _date_words(source) for source in dated}
    return ", ".join(words), ", ".join(dict.fromkeys(words.values()))


def _is_dated_by_name(source: InterpretedTable) -> bool:
    dated = source.inherited.get("date")
    return (
        dated is not None and dated.evidence == "sheet-name" and not dated.location[1] and isinstance(dated.value, str)
    )


def _date_words(source: InterpretedTable) -> str:
    return str(source.inherited["date"].value)


def _parse_month_only(words: str) -> int | None:
    return MONTHS.get(words.casefold().rstrip("."))


def _month(source: InterpretedTable) -> MonthOfYear | None:
    """Return the month in a sheet's name, with the year if it is in the name or above the table.

    None if there are two years above it.
    """
    words = _date_words(source)
    month_only = _parse_month_only(words)
    if month_only is not None:
        years = {day.year for day, _ in _days_above(source) if day.month == month_only}
        return (month_only, next(iter(years), None)) if len(years) < 2 else None
    first = read_date(words).date.first
    return (first.month, first.year) if first is not None else None


def _days_above(source: InterpretedTable) -> Iterator[tuple[date, YearSource]]:
    """Yield the first day of each date above a table, with its words."""
    for row in source.table.rows_above:
        for value in row.values:
            if isinstance(value, DateCell):
                yield value.value.date(), (f"{value.value:%Y-%m-%d}", "")
    for text, cell in texts_above(source.table.rows_above):
        words = split_round(text)[1]
        stated = read_date(words).date if words is not None else None
        if stated is not None and stated.first is not None and stated.precision in (Precision.DAY, Precision.MONTH):
            yield stated.first, (text, cell)


def _years(dated: Sequence[InterpretedTable], months: Sequence[MonthOfYear], file_name: str) -> _Years | None:
    """Return the year of each sheet and its source; None if it is unknown, or two sheets have the same month."""
    numbers = [month for month, _ in months]
    if len(set(numbers)) < len(numbers):
        return None
    if any(year is not None for _, year in months):
        years = years_by_anchor(months)
        return (years, _anchor(dated, months)) if years is not None else None
    titles = [text for source in dated for text in texts_above(source.table.rows_above)]
    spans = twelve_months([*dict.fromkeys(titles), (file_words(file_name), "")], numbers)
    candidates = [(years_within(numbers, first), words) for first, words in spans]
    distinct = {tuple(years) if years is not None else None for years, _ in candidates}
    years, by = candidates[0] if len(distinct) == 1 else (None, ("", ""))
    return (years, by) if years is not None else None


def _anchor(dated: Sequence[InterpretedTable], months: Sequence[MonthOfYear]) -> YearSource:
    """Return the source of the first year: the name of a sheet, or the words above its table."""
    source, (month, _) = next(pair for pair in zip(dated, months, strict=True) if pair[1][1] is not None)
    if _parse_month_only(_date_words(source)) is None:
        return source.table.sheet.name, _NAME
    return next(words for day, words in _days_above(source) if day.month == month)


def _month_of_snapshot(source: InterpretedTable, undated: Sequence[InterpretedTable]) -> InheritedValue | None:
    """Return the month in the sheet's name or a title; a title above one of two lists side by side applies to both."""
    on_sheet = [other for other in undated if other.table.sheet.name == source.table.sheet.name]
    level = [other for other in on_sheet if other is not source and other.table.header_row == source.table.header_row]
    stated = [snapshot_round(other.table, "") for other in (source, *level)]
    return next((month for month in stated if month is not None), None)


def _is_undated(source: InterpretedTable) -> bool:
    plain = any(period.round is None for period in source.columns.rounds)
    return plain and not source.dated and "date" not in source.inherited


def _are_of_several_months(sources: Sequence[InterpretedTable]) -> bool:
    stated = [snapshot_round(source.table, "") for source in sources]
    return len({round_key(month.value) if month is not None else "" for month in stated}) > 1


def _has_month(source: InterpretedTable) -> bool:
    return snapshot_round(source.table, "") is not None
