"""Canonical sheets in a workbook with a free layout: its reviews, promises, names and key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.layouts.recognise.canonical_layout import canonical_sheets, read_canonical_sheet, recognised_fields
from loaders.records import Record
from model.issues.issue import Issue
from model.tracker.columns import KEY, MONITORING, NAMES, REVIEWS, SheetPlan
from model.tracker.reading import MappedColumn

_REQUIRED_FIELDS: Mapping[str, Collection[str]] = {
    REVIEWS.table: ("review", "title"),
    MONITORING.table: ("ref", "activity"),
    NAMES.table: ("kind", "name"),
    KEY.table: ("status", "complete"),
}
"""The fields that must have a heading on each of these sheets, by table."""


@dataclass(frozen=True, slots=True)
class CanonicalExtras:
    """The records of the extra canonical sheets by table, their column mapping, and the issues of their headings."""

    records: Mapping[str, tuple[Record, ...]]
    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]


def read_extra_sheets(found: Sequence[tuple[SheetPlan, SheetCells]]) -> CanonicalExtras:
    """Return the records of each sheet by the canonical headings of its plan."""
    records: dict[str, tuple[Record, ...]] = {}
    columns: list[MappedColumn] = []
    issues: list[Issue] = []
    for plan, sheet in found:
        read = read_canonical_sheet(plan, sheet)
        if read is not None:
            records[plan.table] = read.records
            columns += read.columns
            issues += read.issues
    return CanonicalExtras(records, tuple(columns), tuple(issues))


def find_extra_sheets(sheets: Sequence[SheetCells], *, has_key: bool) -> list[tuple[SheetPlan, SheetCells]]:
    """Return the sheets with canonical names and headings, without Key if another key was found already."""
    return [
        (plan, sheet)
        for plan, sheet in canonical_sheets(sheets)
        if plan.table in _REQUIRED_FIELDS
        and not (has_key and plan is KEY)
        and recognised_fields(plan, sheet) >= set(_REQUIRED_FIELDS[plan.table])
    ]
