"""One recommendation in a meeting pack: status, history, latest update, promises and questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis.attention.questions import QuestionRow, questions
from analysis.movement.stalled import StalledRow, stalled
from analysis.status.latest_status import ListRow
from analysis.status.matrix import MatrixRow, marks_by_round
from analysis.table_rows import rows_by_recommendation
from model.terms import StallSign
from reports.content.document import Block, Bullets, Heading, Paragraph, Span, Spans, Table, Text, text_spans
from reports.panel.recommendation import promise_spans
from reports.text.closure import closure_lines
from reports.text.narrator import Narrator
from wording.answers.attention import stalled_reason
from wording.answers.questions import question_text
from wording.format.dates import format_round
from wording.format.durations import time_and_rounds
from wording.format.lists import begin_sentence

MAX_ROUNDS = 8
"""The most rounds of a history; the latest are shown."""
_ROOM: Spans = (Text("\xa0\n\xa0"),)
"""An empty cell with room to write: two lines high."""


@dataclass(frozen=True, eq=False, slots=True)
class PackData:
    """The analyses of all recommendations, made once for a pack: marks by round, signs of stalling, questions."""

    marks: Mapping[tuple[str, str], Sequence[MatrixRow]]
    signs: Mapping[tuple[str, str], Sequence[StalledRow]]
    questions: Mapping[tuple[str, str], Sequence[QuestionRow]]

    @classmethod
    def from_narrator(cls, narrator: Narrator) -> "PackData":
        """Analyse the whole tracker, as at the month of the edition."""
        tracker, as_at = narrator.edition.tracker, narrator.edition.as_at
        question_rows = questions(tracker, as_at=as_at, today=narrator.edition.today)
        return cls(
            rows_by_recommendation(marks_by_round(tracker, as_at=as_at), MatrixRow),
            rows_by_recommendation(stalled(tracker, as_at=as_at), StalledRow),
            rows_by_recommendation(question_rows, QuestionRow),
        )


def pack_recommendation(narrator: Narrator, row: ListRow, pack_data: PackData) -> Iterator[Block]:
    """Yield the blocks of a recommendation, a row of `analysis.status.latest_status`."""
    _, recommendation_id = narrator.translator, (row.review, row.ref)
    yield Heading(narrator.title(row))
    text = narrator.localised(narrator.recommendations[recommendation_id], "recommendation")
    if text is not None:
        yield Paragraph((text,), keep_with_next=True)
    yield Paragraph(
        (Text(_("Status:"), strong=True), Text(" "), narrator.mark(row.mark, row.basis)), keep_with_next=True
    )
    for line in closure_lines(narrator, row.review, row.ref):
        yield Paragraph(line, keep_with_next=True)
    yield from _history(narrator, pack_data.marks.get(recommendation_id, [])[-MAX_ROUNDS:])
    yield from _latest_update(narrator, recommendation_id)
    promised = narrator.promises.get(recommendation_id, ())
    yield Heading(_("What was promised"), 2)
    if promised:
        yield Bullets(tuple(promise_spans(narrator, promise) for promise in promised))
    else:
        yield Paragraph(text_spans(_("No promise of monitoring is recorded."), muted=True))
    yield from _not_moved(narrator, row, pack_data.signs.get(recommendation_id, []))
    questions_to_ask = pack_data.questions.get(recommendation_id)
    if questions_to_ask:
        yield Heading(_("Questions to ask"), 2)
        yield _answers(narrator, questions_to_ask)
    yield Heading(_("Actions"), 2)
    yield _actions(narrator)


def _history(narrator: Narrator, cells: Sequence[MatrixRow]) -> Iterator[Block]:
    _ = narrator.translator
    spans: list[Span] = []
    for cell in (cell for cell in cells if cell.mark):
        spans += [
            Text(f"{' · ' if spans else ' '}{format_round(cell.round, _)} "),
            narrator.mark(cell.mark, cell.basis),
        ]
    if spans:
        yield Paragraph((Text(_("History:"), strong=True), *spans))


def _latest_update(narrator: Narrator, recommendation_id: tuple[str, str]) -> Iterator[Block]:
    _ = narrator.translator
    updates = narrator.updates.get(recommendation_id, [])
    latest = [list(rows) for _month, rows in groupby(updates, key=lambda update: update.round)][-1:]
    if not latest:
        yield Heading(_("What was said last"), 2)
        yield Paragraph(text_spans(_("Nothing has been reported on this recommendation yet."), muted=True))
    for rows in latest:
        month = format_round(rows[0].round, _)
        yield Heading(_("What was said last, in {month}", month=month), 2)
        points = tuple(point for update in rows for point in narrator.points(update, "update"))
        yield Bullets(points) if points else Paragraph(text_spans(_("No words were given."), muted=True))


def _not_moved(narrator: Narrator, row: ListRow, signs: Sequence[StalledRow]) -> Iterator[Block]:
    _ = narrator.translator
    if row.mark in narrator.scale.complete:
        return
    lines = []
    if not pd.isna(row.moved_on) and row.days:
        time = time_and_rounds(int(row.rounds), int(row.days), row.moved_on.date(), _)
        month = format_round(row.moved_on, _)
        lines.append(_("The status has been the same since {month}: {time}.", month=month, time=time))
    shown_signs = [sign for sign in signs if sign.reason != StallSign.SAME_STATUS]
    lines += [f"{begin_sentence(stalled_reason(sign, _))}" for sign in shown_signs]
    if lines:
        yield Heading(_("What has not moved"), 2)
        yield Bullets(tuple(text_spans(line) for line in lines))


def _answers(narrator: Narrator, questions_to_ask: Sequence[QuestionRow]) -> Table:
    """Return the questions to ask, each with room for its answer."""
    _ = narrator.translator
    rows = tuple((_question(narrator, question), _ROOM) for question in questions_to_ask)
    title = _("Each question, with room for the answer")
    return Table(title, (_("Question"), _("Answer")), rows, first_column_is_header=False, widths=(1.2, 1))


def _actions(narrator: Narrator) -> Table:
    """Return the table of what is agreed at the meeting, with two empty rows."""
    _ = narrator.translator
    header = (_("Action"), _("Who"), _("By when"))
    title = _("What is agreed at the meeting")
    return Table(title, header, ((_ROOM,) * 3,) * 2, first_column_is_header=False, widths=(3, 1.4, 1.2))


def _question(narrator: Narrator, row: QuestionRow) -> Spans:
    """Return a question, then its grounds, with the quoted words in their language."""
    text = question_text(row, narrator.scale, narrator.translator)
    spans: Spans = (Text(text.question, strong=True), Text(f" {text.ground}", muted=True))
    if not text.quoted:
        return spans
    return (*spans, Text(f" “{text.quoted}”", muted=True, language=text.language))
