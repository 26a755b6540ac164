"""What a workbook and other people have both changed: each cell by its name, with both values."""

from collections.abc import Iterator, Sequence

from model.dates import PartialDate
from model.tracker.columns import MONITORING, PROGRESS, SHEETS
from model.tracker.reading import Cell
from model.versions.difference import Conflict, RecommendationId
from wording.differences.changes import DifferenceContext, column_name, entry_name, quote
from wording.format.dates import format_date
from wording.format.text import begin_sentence
from wording.sentences import label

_PLANS = {plan.table: plan for plan in SHEETS}
_STATUSES = ("status", "agency_status")
_LISTED = 50
"""The most conflicts that a command lists; the rest are counted."""


def conflict_name(conflict: Conflict, context: DifferenceContext) -> str:
    """Return the name of what both have changed: "Recommendation 9, update of June 2024: Status"."""
    plan, where = _PLANS[conflict.table], _row_name(conflict, context)
    if not conflict.field:
        return where
    return f"{where}: {column_name(plan.name, conflict.field, context.translator)}"


def conflict_values(conflict: Conflict, context: DifferenceContext) -> tuple[str, str]:
    """Return the published value and that of the workbook; of a whole row, which one has it no longer."""
    _ = context.translator
    if conflict.field:
        published, yours = (_value(cell, conflict.field, context) for cell in (conflict.published, conflict.yours))
        return published, yours
    stays, removed = _("The row stays."), _("The row is removed.")
    return (removed, stays) if conflict.place is None else (stays, removed)


def conflict_message(conflicts: Sequence[Conflict], context: DifferenceContext) -> Iterator[str]:
    """Yield the lines of the message that a command prints where nobody chose."""
    _ = context.translator
    yield _("Nothing was published, because the workbook differs from what is published where somebody has to choose:")
    for conflict in conflicts[:_LISTED]:
        published, yours = conflict_values(conflict, context)
        yield f"  {conflict_name(conflict, context)}"
        yield "    " + _("Published: {value}", value=quote(published))
        yield "    " + _("In the workbook: {value}", value=quote(yours))
    if len(conflicts) > _LISTED:
        rest = len(conflicts) - _LISTED
        yield "  " + _.plural("and {n} more", "and {n} more", rest)
    yield label("sentence", "prefer", _)


def _row_name(conflict: Conflict, context: DifferenceContext) -> str:
    row, _ = conflict.row, context.translator
    if "ref" not in row:
        name = next((row[field] for field in ("name", "status", "review") if row.get(field)), "")
        return f"{_PLANS[conflict.table].name}, {quote(str(name))}"
    item = context.recommendation_name(RecommendationId(str(row["review"]), str(row["ref"])))
    date = row.get("date")
    if conflict.table == PROGRESS.table:
        month = date.round if isinstance(date, PartialDate) else None
        return f"{item}, {entry_name(str(row.get('kind')), month, _)}"
    if conflict.table == MONITORING.table:
        return f"{item}, {quote(str(row.get('activity')))}"
    return f"{item}, {_PLANS[conflict.table].name} {_value(date, 'date', context)}" if date is not None else item


def _value(value: Cell, field: str, context: DifferenceContext) -> str:
    """Return a cell in words."""
    _ = context.translator
    if value is None or value == "":
        return _("empty")
    if isinstance(value, PartialDate):
        return format_date(value.first, value.last, value.precision, value.words, _)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return begin_sentence(context.status_word(value)) if field in _STATUSES else value
