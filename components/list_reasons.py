"""Why each recommendation stands in a part of the list: the reason that a number was counted by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.attention import CountedPart
from analysis.briefing import attention_items
from analysis.closure import DecisionRow, SelfAssessmentRow, closure_at, self_assessments
from analysis.movement import MovementRow, StalledRow, movement_between, stalled
from analysis.promises import ResponseDueRow, responses_due, unanswered
from analysis.rounds import round_before
from analysis.status import count_not_reported
from analysis.table_rows import rows_by_recommendation, rows_of
from analysis.targets import TargetNowRow, targets_at
from components.session.view import View
from model.terms import STANDSTILLS, Movement, ShownPart, StallSign
from model.tracker.rows import RefRow
from wording.answers.briefing import no_response, nothing_reported, reasons_sentence
from wording.answers.headline import movement_sentence, stalled_reason
from wording.answers.recommendation import decision_phrase, difference_phrase, proposal_phrase, target_phrase
from wording.format.text import begin_sentence

Reasons = Mapping[tuple[str, str], str]
"""The reason of each recommendation, by review and ref."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """The month that a part is judged at, the day where it is the month of the page, and the month before."""

    view: View
    at: pd.Timestamp
    today: pd.Timestamp | None
    since: pd.Timestamp | None


def part_reasons(view: View, part: CountedPart) -> Reasons:
    """Return why each recommendation is in a part; nothing for a part that says so by its name alone."""
    at = view.as_at if part.at is None else part.at
    since = round_before(view.chosen, as_at=at) if part.since is None else part.since
    moment = _Moment(view, at, view.today if at == view.as_at else None, since)
    if part.only in set(Movement) or part.only == ShownPart.MOVED or part.was:
        return _movements(moment)
    found = _REASONS.get(part.only)
    return found(moment) if found else {}


def _movements(moment: _Moment) -> Reasons:
    view = moment.view
    moves = movement_between(view.chosen, start=moment.since, end=moment.at)
    return {
        (row.review, row.ref): begin_sentence(
            movement_sentence(row.from_mark, row.to_mark, row.movement, view.scale, view.translator)
        )
        for row in rows_of(moves, MovementRow)
        if row.movement not in STANDSTILLS or row.from_mark != row.to_mark
    }


def _attention(moment: _Moment) -> Reasons:
    view = moment.view
    return {
        (row.review, row.ref): reasons_sentence(row, reasons, view.scale, view.translator)
        for row, reasons in attention_items(view.chosen, as_at=moment.at, today=moment.today)
    }


def _targets(moment: _Moment) -> Reasons:
    view = moment.view
    rows = rows_of(targets_at(view.chosen, as_at=moment.at, today=moment.today), TargetNowRow)
    return {(row.review, row.ref): begin_sentence(target_phrase(row, view.translator)) for row in rows}


def _stalled(moment: _Moment) -> Reasons:
    return _signs(moment, set(StallSign))


def _same_status(moment: _Moment) -> Reasons:
    return _signs(moment, {StallSign.SAME_STATUS})


def _signs(moment: _Moment, wanted: set[StallSign]) -> Reasons:
    view = moment.view
    signs = rows_by_recommendation(stalled(view.chosen, as_at=moment.at), StalledRow)
    return {
        key: begin_sentence("; ".join(stalled_reason(row, view.translator) for row in rows if row.reason in wanted))
        for key, rows in signs.items()
    }


def _silent(moment: _Moment) -> Reasons:
    view = moment.view
    month = count_not_reported(view.chosen, as_at=moment.at).month
    words = begin_sentence(nothing_reported(month, view.translator))
    return {(row.review, row.ref): words for row in rows_of(view.chosen.recommendations, RefRow)}


def _closed(moment: _Moment) -> Reasons:
    view = moment.view
    rows = rows_of(closure_at(view.chosen, as_at=moment.at), DecisionRow)
    return {(row.review, row.ref): decision_phrase(row, view.names, view.translator) for row in rows}


def _different(moment: _Moment) -> Reasons:
    view = moment.view
    return {
        (row.review, row.ref): begin_sentence(difference_phrase(row, view.scale, view.translator))
        for row in rows_of(self_assessments(view.chosen, as_at=moment.at), SelfAssessmentRow)
        if row.differs
    }


def _proposed(moment: _Moment) -> Reasons:
    rows = rows_of(self_assessments(moment.view.chosen, as_at=moment.at), SelfAssessmentRow)
    return {(row.review, row.ref): proposal_phrase(row, moment.view.translator) for row in rows if row.proposes}


def _unanswered(moment: _Moment) -> Reasons:
    view = moment.view
    due = rows_of(responses_due(view.chosen, as_at=moment.at, today=moment.today), ResponseDueRow)
    words = {row.review: begin_sentence(no_response(row.due_last, view.translator)) for row in due}
    listed = rows_of(unanswered(view.chosen, as_at=moment.at, today=moment.today), RefRow)
    return {(row.review, row.ref): words[row.review] for row in listed}


_REASONS: dict[str, Callable[[_Moment], Reasons]] = {
    ShownPart.ATTENTION: _attention,
    ShownPart.LATE: _targets,
    ShownPart.DUE: _targets,
    ShownPart.SLIPPED: _targets,
    ShownPart.STALLED: _stalled,
    ShownPart.SAME_STATUS: _same_status,
    ShownPart.SILENT: _silent,
    ShownPart.CLOSED: _closed,
    ShownPart.CLOSED_INCOMPLETE: _closed,
    ShownPart.DIFFERENT: _different,
    ShownPart.PROPOSED: _proposed,
    ShownPart.UNANSWERED: _unanswered,
}
"""The question that has the reasons of a part."""
