"""The states of a list: undated earlier sheets lose the rows that others repeat, and months give the others a date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.resolve_columns import NamedMonth, find_years, month_without_year, texts_above
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import SheetRole, days_above, sheet_role, snapshot_round
from loaders.options import ReadOptions
from loaders.records import Cell, name_cell
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import file_words, round_key
from loaders.vocabulary.refs import is_same_text
from model.dates.date import Precision
from model.dates.date_grammar import read_date
from model.issues.issue import Issue, Severity

_ORDER = (SheetRole.CURRENT, None, SheetRole.CLOSED, SheetRole.EARLIER)
_TextsByRef = Mapping[str, Sequence[str]]
"""The texts of items by ref, or by text for items without a ref."""


def remove_repeated_rows(tracker: TrackerTables) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker without the rows of undated earlier sheets that repeat other sheets, and their issues.

    Current sheets are sorted first, so that their texts take precedence. An earlier sheet with a date is a round.
    """
    ordered = sorted(tracker.item_tables, key=lambda source: _ORDER.index(sheet_role(source)))
    earlier = [source for source in ordered if sheet_role(source) is SheetRole.EARLIER and _has_unknown_round(source)]
    others = [source for source in ordered if not source.is_among(earlier)]
    tracker = replace(tracker, item_tables=tuple(ordered))
    if not others or not earlier:
        return tracker, []
    known: dict[str, list[str]] = {}
    for source in others:
        for ref, text in zip(source.refs(), source.texts(), strict=True):
            known.setdefault(ref or text, []).append(text)
    remaining = [_without_known_rows(source, known) for source in earlier]
    current = others[0].table.sheet.name
    issues: list[Issue] = []
    for before, after in zip(earlier, remaining, strict=True):
        rows = {item.row.number for item in before.rows.items} - {item.row.number for item in after.rows.items}
        if rows:
            found, name = after.table.sheet.row_list(sorted(rows)) if after.rows.items else "", after.table.sheet.name
            issues.append(after.table.issue("earlier-sheet-repeats", found=name, current=current, rows=found))
    repeated = tuple(source for source in remaining if not source.rows.items)
    tracker = tracker.with_tables(remaining)
    items = tuple(source for source in tracker.item_tables if not source.is_among(repeated))
    return replace(tracker, item_tables=items, repeated_tables=repeated), issues


