"""The panel report, whose briefing is that of the Overview; and the two short reports."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from textwrap import shorten

import pandas as pd

from analysis import status
from analysis.attention import groups_by_outstanding
from analysis.movement import latest_movement, latest_rounds, moved_first, stalled
from analysis.promises import promises
from analysis.reasons import MOST_ASKED, MOST_CHANGED, attention_items, changed_since, late_counts, overdue_counts
from analysis.rounds import reported_by, rounds
from analysis.table_rows import rows_of
from model.terms import NOT_RATED, Kind, MonitoringKind, NameKind, RefRow, TableRow, Timing
from model.tracker.tracker import restricted_to
from reports import tables
from reports.document import Block, Bullets, Edition, Figure, Heading, Paper, Paragraph, Spans, Table, TableColumn, Text
from reports.text.narrator import Narrator, closure_facts
from reports.typesetting import MAX_ROUNDS, status_over_time_svg
from wording.answers import recommendation as phrases
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import late_sentence, late_then, movement_sentence, not_reported_sentence
from wording.answers.recommendation import group_sentence
from wording.catalogue import label
from wording.formatting import begin_sentence, format_count, format_day, format_round, format_row_date, mark_counts

MAX_PROMISES = 12
# The width of a page, of one across the paper, and the least width of a column of titles, in centimetres.
_PAGE, _WIDE, _MIN_TITLE = 16.6, 25.3, 4.6


def panel_report(edition: Edition) -> Paper:
    """Return the paper: overview, key, summary; each theme with each recommendation; other agencies; conclusion.

    The recommendations of the agency that leads most are grouped by theme; those of each other agency follow in one
    section, as in published papers.
    """
    narrator = Narrator(edition)
    return narrator.paper(narrator.report_title, _blocks(narrator))


def panel_sections(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the heading and the rows of each section: the themes of the main agency, then each other agency.

    Every recommendation names its lead agency, and its theme where the heading does not.
    """
    _, lead_agencies = narrator.translator, statuses["lead_agency"]
    main_agency = lead_agencies.mode().iloc[0] if lead_agencies.notna().any() else None
    main_rows = statuses if main_agency is None else statuses[lead_agencies.eq(main_agency)]
    has_themes = main_rows["theme"].notna().any()
    themes = dict.fromkeys(narrator.edition.tracker.themes)
    sections = [(_theme_heading(narrator, theme), main_rows[main_rows["theme"].eq(theme)]) for theme in themes]
    without = _("Recommendations without a theme") if has_themes else _("Recommendations")
    sections.append((without, main_rows[main_rows["theme"].isna()]))
    others = statuses.drop(main_rows.index)
    for agency in dict.fromkeys(others["lead_agency"].dropna()):
        name = narrator.names.in_sentence(NameKind.AGENCY, agency, _)
        sections.append((_("Reported by {agency}", agency=name), others[others["lead_agency"].eq(agency)]))
    sections.append((_("Recommendations without a lead agency"), others[others["lead_agency"].isna()]))
    yield from (section for section in sections if len(section[1]))


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        yield from paragraphs(_("There are no recommendations to show."))
        return
    statuses = status.status_at(edition.chosen, as_at=edition.as_at)
    yield from overview(narrator, statuses)
    yield from key(narrator)
    yield from _summary(narrator, statuses)
    for heading, rows in panel_sections(narrator, statuses):
        yield Heading(heading)
        counted = mark_counts(rows["mark"], narrator.scale, _)
        yield Paragraph((Text(begin_sentence(f"{counted}.")),), keep_with_next=True)
        has_theme = heading in {_theme_heading(narrator, theme) for theme in rows["theme"].dropna()}
        for row in rows_of(rows):
            yield from recommendation(narrator, row, has_theme=has_theme)
    yield from conclusion(narrator)


def paragraphs(*texts: str, strong: bool = False, muted: bool = False) -> Iterator[Paragraph]:
    """Yield a paragraph of each text that is not blank."""
    yield from (Paragraph((Text(text, strong, muted),)) for text in texts if text)


