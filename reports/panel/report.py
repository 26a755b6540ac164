"""The panel report: summary, overview, and a part for each recommendation."""

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.closure import decided_later, decisions
from analysis.counts import count_by_group, count_by_round
from analysis.movement import latest_movement, latest_rounds, moved_first, stalled
from analysis.promises import promises
from analysis.rounds import rounds
from analysis.status import status_at
from analysis.table_rows import rows_of
from model.terms import NOT_RATED, Kind, MonitoringKind, NameKind, Timing
from model.tracker.rows import RefRow, TableRow
from reports.document import (
    Block,
    Bullets,
    Edition,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Spans,
    TableColumn,
    Text,
    text_spans,
)
from reports.figures import MAX_ROUNDS, status_over_time_svg
from reports.panel.briefing import briefing
from reports.tables import (
    count_columns,
    count_records,
    movement_columns,
    round_column,
    round_columns,
    scale_columns,
    title_column,
)
from reports.text.narrator import (
    Narrator,
    decision_spans,
    facts_paragraph,
    headline_line,
    inferred_note,
    not_reported_line,
    recommendation_facts,
)
from reports.text.selection import build_document, progress_report_title
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.meeting_questions import group_sentence
from wording.answers.recommendation import decided_later_sentence, monitoring_kind_name, timing_note
from wording.formatting import begin_sentence, format_count, format_date, format_round, mark_counts
from wording.sentences import label

MAX_PROMISES = 12
# The width of a page, of one across the paper, and the least width of a column of titles, in centimetres.
_PAGE, _WIDE, _MIN_TITLE = 16.6, 25.3, 4.6


def panel_report(edition: Edition) -> Paper:
    """Return the paper: overview, key, summary; each theme with each recommendation; other agencies; conclusion.

    The recommendations of the agency that leads most are grouped by theme; those of each other agency follow in one
    section, as in published papers.
    """
    narrator = Narrator(edition)
    return build_document(narrator, progress_report_title(narrator), _blocks(narrator))


def panel_sections(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the heading and the rows of each section: the themes of the main agency, then each other agency.

    Every recommendation names its lead agency, and its theme where the heading does not.
    """
    _ = narrator.translator
    lead_agencies = statuses["lead_agency"]
    main_agency = lead_agencies.mode().iloc[0] if lead_agencies.notna().any() else None
    main_rows = statuses if main_agency is None else statuses[lead_agencies.eq(main_agency)]
    named = set(main_rows["theme"].dropna())
    themes = [theme for theme in dict.fromkeys(narrator.edition.tracker.themes) if theme in named]
    for theme in themes:
        yield _theme_heading(narrator, theme), main_rows[main_rows["theme"].eq(theme)]
    without_theme = main_rows[main_rows["theme"].isna()]
    if len(without_theme):
        yield (_("Recommendations without a theme") if themes else _("Recommendations")), without_theme
    others = statuses.drop(main_rows.index)
    for agency in dict.fromkeys(others["lead_agency"].dropna()):
        name = narrator.names.in_sentence(NameKind.AGENCY, agency, _)
        yield _("Reported by {agency}", agency=name), others[others["lead_agency"].eq(agency)]
    without_lead = others[others["lead_agency"].isna()]
    if len(without_lead):
        yield _("Recommendations without a lead agency"), without_lead


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        yield Paragraph(text_spans(_("There are no recommendations to show.")))
        return
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    yield from overview(narrator, statuses)
    yield from key(narrator)
    yield from _summary(narrator, statuses)
    for heading, rows in panel_sections(narrator, statuses):
        yield Heading(heading)
        counted = mark_counts(rows["mark"], narrator.scale, _)
        yield Paragraph(text_spans(begin_sentence(f"{counted}.")), keep_with_next=True)
        has_theme = heading in {_theme_heading(narrator, theme) for theme in rows["theme"].dropna()}
        for row in rows_of(rows):
            yield from recommendation(narrator, row, has_theme=has_theme)
    yield from conclusion(narrator)


def _theme_heading(narrator: Narrator, theme: str) -> str:
    _ = narrator.translator
    return begin_sentence(_("{theme} recommendations", theme=narrator.names.full(NameKind.THEME, theme, _)))


def conclusion(narrator: Narrator) -> Iterator[Block]:
    """Yield the conclusion: the headline, the themes, what has stalled, and the next promises."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Conclusion"))
    yield Paragraph(text_spans(headline_line(narrator)))
    groups = groups_by_outstanding(tracker, group="theme", as_at=as_at)
    if len(groups) > 1 and narrator.scale.complete:
        yield Paragraph(text_spans(group_sentence(groups, narrator.names, _, kind=NameKind.THEME)))
    if count := len(stalled(tracker, as_at=as_at).drop_duplicates(["review", "ref"])):
        yield Paragraph(text_spans(label("sentence", "signs-of-stalling", _, n=count)))
    yield from _next(narrator)
    yield from _decisions(narrator)


