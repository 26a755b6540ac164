"""One recommendation in a panel report: its text, status, facts, updates and promises."""

from collections.abc import Iterator

import pandas as pd

from analysis.promises import PromiseRow
from analysis.status import StatusRow
from model.terms import NOT_RATED, Kind, MonitoringKind, NameKind
from model.tracker.rows import UpdateRow
from reports.content.document import Block, Bullets, Heading, Paragraph, Spans, Text, text_spans
from reports.text.facts import facts_paragraph, recommendation_facts
from reports.text.narrator import Narrator
from wording.answers.occasions import monitoring_kind_name, timing_note
from wording.format.dates import format_date, format_round


def recommendation(narrator: Narrator, row: StatusRow, *, below_theme_heading: bool) -> Iterator[Block]:
    """Yield the blocks of a recommendation (a row of `analysis.status`).

    `below_theme_heading` is whether the heading above it names its theme.
    """
    _, recommendation_id = narrator.translator, (row.review, row.ref)
    yield Heading(narrator.title(narrator.recommendations[recommendation_id]), 2)
    text_points = narrator.points(narrator.recommendations[recommendation_id], "recommendation")
    if len(text_points) > 1:
        yield Bullets(text_points)
    elif text_points:
        yield Paragraph(text_points[0], keep_with_next=True)
    yield Paragraph(
        (Text(_("Status:"), strong=True), Text(" "), narrator.mark(row.mark, row.basis), *_rating_month(narrator, row)),
        keep_with_next=True,
    )
    facts = recommendation_facts(
        narrator, narrator.recommendations[recommendation_id], below_theme_heading=below_theme_heading
    )
    if any(value for _label, value in facts):
        yield facts_paragraph(facts)
    for update in narrator.updates.get(recommendation_id, ()):
        yield from _update(narrator, update)
    promises = narrator.promises.get(recommendation_id, ())
    if promises:
        yield Heading(_("Ongoing monitoring"), 3)
        yield Bullets(tuple(promise_spans(narrator, promise, with_kind=True) for promise in promises))


def _rating_month(narrator: Narrator, row: StatusRow) -> Spans:
    """Return the month in which the status was given, in brackets; nothing where that was the latest round."""
    _ = narrator.translator
    if pd.isna(row.rated_on) or row.rated_on == narrator.edition.as_at:
        return ()
    return (Text(" " + _("(given in {month})", month=format_round(row.rated_on, _)), muted=True),)


def _update(narrator: Narrator, update: UpdateRow) -> Iterator[Block]:
    _ = narrator.translator
    when = format_date(update.date, update.date_last, update.date_precision, update.date_words, _)
    kind = _("Response, {date}", date=when) if update.kind == Kind.RESPONSE else _("Progress, {date}", date=when)
    yield Heading(kind, 3)
    if isinstance(update.status, str):
        yield Paragraph((narrator.mark(update.status, update.basis),), keep_with_next=True)
    elif update.kind != Kind.RESPONSE:
        yield Paragraph((narrator.mark(NOT_RATED),), keep_with_next=True)
    points = narrator.points(update, "update")
    yield Bullets(points) if points else Paragraph(text_spans(_("No words were given."), muted=True))


def promise_spans(narrator: Narrator, promise: PromiseRow, *, with_kind: bool = False) -> Spans:
    """Return a promise (a row of `analysis.promises`): what, by when, with whom, whether done or overdue.

    The details begin with its kind if `with_kind` and the kind is not Other.
    """
    _ = narrator.translator
    details = []
    if with_kind and isinstance(promise.kind, str) and promise.kind != MonitoringKind.OTHER:
        word = monitoring_kind_name(promise.kind, _)
        details.append(word[:1].lower() + word[1:])
    if isinstance(promise.due_words, str):
        due = format_date(promise.due, promise.due_last, promise.due_precision, promise.due_words, _)
        details.append(_("due {date}", date=due))
    if isinstance(promise.with_whom, str):
        details.append(_("with {whom}", whom=narrator.names.full(NameKind.ROLE, promise.with_whom, _)))
    if note := timing_note(promise.timing, promise.due_last, None, _):
        details.append(note)
    activity = narrator.localised(promise, "activity") or Text("")
    return (activity, Text(f" ({'; '.join(details)})", muted=True)) if details else (activity,)