def _theme_heading(narrator: Narrator, theme: str) -> str:
    _ = narrator.translator
    return begin_sentence(_("{theme} recommendations", theme=narrator.names.full(NameKind.THEME, theme, _)))


def conclusion(narrator: Narrator) -> Iterator[Block]:
    """Yield the conclusion: the headline, the themes, what has stalled, the next promises, and what was decided."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Conclusion"))
    yield from paragraphs(narrator.headline)
    groups = groups_by_outstanding(tracker, group="theme", as_at=as_at)
    if len(groups) > 1 and narrator.scale.complete:
        yield from paragraphs(group_sentence(groups, narrator.names, _, kind=NameKind.THEME))
    if count := len(stalled(tracker, as_at=as_at).drop_duplicates(["review", "ref"])):
        yield from paragraphs(label("sentence", "signs-of-stalling", _, n=count))
    due = promises(tracker, as_at=as_at, today=edition.today)
    next_due = due[due["timing"].isin([Timing.OVERDUE, Timing.DUE])].head(MAX_PROMISES)
    if len(next_due):
        yield Paragraph((Text(_("Monitoring goes on. Next, in the order in which they fall due:")),))
        yield Bullets(tuple(_numbered(narrator, row, promise_spans(narrator, row)) for row in rows_of(next_due)))
    if latest_first := [*rows_of(status.decisions(tracker, as_at=as_at).iloc[::-1])]:
        yield Heading(_("Decisions on closure"))
        yield Bullets(tuple(_numbered(narrator, row, _decision(narrator, row)) for row in latest_first))
    later = status.decided_later(tracker, as_at=as_at)
    yield from paragraphs(phrases.decided_later_sentence(later, as_at, _), muted=True)


def _decision(narrator: Narrator, row: TableRow) -> Spans:
    phrase = phrases.decision_phrase(row, narrator.names, narrator.translator)
    return Text(f"{phrase}: ", strong=True), narrator.english(row.reason)


def _numbered(narrator: Narrator, row: RefRow, spans: Spans) -> Spans:
    ref = narrator.translator("Recommendation {ref}", ref=narrator.number(row.review, row.ref))
    return (Text(f"{ref}: ", strong=True), *spans)


def overview(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the overview and the key."""
    edition, _ = narrator.edition, narrator.translator
    yield Heading(_("Overview"))
    not_reported = not_reported_sentence(status.count_not_reported(edition.chosen, as_at=edition.as_at), _)
    yield from paragraphs(narrator.headline, not_reported, strong=True)
    yield from briefing(narrator)
    yield Heading(_("Contents"), 2)
    sections = panel_sections(narrator, statuses)
    counted = [f"{heading} ({format_count(len(rows), _)})" for heading, rows in sections]
    yield Bullets.of((_("Key"), _("Summary"), *counted, _("Conclusion")))
    yield Heading(_("What this is about"), 2)
    for row in narrator.reviews:
        facts = {
            _("Review"): row.review,
            _("Title"): narrator.localised(row, "title") or row.review,
            _("Body"): narrator.full_name(NameKind.AGENCY, row.body),
            _("Published"): tables.date_cell(narrator, row, "published"),
            _("Source"): narrator.localised(row, "source"),
        }
        yield Paragraph(narrator.facts(facts.items()))
    yield from paragraphs(narrator.inferred_note())


def key(narrator: Narrator) -> Iterator[Block]:
    """Yield the key: each mark, whether it counts as complete, and its meaning."""
    _, scale = narrator.translator, narrator.scale
    yield Heading(_("Key"))
    title = _("What each status means")
    yield narrator.table(title, tables.scale_columns(narrator), scale.marks, widths=(2.2, 1.4, 3.8))


