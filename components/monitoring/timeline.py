"""The timeline: a table of months with the due date of each promise, and the dates found in texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.promises.promises import PromiseRow
from analysis.promises.timeline import Span, labelled_months, lanes
from analysis.table_rows import rows_of
from analysis.texts.prose_dates import ProseDateRow
from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.marks.lines import StatusRows, status_rows
from components.marks.marks import by_review, mark_link
from components.monitoring.grouping import group_promises
from components.session.view import View
from components.text.filter_toggle import MOST_MORE, rest_of
from components.text.texts import LocalisedText
from model.dates.date import Precision
from model.terms import OPEN_TIMINGS, Timing
from model.tracker.rows import RefRow
from wording.answers.occasions import timing_word
from wording.format.dates import format_date, format_day, format_round

MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3
"""The most rows, marks in a cell, marks in the cell of one month, and days of a month in words."""


@dataclass(frozen=True, slots=True)
class TimelineDate:
    """One date on the timeline: the days it covers (None: undated), its words, and its row."""

    span: Span | None
    words: str
    precision: str
    overdue: bool
    row: RefRow


Cells = dict[tuple[int, int], dict[str, list[TimelineDate]]]
"""The dates of a row by first and last column, then by the words that add to the columns."""


@dataclass(frozen=True, eq=False, slots=True)
class TimelineAxis:
    """The columns of a timeline: its months, None for each gap, and whether there is a column for undated promises."""

    view: View
    months: Sequence[pd.Timestamp | None]
    standing: StatusRows
    undated: bool

    def column(self, day: pd.Timestamp) -> int:
        """Return the column of a day's month."""
        return self.months.index(day.to_period("M").to_timestamp())


