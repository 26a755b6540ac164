"""Sheets that hold an earlier state of a list and no date: what they repeat is not read, for nobody knows its round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import snapshot_round
from loaders.layouts.select.sheet_roles import SheetRole, sheet_role
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import ref_key
from loaders.vocabulary.same_text import is_same_text
from model.text import label_key

_ORDER = (SheetRole.CURRENT, None, SheetRole.CLOSED, SheetRole.EARLIER)
_Known = Mapping[str, Sequence[str]]
"""The texts of items by their refs; by their texts where they have no ref."""


@dataclass(frozen=True, slots=True)
class EarlierSheetRows:
    """The rows of an earlier sheet that repeat what stands on another; `whole` where nothing else is on it."""

    source: InterpretedTable
    rows: tuple[int, ...]
    current_sheet: str
    is_whole_sheet: bool


def remove_repeated_rows(chosen: TrackerTables) -> list[EarlierSheetRows]:
    """Take the rows of earlier sheets that repeat others out of a tracker; return what was taken out.

    What is current comes first from here on, so that its texts are kept. An earlier sheet that is dated is a round.
    """
    chosen.item_tables.sort(key=lambda one: _ORDER.index(sheet_role(one)))
    earlier = [one for one in chosen.item_tables if sheet_role(one) is SheetRole.EARLIER and _is_undated(one)]
    others = [one for one in chosen.item_tables if one not in earlier]
    if not others or not earlier:
        return []
    known: dict[str, list[str]] = {}
    for source in others:
        for item in source.rows.items:
            ref, text = _named(source, item)
            known.setdefault(ref or text, []).append(text)
    apart = [_set_apart(source, known, others[0]) for source in earlier]
    chosen.repeated_tables = [one.source for one in apart if one.is_whole_sheet]
    chosen.item_tables = [one for one in chosen.item_tables if one not in chosen.repeated_tables]
    return [one for one in apart if one.rows]


def report_earlier_sheets(apart: Sequence[EarlierSheetRows], log: IssueLog) -> None:
    """Note each earlier sheet whose rows were not read, with the sheet that was read in its place."""
    for one in apart:
        sheet, cell = one.source.table.sheet.name, one.source.table.headings[0].cell
        rows = "" if one.is_whole_sheet else format_row_ranges(one.rows)
        log.add("earlier-sheet-repeats", sheet=sheet, cell=cell, found=sheet, current=one.current_sheet, rows=rows)


def _set_apart(source: InterpretedTable, known: _Known, current: InterpretedTable) -> EarlierSheetRows:
    items = source.rows.items
    again = [item for item in items if _is_known(*_named(source, item), known)]
    source.rows.items = [item for item in items if item not in again]
    source.is_undated_earlier = 2 * len(again) > len(items)
    rows = tuple(item.row.number for item in again)
    return EarlierSheetRows(source, rows, current.table.sheet.name, is_whole_sheet=not source.rows.items)


def _is_undated(source: InterpretedTable) -> bool:
    """Say whether nothing says which round a table is of: not its headings, its rows, its sheet or its title."""
    columns = source.columns
    named = columns.has_dates or any(one.round is not None for one in columns.rounds)
    return not named and snapshot_round(source.table, "") is None


def _named(source: InterpretedTable, item: ItemRow) -> tuple[str, str]:
    ref, text = source.columns.column(ColumnMeaning.REF), source.columns.column(ColumnMeaning.RECOMMENDATION)
    return ref_key(item.row.value_at(ref)), label_key(plain_text(item.row.value_at(text)))


def _is_known(ref: str, text: str, known: _Known) -> bool:
    texts = known.get(ref or text, ())
    return any(not text or not one or is_same_text(text, one) for one in texts)