def recommendation(narrator: Narrator, row: TableRow, *, has_theme: bool) -> Iterator[Block]:
    """Yield the blocks of a recommendation; `has_theme` is whether the heading above it names its theme."""
    _, recommendation_id = narrator.translator, (row.review, row.ref)
    yield Heading(narrator.title(narrator.recommendations[recommendation_id]), 2)
    text_points = narrator.points(narrator.recommendations[recommendation_id], "recommendation")
    if len(text_points) > 1:
        yield Bullets(text_points)
    elif text_points:
        yield Paragraph(text_points[0], keep_with_next=True)
    spans = status_spans(narrator, row)
    if not (pd.isna(row.rated_on) or row.rated_on == narrator.edition.as_at):
        spans += (Text(" " + _("(given in {month})", month=format_round(row.rated_on, _)), muted=True),)
    yield Paragraph(spans, keep_with_next=True)
    if facts := narrator.facts(_facts(narrator, row, has_theme=has_theme)):
        yield Paragraph(facts)
    for update in narrator.about(recommendation_id, reported_by):
        yield from _update(narrator, update)
    if promises := narrator.promises_about(recommendation_id):
        yield Heading(_("Ongoing monitoring"), 3)
        yield Bullets(tuple(promise_spans(narrator, promise, with_kind=True) for promise in promises))


def _facts(narrator: Narrator, row: TableRow, *, has_theme: bool) -> Iterator[tuple[str, object]]:
    """Yield the facts of a recommendation, whose names are the headings of the workbook, so that both are found again.

    The theme is left out where a heading names it, and the first target where the target has not slipped since.
    """
    _, recommendation = narrator.translator, narrator.recommendations[row.review, row.ref]
    target, first, *others = tables.target_columns(narrator)
    slipped = [first] if narrator.targets[row.review, row.ref].slips else []
    yield from ((column.heading, column.cell(recommendation)) for column in tables.name_columns(narrator)[has_theme:])
    yield _("Accepted"), recommendation.accepted
    yield from ((column.heading, column.cell(recommendation)) for column in (target, *slipped, *others))
    yield from closure_facts(narrator, (row.review, row.ref))
    yield _("Related refs"), recommendation.related_refs


def _update(narrator: Narrator, update: TableRow) -> Iterator[Block]:
    _ = narrator.translator
    when, is_response = format_row_date(update, "date", _), update.kind == Kind.RESPONSE
    yield Heading(_("Response, {date}", date=when) if is_response else _("Progress, {date}", date=when), 3)
    if isinstance(update.status, str):
        yield Paragraph((narrator.status(update.status, update.basis),), keep_with_next=True)
    elif not is_response:
        yield Paragraph((narrator.mark(NOT_RATED),), keep_with_next=True)
    yield update_points(narrator, update)


def status_spans(narrator: Narrator, row: TableRow) -> Spans:
    """Return the status of a recommendation, a row of `analysis.status`."""
    return Text(narrator.translator("Status:"), strong=True), Text(" "), narrator.status(row.mark, row.basis)


def update_points(narrator: Narrator, *updates: TableRow) -> Block:
    """Return the points of some updates."""
    points = tuple(point for update in updates for point in narrator.points(update, "update"))
    return Bullets(points) if points else Paragraph((Text(narrator.translator("No words were given."), muted=True),))


def promise_spans(narrator: Narrator, promise: TableRow, *, with_kind: bool = False) -> Spans:
    """Return a promise (a row of `analysis.promises`): what, by when, with whom, whether done or overdue.

    The details begin with its kind if `with_kind` and the kind is not Other.
    """
    _, details = narrator.translator, []
    if with_kind and isinstance(promise.kind, str) and promise.kind != MonitoringKind.OTHER:
        word = phrases.monitoring_kind_name(promise.kind, _)
        details.append(word[:1].lower() + word[1:])
    if isinstance(promise.due_words, str):
        details.append(_("due {date}", date=phrases.format_due(promise, _)))
    if whom := narrator.full_name(NameKind.ROLE, promise.with_whom):
        details.append(_("with {whom}", whom=whom))
    if note := phrases.timing_note(promise.timing, promise.due_last, None, _):
        details.append(note)
    activity = narrator.localised(promise, "activity") or Text("")
    return (activity, Text(f" ({'; '.join(details)})", muted=True)) if details else (activity,)


