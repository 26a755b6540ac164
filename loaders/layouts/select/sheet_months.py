"""Sheets that are named by a month without a year: they are dated where something else gives the year, and told."""

from collections.abc import Iterator, Sequence
from datetime import date

from loaders.cells.values import DateCell, plain_text
from loaders.issue_log import IssueLog
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
from model.issues.issue import Severity

_Years = tuple[Sequence[int], YearSource]
_NAME = "name"
"""Stands for the cell where a year stands in the name of another sheet."""


def date_sheets(sources: Sequence[InterpretedTable], *, file_name: str, log: IssueLog) -> None:
    """Give the year to the dates that tables have from a month in the name of their sheet.

    The names of the other sheets, what stands above the tables and the file's name may say it. Where nothing says it
    plainly, or the months are not in order, they stay without a year, which is asked for.
    """
    dated = list({source.table.sheet.name: source for source in reversed(sources) if _from_name(source)}.values())[::-1]
    bare = [source for source in sources if _from_name(source) and _month_alone(_words(source))]
    months = [month for source in dated if (month := _month(source)) is not None]
    found = _years(dated, months, file_name) if bare and len(months) == len(dated) else None
    if found is None:
        return
    years = dict(zip((source.table.sheet.name for source in dated), found[0], strict=True))
    for source in bare:
        sheet = source.table.sheet.name
        source.inherited["date"] = InheritedValue(f"{_words(source)} {years[sheet]}", (sheet, ""))
    found_in, taken = _told(bare)
    log.add(
        "round-year-given",
        sheet=bare[0].table.sheet.name,
        found=found_in,
        severity=None if found[1][1] == _NAME else Severity.WARNING,
        taken=taken,
        by=found[1][0],
        of="sheets",
    )


def date_snapshots(chosen: TrackerTables, options: ReadOptions, file_name: str, log: IssueLog) -> None:
    """Give a list without dates the month it is from: as a person said, or as its sheet, title or file says.

    Where its sheets are of several months, a person can only have said it of those that do not say it themselves. What
    is left of a sheet of an earlier time is of none of these months. A month without a year in the name of a sheet has
    the one that the other sheets, the titles or the file give.
    """
    undated = [source for source in chosen.all if _is_undated(source)]
    several = _are_of_several_months(undated)
    dated: list[tuple[InterpretedTable, str]] = []
    for source in undated:
        sheet, cell = source.table.sheet.name, source.table.headings[0].cell
        own = _stated(source, undated) or snapshot_round(source.table, "" if source.is_undated_earlier else file_name)
        asked = options.as_at and not source.is_undated_earlier and not (several and _says_month(source))
        stated = InheritedValue(options.as_at, (sheet, ""), "option") if asked else own
        if stated is None:
            log.add("snapshot-undated", sheet=sheet, cell=cell)
            continue
        source.inherited["date"] = stated
        dated.append((source, stated.location[1] or cell))
    date_sheets(chosen.all, file_name=file_name, log=log)
    for source, cell in dated:
        found = plain_text(source.inherited["date"].value)
        log.add("snapshot-dated", sheet=source.table.sheet.name, cell=cell, found=found)


def _told(bare: Sequence[InterpretedTable]) -> tuple[str, str]:
    """Return the names of sheets, and the rounds they were read as."""
    words = {source.table.sheet.name: _words(source) for source in bare}
    return ", ".join(words), ", ".join(dict.fromkeys(words.values()))


def _from_name(source: InterpretedTable) -> bool:
    given = source.inherited.get("date")
    return (
        given is not None and given.evidence == "sheet-name" and not given.location[1] and isinstance(given.value, str)
    )


def _words(source: InterpretedTable) -> str:
    return str(source.inherited["date"].value)


def _month_alone(words: str) -> int | None:
    return MONTHS.get(words.casefold().rstrip("."))


def _month(source: InterpretedTable) -> MonthOfYear | None:
    """Return the month a sheet is named by, with its year where its name or what stands above its table says it.

    None where two years stand above it.
    """
    words = _words(source)
    alone = _month_alone(words)
    if alone is not None:
        years = {day.year for day, _ in _days_above(source) if day.month == alone}
        return (alone, next(iter(years), None)) if len(years) < 2 else None
    first = read_date(words).date.first
    return (first.month, first.year) if first is not None else None


def _days_above(source: InterpretedTable) -> Iterator[tuple[date, YearSource]]:
    """Yield the first day of each month or day that stands above a table, with its words."""
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
    """Return the year of each sheet and what gave it; None where nothing does, or a month would have two."""
    numbers = [month for month, _ in months]
    if len(set(numbers)) < len(numbers):
        return None
    if any(year is not None for _, year in months):
        years = years_by_anchor(months)
        return (years, _anchor(dated, months)) if years is not None else None
    said = [one for source in dated for one in texts_above(source.table.rows_above)]
    spans = twelve_months([*dict.fromkeys(said), (file_words(file_name), "")], numbers)
    given = [(years_within(numbers, first), words) for first, words in spans]
    agreed = {tuple(years) if years is not None else None for years, _ in given}
    years, by = given[0] if len(agreed) == 1 else (None, ("", ""))
    return (years, by) if years is not None else None


def _anchor(dated: Sequence[InterpretedTable], months: Sequence[MonthOfYear]) -> YearSource:
    """Return the words of the first sheet that has a year: its name, or what stands above its table."""
    source, (month, _) = next(one for one in zip(dated, months, strict=True) if one[1][1] is not None)
    if _month_alone(_words(source)) is None:
        return source.table.sheet.name, _NAME
    return next(words for day, words in _days_above(source) if day.month == month)


def _stated(source: InterpretedTable, undated: Sequence[InterpretedTable]) -> InheritedValue | None:
    """Return the month that the sheet or a title says; of lists side by side, a title above one is of the other too."""
    beside = [one for one in undated if one.table.sheet.name == source.table.sheet.name]
    level = [one for one in beside if one is not source and one.table.header_row == source.table.header_row]
    stated = [snapshot_round(one.table, "") for one in (source, *level)]
    return next((one for one in stated if one is not None), None)


def _is_undated(source: InterpretedTable) -> bool:
    plain = any(one.round is None for one in source.columns.rounds)
    return plain and not source.dated and "date" not in source.inherited


def _are_of_several_months(sources: Sequence[InterpretedTable]) -> bool:
    stated = [snapshot_round(source.table, "") for source in sources]
    return len({round_key(one.value) if one is not None else "" for one in stated}) > 1


def _says_month(source: InterpretedTable) -> bool:
    return snapshot_round(source.table, "") is not None
