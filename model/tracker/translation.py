"""The columns that a translator works on: the keys of each row, its English texts and their Welsh."""

from dataclasses import replace

from model.tracker.columns import (
    KEY,
    MONITORING,
    NAMES,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    SHEETS,
    Column,
    SheetPlan,
)

ROW_KEYS = {
    REVIEWS.table: ("review",),
    RECOMMENDATIONS.table: ("review", "ref"),
    PROGRESS.table: ("review", "ref", "date", "kind"),
    MONITORING.table: ("review", "ref", "due"),
    KEY.table: ("status", "complete"),
    NAMES.table: ("kind", "name"),
}
"""The fields that say which row of a sheet is translated, by table."""


def translated_fields(plan: SheetPlan) -> tuple[str, ...]:
    """Return the fields of a sheet that have a Welsh column, which has the same name with `_cy` at its end."""
    fields = {column.field for column in plan.columns}
    return tuple(column.field for column in plan.columns if f"{column.field}_cy" in fields)


def translation_sheets() -> tuple[SheetPlan, ...]:
    """Return the canonical sheets that have Welsh, with nothing but the keys, the English texts and the Welsh."""
    return tuple(replace(plan, columns=_columns(plan)) for plan in SHEETS if translated_fields(plan))


def _columns(plan: SheetPlan) -> tuple[Column, ...]:
    texts = translated_fields(plan)
    wanted = {*ROW_KEYS[plan.table], *texts, *(f"{field}_cy" for field in texts)}
    return tuple(column for column in plan.columns if column.field in wanted)