def _summary(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the counts as a table and a figure, the movement, and the matrix."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Summary"))
    counts = status.count_by_round(tracker, as_at=as_at)
    if counts.empty:
        yield Paragraph((Text(_("Nothing has been reported yet.")),))
        return
    months, used = sorted(counts["round"].unique()), set(counts.loc[counts["count"].gt(0), "mark"])
    shown = counts[counts["round"].isin(months[-MAX_ROUNDS:])]
    title = _("How many recommendations stood at each status, round by round")
    yield narrator.table(title, tables.count_columns(narrator, used), tables.count_records(shown, "round"))
    yield from _latest_rounds_note(narrator, MAX_ROUNDS, len(months))
    caption = _("Status over time: how many recommendations stood where")
    yield Figure(status_over_time_alt(counts, narrator.scale, _), status_over_time_svg(narrator, counts), caption)
    if narrator.has_several_reviews:
        by_review = status.count_by_group(tracker, group="review", as_at=as_at)
        marks = set(by_review.loc[by_review["count"].gt(0), "mark"])
        columns = tables.count_columns(narrator, marks, group=TableColumn(_("Review"), 20, itemgetter(0)))
        yield narrator.table(_("By review"), columns, tables.count_records(by_review, "group"))
    yield from _movement(narrator)
    if of_rounds := [month for month in months if month in rounds(tracker)]:
        yield from _matrix(narrator, statuses, of_rounds)


def _latest_rounds_note(narrator: Narrator, shown: int, rounds: int) -> Iterator[Block]:
    words = narrator.translator.plural("The latest round is shown.", "The latest {n} rounds are shown.", shown)
    yield from paragraphs(words if shown < rounds else "")