def timeline_part(
    view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: pd.DataFrame, *, by: str
) -> HtmlNode:
    """Show a table of months with a mark where each open promise of analysis.promises.promises falls due.

    A date of several months spans their columns and shows its words. The last row has the dates of
    analysis.texts.prose_dates, the last column the undated promises.
    """
    _ = view.translator
    all_rows = _rows(view, promises, by)
    rows = all_rows[:MOST_ROWS]
    in_texts = [_prose_date(view, row) for row in rows_of(dates, ProseDateRow)]
    if in_texts:
        rows.append((LocalisedText(_("Found in the text")), in_texts))
    if not rows:
        return part("timeline", element("p", _("Nothing is promised, and no text names a date."), class_="muted"))
    spans = [item.span for _name, items in rows for item in items if item.span]
    months = labelled_months(spans, as_at=view.as_at)
    undated = any(item.span is None for _name, items in rows for item in items)
    headings = [heading(_("Month")), *(_month_heading(view, month) for month in months)]
    headings += [heading(_("No date"))] if undated else []
    axis = TimelineAxis(view, months, status_rows(standing), undated)
    body = [line for name, items in rows for line in _table_rows(axis, name, items)]
    caption = _("When each monitoring promise falls due, month by month")
    nodes = [table_region(caption, headings, body, class_="matrix timeline")]
    rest = all_rows[MOST_ROWS:][:MOST_MORE]
    lines = [line for name, items in rest for line in _table_rows(axis, name, items)]
    table = table_region(caption, headings, lines, class_="matrix timeline")
    nodes += rest_of(view, [table], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", *nodes, scale=view.scale)


def _rows(view: View, promises: pd.DataFrame, by: str) -> list[tuple[LocalisedText, list[TimelineDate]]]:
    open_promises = promises[promises["timing"].isin(OPEN_TIMINGS)]
    if open_promises.empty:
        return []
    if by == "when":
        listed = rows_of(open_promises, PromiseRow)
        return [(LocalisedText(view.translator("Promised")), [_promise_date(view, row) for row in listed])]
    return [
        (name, [_promise_date(view, row) for row in rows]) for name, rows in group_promises(view, open_promises, by)
    ]


def _promise_date(view: View, row: PromiseRow) -> TimelineDate:
    span = None if pd.isna(row.due) or pd.isna(row.due_last) else (row.due, row.due_last)
    words = format_date(row.due, row.due_last, row.due_precision, row.due_words, view.translator)
    return TimelineDate(span, words, row.due_precision, row.timing == Timing.OVERDUE, row)


def _prose_date(view: View, row: ProseDateRow) -> TimelineDate:
    written = " ".join(row.words.split()[-2:])
    words = format_date(row.first, row.last, row.precision, written, view.translator)
    return TimelineDate((row.first, row.last), words, row.precision, overdue=False, row=row)


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _table_rows(axis: TimelineAxis, name: LocalisedText, items: Sequence[TimelineDate]) -> list[HtmlNode]:
    """Return the table rows of one row of the timeline: as many as it needs for its dates not to overlap."""
    cells: Cells = {}
    for item in items:
        if item.span:
            first, last = (axis.column(day) for day in item.span)
            cells.setdefault((first, last), {}).setdefault(_extra_words(axis, item), []).append(item)
    keys = sorted(cells)
    lane_of = dict(zip(keys, lanes(keys), strict=True))
    height = max(lane_of.values(), default=0) + 1
    rowspan = str(height) if height > 1 else None
    table_rows = []
    for lane in range(height):
        nodes = _lane_cells(axis, {key: cells[key] for key in keys if lane_of[key] == lane})
        if lane == 0:
            nodes.insert(0, name.node("th", scope="row", rowspan=rowspan))
        if lane == 0 and axis.undated:
            undated_items = [item for item in items if item.span is None]
            nodes.append(element("td", *_marks(axis, undated_items), class_="undated", rowspan=rowspan))
        table_rows.append(element("tr", *nodes))
    return table_rows


def _lane_cells(axis: TimelineAxis, cells: Cells) -> list[HtmlNode]:
    """Return the cells of one table row; a date of several months spans their columns."""
    nodes: list[HtmlNode] = []
    starts = {key[0]: key for key in cells}
    column = 0
    while column < len(axis.months):
        now = axis.months[column] is not None and axis.months[column] == axis.view.as_at
        key = starts.get(column)
        if key is None:
            nodes.append(element("td", class_="as-at" if now else None))
            column += 1
            continue
        first, last = key
        colspan = str(last - first + 1) if last > first else None
        class_ = "range" if colspan else "as-at" if now else None
        most = MOST_MARKS if colspan else MOST_OF_MONTH
        nodes.append(element("td", *_cell_content(axis, cells[key], most=most), class_=class_, colspan=colspan))
        column = last + 1
    return nodes


def _cell_content(axis: TimelineAxis, dates_by_words: dict[str, list[TimelineDate]], *, most: int) -> list[HtmlNode]:
    """Return the content of one cell: marks without words first, then those of each day or range with its words.

    With many days no words are shown: the label of each mark has its date.
    """
    days = [words for words in dates_by_words if words]
    if len(days) > MOST_DAYS:
        return _marks(axis, [item for items in dates_by_words.values() for item in items], most=most)
    nodes = _marks(axis, dates_by_words.get("", []), most=most)
    for words in days:
        nodes += [*_marks(axis, dates_by_words[words], most=most), element("div", words, class_="small muted")]
    return nodes


def _extra_words(axis: TimelineAxis, item: TimelineDate) -> str:
    """Return the words of a date that add to its columns: none for a month, a day without its year."""
    if item.precision == Precision.MONTH or item.span is None:
        return ""
    first, last = item.span
    return format_day(first, axis.view.translator, short=True) if first == last else item.words


def _marks(axis: TimelineAxis, items: Sequence[TimelineDate], *, most: int = MOST_MARKS) -> list[HtmlNode]:
    """Return the marks of some dates, one for each recommendation, labelled with its date.

    Those after the first `most` stand behind their number.
    """
    _ = axis.view.translator
    marks_by_key: dict[tuple[str, str], HtmlNode] = {}
    for item in items:
        key = (item.row.review, item.row.ref)
        if key in axis.standing and key not in marks_by_key:
            when = f"{item.words}, {timing_word(Timing.OVERDUE, _)}" if item.overdue else item.words
            marks_by_key[key] = mark_link(axis.view, axis.standing[key], number=True, when=when)
    if not marks_by_key:
        return []
    marks = [(review, mark) for (review, _ref), mark in marks_by_key.items()]
    rest = [element("div", *by_review(axis.view, marks[most : most + MOST_MORE]), class_="marks")]
    more = rest_of(axis.view, rest, len(marks) - most, shown=MOST_MORE)
    return [element("div", *by_review(axis.view, marks[:most]), class_="marks"), *more]
