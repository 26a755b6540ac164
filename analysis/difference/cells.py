"""Classify a changed cell: a changed text, date or agency, or another change."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from operator import itemgetter

from analysis.difference.rows import Cells, Key, align, differing_cells
from model.tracker.columns import (
    DECISIONS,
    KEY,
    MONITORING,
    NAMES,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    TARGETS,
    DataType,
    SheetPlan,
)
from model.versions.difference import AgencyChange, DateChange, OtherChange, RecommendationId, WordsChange

CellChange = WordsChange | DateChange | AgencyChange | OtherChange

REWORDED = {
    RECOMMENDATIONS.table: {"title", "title_cy", "recommendation", "recommendation_cy"},
    PROGRESS.table: {"update", "update_cy"},
}
"""The text columns, by table: a change in them is a `WordsChange`."""

REDATED = {RECOMMENDATIONS.table: {"target"}, MONITORING.table: {"due"}}
LEAD = (RECOMMENDATIONS.table, "lead_agency")

NAMING_FIELDS = {
    PROGRESS.table: ("update", "update_cy", "status", "evidence", "date", "kind"),
    MONITORING.table: ("activity", "due", "kind"),
    TARGETS.table: ("target", "reason", "date"),
    DECISIONS.table: ("decision", "reason", "evidence", "date"),
    NAMES.table: ("name",),
    REVIEWS.table: ("review",),
    KEY.table: ("status",),
}
"""The columns that name an added or removed row: the first of these that is not empty."""


def field_index(plan: SheetPlan, field: str) -> int:
    """Return the index of a field in the rows of a sheet."""
    return [column.field for column in plan.columns].index(field)


_DATE = field_index(PROGRESS, "date")
_TARGET_DATE, _DECISION_DATE = field_index(TARGETS, "date"), field_index(DECISIONS, "date")
_NAME_INDEX = {
    MONITORING.table: field_index(MONITORING, "activity"),
    NAMES.table: field_index(NAMES, "name"),
    REVIEWS.table: field_index(REVIEWS, "review"),
    KEY.table: field_index(KEY, "status"),
}
"""The index of the field that names the subject of a row, by table."""


def fields_key(plan: SheetPlan, *fields: str) -> Key:
    """Return a key function for the rows of a sheet, from some of their fields."""
    return itemgetter(*(field_index(plan, field) for field in fields))


def item_of(plan: SheetPlan, row: Cells) -> RecommendationId | None:
    """Return the recommendation of a row; None in a sheet that is not about recommendations."""
    return RecommendationId(row[0], row[1]) if plan.columns[1].field == "ref" else None


def round_of(plan: SheetPlan, row: Cells) -> date | None:
    """Return the round of an update; None for every other row, and for an update without days."""
    day = row[_DATE][0] if plan is PROGRESS else None
    return day.replace(day=1) if day else None


def cell_changes(
    plan: SheetPlan, before: Cells, after: Cells, *, except_fields: Sequence[str] = ()
) -> Iterator[CellChange]:
    """Yield a change for each cell in which two rows differ, except in some fields."""
    item, name, month = item_of(plan, after), _name(plan, after), round_of(plan, after)
    for column, old, new in differing_cells(plan, before, after):
        if column.field in except_fields:
            continue
        if item and column.field in REWORDED.get(plan.table, ()):
            yield WordsChange(item, plan.name, column.field, old, new, month)
        elif item and column.field in REDATED.get(plan.table, ()):
            yield DateChange(item, column.field, old, new, name)
        elif item and (plan.table, column.field) == LEAD:
            yield AgencyChange(item, old, new)
        else:
            yield OtherChange(plan.name, item, column.heading, old, new, month, name)


def removed_row(plan: SheetPlan, row: Cells) -> OtherChange:
    """Return the change for a removed row."""
    heading, words = _naming_cell(plan, row)
    return OtherChange(plan.name, item_of(plan, row), heading, words, "", round_of(plan, row), _name(plan, row), True)


def added_row(plan: SheetPlan, row: Cells) -> OtherChange:
    """Return the change for an added row."""
    heading, words = _naming_cell(plan, row)
    return OtherChange(plan.name, item_of(plan, row), heading, "", words, round_of(plan, row), _name(plan, row), True)


def table_cells(
    plan: SheetPlan,
    before: Sequence[Cells],
    after: Sequence[Cells],
    *keys: Key,
    removed: Collection[RecommendationId] = (),
    new: Collection[RecommendationId] = (),
) -> Iterator[CellChange]:
    """Yield the changes between two tables: changed cells, then removed and added rows.

    Rows of a removed or a new recommendation are left out.
    """
    aligned = align(before, after, *keys)
    for old, new_row in aligned.changed:
        yield from cell_changes(plan, old, new_row)
    yield from (removed_row(plan, row) for row in aligned.removed if item_of(plan, row) not in removed)
    yield from (added_row(plan, row) for row in aligned.added if item_of(plan, row) not in new)


def _name(plan: SheetPlan, row: Cells) -> str:
    """Return the subject of a row; that of a target or a decision is the date on which it was set or made."""
    if plan in (TARGETS, DECISIONS):
        return str(row[_TARGET_DATE if plan is TARGETS else _DECISION_DATE][3])
    index = _NAME_INDEX.get(plan.table)
    return "" if index is None else row[index]


def _naming_cell(plan: SheetPlan, row: Cells) -> tuple[str, str]:
    """Return the heading and the words of the first naming column that is not empty."""
    for field in NAMING_FIELDS[plan.table]:
        column, value = plan.columns[field_index(plan, field)], row[field_index(plan, field)]
        words = value[3] if column.data_type is DataType.DATE else value
        if words:
            return column.heading, words
    return plan.columns[field_index(plan, NAMING_FIELDS[plan.table][0])].heading, ""
