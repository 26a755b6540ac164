"""What each stage of reading a workbook with a free layout concluded, and the name of the layout."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.recognise.canonical_layout import find_extra_sheets
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.side_tables import SplitSheets, split_sheets
from loaders.records import Recognised
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue
from model.tracker.columns import SheetPlan


@dataclass(frozen=True, slots=True)
class SplitWorkbook:
    """The parts of a workbook with a free layout.

    Attributes:
        sheets: the sheets of the workbook.
        keys: its keys.
        extra_sheets: its canonical sheets, each with its plan.
        table_sheets: the sheets that may have tables, without keys and the blocks next to tables.
        split: the sheets without the blocks next to their tables, and those blocks.
    """

    sheets: tuple[SheetCells, ...]
    keys: tuple[Key, ...]
    extra_sheets: tuple[tuple[SheetPlan, SheetCells], ...]
    table_sheets: tuple[SheetCells, ...]
    split: SplitSheets


@dataclass(frozen=True, slots=True)
class LayoutStages:
    """What the stages of reading a free layout concluded.

    Attributes:
        workbook: the keys, the canonical sheets, and the sheets and blocks without them.
        tables: every table with its columns and its rows, forms included.
        issues: the issues of all stages, with the cell addresses of the sheets.
        tracker: the tables that are the tracker; None if no table is one.
        recognised: the records of the tracker with the cell addresses of the sheets.
    """

    workbook: SplitWorkbook
    tables: tuple[InterpretedTable, ...]
    issues: tuple[Issue, ...]
    tracker: TrackerTables | None = None
    recognised: Recognised | None = None


def split_workbook(sheets: Sequence[SheetCells]) -> SplitWorkbook:
    """Return the parts of a workbook."""
    split = split_sheets(sheets)
    keys = find_keys(split.key_candidates)
    extra_sheets = find_extra_sheets(sheets, has_key=bool(keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    table_sheets = tuple(without_keys(sheet, keys) for sheet in split.tables if sheet.name not in extra_names)
    return SplitWorkbook(tuple(sheets), tuple(keys), tuple(extra_sheets), table_sheets, split)


_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}


def layout_name(tracker: TrackerTables) -> str:
    """Return the name of the layout of a tracker."""
    items = tracker.item_tables
    if 2 * sum(source.is_form for source in items) > len(items):
        return "forms"
    if tracker.update_tables:
        return "separate-sheets"
    if tracker.sheet_field:
        return _BY_SHEETS[tracker.sheet_field]
    if tracker.main.table.transposition is not None:
        return "turned"
    return "stacked" if tracker.title_field else _shape(tracker.main)


def _shape(source: InterpretedTable) -> str:
    if source.dated:
        return "long"
    named = [period for period in source.columns.rounds if period.round is not None]
    if not named:
        return "snapshot"
    texts = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
    return "wide" if any(period.columns.keys() & {*texts} for period in named) else "matrix"
