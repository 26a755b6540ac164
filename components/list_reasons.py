"""Why each recommendation stands in a part of the list: the reason that a number was counted by."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analysis.attention import CountedPart
from analysis.closure import closure_at, self_assessments
from analysis.movement import movement_between, stalled
from analysis.promises import responses_due, targets_at, unanswered
from analysis.reasons import attention_items
from analysis.rounds import round_before
from analysis.status import count_not_reported
from analysis.table_rows import rows_by_recommendation, rows_of
from components.session.view import View
from model.terms import STANDSTILLS, Movement, ShownPart, StallSign
from wording.answers.headline import movement_sentence, reasons_sentence, stalled_reason
from wording.answers.recommendation import decision_phrase, difference_phrase, proposal_phrase, target_phrase
from wording.formatting import begin_sentence, format_day, format_round

# The reason of each recommendation, by review and ref.
Reasons = Mapping[tuple[str, str], str]


def part_reasons(view: View, part: CountedPart) -> Reasons:
    """Return why each recommendation is in a part; nothing for a part that says so by its name alone."""
    at = view.as_at if part.at is None else part.at
    if part.only in set(Movement) or part.only == ShownPart.MOVED or part.was:
        return _movements(view, round_before(view.chosen, as_at=at) if part.since is None else part.since, at)
    found = _REASONS.get(part.only)
    return found(view, at, view.today if at == view.as_at else None) if found else {}


def _each(table: pd.DataFrame, sentence: Callable[[Any], str]) -> Reasons:
    return {(row.review, row.ref): begin_sentence(sentence(row)) for row in rows_of(table)}


def _movements(view: View, since: pd.Timestamp | None, at: pd.Timestamp) -> Reasons:
    moves = movement_between(view.chosen, start=since, end=at)
    moved = moves[~moves["movement"].isin(list(STANDSTILLS)) | moves["from_mark"].ne(moves["to_mark"])]
    scale, _ = view.scale, view.translator
    return _each(moved, lambda row: movement_sentence(row.from_mark, row.to_mark, row.movement, scale, _))


def _attention(view: View, at: pd.Timestamp, today: pd.Timestamp | None) -> Reasons:
    items = attention_items(view.chosen, as_at=at, today=today)
    return {
        (row.review, row.ref): reasons_sentence(row, reasons, view.scale, view.translator) for row, reasons in items
    }


def _targets(view: View, at: pd.Timestamp, today: pd.Timestamp | None) -> Reasons:
    return _each(targets_at(view.chosen, as_at=at, today=today), lambda row: target_phrase(row, view.translator))


def _signs(view: View, at: pd.Timestamp, *wanted: StallSign) -> Reasons:
    signs = rows_by_recommendation(stalled(view.chosen, as_at=at))
    return {
        key: begin_sentence("; ".join(stalled_reason(row, view.translator) for row in rows if row.reason in wanted))
        for key, rows in signs.items()
    }


def _silent(view: View, at: pd.Timestamp, _today: pd.Timestamp | None) -> Reasons:
    _, month = view.translator, count_not_reported(view.chosen, as_at=at).month
    words = _("nothing reported in {month}", month="" if pd.isna(month) else format_round(month, _))
    return _each(view.chosen.recommendations, lambda _row: words)


def _closed(view: View, at: pd.Timestamp, _today: pd.Timestamp | None) -> Reasons:
    return _each(closure_at(view.chosen, as_at=at), lambda row: decision_phrase(row, view.names, view.translator))


def _different(view: View, at: pd.Timestamp, _today: pd.Timestamp | None) -> Reasons:
    agencies = self_assessments(view.chosen, as_at=at)
    return _each(agencies[agencies["differs"]], lambda row: difference_phrase(row, view.scale, view.translator))


def _proposed(view: View, at: pd.Timestamp, _today: pd.Timestamp | None) -> Reasons:
    agencies = self_assessments(view.chosen, as_at=at)
    return _each(agencies[agencies["proposes"]], lambda row: proposal_phrase(row, view.translator))


def _unanswered(view: View, at: pd.Timestamp, today: pd.Timestamp | None) -> Reasons:
    due = {row.review: row.due_last for row in rows_of(responses_due(view.chosen, as_at=at, today=today))}
    _, late = view.translator, unanswered(view.chosen, as_at=at, today=today)
    return _each(late, lambda row: _("no formal response, due by {day}", day=format_day(due[row.review], _)))


# The question that has the reasons of a part at a month; the day is that of the page where the month is, too.
_REASONS: dict[str, Callable[[View, pd.Timestamp, pd.Timestamp | None], Reasons]] = {
    ShownPart.ATTENTION: _attention,
    **dict.fromkeys((ShownPart.LATE, ShownPart.DUE, ShownPart.SLIPPED), _targets),
    ShownPart.STALLED: lambda view, at, _today: _signs(view, at, *StallSign),
    ShownPart.SAME_STATUS: lambda view, at, _today: _signs(view, at, StallSign.SAME_STATUS),
    ShownPart.SILENT: _silent,
    **dict.fromkeys((ShownPart.CLOSED, ShownPart.CLOSED_INCOMPLETE), _closed),
    ShownPart.DIFFERENT: _different,
    ShownPart.PROPOSED: _proposed,
    ShownPart.UNANSWERED: _unanswered,
}
