"""The slides of a panel report: headline, key, status over time, movement, groups and promises."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from math import ceil
from typing import TypeVar

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.movement import latest_movement, moved_first
from analysis.promises import promises
from analysis.reasons import MOST_ASKED, attention_items
from analysis.status import Group, count_by_group, count_by_round, decisions, self_assessments, status_at
from analysis.table_rows import rows_of
from model.terms import NameKind, RefRow, TableRow, Timing
from reports.document import Bullets, Cell, ChartSeries, Slide, SlideChart, Spans, Table, TableColumn, Text, plain_text
from reports.panel.report import late_summary, promise_spans, with_day_of_lateness
from reports.tables import movement_columns, scale_columns
from reports.text.narrator import Narrator
from reports.typesetting import MAX_ROUNDS
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import movement_lines
from wording.answers.recommendation import agency_status_brief, group_sentence, monitoring_sentence
from wording.catalogue import Translator
from wording.formatting import begin_sentence, format_round, list_marks, mark_counts, mark_word
from wording.names import decision_word

MAX_GROUPS = 10
GROUP_NAME_KINDS: dict[Group, NameKind] = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}
# The most rows of a slide that names each recommendation, above which themes are rows; and the most promises.
MOST_ROWS, MOST_PROMISES = 20, 6
# The most recommendations that slides list; of more they count, and the notes list them all.
MAX_LISTED = 60


def panel_slides(narrator: Narrator) -> tuple[Slide, ...]:
    """Return the slides: the headline, the key, and what else there is to show, a long one on several slides."""
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        title, nothing = Bullets.of([narrator.report_title]), _("There are no recommendations to show.")
        return (Slide(nothing, title, (narrator.footer,), is_title_slide=True),)
    return tuple(page for slide in _slides(narrator) for page in slide_pages(slide, _))


def _slides(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slides; each that has statuses says how many are inferred."""
    statuses = status_at(narrator.edition.chosen, as_at=narrator.edition.as_at)
    groups: tuple[Group, ...] = ("review", *GROUP_NAME_KINDS) if narrator.has_several_reviews else (*GROUP_NAME_KINDS,)
    inferred = narrator.inferred_note()
    yield _answer(narrator)
    for slide in (
        _key(narrator),
        *over_time_slide(narrator),
        *moved_slide(narrator),
        all_recommendations_slide(narrator, statuses),
        *(group_slide(narrator, group) for group in groups),
    ):
        yield replace(slide, remark=" ".join(filter(None, (inferred, slide.remark))))
    yield from _slides_to_ask(narrator)
    yield _about(narrator)


def _answer(narrator: Narrator) -> Slide:
    answer, moved = narrator.headline, narrator.movement
    lines = [narrator.report_title, narrator.as_at_line, narrator.selection_line, moved]
    lines += [late_summary(narrator), narrator.inferred_note(), narrator.contact_line]
    points = Bullets(tuple((Text(line, muted=index > 0),) for index, line in enumerate(lines) if line))
    return Slide(answer, points, (answer, moved, narrator.footer), is_title_slide=True, logo=narrator.logo)


def _key(narrator: Narrator) -> Slide:
    title = narrator.translator("What each status means")
    table = narrator.table(title, scale_columns(narrator), narrator.scale.marks, widths=(2, 1, 5))
    return Slide(title, table, notes=())


def group_slide(narrator: Narrator, group: Group) -> Slide:
    """Return the slide of the ten groups with the most outstanding; its notes have the counts of every group."""
    _, edition, kind = narrator.translator, narrator.edition, GROUP_NAME_KINDS.get(group)
    groups = groups_by_outstanding(edition.chosen, group=group, as_at=edition.as_at)
    title = {"review": _("By review"), "theme": _("By theme")}.get(group, _("By lead agency"))
    if kind and narrator.scale.complete:
        title = group_sentence(groups, narrator.names, _, kind=kind)
    counts = count_by_group(edition.chosen, group=group, as_at=edition.as_at).fillna({"group": ""}).groupby("group")
    bars = [counts.get_group("" if pd.isna(each) else each) for each in groups["group"]]
    names = [begin_sentence(narrator.names.short(kind, each, _)) if kind else str(each) for each in groups["group"]]
    listed = [list_marks(zip(bar["mark"], bar["count"], strict=True), narrator.scale, _) for bar in bars]
    lines = tuple(_("{name}: {counts}.", name=name, counts=each) for name, each in zip(names, listed, strict=True))
    series = _series(narrator, bars[:MAX_GROUPS])
    more = _("The chart shows {n} of {total}; the notes have them all.", n=MAX_GROUPS, total=len(groups))
    chart = SlideChart(" ".join(lines), tuple(names[:MAX_GROUPS]), series, is_horizontal=True)
    return Slide(title, chart, lines, remark=more if len(groups) > MAX_GROUPS else "")


