"""What is overdue, closed or late of a recommendation, and its target dates, in words."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from model.status import Scale
from model.terms import ClosureDecision, NameKind
from wording.answers.occasions import monitoring_sentence
from wording.catalogue import Translator
from wording.format.dates import format_date, format_day, format_round
from wording.format.names import Names
from wording.format.statuses import mark_word
from wording.format.text import begin_sentence
from wording.labels.names import decision_word
from wording.sentences import label

if TYPE_CHECKING:
    from analysis.closure import DecisionRow, SelfAssessmentRow
    from analysis.targets import TargetNowRow, TargetRow, TargetStepRow


def overdue_since_sentences(overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator) -> str:
    """Return how many promises and target dates were overdue at the end of the month, and how many are now.

    The columns are source and now, from analysis.promises. What is overdue now is said of `day`, or of today
    without one. "" where nothing has become overdue since.
    """
    return " ".join(sentence for *_counted, sentence in overdue_since_parts(overdue, as_at, day, _))


def overdue_since_parts(
    overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator
) -> list[tuple[str, bool, int, str]]:
    """Return the same sentence by sentence, each with its source, whether it is of now, and its number."""
    parts = []
    for source in ("promise", "target"):
        now = overdue.loc[overdue["source"].eq(source), "now"]
        before, after = int((~now).sum()), int(now.sum())
        if before != after:
            then = _overdue_then(source, before, as_at, _)
            parts += [(source, False, before, then), (source, True, after, _overdue_now(after, day, _))]
    return parts


def promises_sentence(
    promises: pd.DataFrame, overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator
) -> str:
    """Return how many promises are overdue and what falls due next.

    Where promises have become overdue since the month, it is how many were overdue then and are now: that none is
    overdue, or that one is still to come, would no longer be true on the day it is read.

    Args:
        promises: the columns of analysis.promises.
        overdue: the columns source and now, from analysis.promises.
        as_at: the month that the promises are judged at.
        day: the day of what is overdue now; None for today.
    """
    of_promises = overdue[overdue["source"].eq("promise")]
    return overdue_since_sentences(of_promises, as_at, day, _) or monitoring_sentence(promises, _)


def targets_sentence(count: int, _: Translator) -> str:
    """Return how many recommendations that are not complete are past their target dates as at today."""
    return label("sentence", "past-target", _, n=count)


def _overdue_then(source: str, count: int, as_at: pd.Timestamp, _: Translator) -> str:
    if pd.isna(as_at):
        return label("overdue-before-first", source, _)
    month = format_round(as_at, _)
    if not count:
        return label("overdue-then-none", source, _, month=month)
    return label("overdue-then", source, _, n=count, month=month)


def _overdue_now(count: int, day: pd.Timestamp | None, _: Translator) -> str:
    if day is None:
        return _.plural("Today {n} is.", "Today {n} are.", count) if count else _("Today none is.")
    written = format_day(day, _)
    if not count:
        return _("On {day}, none is.", day=written)
    return _.plural("On {day}, {n} is.", "On {day}, {n} are.", count, day=written)


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
    return label("sentence", "decided-later", _, n=count, month=format_round(as_at, _))


def format_target(row: "TargetRow", _: Translator) -> str:
    """Return a target date to its precision; "none set" without one."""
    if not isinstance(row.target_words, str):
        return _("none set")
    return format_date(row.target, row.target_last, row.target_precision, row.target_words, _)


def days_late(row: "TargetNowRow", _: Translator) -> str:
    """Return how late a recommendation is; "" where it is not."""
    late: Any = row.days_late
    return "" if pd.isna(late) else _.plural("{n} day late", "{n} days late", int(late))


def _slips_phrase(row: "TargetNowRow", _: Translator) -> str:
    """Return how often a target slipped since the first one; "" where it never did."""
    if not row.slips:
        return ""
    first = format_date(row.first, row.first_last, row.first_precision, row.first_words, _)
    return _.plural("slipped once, from {first}", "slipped {n} times, from {first}", row.slips, first=first)


def target_phrase(row: "TargetNowRow", _: Translator) -> str:
    """Return a target date with how late it is and how often it slipped: "May 2025 (30 days late)"."""
    details = [part for part in (days_late(row, _), _slips_phrase(row, _)) if part]
    target = format_target(row, _)
    return f"{target} ({'; '.join(details)})" if details else target


def target_change(row: "TargetStepRow", _: Translator) -> str:
    """Return when a target was set and how it changed: "Set in May 2024: 90 days later"."""
    when = format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    dated = isinstance(row.date_words, str)
    if not row.step:
        return (
            _("The first target, set: {date}", date=when)
            if dated
            else _("The first target; when it was set is not known")
        )
    change = _moved(row, _)
    if not dated:
        return begin_sentence(_("{change}; when it was set is not known", change=change))
    return begin_sentence(_("{change}, set: {date}", change=change, date=when))


def _moved(row: "TargetStepRow", _: Translator) -> str:
    later: Any = row.days_later
    if pd.isna(later):
        return _("not to be compared with the target before")
    days = int(later)
    if not days:
        return _("the same last day")
    if days > 0:
        return _.plural("{n} day later", "{n} days later", days)
    return _.plural("{n} day earlier", "{n} days earlier", -days)
