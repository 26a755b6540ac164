"""The briefing of a paper, as on the Overview: what changed, what is late, what to ask; and the two short reports."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

import pandas as pd

from analysis.reasons import (
    MOST_ASKED,
    MOST_CHANGED,
    AttentionItem,
    attention_items,
    changed_since,
    late_counts,
    overdue_counts,
)
from analysis.status import count_not_reported, list_at, status_at
from analysis.table_rows import rows_of
from model.tracker.rows import RefRow, TableRow
from model.tracker.tracker import restricted_to
from reports.document import (
    Block,
    Bullets,
    Cell,
    Edition,
    Heading,
    Paper,
    Paragraph,
    Spans,
    Table,
    TableColumn,
    Text,
    text_spans,
)
from reports.tables import title_column
from reports.text.narrator import Narrator, headline_line, inferred_note, movement_line
from reports.text.selection import build_document, progress_report_title
from wording.answers.headline import late_sentence, late_then, movement_sentence, reasons_sentence
from wording.answers.recommendation import days_late, format_target
from wording.catalogue import Translator
from wording.formatting import begin_sentence, format_day, format_round

# The most letters of the first line of what was said.
_FIRST_WORDS = 130


def one_page(edition: Edition) -> Paper:
    """Return the paper on one page: the answer, what changed, what is late, and what to ask about first."""
    narrator = Narrator(edition)
    return build_document(narrator, progress_report_title(narrator), _one_page_blocks(narrator))


def short_report(edition: Edition) -> Paper:
    """Return the paper on a few pages: the same, and a line for each recommendation."""
    narrator = Narrator(edition)
    return build_document(narrator, progress_report_title(narrator), _short_blocks(narrator))


def briefing(narrator: Narrator) -> Iterator[Block]:
    """Yield what changed since the round before, what is late, and what to ask about first."""
    yield from _changed_blocks(narrator)
    if lines := late_lines(narrator):
        yield Heading(_late_heading(narrator), 2)
        yield Bullets(tuple(text_spans(line) for line in lines))
    yield from _question_blocks(narrator)


def with_day_of_lateness(narrator: Narrator, sentence: str) -> str:
    """Return a sentence on what is late behind the day of judgement, where that is later than the month; "" for ""."""
    return f"{_late_heading(narrator)}: {sentence}" if sentence and narrator.edition.now.today is not None else sentence


def late_summary(narrator: Narrator, about: pd.DataFrame | None = None) -> str:
    """Return the sentences on what is late as one text, with the day of judgement; `about` as for `late_lines`."""
    return with_day_of_lateness(narrator, " ".join(late_lines(narrator, about)))


def late_lines(narrator: Narrator, about: pd.DataFrame | None = None) -> list[str]:
    """Return the sentences on what is late, as the Overview has them, each with how many it was at the round.

    `about` has the recommendations (review, ref) that the paper covers, where those are not all that are selected.
    """
    edition, now, _ = narrator.edition, narrator.edition.now, narrator.translator
    chosen, chosen_now = (
        each.chosen if about is None else restricted_to(each.chosen, about) for each in (edition, now)
    )
    late = overdue_counts(chosen_now, as_at=now.as_at, today=now.today)
    then = overdue_counts(chosen, as_at=edition.as_at, today=edition.today)
    not_reported = count_not_reported(chosen, as_at=edition.as_at)
    lines = []
    for each in late_counts(then, late, silent=not_reported.count):
        note = "" if each.then is None else f" ({late_then(each.then, edition.as_at, _)})"
        lines.append(f"{late_sentence(each, not_reported.month, _)}{note}.")
    return lines


def _one_page_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    yield Heading(_("Overview"))
    yield Paragraph(text_spans(headline_line(narrator), strong=True))
    yield from briefing(narrator)
    if note := inferred_note(narrator, status_at(edition.chosen, as_at=edition.as_at)):
        yield Paragraph(text_spans(note, muted=True))


def _short_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    yield from _one_page_blocks(narrator)
    listed = list_at(edition.chosen, as_at=edition.as_at)
    if len(listed):
        yield Heading(_("Every recommendation"))
        yield _table(narrator, listed)


def _changed_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    changed = changed_since(edition.chosen, as_at=edition.as_at)
    if changed is None:
        return
    yield Heading(_("What changed since {month}", month=format_round(changed.since, _)), 2)
    yield Paragraph(text_spans(movement_line(narrator)), keep_with_next=bool(changed.moved))
    shown = changed.moved[:MOST_CHANGED]
    lines = [_changed_line(narrator, row, changed.words.get((row.review, row.ref), ())) for row in shown]
    if (rest := len(changed.moved) - MOST_CHANGED) > 0:
        lines.append(text_spans(_.plural("{n} more", "{n} more", rest), muted=True))
    if lines:
        yield Bullets(tuple(lines))


def _changed_line(narrator: Narrator, row: TableRow, words: Sequence[TableRow]) -> Spans:
    basis = narrator.spoken_basis(row.basis)
    way = movement_sentence(row.from_mark, row.to_mark, row.movement, narrator.scale, narrator.translator, basis=basis)
    spans: Spans = (*_strong_title(narrator, row), Text(f"{begin_sentence(way)}. "))
    points = narrator.points(words[0], "update") if words else ()
    first = (each for each in (points[0] if points else ()) if isinstance(each, Text))
    return (*spans, *(replace(each, words=shorten(each.words, _FIRST_WORDS, placeholder=" …")) for each in first))


def _late_heading(narrator: Narrator) -> str:
    now, _ = narrator.edition.now, narrator.translator
    day = None if now is narrator.edition else now.today
    return _("What is late") if day is None else _("What is late on {day}", day=format_day(day, _))


def _question_blocks(narrator: Narrator) -> Iterator[Block]:
    now, _ = narrator.edition.now, narrator.translator
    first = attention_items(now.chosen, as_at=now.as_at, today=now.today, most=MOST_ASKED)
    if first:
        yield Heading(_("What to ask about first"), 2)
        lines = ((*_strong_title(narrator, each.row), Text(attention_sentence(narrator, each))) for each in first)
        yield Bullets(tuple(lines))


def attention_sentence(narrator: Narrator, asked: AttentionItem) -> str:
    """Return the reasons to ask about a recommendation."""
    basis = narrator.spoken_basis(asked.row.basis)
    return reasons_sentence(asked.row, asked.reasons, narrator.scale, narrator.translator, basis=basis)


def _strong_title(narrator: Narrator, row: RefRow) -> Spans:
    """Return the number and the title of a recommendation, and a full stop."""
    number, *title = narrator.numbered_title(row.review, row.ref)
    words = [replace(span, strong=True) for span in (number, *title) if isinstance(span, Text)]
    return (*words, Text(" " if words[-1].words.endswith((".", "?", "!")) else ". ", strong=True))


def _table(narrator: Narrator, listed: pd.DataFrame) -> Table:
    """Return a line for each recommendation: its title, its status and since when, and its target."""
    _ = narrator.translator

    def month(row: TableRow) -> Cell:
        return None if pd.isna(row.status_since) else format_round(row.status_since, _, short=True)

    columns = (
        title_column(narrator),
        TableColumn(_("Status"), 15, lambda row: narrator.status(row.mark, row.basis)),
        TableColumn(_("Same status since"), 14, month),
        TableColumn(_("Target date"), 23, lambda row: _target(narrator.targets[row.review, row.ref], _)),
    )
    return narrator.table(_("Every recommendation"), columns, rows_of(listed))


def _target(row: TableRow, _: Translator) -> Cell:
    late = days_late(row, _)
    if not isinstance(row.target_words, str):
        return None
    return f"{format_target(row, _)} ({late})" if late else format_target(row, _)