def _about(narrator: Narrator) -> Slide:
    """Return the slide on the sources of the slides."""
    _ = narrator.translator
    rule = _("A recommendation keeps its status until it is rated again.")
    not_reported = _("“Not reported” means that nothing was said. It is never the worst status.")
    edited = _("The charts can be edited: choose Edit Data to see their numbers.")
    source, inferred = _("Source: {file}", file=narrator.edition.source), narrator.inferred_note()
    all_lines = narrator.footer, narrator.selection_line, source, rule, not_reported, inferred, edited
    lines = tuple(filter(None, all_lines))
    return Slide(_("What these slides are made from"), Bullets.of(lines), lines)


def over_time_slide(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slide of how many recommendations stood at each status in each of the latest twelve rounds."""
    _, edition = narrator.translator, narrator.edition
    counts = count_by_round(edition.chosen, as_at=edition.as_at)
    if counts.empty:
        return
    months = sorted(counts["round"].unique())[-MAX_ROUNDS:]
    names = tuple(format_round(month, _, short=True) for month in months)
    series = _series(narrator, [counts[counts["round"].eq(month)] for month in months])
    chart = SlideChart(status_over_time_alt(counts, narrator.scale, _), names, series)
    rule = _("A recommendation keeps its status until it is rated again.")
    yield Slide(_("Status over time: how many recommendations stood where"), chart, (chart.alt, rule))


def _series(narrator: Narrator, bars: list[pd.DataFrame]) -> tuple[ChartSeries, ...]:
    """Return the series of each mark that any bar has, in the order of a stack."""
    bar_counts = [dict(zip(bar["mark"], bar["count"], strict=True)) for bar in bars]
    series = [(mark, tuple(int(bar.get(mark, 0)) for bar in bar_counts)) for mark in narrator.scale.stack]
    return tuple((narrator.mark(mark, brief=True), counts) for mark, counts in series if any(counts))


def moved_slide(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slide of what moved: each recommendation that did, with how; of many, the number of each movement."""
    _, edition = narrator.translator, narrator.edition
    moves = latest_movement(edition.chosen, as_at=edition.as_at)
    lines = movement_lines(moves, narrator.scale, _)
    if not lines:
        return
    notes = tuple(f"{line.text}: {_listed_titles(narrator, line.recommendations)}." for line in lines)
    moved = moved_first(moves)
    title, columns = narrator.movement, (narrator.title_column, *movement_columns(narrator, narrator.status))
    points, is_short = [begin_sentence(f"{line.text}.") for line in lines], 0 < len(moved) <= MAX_LISTED
    yield Slide(title, narrator.table(title, columns, rows_of(moved)) if is_short else Bullets.of(points), notes)


def all_recommendations_slide(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    """Return the slide of all recommendations with their statuses, the worst first; of many, their numbers."""
    _, scale = narrator.translator, narrator.scale
    by_mark = {mark: statuses[statuses["mark"].eq(mark)] for mark in dict.fromkeys([*scale.marks, *statuses["mark"]])}
    by_status = {mark: rows for mark, rows in by_mark.items() if len(rows)}
    notes = []
    for mark, rows in by_status.items():
        listed = _listed_titles(narrator, zip(rows["review"], rows["ref"], strict=True))
        notes.append(_("{name}: {counts}.", name=begin_sentence(mark_word(mark, scale, _)), counts=listed))
    title = _("Where every recommendation stands")
    if len(statuses) > MOST_ROWS:
        table = _theme_table(narrator, title, statuses, list(by_status))
    else:
        in_order = [row for group in by_status.values() for row in rows_of(group)]
        status = TableColumn(_("Status"), 18, lambda row: _status(narrator, row))
        table = narrator.table(title, (narrator.title_column, status), in_order)
    return Slide(begin_sentence(mark_counts(statuses["mark"], scale, _)), table, tuple(notes))


def _slides_to_ask(narrator: Narrator) -> Iterator[Slide]:
    """Yield the slides of what to ask about first, with its reasons, and of the open promises with a date."""
    now, _ = narrator.edition.now, narrator.translator
    asked = attention_items(now.chosen, as_at=now.as_at, today=now.today)
    if points := [(*_strong_title(narrator, each[0]), Text(narrator.attention(*each))) for each in asked]:
        yield _points_slide(narrator, _("What to ask about first"), points, most=MOST_ASKED)
    listed = promises(now.chosen, as_at=now.as_at, today=now.today)
    due = listed[listed["timing"].isin([Timing.OVERDUE, Timing.DUE])]
    if points := [(*_strong_title(narrator, row), *promise_spans(narrator, row)) for row in rows_of(due)]:
        title = with_day_of_lateness(narrator, monitoring_sentence(listed, _))
        yield _points_slide(narrator, title, points, most=MOST_PROMISES)


def _points_slide(narrator: Narrator, title: str, points: list[Spans], *, most: int) -> Slide:
    """Return a slide of points: the first, and how many more are in the notes."""
    _, shown = narrator.translator, points[:most]
    if (more := len(points) - most) > 0:
        shown.append((Text(_.plural("{n} more is in the notes.", "{n} more are in the notes.", more), muted=True),))
    return Slide(title, Bullets(tuple(shown)), tuple(map(plain_text, points)))


def _strong_title(narrator: Narrator, row: RefRow) -> Spans:
    title = narrator.title(narrator.recommendations[row.review, row.ref])
    return (Text(f"{title} " if title.endswith((".", "?", "!")) else f"{title}. ", strong=True),)


def _status(narrator: Narrator, row: TableRow) -> Spans:
    """Return a status, in few words what closed the recommendation, and the status that its agency gives itself."""
    _, key = narrator.translator, (row.review, row.ref)
    spans: Spans = (narrator.status(row.mark, row.basis),)
    for decision in narrator.about(key, decisions)[-1:]:
        spans += (Text(f" · {decision_word(decision.decision, _)}", strong=True),) if decision.closes else ()
    for view in narrator.about(key, self_assessments):
        if isinstance(view.agency_status, str):
            spans += (Text(f" · {agency_status_brief(view, narrator.scale, _)}", muted=True),)
    return spans


def _theme_table(narrator: Narrator, title: str, statuses: pd.DataFrame, marks: list[str]) -> Table:
    """Return a row for each theme, with the refs of its recommendations at each status; of many, how many these are."""
    _ = narrator.translator

    def listed(mark: str, theme: tuple[str | None, pd.DataFrame]) -> Cell:
        at_mark = theme[1][theme[1]["mark"].eq(mark)]
        if len(statuses) > MAX_LISTED:
            return len(at_mark)
        return ", ".join(narrator.number(row.review, row.ref) for row in rows_of(at_mark)) or None

    columns = (
        TableColumn(_("Theme"), 1.6, lambda theme: begin_sentence(narrator.names.full(NameKind.THEME, theme[0], _))),
        *(TableColumn(begin_sentence(mark_word(mark, narrator.scale, _)), 1, partial(listed, mark)) for mark in marks),
    )
    return narrator.table(title, columns, statuses.groupby("theme", sort=False, dropna=False))


def _listed_titles(narrator: Narrator, recommendations: Iterable[tuple[str, str]]) -> str:
    """Return the numbers and titles of recommendations as one text, without its full stop."""
    titles = (narrator.numbered_title(review, ref) for review, ref in recommendations)
    return "; ".join(plain_text(spans).removesuffix(".") for spans in titles)


# The font sizes of a point and of a cell, in points.
POINT_FONT, CELL_FONT = 20, 16
# The room for the text of a slide's body, in centimetres.
_WIDTH, _HEIGHT = 28.5, 11.2
# The width of an average letter of Arial and the height of a line, in centimetres for each point of its size.
_LETTER, _LINE = 0.5 * 2.54 / 72, 1.2 * 2.54 / 72
_POINT_GAP, _CELL_MARGIN, _MIN_ROW = 0.3, 0.5, 1.1
_STEPS = 20
Item = TypeVar("Item")


def slide_pages(slide: Slide, _: Translator) -> Iterator[Slide]:
    """Yield a slide, or as many as its points or rows need, each with its number in the title.

    They are as few as possible, and then as even as possible. Heights are estimated from the number of letters.
    """
    bodies = [] if slide.is_title_slide or isinstance(slide.body, SlideChart) else [*_bodies(slide.body)]
    if len(bodies) < 2:
        yield slide
        return
    for page, body in enumerate(bodies, start=1):
        title = _("{title} ({page} of {pages})", title=slide.title, page=page, pages=len(bodies))
        rows = body.rows if isinstance(body, Table) else [[point] for point in body.items]
        notes = tuple(": ".join(map(plain_text, row)) for row in rows)
        yield replace(slide, title=title, body=body, notes=notes)


def split_evenly(items: Sequence[Item], heights: Sequence[float], capacity: float) -> list[list[Item]]:
    """Split items over as few pages as possible, and then as evenly as possible."""
    fewest = _fill(items, heights, capacity)
    average = sum(heights) / max(len(fewest), 1)
    limits = (average + (capacity - average) * step / _STEPS for step in range(_STEPS))
    splits = (_fill(items, heights, limit) for limit in limits)
    return next((split for split in splits if len(split) == len(fewest)), fewest)


def _fill(items: Sequence[Item], heights: Sequence[float], capacity: float) -> list[list[Item]]:
    """Fill page after page; an item that is higher than a page has one to itself."""
    pages: list[list[Item]] = []
    used = 0.0
    for item, height in zip(items, heights, strict=True):
        if not pages or used + height > capacity:
            pages.append([])
            used = 0.0
        pages[-1].append(item)
        used += height
    return pages


def _bodies(body: Bullets | Table) -> Iterator[Bullets | Table]:
    if isinstance(body, Table):
        widths = [_WIDTH * share - _CELL_MARGIN for share in body.shares]
        lines = [max(map(_line_count, row, widths, repeat(CELL_FONT))) for row in body.rows]
        heights = [max(count * _LINE * CELL_FONT + _CELL_MARGIN / 2, _MIN_ROW) for count in lines]
        pages = split_evenly(body.rows, heights, _HEIGHT - _MIN_ROW)
        yield from (replace(body, rows=tuple(page)) for page in pages)
    else:
        pieces = [piece for point in body.items for piece in _split_point(point)]
        heights = [_line_count(piece, _WIDTH, POINT_FONT) * _LINE * POINT_FONT + _POINT_GAP for piece in pieces]
        yield from (Bullets(tuple(page)) for page in split_evenly(pieces, heights, _HEIGHT))


def _split_point(point: Spans) -> Iterator[Spans]:
    """Yield a point, in several pieces where it is longer than half a slide; each is cut between two words."""
    most = int(_HEIGHT / 2 / _LINE / POINT_FONT) * int(_WIDTH / _LETTER / POINT_FONT)
    piece: Spans = ()
    free = most
    for span in point:
        words = span.words if isinstance(span, Text) else span.word
        while isinstance(span, Text) and len(words) > free:
            cut = words.rfind(" ", 0, free + 1) if " " in words[: free + 1] else free
            yield (*piece, replace(span, words=words[:cut]))
            words, piece, free = words[cut:].lstrip(), (), most
        piece += (replace(span, words=words) if isinstance(span, Text) else span,)
        free = max(free - len(words), 0)
    yield piece


def _line_count(spans: Spans, width: float, font: int) -> int:
    return max(ceil(len(plain_text(spans)) * _LETTER * font / width), 1)
