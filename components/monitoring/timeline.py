"""The timeline: when each promise falls due, as precisely as was said, and the dates agencies named beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.promises.timeline import Span, lanes, months_told
from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.marks.marks import mark_link, rows_of
from components.marks.promise_line import StatusRows, status_rows
from components.monitoring.grouping import group_promises
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.localised_text import LocalisedText
from model.dates.date import Precision
from model.terms import Timing
from wording.answers.occasions import timing_word
from wording.format.dates import format_date, format_day, format_round
from wording.format.numbers import format_count

MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3
"""So many rows, so many marks together, so many in the column of a month, and so many of its days in words."""


@dataclass(frozen=True, slots=True)
class TimelineDate:
    """One date on the timeline: the days it covers (None: no date), its words, and whose it is."""

    span: Span | None
    words: str
    precision: str
    late: bool
    row: Any


Cells = dict[tuple[int, int], dict[str, list[TimelineDate]]]
"""The dates of a row by their first and last column, then by the words that the columns do not say."""


@dataclass(frozen=True, eq=False, slots=True)
class Axis:
    """The columns of a timeline: its months with None for each gap, and whether one holds what has no date."""

    view: View
    months: Sequence[pd.Timestamp | None]
    standing: StatusRows
    undated: bool

    def column(self, day: pd.Timestamp) -> int:
        """Return the column of a day's month."""
        return self.months.index(day.to_period("M").to_timestamp())


@cached_piece
def show_timeline(
    view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: pd.DataFrame, *, by: str
) -> HtmlFragment:
    """Show a table of months: a mark where a promise of analysis.promises.promises that is not kept falls due.

    A date of several months spans their columns and says its words. The last row holds the dates of
    analysis.texts.prose_dates, the last column what has no date.
    """
    _ = view.translator
    everything = _rows(view, promises, by)
    rows = everything[:MOST_ROWS]
    found = [_of_date(view, row) for row in rows_of(dates)]
    if found:
        rows.append((LocalisedText(_("Found in the text")), found))
    if not rows:
        return HtmlFragment(
            [element("p", _("Nothing is promised, and no text names a date."), class_="muted")], key="timeline"
        )
    spans = [stay.span for _name, stays in rows for stay in stays if stay.span]
    months = months_told(spans, as_at=view.as_at)
    undated = any(stay.span is None for _name, stays in rows for stay in stays)
    head = [heading(_("Month")), *(_month(view, month) for month in months)]
    head += [heading(_("No date"))] if undated else []
    axis = Axis(view, months, status_rows(standing), undated)
    body = [line for name, stays in rows for line in _lines(axis, name, stays)]
    caption = _("When each monitoring promise falls due, month by month")
    nodes = [table_region(caption, head, body, class_="matrix timeline")]
    if len(everything) > MOST_ROWS:
        text = _("The first {n} of {all} are shown: filter to see others.", n=MOST_ROWS, all=len(everything))
        nodes.append(element("p", text, class_="muted"))
    return HtmlFragment(nodes, key="timeline", scale=view.scale)


def _rows(view: View, promises: pd.DataFrame, by: str) -> list[tuple[LocalisedText, list[TimelineDate]]]:
    asked = promises[promises["timing"].ne(Timing.DONE)]
    if asked.empty:
        return []
    if by == "when":
        listed = rows_of(asked.rename(columns={"with": "with_whom"}))
        return [(LocalisedText(view.translator("Promised")), [_of_promise(view, row) for row in listed])]
    return [(name, [_of_promise(view, row) for row in rows]) for name, rows in group_promises(view, asked, by)]


def _of_promise(view: View, row: Any) -> TimelineDate:
    span = None if pd.isna(row.due) or pd.isna(row.due_last) else (row.due, row.due_last)
    words = format_date(row.due, row.due_last, row.due_precision, row.due_words, view.translator)
    return TimelineDate(span, words, row.due_precision, row.timing == Timing.OVERDUE, row)