def date_snapshots(tracker: TrackerTables, options: ReadOptions, file_name: str) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker with the month of a list without dates: as a person chose, or from its sheet, title or file.

    If the sheets have several months, the chosen month is only for sheets without a month in their name or title. The
    remaining rows of an undated earlier sheet have none of these months. A month without a year in the name of a sheet
    takes the year of the other sheets, the titles or the file.
    """
    plain = [source for source in tracker.all if "" in source.columns.rounds and not source.dated]
    undated = [source for source in plain if "date" not in source.inherited]
    named = {id(source.table): snapshot_round(source.table, "") for source in undated}
    several = len({round_key(month.value) if month is not None else "" for month in named.values()}) > 1
    dated: list[InterpretedTable] = []
    issues: list[Issue] = []
    for source in undated:
        sheet = source.table.sheet.name
        month = _month_of_snapshot(source, undated) or snapshot_round(
            source.table, "" if source.is_undated_earlier else file_name
        )
        has_own = several and named[id(source.table)] is not None
        chosen_by_person = options.as_at and not source.is_undated_earlier and not has_own
        stated = name_cell(options.as_at, sheet, "option") if chosen_by_person else month
        if stated is None:
            issues.append(source.table.issue("snapshot-undated"))
        else:
            dated.append(source.inherit({"date": stated}))
    with_years, year_issues = _add_years(tracker.with_tables(dated), file_name)
    return with_years, [*issues, *year_issues, *_dated_issues(tracker, with_years)]


def _without_known_rows(source: InterpretedTable, known: _TextsByRef) -> InterpretedTable:
    items = source.rows.items
    described = zip(items, source.refs(), source.texts(), strict=True)
    remaining = tuple(
        item
        for item, ref, text in described
        if not any(not text or not other or is_same_text(text, other) for other in known.get(ref or text, ()))
    )
    is_earlier = 2 * (len(items) - len(remaining)) > len(items)
    return replace(source, rows=replace(source.rows, items=remaining), is_undated_earlier=is_earlier)


def _has_unknown_round(source: InterpretedTable) -> bool:
    """Return whether the round of a table is unknown from its headings, its rows, its sheet and its title."""
    named = ColumnMeaning.DATE in source.columns.fields or any(source.columns.rounds)
    return not named and snapshot_round(source.table, "") is None


def _add_years(tracker: TrackerTables, file_name: str) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker with the year of each month in the name of a sheet, and the issue of it.

    It may be in the names of the other sheets, above the tables, or in the file's name. If it is not certain, or the
    months are not in order, the dates stay without a year, which is an issue.
    """
    by_name = [source for source in tracker.all if _is_dated_by_name(source)]
    without_year = [source for source in by_name if month_without_year(_date_words(source)) is not None]
    dated = list({source.table.sheet.name: source for source in reversed(by_name)}.values())[::-1]
    months = [month for source in dated if (month := _month(source)) is not None]
    titles = [text for source in dated for text in texts_above(source.table)]
    are_known = bool(without_year) and len(months) == len(dated)
    found = find_years(months, [*dict.fromkeys(titles), (file_words(file_name), "")]) if are_known else None
    if found is None:
        return tracker, []
    years, (by, _) = found
    months_by_sheet = {source.table.sheet.name: _date_words(source) for source in without_year}
    taken = {sheet: f"{words} {years[month_without_year(words) or 0]}" for sheet, words in months_by_sheet.items()}
    located = [(source, source.table.sheet.name) for source in without_year]
    with_year = [source.inherit({"date": name_cell(taken[sheet], sheet)}) for source, sheet in located]
    issue = make_issue(
        "round-year-given",
        sheet=located[0][1],
        found=", ".join(taken),
        severity=None if by in {source.table.sheet.name for source in dated} else Severity.WARNING,
        taken=", ".join(dict.fromkeys(taken.values())),
        by=by,
        of="sheets",
    )
    return tracker.with_tables(with_year), [issue]


def _dated_issues(tracker: TrackerTables, with_years: TrackerTables) -> Iterator[Issue]:
    """Yield an issue for each table that was dated."""
    for before, source in zip(tracker.all, with_years.all, strict=True):
        if "date" in source.inherited and "date" not in before.inherited:
            date = source.inherited["date"]
            cell = date.address or source.table.headings[0].cell
            yield make_issue("snapshot-dated", sheet=source.table.sheet.name, cell=cell, found=plain_text(date.value))


def _is_dated_by_name(source: InterpretedTable) -> bool:
    dated = source.inherited.get("date")
    return dated is not None and dated.kind == "sheet-name" and not dated.row and isinstance(dated.value, str)


def _date_words(source: InterpretedTable) -> str:
    return str(source.inherited["date"].value)


def _month(source: InterpretedTable) -> NamedMonth | None:
    """Return the month in a sheet's name, with the year in it or above the table; None for two years above it."""
    words = _date_words(source)
    number = month_without_year(words)
    if number is None:
        first = read_date(words).date.first
        return NamedMonth(first.month, first.year, (source.table.sheet.name, "")) if first is not None else None
    dates = [(read_date(plain_text(day.value.value)).date, day.text) for day in days_above(source.table)]
    years = {
        date.first.year: text
        for date, text in reversed(dates)
        if date.first is not None and date.first.month == number and date.precision in (Precision.DAY, Precision.MONTH)
    }
    year, text = next(iter(years.items()), (None, ""))
    return NamedMonth(number, year, (text, "")) if len(years) < 2 else None


def _month_of_snapshot(source: InterpretedTable, undated: Sequence[InterpretedTable]) -> Cell | None:
    """Return the month in the sheet's name or a title; a title above one of two lists side by side applies to both."""
    on_sheet = [other for other in undated if other.table.sheet.name == source.table.sheet.name]
    level = [other for other in on_sheet if other is not source and other.table.header_row == source.table.header_row]
    stated = [snapshot_round(other.table, "") for other in (source, *level)]
    return next((month for month in stated if month is not None), None)
