"""Sheets with an earlier state of a list and no date: repeated rows are removed, for their round is unknown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.row_ranges import format_row_ranges
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import SheetRole, sheet_role, snapshot_round
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Issue

_ORDER = (SheetRole.CURRENT, None, SheetRole.CLOSED, SheetRole.EARLIER)
_TextsByRef = Mapping[str, Sequence[str]]
"""The texts of items by ref, or by text for items without a ref."""


@dataclass(frozen=True, slots=True)
class EarlierSheetRows:
    """The rows of an earlier sheet that repeat rows of another sheet; `is_whole_sheet` if it has no other rows.

    `source` is the table of the sheet without those rows.
    """

    source: InterpretedTable
    rows: tuple[int, ...]
    current_sheet: str
    is_whole_sheet: bool


def remove_repeated_rows(tracker: TrackerTables) -> tuple[TrackerTables, list[EarlierSheetRows]]:
    """Return a tracker without the rows of undated earlier sheets that repeat other sheets, and the removed rows.

    Current sheets are sorted first, so that their texts take precedence. An earlier sheet with a date is a round.
    """
    ordered = sorted(tracker.item_tables, key=lambda source: _ORDER.index(sheet_role(source)))
    earlier = [source for source in ordered if sheet_role(source) is SheetRole.EARLIER and _is_undated(source)]
    others = [source for source in ordered if not source.is_among(earlier)]
    tracker = replace(tracker, item_tables=tuple(ordered))
    if not others or not earlier:
        return tracker, []
    known: dict[str, list[str]] = {}
    for source in others:
        for ref, text in zip(source.refs(), source.texts(), strict=True):
            known.setdefault(ref or text, []).append(text)
    removed = [_remove_known_rows(source, known, others[0]) for source in earlier]
    repeated = tuple(sheet.source for sheet in removed if sheet.is_whole_sheet)
    tracker = tracker.with_tables(sheet.source for sheet in removed)
    remaining = tuple(source for source in tracker.item_tables if not source.is_among(repeated))
    tracker = replace(tracker, item_tables=remaining, repeated_tables=repeated)
    return tracker, [sheet for sheet in removed if sheet.rows]


def earlier_sheet_issues(removed: Sequence[EarlierSheetRows]) -> Iterator[Issue]:
    """Yield an issue for each earlier sheet with removed rows, and the sheet that was read instead."""
    for earlier in removed:
        table, current = earlier.source.table, earlier.current_sheet
        rows = "" if earlier.is_whole_sheet else format_row_ranges(earlier.rows)
        yield table.issue("earlier-sheet-repeats", found=table.sheet.name, current=current, rows=rows)


def _remove_known_rows(source: InterpretedTable, known: _TextsByRef, current: InterpretedTable) -> EarlierSheetRows:
    items = source.rows.items
    described = zip(items, source.refs(), source.texts(), strict=True)
    rows = tuple(item.row.number for item, ref, text in described if _is_known(ref, text, known))
    repeated = frozenset(rows)
    remaining = tuple(item for item in items if item.row.number not in repeated)
    without_rows = replace(
        source, rows=replace(source.rows, items=remaining), is_undated_earlier=2 * len(rows) > len(items)
    )
    return EarlierSheetRows(without_rows, rows, current.table.sheet.name, is_whole_sheet=not remaining)


def _is_undated(source: InterpretedTable) -> bool:
    """Return whether the round of a table is unknown from its headings, its rows, its sheet and its title."""
    columns = source.columns
    named = columns.has_dates or any(period.round is not None for period in columns.rounds)
    return not named and snapshot_round(source.table, "") is None


def _is_known(ref: str, text: str, known: _TextsByRef) -> bool:
    texts = known.get(ref or text, ())
    return any(not text or not known_text or is_same_text(text, known_text) for known_text in texts)
