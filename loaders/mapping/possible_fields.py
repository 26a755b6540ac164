"""The fields that a person can choose for a column."""

from loaders.vocabulary.heading_aliases import ColumnMeaning, sheet_labels
from model.text import label_key
from model.tracker.columns import SHEETS

_NO_FIELD = (
    *(ColumnMeaning.LETTER, ColumnMeaning.STATUS_MEANING, ColumnMeaning.STATUS_OF_AGENCY, ColumnMeaning.MONTH),
    *(ColumnMeaning.RATING, ColumnMeaning.NOTE),
)
TRACKER_FIELDS = tuple(meaning.value for meaning in ColumnMeaning if meaning not in _NO_FIELD)
"""The fields of any tracker that is not canonical."""
ALL_FIELDS = frozenset((*TRACKER_FIELDS, *(column.field for plan in SHEETS for column in plan.columns)))
"""The fields that a mapping may name."""


def possible_fields(layout: str, sheet: str) -> tuple[str, ...]:
    """Return the fields that a column can have: those of the canonical sheet, or those of any other tracker."""
    plan = sheet_labels().get(label_key(sheet))
    if layout == "canonical" and plan is not None:
        return tuple(column.field for column in plan.columns)
    return TRACKER_FIELDS