def _movement(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    moved = moved_first(latest_movement(edition.chosen, as_at=edition.as_at))
    if start is None or moved.empty:
        return
    yield Heading(_("What moved from {start} to {end}", start=format_round(start, _), end=format_round(end, _)), 2)
    columns = (narrator.title_column, *tables.movement_columns(narrator, narrator.status))
    yield narrator.table(_("What moved between the latest two rounds"), columns, rows_of(moved))


def _matrix(narrator: Narrator, statuses: pd.DataFrame, months: list[pd.Timestamp]) -> Iterator[Block]:
    """Yield the table of all recommendations round by round; a status of an earlier round is not repeated.

    Where a page has not room for all rounds, it stands across the paper, with as many of the latest as fit there.
    """
    _, statuses_used = narrator.translator, narrator.edition.chosen.progress["status"].dropna().unique()
    words = (word for mark in statuses_used for word in narrator.mark(mark).word.split())
    column = max(1.35 + 0.17 * max(map(len, words), default=0), 2.0)  # for the longest word of a status and its mark
    is_wide = len(months) > (_PAGE - _MIN_TITLE) / column
    width = _WIDE if is_wide else _PAGE
    shown = months[-int((width - _MIN_TITLE) / column) :]
    column = max(column, min((width - 2 * _MIN_TITLE) / len(shown), 3.6))
    columns = (narrator.title_column, *tables.round_columns(narrator, shown, narrator.status))
    widths = (width - len(shown) * column, *(column for _month in shown))
    table = narrator.table(_("Every recommendation, round by round"), columns, rows_of(statuses), widths=widths)
    yield replace(table, is_wide=is_wide)
    yield from _latest_rounds_note(narrator, len(shown), len(months))


# The most letters of the first line of what was said.
_FIRST_WORDS = 130


def one_page(edition: Edition) -> Paper:
    """Return the paper on one page: the answer, what changed, what is late, and what to ask about first."""
    narrator = Narrator(edition)
    return narrator.paper(narrator.report_title, _one_page(narrator))


def short_report(edition: Edition) -> Paper:
    """Return the paper on a few pages: the same, and a line for each recommendation."""
    narrator, listed = Narrator(edition), status.status_at(edition.chosen, as_at=edition.as_at)
    title = narrator.translator("Every recommendation")
    line_each: list[Block] = [Heading(title), _table(narrator, title, listed)] if len(listed) else []
    return narrator.paper(narrator.report_title, [*_one_page(narrator), *line_each])


def briefing(narrator: Narrator) -> Iterator[Block]:
    """Yield what changed since the round before, what is late, and what to ask about first."""
    now = narrator.edition.now
    yield from _changed_blocks(narrator)
    if late := late_lines(narrator):
        yield Heading(_late_heading(narrator), 2)
        yield Bullets.of(late)
    if first := attention_items(now.chosen, as_at=now.as_at, today=now.today, most=MOST_ASKED):
        yield Heading(narrator.translator("What to ask about first"), 2)
        yield Bullets(
            tuple((*_strong_title(narrator, row), Text(narrator.attention(row, found))) for row, found in first)
        )


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
    both = edition.chosen, now.chosen
    chosen, chosen_now = (each if about is None else restricted_to(each, about) for each in both)
    late = overdue_counts(chosen_now, as_at=now.as_at, today=now.today)
    then = overdue_counts(chosen, as_at=edition.as_at, today=edition.today)
    not_reported = status.count_not_reported(chosen, as_at=edition.as_at)
    lines = []
    for each in late_counts(then, late, silent=not_reported.count):
        note = "" if each.then is None else f" ({late_then(each.then, edition.as_at, _)})"
        lines.append(f"{late_sentence(each, not_reported.month, _)}{note}.")
    return lines


def _one_page(narrator: Narrator) -> Iterator[Block]:
    yield Heading(narrator.translator("Overview"))
    yield from paragraphs(narrator.headline, strong=True)
    yield from briefing(narrator)
    yield from paragraphs(narrator.inferred_note(), muted=True)


def _changed_blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    changed = changed_since(edition.chosen, as_at=edition.as_at)
    if changed is None:
        return
    yield Heading(_("What changed since {month}", month=format_round(changed.since, _)), 2)
    yield Paragraph((Text(narrator.movement),), keep_with_next=bool(changed.moved))
    shown = changed.moved[:MOST_CHANGED]
    lines = [_changed_line(narrator, row, changed.words.get((row.review, row.ref), ())) for row in shown]
    if (rest := len(changed.moved) - MOST_CHANGED) > 0:
        lines.append((Text(_.plural("{n} more", "{n} more", rest), muted=True),))
    if lines:
        yield Bullets(tuple(lines))


def _changed_line(narrator: Narrator, row: TableRow, words: Sequence[TableRow]) -> Spans:
    basis = narrator.spoken_basis(row.basis)
    way = movement_sentence(row.from_mark, row.to_mark, row.movement, narrator.scale, narrator.translator, basis=basis)
    spans: Spans = (*_strong_title(narrator, row), Text(f"{begin_sentence(way)}. "))
    points = narrator.points(words[0], "update") if words else ()
    first = points[0] if points else ()
    return (*spans, *(replace(text, words=shorten(text.words, _FIRST_WORDS, placeholder=" …")) for text in first))


def _late_heading(narrator: Narrator) -> str:
    now, _ = narrator.edition.now, narrator.translator
    day = None if now is narrator.edition else now.today
    return _("What is late") if day is None else _("What is late on {day}", day=format_day(day, _))


def _strong_title(narrator: Narrator, row: RefRow) -> Spans:
    """Return the number and the title of a recommendation, and a full stop."""
    words = [replace(text, strong=True) for text in narrator.numbered_title(row.review, row.ref)]
    return (*words, Text(" " if words[-1].words.endswith((".", "?", "!")) else ". ", strong=True))


def _table(narrator: Narrator, title: str, listed: pd.DataFrame) -> Table:
    """Return a line for each recommendation: its title, its status and since when, and its target."""
    _ = narrator.translator

    def month(row: TableRow) -> str | None:
        return None if pd.isna(row.status_since) else format_round(row.status_since, _, short=True)

    def target(row: TableRow) -> str | None:
        found = narrator.targets[row.review, row.ref]
        words, late = phrases.format_target(found, _), phrases.days_late(found, _)
        return (f"{words} ({late})" if late else words) if isinstance(found.target_words, str) else None

    columns = (
        narrator.title_column,
        TableColumn(_("Status"), 15, lambda row: narrator.status(row.mark, row.basis)),
        TableColumn(_("Same status since"), 14, month),
        TableColumn(_("Target date"), 23, target),
    )
    return narrator.table(title, columns, rows_of(listed))
