"""Sheets of the workbook contract beside a tracker of a person's own: its reviews, promises, names and key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.cells.sheet import SheetCells
from loaders.issue_log import IssueLog
from loaders.layouts.recognise.canonical_layout import canonical_sheets, read_canonical_sheet, recognised_fields
from loaders.options import ReadOptions
from loaders.records import Record
from model.tracker.columns import KEY, MONITORING, NAMES, REVIEWS, SheetPlan
from model.tracker.reading import MappedColumn

_TOLD_BY: Mapping[str, Collection[str]] = {
    REVIEWS.table: ("review", "title"),
    MONITORING.table: ("ref", "activity"),
    NAMES.table: ("kind", "name"),
    KEY.table: ("status", "complete"),
}
"""The fields that each of these sheets must have headings for, to be taken for it."""


@dataclass(slots=True)
class CanonicalExtras:
    """The records of such sheets by table, how their columns were read, and the sheets."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    columns: list[MappedColumn] = field(default_factory=list)
    sheets: list[SheetCells] = field(default_factory=list)

    def read(self, found: Sequence[tuple[SheetPlan, SheetCells]], log: IssueLog, options: ReadOptions) -> None:
        """Read each sheet by the headings of its plan."""
        for plan, sheet in found:
            read = read_canonical_sheet(plan, sheet, log, options=options)
            if read is not None:
                self.records[plan.table] = read[0]
                self.columns += read[1]
                self.sheets.append(sheet)


def find_extra_sheets(sheets: Sequence[SheetCells], *, has_key: bool) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets that have the name and the headings of the contract; a key that was found already is enough."""
    return [
        (plan, sheet)
        for plan, sheet in canonical_sheets(sheets)
        if plan.table in _TOLD_BY
        and not (has_key and plan is KEY)
        and recognised_fields(plan, sheet) >= set(_TOLD_BY[plan.table])
    ]