def _of_date(view: View, row: Any) -> TimelineDate:
    written = " ".join(row.words.split()[-2:])
    words = format_date(row.first, row.last, row.precision, written, view.translator)
    return TimelineDate((row.first, row.last), words, row.precision, late=False, row=row)


def _month(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _lines(axis: Axis, name: LocalisedText, stays: Sequence[TimelineDate]) -> list[HtmlNode]:
    """Return the lines of one row of the timeline: as many as it takes for its dates not to overlap."""
    cells: Cells = {}
    for stay in stays:
        if stay.span:
            first, last = (axis.column(day) for day in stay.span)
            cells.setdefault((first, last), {}).setdefault(_beside(axis, stay), []).append(stay)
    keys = sorted(cells)
    lane_of = dict(zip(keys, lanes(keys), strict=True))
    height = max(lane_of.values(), default=0) + 1
    tall = str(height) if height > 1 else None
    lines = []
    for lane in range(height):
        inside = _across(axis, {key: cells[key] for key in keys if lane_of[key] == lane})
        if lane == 0:
            inside.insert(0, name.node("th", scope="row", rowspan=tall))
        if lane == 0 and axis.undated:
            without = [stay for stay in stays if stay.span is None]
            inside.append(element("td", *_marks(axis, without), class_="undated", rowspan=tall))
        lines.append(element("tr", *inside))
    return lines


def _across(axis: Axis, cells: Cells) -> list[HtmlNode]:
    """Return the cells of one line, a date of several months across all of theirs."""
    inside: list[HtmlNode] = []
    starts = {key[0]: key for key in cells}
    column = 0
    while column < len(axis.months):
        now = axis.months[column] is not None and axis.months[column] == axis.view.as_at
        key = starts.get(column)
        if key is None:
            inside.append(element("td", class_="as-at" if now else None))
            column += 1
            continue
        first, last = key
        wide = str(last - first + 1) if last > first else None
        class_ = "range" if wide else "as-at" if now else None
        most = MOST_MARKS if wide else MOST_OF_MONTH
        inside.append(element("td", *_together(axis, cells[key], most=most), class_=class_, colspan=wide))
        column = last + 1
    return inside


def _together(axis: Axis, said: dict[str, list[TimelineDate]], *, most: int) -> list[HtmlNode]:
    """Return the dates of one cell: those whose words the column says, then each day or range with its words.

    Of many days no words are shown: the mark of each says when it is.
    """
    days = [words for words in said if words]
    if len(days) > MOST_DAYS:
        return _marks(axis, [stay for stays in said.values() for stay in stays], most=most)
    nodes = _marks(axis, said.get("", []), most=most)
    for words in days:
        nodes += [*_marks(axis, said[words], most=most), element("div", words, class_="small muted")]
    return nodes


def _beside(axis: Axis, stay: TimelineDate) -> str:
    """Return the words of a date that its columns do not say; of a day, without its year."""
    if stay.precision == Precision.MONTH or stay.span is None:
        return ""
    first, last = stay.span
    return format_day(first, axis.view.translator, short=True) if first == last else stay.words


def _marks(axis: Axis, stays: Sequence[TimelineDate], *, most: int = MOST_MARKS) -> list[HtmlNode]:
    """Return the marks of some dates, one a recommendation; each says when, and of many the first are shown."""
    _ = axis.view.translator
    told: dict[tuple[str, str], HtmlNode] = {}
    for stay in stays:
        place = (stay.row.review, stay.row.ref)
        if place in axis.standing and place not in told:
            when = f"{stay.words}, {timing_word(Timing.OVERDUE, _)}" if stay.late else stay.words
            told[place] = mark_link(axis.view, axis.standing[place], number=True, when=when)
    marks = list(told.values())
    if not marks:
        return []
    more = len(marks) - most
    rest = [element("span", _("{n} more", n=format_count(more, _)), class_="small muted")] if more > 0 else []
    return [element("div", *marks[:most], *rest, class_="marks")]
