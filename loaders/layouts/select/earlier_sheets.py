"""Sheets with an earlier state of a list and no date: repeated rows are removed, for their round is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.cells.row_ranges import format_row_ranges
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import SheetRole, sheet_role, snapshot_round
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Issue

_ORDER = (SheetRole.CURRENT, None, SheetRole.CLOSED, SheetRole.EARLIER)
_TextsByRef = Mapping[str, Sequence[str]]
"""The texts of items by ref, or by text for items without a ref."""


def remove_repeated_rows(tracker: TrackerTables) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker without the rows of undated earlier sheets that repeat other sheets, and their issues.

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
    remaining = [_without_known_rows(source, known) for source in earlier]
    current = others[0].table.sheet.name
    issues: list[Issue] = []
    for before, after in zip(earlier, remaining, strict=True):
        rows = {item.row.number for item in before.rows.items} - {item.row.number for item in after.rows.items}
        if rows:
            found, name = format_row_ranges(rows) if after.rows.items else "", after.table.sheet.name
            issues.append(after.table.issue("earlier-sheet-repeats", found=name, current=current, rows=found))
    repeated = tuple(source for source in remaining if not source.rows.items)
    tracker = tracker.with_tables(remaining)
    items = tuple(source for source in tracker.item_tables if not source.is_among(repeated))
    return replace(tracker, item_tables=items, repeated_tables=repeated), issues


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


def _is_undated(source: InterpretedTable) -> bool:
    """Return whether the round of a table is unknown from its headings, its rows, its sheet and its title."""
    columns = source.columns
    named = columns.has_dates or any(period.round is not None for period in columns.rounds)
    return not named and snapshot_round(source.table, "") is None
