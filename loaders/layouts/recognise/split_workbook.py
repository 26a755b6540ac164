"""Split a workbook into its parts: keys, canonical sheets, the sheets of its tables, and the blocks next to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.recognise.canonical_extras import find_extra_sheets
from loaders.layouts.tables.side_tables import SplitSheets, split_sheets
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

    @property
    def key_names(self) -> set[str]:
        """The names of the sheets with keys."""
        return {key.sheet.name for key in self.keys}

    @property
    def extra_names(self) -> set[str]:
        """The names of the canonical sheets."""
        return {sheet.name for _, sheet in self.extra_sheets}


def split_workbook(sheets: Sequence[SheetCells]) -> SplitWorkbook:
    """Return the parts of a workbook."""
    split = split_sheets(sheets)
    keys = find_keys(split.key_candidates)
    extra_sheets = find_extra_sheets(sheets, has_key=bool(keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    table_sheets = tuple(without_keys(sheet, keys) for sheet in split.tables if sheet.name not in extra_names)
    return SplitWorkbook(tuple(sheets), tuple(keys), tuple(extra_sheets), table_sheets, split)
