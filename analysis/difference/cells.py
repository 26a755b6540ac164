"""A cell that differs, told as what it means: other words, another date, another agency, or any other column."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from operator import itemgetter

from analysis.difference.rows import Cells, Key, align, differing_cells
from model.tracker.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, DataType, SheetPlan
from model.versions.difference import AgencyChange, DateChange, OtherChange, RecommendationId, WordsChange

CellChange = WordsChange | DateChange | AgencyChange | OtherChange

REWORDED = {
    RECOMMENDATIONS.table: {"title", "title_cy", "recommendation", "recommendation_cy"},
    PROGRESS.table: {"update", "update_cy"},
}
"""The columns whose words are told as re-worded."""

REDATED = {RECOMMENDATIONS.table: {"target"}, MONITORING.table: {"due"}}
LEAD = (RECOMMENDATIONS.table, "lead_agency")

NAMING_FIELDS = {
    PROGRESS.table: ("update", "update_cy", "status", "evidence", "date", "kind"),
    MONITORING.table: ("activity", "due", "kind"),
    NAMES.table: ("name",),
    REVIEWS.table: ("review",),
    KEY.table: ("status",),
}
"""By which column a row that came or went is told: the first of these that is not empty."""


def field_index(plan: SheetPlan, field: str) -> int:
    """Return where a field stands in the rows of a sheet."""
    return [column.field for column in plan.columns].index(field)


_DATE = field_index(PROGRESS, "date")
_NAMED_AT = {
    MONITORING.table: field_index(MONITORING, "activity"),
    NAMES.table: field_index(NAMES, "name"),
    REVIEWS.table: field_index(REVIEWS, "review"),
    KEY.table: field_index(KEY, "status"),
}
"""Where it stands in a row what the row is about, table by table."""


def fields_key(plan: SheetPlan, *fields: str) -> Key:
    """Return a key that tells the rows of a sheet apart by some of their fields."""
    return itemgetter(*(field_index(plan, field) for field in fields))


def item_of(plan: SheetPlan, row: Cells) -> RecommendationId | None:
    """Return the recommendation that a row speaks of; None in a sheet that is not about recommendations."""
    return RecommendationId(row[0], row[1]) if plan.columns[1].field == "ref" else None


def round_of(plan: SheetPlan, row: Cells) -> date | None:
    """Return the month of an update; None for every other row, and where no day is named."""
    day = row[_DATE][0] if plan is PROGRESS else None
    return day.replace(day=1) if day else None


def cell_changes(
    plan: SheetPlan, before: Cells, after: Cells, *, except_fields: Sequence[str] = ()
) -> Iterator[CellChange]:
    """Yield each cell in which two rows differ, as what it means; columns that are told apart are left out."""
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
    """Return a row that went."""
    heading, told = _telling(plan, row)
    return OtherChange(plan.name, item_of(plan, row), heading, told, "", round_of(plan, row), _name(plan, row), True)


def added_row(plan: SheetPlan, row: Cells) -> OtherChange:
    """Return a row that came."""
    heading, told = _telling(plan, row)
    return OtherChange(plan.name, item_of(plan, row), heading, "", told, round_of(plan, row), _name(plan, row), True)


def table_cells(
    plan: SheetPlan,
    before: Sequence[Cells],
    after: Sequence[Cells],
    *keys: Key,
    removed: Collection[RecommendationId] = (),
    new: Collection[RecommendationId] = (),
) -> Iterator[CellChange]:
    """Yield what differs between two tables: the cells of rows that are in both, and rows that went or came.

    A row that went is told with its recommendation where that is gone, and one that came where that is new.
    """
    aligned = align(before, after, *keys)
    for old, now in aligned.changed:
        yield from cell_changes(plan, old, now)
    yield from (removed_row(plan, row) for row in aligned.removed if item_of(plan, row) not in removed)
    yield from (added_row(plan, row) for row in aligned.added if item_of(plan, row) not in new)


def _name(plan: SheetPlan, row: Cells) -> str:
    named = _NAMED_AT.get(plan.table)
    return "" if named is None else row[named]


def _telling(plan: SheetPlan, row: Cells) -> tuple[str, str]:
    """Return the heading of the first telling column that is not empty, and what stands there."""
    for field in NAMING_FIELDS[plan.table]:
        column, value = plan.columns[field_index(plan, field)], row[field_index(plan, field)]
        words = value[3] if column.data_type is DataType.DATE else value
        if words:
            return column.heading, words
    return plan.columns[field_index(plan, NAMING_FIELDS[plan.table][0])].heading, ""
