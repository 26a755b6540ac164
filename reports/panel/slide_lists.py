"""The slides that list recommendations with their titles: what moved, all, what needs attention, promises."""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.attention.attention import AttentionRow, needs_attention
from analysis.movement.movement import MovementRow, latest_movement
from analysis.promises.promises import PromiseRow, promises
from analysis.status.latest_status import StatusRow
from analysis.table_rows import rows_of
from model.terms import STANDSTILLS, Timing
from model.tracker.rows import RefRow
from reports.content.document import Spans, Table, Text, text_spans
from reports.content.slide import Points, Slide
from reports.panel.recommendation import promise_spans
from reports.text.closure import closure_spans
from reports.text.narrator import Narrator
from reports.text.since import promises_line
from wording.answers.attention import attention_reason
from wording.answers.headline import moved_lines
from wording.answers.movement import from_to, movement_heading
from wording.format.lists import begin_sentence
from wording.format.numbers import format_count
from wording.format.status_counts import mark_counts
from wording.format.statuses import mark_word, status_words

MAX_LISTED = 60
"""The most recommendations that slides list; of more they count, and the notes list them all."""


def moved_slide(narrator: Narrator, title: str) -> Iterator[Slide]:
    """Yield the slide of what moved: each recommendation that did, with how; of many, the number of each movement."""
    _, edition = narrator.translator, narrator.edition
    moves = latest_movement(edition.chosen, as_at=edition.as_at)
    lines = moved_lines(moves, narrator.scale, _)
    if not lines:
        return
    notes = tuple(f"{line.text}: {_listed_titles(narrator, line.recommendations)}." for line in lines)
    moved = moves[~moves["movement"].isin(STANDSTILLS)]
    if moved.empty or len(moved) > MAX_LISTED:
        points = tuple(text_spans(begin_sentence(f"{line.text}.")) for line in lines)
        yield Slide(title, (Points(points),), notes)
        return
    order = {line.movement: position for position, line in enumerate(lines)}
    in_order = moved.sort_values("movement", key=lambda names: names.map(order), kind="stable")
    rows = tuple(_moved_row(narrator, row) for row in rows_of(in_order, MovementRow))
    header = (_("Recommendation"), _("What moved"), _("From and to"))
    yield Slide(title, (Table(title, header, rows, widths=(4.4, 1.9, 3.6)),), notes)


def all_recommendations_slide(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    """Return the slide of all recommendations with their statuses, the worst first; of many, their numbers."""
    _, scale = narrator.translator, narrator.scale
    by_mark = {mark: statuses[statuses["mark"].eq(mark)] for mark in dict.fromkeys([*scale.marks, *statuses["mark"]])}
    by_status = {mark: rows for mark, rows in by_mark.items() if len(rows)}
    notes = []
    for mark, rows in by_status.items():
        name, listed = begin_sentence(mark_word(mark, scale, _)), _listed_titles(narrator, _keys(rows))
        notes.append(_("{name}: {counts}.", name=name, counts=listed))
    if len(statuses) > MAX_LISTED:
        table = _counts_table(narrator, by_status)
    else:
        in_order = (row for group in by_status.values() for row in rows_of(group, StatusRow))
        cells = tuple(_status_row(narrator, row) for row in in_order)
        header = (_("Recommendation"), _("Status"))
        table = Table(_("Where every recommendation stands"), header, cells, widths=(2.6, 1))
    return Slide(begin_sentence(mark_counts(statuses["mark"], scale, _)), (table,), tuple(notes))


def attention_slide(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slide of what needs attention, each recommendation with the reason."""
    _, edition = narrator.translator, narrator.edition
    found = needs_attention(edition.chosen, as_at=edition.as_at, today=edition.today)
    if len(found):
        yield _points_slide(
            narrator, _("Needs attention"), [_attention(narrator, row) for row in rows_of(found, AttentionRow)]
        )


def promises_slide(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slide of the open promises with a date, each with its recommendation."""
    edition = narrator.edition
    listed = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    due = listed[listed["timing"].isin([Timing.OVERDUE, Timing.DUE])]
    if len(due):
        points = [(*_strong_title(narrator, row), *promise_spans(narrator, row)) for row in rows_of(due, PromiseRow)]
        yield _points_slide(narrator, promises_line(narrator, listed), points)


def _points_slide(narrator: Narrator, title: str, points: list[Spans]) -> Slide:
    """Return a slide of points: the first, and how many more are in the notes."""
    _ = narrator.translator
    more = len(points) - MAX_LISTED
    shown = points[:MAX_LISTED]
    if more > 0:
        shown.append(text_spans(_.plural("{n} more is in the notes.", "{n} more are in the notes.", more), muted=True))
    notes = tuple("".join(span.words for span in spans if isinstance(span, Text)) for spans in points)
    return Slide(title, (Points(tuple(shown)),), notes)


def _attention(narrator: Narrator, row: AttentionRow) -> Spans:
    _ = narrator.translator
    status = begin_sentence(status_words(row.mark, row.basis, narrator.scale, _))
    return (*_strong_title(narrator, row), Text(f"{status} · {attention_reason(row, _)}"))


def _strong_title(narrator: Narrator, row: RefRow) -> Spans:
    title = narrator.title(narrator.recommendations[row.review, row.ref])
    return (Text(f"{title} " if title.endswith((".", "?", "!")) else f"{title}. ", strong=True),)


def _moved_row(narrator: Narrator, row: MovementRow) -> tuple[Spans, ...]:
    _ = narrator.translator
    change = from_to(row.from_mark, row.to_mark, narrator.scale, _, basis=row.basis)
    return (
        narrator.numbered_title(row.review, row.ref),
        text_spans(movement_heading(row.movement, _)),
        text_spans(change),
    )


def _status_row(narrator: Narrator, row: StatusRow) -> tuple[Spans, ...]:
    status: Spans = (narrator.mark(row.mark, row.basis), *closure_spans(narrator, row.review, row.ref))
    return narrator.numbered_title(row.review, row.ref), status


def _counts_table(narrator: Narrator, by_status: dict[str, pd.DataFrame]) -> Table:
    _ = narrator.translator
    rows = tuple(
        ((narrator.mark(mark, brief=True),), text_spans(format_count(len(rows), _))) for mark, rows in by_status.items()
    )
    return Table(_("Where every recommendation stands"), (_("Status"), _("How many")), rows, widths=(2, 1.2))


def _keys(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(rows["review"], rows["ref"], strict=True)


def _listed_titles(narrator: Narrator, recommendations: Iterable[tuple[str, str]]) -> str:
    """Return the numbers and titles of recommendations as one text."""
    titles = (narrator.numbered_title(review, ref) for review, ref in recommendations)
    return "; ".join("".join(span.words for span in spans if isinstance(span, Text)) for spans in titles)
