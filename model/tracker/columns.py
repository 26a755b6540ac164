"""The schema of the canonical workbook: its sheets and their columns.

The template has these columns, the loaders read them, `convert` writes them, and every table has them after loading.
A date column `due` becomes four table columns: `due`, `due_last` (first and last day), `due_precision`, `due_words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class DataType(StrEnum):
    """The data type of a column.

    Attributes:
        TEXT: text on one or several lines.
        NAME: a name that other cells refer to: spaces at its ends and doubled spaces are ignored.
        NAMES: several names in one cell, kept as text joined by `terms.LIST_SEPARATOR`.
        DATE: a date with its precision.
        FLAG: yes or No.
    """

    TEXT = "text"
    NAME = "name"
    NAMES = "names"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a canonical sheet: its field in the table, its heading in the workbook, and its data type."""

    field: str
    heading: str
    data_type: DataType = DataType.TEXT
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A canonical sheet: the name of its table, its columns in order, and its key fields."""

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def name(self) -> str:
        """Its name in the workbook."""
        return self.table.capitalize()


_REVIEW = Column("review", "Review", DataType.NAME, required=True)
_OF_RECOMMENDATION = (_REVIEW, Column("ref", "Ref", DataType.NAME, required=True))
REVIEWS = SheetPlan(
    "reviews",
    (
        _REVIEW,
        Column("title", "Title", required=True),
        Column("published", "Published", DataType.DATE),
        Column("response_days", "Response days", DataType.NAME),
        Column("body", "Body", DataType.NAME),
        Column("source", "Source"),
        Column("notes", "Notes"),
        Column("title_cy", "Title (Welsh)"),
    ),
    key=("review",),
)
RECOMMENDATIONS = SheetPlan(
    "recommendations",
    (
        *_OF_RECOMMENDATION,
        Column("title", "Title"),
        Column("recommendation", "Recommendation", required=True),
        Column("theme", "Theme", DataType.NAME),
        Column("lead_agency", "Lead agency", DataType.NAME),
        Column("supporting_agencies", "Supporting agencies", DataType.NAMES),
        Column("lead_role", "Lead role", DataType.NAME),
        Column("accepted", "Accepted", DataType.NAME),
        Column("target", "Target date", DataType.DATE),
        Column("related_refs", "Related refs", DataType.NAMES),
        Column("title_cy", "Title (Welsh)"),
        Column("recommendation_cy", "Recommendation (Welsh)"),
    ),
    key=("review", "ref"),
    required=True,
)
PROGRESS = SheetPlan(
    "progress",
    (
        *_OF_RECOMMENDATION,
        Column("date", "Date", DataType.DATE, required=True),
        Column("kind", "Kind", DataType.NAME, required=True),
        Column("status", "Status", DataType.NAME),
        Column("rated_by", "Rated by", DataType.NAME),
        Column("basis", "Basis", DataType.NAME),
        Column("update", "Update"),
        Column("evidence", "Evidence"),
        Column("agency_status", "Agency status", DataType.NAME),
        Column("proposed_closure", "Proposed closure", DataType.FLAG),
        Column("closure_reason", "Closure reason"),
        Column("update_cy", "Update (Welsh)"),
    ),
    key=("review", "ref", "kind", "date"),
    required=True,
)
MONITORING = SheetPlan(
    "monitoring",
    (
        *_OF_RECOMMENDATION,
        Column("activity", "Activity", required=True),
        Column("due", "Due", DataType.DATE),
        Column("kind", "Kind", DataType.NAME),
        Column("with", "With", DataType.NAME),
        Column("done", "Done", DataType.FLAG),
        Column("outcome", "Outcome"),
        Column("activity_cy", "Activity (Welsh)"),
        Column("outcome_cy", "Outcome (Welsh)"),
    ),
    key=("review", "ref", "activity", "due"),
)
TARGETS = SheetPlan(
    "targets",
    (
        *_OF_RECOMMENDATION,
        Column("date", "Date", DataType.DATE),
        Column("target", "Target", DataType.DATE, required=True),
        Column("reason", "Reason"),
    ),
    key=("review", "ref", "date"),
)
DECISIONS = SheetPlan(
    "decisions",
    (
        *_OF_RECOMMENDATION,
        Column("date", "Date", DataType.DATE, required=True),
        Column("decision", "Decision", DataType.NAME, required=True),
        Column("reason", "Reason"),
        Column("evidence", "Evidence"),
        Column("by", "By", DataType.NAME),
        Column("superseded_by", "Superseded by", DataType.NAME),
    ),
    key=("review", "ref", "date"),
)
KEY = SheetPlan(
    "key",
    (
        Column("status", "Status", DataType.NAME, required=True),
        Column("meaning", "Meaning"),
        Column("complete", "Complete", DataType.FLAG),
        Column("colour", "Colour", DataType.NAME),
        Column("status_cy", "Status (Welsh)", DataType.NAME),
        Column("meaning_cy", "Meaning (Welsh)"),
    ),
    key=("status",),
)
NAMES = SheetPlan(
    "names",
    (
        Column("kind", "Kind", DataType.NAME, required=True),
        Column("name", "Name", DataType.NAME, required=True),
        Column("short_name", "Short name", DataType.NAME),
        Column("name_cy", "Name (Welsh)", DataType.NAME),
        Column("short_name_cy", "Short name (Welsh)", DataType.NAME),
    ),
    key=("kind", "name"),
)
# Every canonical sheet, in the order of the workbook.
SHEETS = (REVIEWS, RECOMMENDATIONS, PROGRESS, MONITORING, TARGETS, DECISIONS, KEY, NAMES)
# The sheets whose rows are each about one recommendation.
OF_RECOMMENDATIONS = (PROGRESS, MONITORING, TARGETS, DECISIONS)
# The heading of each field, by sheet.
HEADINGS = {(plan.name, column.field): column.heading for plan in SHEETS for column in plan.columns}


def table_fields(plan: SheetPlan) -> dict[str, DataType]:
    """Return the columns of a sheet's table with their data types; a date column becomes four."""
    fields: dict[str, DataType] = {}
    for column in plan.columns:
        is_date = column.data_type is DataType.DATE
        fields |= date_fields(column.field) if is_date else {column.field: column.data_type}
    return fields


def date_fields(name: str) -> dict[str, DataType]:
    """Return the four columns of a date with their data types."""
    days = {name: DataType.DATE, f"{name}_last": DataType.DATE}
    return days | {f"{name}_precision": DataType.TEXT, f"{name}_words": DataType.TEXT}


def translated_fields(plan: SheetPlan) -> tuple[str, ...]:
    """Return the fields of a sheet that have a Welsh column, which has the same name with `_cy` at its end."""
    fields = {column.field for column in plan.columns}
    return tuple(column.field for column in plan.columns if f"{column.field}_cy" in fields)


def translation_sheets() -> tuple[SheetPlan, ...]:
    """Return the canonical sheets that have Welsh, with nothing but the keys, the English texts and the Welsh."""
    return tuple(replace(plan, columns=tuple(_translation_columns(plan))) for plan in SHEETS if translated_fields(plan))


def _translation_columns(plan: SheetPlan) -> Iterator[Column]:
    texts = translated_fields(plan)
    wanted = {*plan.key, "complete", *texts, *(f"{field}_cy" for field in texts)}
    return (column for column in plan.columns if column.field in wanted)
