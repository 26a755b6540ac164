"""The meaning of a column, the headings people give it in English and Welsh, and those of the canonical workbook."""

import re
from collections.abc import Mapping
from enum import StrEnum

from loaders.vocabulary import WORDS, values_by_word
from model.language import Language
from model.text import label_key
from model.tracker.columns import SHEETS, SheetPlan


class ColumnMeaning(StrEnum):
    """The meaning of a column in any tracker: a field of a canonical table, or something that is not progress."""

    REVIEW = "review"
    REF = "ref"
    LETTER = "letter"
    """The second half of a ref that is split over two columns."""
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    THEME = "theme"
    LEAD_AGENCY = "lead_agency"
    SUPPORTING = "supporting_agencies"
    LEAD_ROLE = "lead_role"
    ACCEPTED = "accepted"
    TARGET = "target"
    REVISED_TARGET = "revised_target"
    """The target that holds now, beside the first one."""
    RELATED = "related_refs"
    STATUS = "status"
    UPDATE = "update"
    RESPONSE = "response"
    DATE = "date"
    EVIDENCE = "evidence"
    RATED_BY = "rated_by"
    BASIS = "basis"
    KIND = "kind"
    AGENCY_STATUS = "agency_status"
    """The status that the agency gives itself, beside that of the overseer."""
    PROPOSED_CLOSURE = "proposed_closure"
    CLOSURE_REASON = "closure_reason"
    ACTIVITY = "activity"
    DUE = "due"
    WITH = "with"
    DONE = "done"
    OUTCOME = "outcome"
    TITLE_CY = "title_cy"
    RECOMMENDATION_CY = "recommendation_cy"
    UPDATE_CY = "update_cy"
    STATUS_MEANING = "meaning"
    """What a status means: a column of a key."""
    RATING = "other-rating"
    """A rating of something else than progress, such as a risk's impact; it is never a status."""
    COMPLETED = "completed"
    """The day on which something was done."""
    BACKGROUND = "background"
    """The background of a recommendation: what was found, or why it was made."""
    STATUS_OF_AGENCY = "status-of-an-agency"
    """The status of one agency or unit, in a table with a status column for each of several."""
    MONTH = "month-without-year"
    """A month whose year is unknown, so that it is no round."""
    NOTE = "note"
    """Something recognised for which a tracker has no field, such as the day an item was raised."""


STRONG_ALIASES = {heading: ColumnMeaning(field) for heading, field in values_by_word("strong").items()}
"""The meaning of headings, by label key, that have one meaning in every table."""
WEAK_ALIASES = {heading: ColumnMeaning(field) for heading, field in values_by_word("weak").items()}
"""The meaning of headings, by label key, that give way to a stronger heading of the same meaning in the table."""
YES_NO_HEADINGS = frozenset(WORDS["headings"]["yes_no"])
"""Label keys of headings that ask whether an item is done: a status if a question mark or the answers confirm it."""
ACTION_WORD = re.compile(r"\b(?:actions?|tasks?|cam(?:au)? gweithredu|gweithred(?:oedd)?)\b", re.IGNORECASE)
"""A word in the heading of an item's text which shows that the cells are actions, perhaps several for one item."""
INSTRUCTIONS: Mapping[Language, str] = {Language.ENGLISH: "How to use", Language.WELSH: "Sut i'w ddefnyddio"}
"""The name of the template's first sheet, which holds no table."""


def sheet_labels() -> Mapping[str, SheetPlan]:
    """Return the sheet plan of every name that a canonical sheet may have in either language, by label key."""
    welsh = WORDS["welsh_sheets"]
    return {label_key(name): plan for plan in SHEETS for name in (plan.name, welsh[plan.table])}


def column_labels(plan: SheetPlan) -> Mapping[str, str]:
    """Return the field of every heading that a sheet's columns may have in either language, by label key."""
    labels: dict[str, str] = {}
    for column in plan.columns:
        english = column.heading.removesuffix(" (Welsh)")
        welsh = WORDS["welsh"][english] + (" (Cymraeg)" if english != column.heading else "")
        labels |= {label_key(column.heading): column.field, label_key(welsh): column.field}
    return labels