def _decisions(narrator: Narrator) -> Iterator[Block]:
    """Yield the section of what was decided on closure, the latest first; nothing without a decision."""
    edition, _ = narrator.edition, narrator.translator
    made = decisions(edition.chosen, as_at=edition.as_at)
    if len(made):
        yield Heading(_("Decisions on closure"))
        decided = [*rows_of(made.iloc[::-1])]
        yield Bullets(tuple(_numbered(narrator, row, decision_spans(narrator, row)) for row in decided))
    later = decided_later_sentence(decided_later(edition.chosen, as_at=edition.as_at), edition.as_at, _)
    if later:
        yield Paragraph(text_spans(later, muted=True))


def _numbered(narrator: Narrator, row: RefRow, spans: Spans) -> Spans:
    ref = narrator.translator("Recommendation {ref}", ref=narrator.number(row.review, row.ref))
    return (Text(f"{ref}: ", strong=True), *spans)


def _next(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    due = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    next_due = due[due["timing"].isin([Timing.OVERDUE, Timing.DUE])].head(MAX_PROMISES)
    if len(next_due):
        yield Paragraph(text_spans(_("Monitoring goes on. Next, in the order in which they fall due:")))
        due_rows = [*rows_of(next_due)]
        yield Bullets(tuple(_numbered(narrator, row, promise_spans(narrator, row)) for row in due_rows))


def overview(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the overview and the key."""
    _ = narrator.translator
    yield Heading(_("Overview"))
    yield Paragraph(text_spans(headline_line(narrator), strong=True))
    if not_reported := not_reported_line(narrator):
        yield Paragraph(text_spans(not_reported, strong=True))
    yield from briefing(narrator)
    yield Heading(_("Contents"), 2)
    sections = [(heading, len(rows)) for heading, rows in panel_sections(narrator, statuses)]
    counted = [f"{heading} ({format_count(count, _)})" for heading, count in sections]
    yield Bullets(tuple(text_spans(line) for line in (_("Key"), _("Summary"), *counted, _("Conclusion"))))
    yield Heading(_("What this is about"), 2)
    yield from _reviews(narrator)
    if note := inferred_note(narrator, statuses):
        yield Paragraph(text_spans(note))


def key(narrator: Narrator) -> Iterator[Block]:
    """Yield the key: each mark, whether it counts as complete, and its meaning."""
    _, scale = narrator.translator, narrator.scale
    yield Heading(_("Key"))
    title = _("What each status means")
    yield narrator.table(title, scale_columns(narrator), scale.marks, widths=(2.2, 1.4, 3.8))


def _reviews(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    chosen = edition.chosen.recommendations["review"]
    for row in rows_of(edition.tracker.reviews[edition.tracker.reviews["review"].isin(chosen)]):
        when = format_date(row.published, row.published_last, row.published_precision, row.published_words, _)
        facts = {
            _("Review"): row.review,
            _("Title"): narrator.localised(row, "title") or row.review,
            _("Body"): narrator.names.full(NameKind.AGENCY, row.body, _) if isinstance(row.body, str) else "",
            _("Published"): when if isinstance(row.published_words, str) else "",
            _("Source"): narrator.localised(row, "source"),
        }
        yield facts_paragraph(facts.items())


def recommendation(narrator: Narrator, row: TableRow, *, has_theme: bool) -> Iterator[Block]:
    """Yield the blocks of a recommendation; `has_theme` is whether the heading above it names its theme."""
    _, recommendation_id = narrator.translator, (row.review, row.ref)
    yield Heading(narrator.title(narrator.recommendations[recommendation_id]), 2)
    text_points = narrator.points(narrator.recommendations[recommendation_id], "recommendation")
    if len(text_points) > 1:
        yield Bullets(text_points)
    elif text_points:
        yield Paragraph(text_points[0], keep_with_next=True)
    status = narrator.status(row.mark, row.basis)
    spans = (Text(_("Status:"), strong=True), Text(" "), status, *_rating_month(narrator, row))
    yield Paragraph(spans, keep_with_next=True)
    facts = recommendation_facts(narrator, narrator.recommendations[recommendation_id], with_theme=not has_theme)
    if any(value for _label, value in facts):
        yield facts_paragraph(facts)
    for update in narrator.updates.get(recommendation_id, ()):
        yield from _update(narrator, update)
    promises = narrator.promises.get(recommendation_id, ())
    if promises:
        yield Heading(_("Ongoing monitoring"), 3)
        yield Bullets(tuple(promise_spans(narrator, promise, with_kind=True) for promise in promises))


def _rating_month(narrator: Narrator, row: TableRow) -> Spans:
    """Return the month in which the status was given, in brackets; nothing where that was the latest round."""
    _ = narrator.translator
    if pd.isna(row.rated_on) or row.rated_on == narrator.edition.as_at:
        return ()
    return (Text(" " + _("(given in {month})", month=format_round(row.rated_on, _)), muted=True),)


def _update(narrator: Narrator, update: TableRow) -> Iterator[Block]:
    _ = narrator.translator
    when = format_date(update.date, update.date_last, update.date_precision, update.date_words, _)
    kind = _("Response, {date}", date=when) if update.kind == Kind.RESPONSE else _("Progress, {date}", date=when)
    yield Heading(kind, 3)
    if isinstance(update.status, str):
        yield Paragraph((narrator.status(update.status, update.basis),), keep_with_next=True)
    elif update.kind != Kind.RESPONSE:
        yield Paragraph((narrator.mark(NOT_RATED),), keep_with_next=True)
    points = narrator.points(update, "update")
    yield Bullets(points) if points else Paragraph(text_spans(_("No words were given."), muted=True))


def promise_spans(narrator: Narrator, promise: TableRow, *, with_kind: bool = False) -> Spans:
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


def _summary(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the counts as a table and a figure, the movement, and the matrix."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Summary"))
    counts = count_by_round(tracker, as_at=as_at)
    if counts.empty:
        yield Paragraph(text_spans(_("Nothing has been reported yet.")))
        return
    months, used = sorted(counts["round"].unique()), set(counts.loc[counts["count"].gt(0), "mark"])
    shown = counts[counts["round"].isin(months[-MAX_ROUNDS:])]
    title = _("How many recommendations stood at each status, round by round")
    columns = count_columns(narrator, round_column(narrator), used)
    yield narrator.table(title, columns, count_records(shown, "round"))
    yield from _latest_rounds_note(narrator, MAX_ROUNDS, len(months))
    alt = status_over_time_alt(counts, narrator.scale, _)
    yield Figure(
        status_over_time_svg(narrator, counts), alt, _("Status over time: how many recommendations stood where")
    )
    yield from _by_review(narrator)
    yield from _movement(narrator)
    if of_rounds := [month for month in months if month in rounds(tracker)]:
        yield from _matrix(narrator, statuses, of_rounds)


def _latest_rounds_note(narrator: Narrator, shown: int, rounds: int) -> Iterator[Block]:
    _ = narrator.translator
    if shown < rounds:
        words = _.plural("The latest round is shown.", "The latest {n} rounds are shown.", shown)
        yield Paragraph(text_spans(words))


def _by_review(narrator: Narrator) -> Iterator[Block]:
    """Yield the counts of each review as a table, where the paper covers several."""
    if not narrator.has_several_reviews:
        return
    edition, _ = narrator.edition, narrator.translator
    counts = count_by_group(edition.chosen, group="review", as_at=edition.as_at)
    used = set(counts.loc[counts["count"].gt(0), "mark"])
    columns = count_columns(narrator, TableColumn(_("Review"), 20, itemgetter(0)), used)
    yield narrator.table(_("By review"), columns, count_records(counts, "group"))


def _movement(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    moved = moved_first(latest_movement(edition.chosen, as_at=edition.as_at))
    if start is None or moved.empty:
        return
    heading = _("What moved from {start} to {end}", start=format_round(start, _), end=format_round(end, _))
    yield Heading(heading, 2)
    columns = (title_column(narrator), *movement_columns(narrator, narrator.status))
    yield narrator.table(_("What moved between the latest two rounds"), columns, rows_of(moved))


def _matrix(narrator: Narrator, statuses: pd.DataFrame, months: list[pd.Timestamp]) -> Iterator[Block]:
    """Yield the table of all recommendations round by round; a status of an earlier round is not repeated.

    Where a page has not room for all rounds, it stands across the paper, with as many of the latest as fit there.
    """
    _, column = narrator.translator, _status_width(narrator)
    is_wide = len(months) > (_PAGE - _MIN_TITLE) / column
    width = _WIDE if is_wide else _PAGE
    shown = months[-int((width - _MIN_TITLE) / column) :]
    column = max(column, min((width - 2 * _MIN_TITLE) / len(shown), 3.6))
    columns = (title_column(narrator), *round_columns(narrator, shown, narrator.status))
    widths = (width - len(shown) * column, *(column for _month in shown))
    records = rows_of(statuses)
    table = narrator.table(_("Every recommendation, round by round"), columns, records, widths=widths)
    yield replace(table, is_wide=is_wide)
    yield from _latest_rounds_note(narrator, len(shown), len(months))


def _status_width(narrator: Narrator) -> float:
    """Return how wide a column must be for the longest word of a status, next to its mark, in centimetres."""
    given = narrator.edition.chosen.progress["status"].dropna().unique()
    words = (word for status in given for word in narrator.mark(status).word.split())
    return max(1.35 + 0.17 * max(map(len, words), default=0), 2.0)
