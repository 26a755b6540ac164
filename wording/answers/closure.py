"""Decisions on closure, and what agencies say of themselves, in words."""

from typing import TYPE_CHECKING

import pandas as pd

from model.status.scale import Scale
from model.terms import ClosureDecision, NameKind
from wording.catalogue import Translator
from wording.format.dates import format_date, format_round
from wording.format.names import Names
from wording.format.statuses import mark_word
from wording.labels.decisions import decision_word

if TYPE_CHECKING:
    from analysis.closure import DecisionRow, SelfAssessmentRow


def decision_phrase(row: "DecisionRow", names: Names, _: Translator) -> str:
    """Return a decision, its date and who made it: "Closed, 12 June 2024, by the Commissioner"."""
    when = format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    is_named = row.decision == ClosureDecision.SUPERSEDED and isinstance(row.superseded_by, str)
    word = _("Superseded by {ref}", ref=row.superseded_by) if is_named else decision_word(row.decision, _)
    phrase = _("{decision}, {date}", decision=word, date=when)
    if not isinstance(row.by, str):
        return phrase
    return _("{decision}, by: {role}", decision=phrase, role=names.full(NameKind.ROLE, row.by, _))


def decision_reason(row: "DecisionRow", _: Translator) -> str:
    """Return the reason of a decision in the words of the workbook, or that it has none."""
    return row.reason if isinstance(row.reason, str) else _("no reason given")


def agency_status_phrase(status: object, month: object, scale: Scale, _: Translator) -> str:
    """Return the status that an agency gives itself, marked as its own; words that are no status are quoted.

    `month` is when it gave it; missing where that stands beside it.
    """
    shown = _agency_word(status, scale, _)
    if not isinstance(month, pd.Timestamp) or pd.isna(month):
        return _("The agency’s own status: {status}", status=shown)
    return _("The agency’s own status, {month}: {status}", status=shown, month=format_round(month, _))


def agency_status_brief(row: "SelfAssessmentRow", scale: Scale, _: Translator) -> str:
    """Return the same in a narrow place: "Agency, June 2024: Green"."""
    month = format_round(row.rated_in, _, short=True)
    return _("Agency, {month}: {status}", month=month, status=_agency_word(row.agency_status, scale, _))


def difference_phrase(row: "SelfAssessmentRow", scale: Scale, _: Translator) -> str:
    """Return which different statuses the agency and the office gave in one round; "" where they do not differ."""
    if not row.differs:
        return ""
    return _(
        "in {month} the agency gave {agency}, the office {office}",
        month=format_round(row.compared_in, _),
        agency=mark_word(str(row.agency_gave), scale, _),
        office=mark_word(str(row.office_gave), scale, _),
    )


def _agency_word(status: object, scale: Scale, _: Translator) -> str:
    word = str(status)
    return mark_word(word, scale, _) if word in scale.rank else f"“{word}”"


def proposal_phrase(row: "SelfAssessmentRow", _: Translator) -> str:
    """Return that an agency proposes closure, and when."""
    return _("The agency proposes to close it ({month})", month=format_round(row.proposed_in, _))


def decided_later_sentence(count: int, as_at: pd.Timestamp, _: Translator) -> str:
    """Return how many decisions were made after the month, and are not shown; "" for none."""
    if not count or pd.isna(as_at):
        return ""
    return _.plural(
        "{n} decision was made after {month} and is not shown.",
        "{n} decisions were made after {month} and are not shown.",
        count,
        month=format_round(as_at, _),
    )
