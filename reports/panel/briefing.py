"""The briefing of a paper, as on the Overview: what changed, what is late, what to ask; and the two short reports."""

from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten

import pandas as pd

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.promises import overdue_counts
from analysis.reasons import AttentionRow, ReasonRow, attention_reasons, needs_attention
from analysis.status import StatusRow, count_not_reported, counts_at, since_last_movement, status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from analysis.targets import TargetNowRow, targets_at
from analysis.updates import KEY, LatestWordsRow, latest_words
from model.terms import STANDSTILLS, Movement
from model.tracker.rows import RefRow
from reports.document import Block, Bullets, Edition, Heading, Paper, Paragraph, Spans, Table, Text, text_spans
from reports.text.narrator import Narrator, movement_line, status_cell
from reports.text.parse_selection import build_document, progress_report_title
from wording.answers.briefing import (
    changed_words,
    late_promises,
    late_responses,
    late_targets,
    late_then,
    reasons_sentence,
    silent_count,
)
from wording.answers.headline import headline
from wording.answers.recommendation import days_late, format_target
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round

MOST_CHANGED, MOST_ASKED = 6, 5
"""The most recommendations that are named of those that changed, and of those to ask about."""
_FIRST_WORDS = 130
"""The most letters of the first line of what was said."""
_WIDTHS = (7.6, 2.6, 2.4, 4.0)
"""The widths of the columns of the short report's table, in centimetres."""


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
    yield from _late_blocks(narrator)
    yield from _question_blocks(narrator)


def late_lines(narrator: Narrator) -> list[str]:
    """Return the sentences on what is late, as the Overview has them, each with how many it was at the round."""
    edition, now, _ = narrator.edition, narrator.edition.now, narrator.translator
    late = overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    then = overdue_counts(edition.chosen, as_at=edition.as_at, today=edition.today)
    kinds = (
        (late.targets, then.targets, late_targets),
        (late.promises, then.promises, late_promises),
        (late.responses, then.responses, late_responses),
    )
    lines = []
    for count, before, words in kinds:
        if count:
            note = "" if before is None or before == count else f" ({late_then(before, edition.as_at, _)})"
            lines.append(f"{words(count, _)}{note}.")
    not_reported = count_not_reported(edition.chosen, as_at=edition.as_at)
    return [*lines, *([f"{silent_count(not_reported.count, not_reported.month, _)}."] if not_reported.count else [])]


def _one_page_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    yield Heading(_("Overview"))
    counts = counts_at(edition.chosen, as_at=edition.as_at)
    yield Paragraph(text_spans(headline(counts, narrator.scale, _), strong=True))
    yield from briefing(narrator)


def _short_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    yield from _one_page_blocks(narrator)
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    if len(statuses):
        yield Heading(_("Every recommendation"))
        yield _table(narrator, statuses)


def _changed_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    before, _end = latest_rounds(edition.chosen, as_at=edition.as_at)
    moves = latest_movement(edition.chosen, as_at=edition.as_at)
    if before is None or moves.empty:
        return
    yield Heading(_("What changed since {month}", month=format_round(before, _)), 2)
    order = {kind.value: place for place, kind in enumerate(Movement)}
    moved = moves[~moves["movement"].isin(list(STANDSTILLS))]
    in_order = moved.sort_values("movement", key=lambda kinds: kinds.map(order), kind="stable")
    yield Paragraph(text_spans(movement_line(narrator)), keep_with_next=bool(len(moved)))
    words = rows_by_recommendation(latest_words(edition.chosen, as_at=edition.as_at), LatestWordsRow)
    shown = rows_of(in_order.head(MOST_CHANGED), MovementRow)
    lines = [_changed_line(narrator, row, words.get((row.review, row.ref), [])) for row in shown]
    if (rest := len(moved) - MOST_CHANGED) > 0:
        lines.append(text_spans(_.plural("{n} more", "{n} more", rest), muted=True))
    if lines:
        yield Bullets(tuple(lines))


def _changed_line(narrator: Narrator, row: MovementRow, words: list[LatestWordsRow]) -> Spans:
    moved = changed_words(row, narrator.scale, narrator.translator, basis=row.basis)
    spans: Spans = (*_strong_title(narrator, row), Text(f"{moved}. "))
    points = narrator.points(words[0], "update") if words else ()
    first = (each for each in (points[0] if points else ()) if isinstance(each, Text))
    return (*spans, *(replace(each, words=shorten(each.words, _FIRST_WORDS, placeholder=" …")) for each in first))


def _late_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, now, _ = narrator.edition, narrator.edition.now, narrator.translator
    if lines := late_lines(narrator):
        day = None if now is edition else now.today
        yield Heading(_("What is late") if day is None else _("What is late on {day}", day=format_day(day, _)), 2)
        yield Bullets(tuple(text_spans(line) for line in lines))


def _question_blocks(narrator: Narrator) -> Iterator[Block]:
    now, _ = narrator.edition.now, narrator.translator
    attention = needs_attention(now.chosen, as_at=now.as_at, today=now.today)
    if attention.empty:
        return
    reasons = rows_by_recommendation(attention_reasons(now.chosen, as_at=now.as_at, today=now.today), ReasonRow)
    yield Heading(_("What to ask about first"), 2)
    lines = []
    for row in rows_of(attention.head(MOST_ASKED), AttentionRow):
        sentence = reasons_sentence(row, reasons[row.review, row.ref], narrator.scale, _, basis=row.basis)
        lines.append((*_strong_title(narrator, row), Text(sentence)))
    yield Bullets(tuple(lines))


def _strong_title(narrator: Narrator, row: RefRow) -> Spans:
    """Return the number and the title of a recommendation, and a full stop."""
    number, *title = narrator.numbered_title(row.review, row.ref)
    words = [replace(span, strong=True) for span in (number, *title) if isinstance(span, Text)]
    return (*words, Text(" " if words[-1].words.endswith((".", "?", "!")) else ". ", strong=True))


def _table(narrator: Narrator, statuses: pd.DataFrame) -> Table:
    """Return a line for each recommendation: its title, its status and since when, and its target."""
    now, _ = narrator.edition.now, narrator.translator
    targets = rows_by_recommendation(targets_at(now.chosen, as_at=now.as_at, today=now.today), TargetNowRow)
    since = since_last_movement(narrator.edition.chosen, as_at=narrator.edition.as_at)
    months = dict(zip(zip(*(since[name] for name in KEY), strict=True), since["status_since"], strict=True))
    rows = []
    for row in rows_of(statuses, StatusRow):
        month, target = months[row.review, row.ref], targets.get((row.review, row.ref), [])
        has_target = bool(target) and isinstance(target[0].target_words, str)
        cells = (
            narrator.numbered_title(row.review, row.ref),
            status_cell(narrator, row.mark, row.basis, one_line=False),
            text_spans("–" if pd.isna(month) else format_round(month, _, short=True)),
            text_spans(_target(target[0], _) if has_target else "–"),
        )
        rows.append(cells)
    header = (_("Recommendation"), _("Status"), _("Same status since"), _("Target date"))
    return Table(_("Every recommendation"), header, tuple(rows), widths=_WIDTHS)


def _target(row: TargetNowRow, _: Translator) -> str:
    late = days_late(row, _)
    return f"{format_target(row, _)} ({late})" if late else format_target(row, _)
