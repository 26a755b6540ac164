"""The grouping of the promises on the Monitoring page, stored in the URL as `by`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.promises import PromiseRow, Span, labelled_months, lanes
from analysis.status import StatusRow
from analysis.table_rows import row_by_recommendation, rows_of
from analysis.texts.prose_dates import ProseDateRow
from components.choices.controls import choice_links
from components.elements import HtmlNode, element, heading, part, table_region
from components.marks.marks import by_review, mark_link, named_ref
from components.session.view import View
from components.texts import MOST_MORE, LocalisedText, localised, rest_of
from model.dates import Precision
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, Timing
from model.tracker.rows import RecommendationRow, RefRow
from wording.answers.occasions import monitoring_kind_name, timing_heading, timing_word
from wording.format.dates import format_date, format_day, format_round
from wording.sentences import labels

MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3
"""The most rows, marks in a cell, marks in the cell of one month, and days of a month in words."""


@dataclass(frozen=True, slots=True)
class _TimelineDate:
    """One date on the timeline: the days it covers (None: undated), its words, and its row."""

    span: Span | None
    words: str
    precision: str
    overdue: bool
    row: RefRow


_Cells = dict[tuple[int, int], dict[str, list[_TimelineDate]]]
"""The dates of a row by first and last column, then by the words that add to the columns."""


@dataclass(frozen=True, eq=False, slots=True)
class _TimelineAxis:
    """The columns of a timeline: its months, None for each gap, and whether there is a column for undated promises."""

    view: View
    months: Sequence[pd.Timestamp | None]
    standing: Mapping[tuple[str, str], StatusRow]
    undated: bool

    def column(self, day: pd.Timestamp) -> int:
        """Return the column of a day's month."""
        return self.months.index(day.to_period("M").to_timestamp())


def timeline_part(
    view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: pd.DataFrame, *, by: str
) -> HtmlNode:
    """Show a table of months with a mark where each open promise of analysis.promises falls due.

    A date of several months spans their columns and shows its words. The last row has the dates of
    analysis.texts.prose_dates, the last column the undated promises.
    """
    _ = view.translator
    all_rows = _rows(view, promises, by)
    rows = all_rows[:MOST_ROWS]
    in_texts = []
    for row in rows_of(dates, ProseDateRow):
        words = format_date(row.first, row.last, row.precision, " ".join(row.words.split()[-2:]), _)
        in_texts.append(_TimelineDate((row.first, row.last), words, row.precision, overdue=False, row=row))
    if in_texts:
        rows.append((LocalisedText(_("Found in the text")), in_texts))
    if not rows:
        return part("timeline", element("p", _("Nothing is promised, and no text names a date."), class_="muted"))
    spans = [item.span for _name, items in rows for item in items if item.span]
    months = labelled_months(spans, as_at=view.as_at)
    undated = any(item.span is None for _name, items in rows for item in items)
    headings = [heading(_("Month")), *(_month_heading(view, month) for month in months)]
    headings += [heading(_("No date"))] if undated else []
    axis = _TimelineAxis(view, months, row_by_recommendation(standing, StatusRow), undated)
    body = [line for name, items in rows for line in _table_rows(axis, name, items)]
    caption = _("When each monitoring promise falls due, month by month")
    nodes = [table_region(caption, headings, body, class_="matrix timeline")]
    rest = all_rows[MOST_ROWS:][:MOST_MORE]
    lines = [line for name, items in rest for line in _table_rows(axis, name, items)]
    table = table_region(caption, headings, lines, class_="matrix timeline")
    nodes += rest_of(view, [table], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", *nodes, scale=view.scale)


def _rows(view: View, promises: pd.DataFrame, by: str) -> list[tuple[LocalisedText, list[_TimelineDate]]]:
    open_promises = promises[promises["timing"].isin(OPEN_TIMINGS)]
    if open_promises.empty:
        return []
    if by == "when":
        listed = rows_of(open_promises, PromiseRow)
        return [(LocalisedText(view.translator("Promised")), [_promise_date(view, row) for row in listed])]
    return [
        (name, [_promise_date(view, row) for row in rows]) for name, rows in group_promises(view, open_promises, by)
    ]


def _promise_date(view: View, row: PromiseRow) -> _TimelineDate:
    span = None if pd.isna(row.due) or pd.isna(row.due_last) else (row.due, row.due_last)
    words = format_date(row.due, row.due_last, row.due_precision, row.due_words, view.translator)
    return _TimelineDate(span, words, row.due_precision, row.timing == Timing.OVERDUE, row)


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _table_rows(axis: _TimelineAxis, name: LocalisedText, items: Sequence[_TimelineDate]) -> list[HtmlNode]:
    """Return the table rows of one row of the timeline: as many as it needs for its dates not to overlap."""
    cells: _Cells = {}
    for item in items:
        if item.span:
            first, last = (axis.column(day) for day in item.span)
            words = "" if item.precision == Precision.MONTH else item.words  # the words that add to its columns
            if words and item.span[0] == item.span[1]:
                words = format_day(item.span[0], axis.view.translator, short=True)
            cells.setdefault((first, last), {}).setdefault(words, []).append(item)
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


def _lane_cells(axis: _TimelineAxis, cells: _Cells) -> list[HtmlNode]:
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


def _cell_content(axis: _TimelineAxis, dates_by_words: dict[str, list[_TimelineDate]], *, most: int) -> list[HtmlNode]:
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


def _marks(axis: _TimelineAxis, items: Sequence[_TimelineDate], *, most: int = MOST_MARKS) -> list[HtmlNode]:
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


Groups = list[tuple[LocalisedText, list[PromiseRow]]]
"""The name of each group with its promises, rows of `analysis.promises` with `with` named `with_whom`."""
TIMINGS = (*OPEN_TIMINGS, Timing.DONE, Timing.CLOSED)


def grouping_choice_part(view: View) -> HtmlNode:
    """Return the choice of a grouping."""
    _, chosen = view.translator, chosen_grouping(view)
    return part("grouping", choice_links(view, "by", _("Group by"), labels("promise-group", _), chosen=chosen))


def chosen_grouping(view: View) -> str:
    """Return the code of the grouping in the URL; the first by default."""
    return next((code for code in view.parameter("by") if code in _GROUPS), next(iter(_GROUPS)))


def group_promises(view: View, promises: pd.DataFrame, by: str) -> Groups:
    """Return the promises by group, in each group in the order in which they fall due."""
    return _GROUPS[by](view, list(rows_of(promises, PromiseRow)))


def _by_recommendation(view: View, rows: list[PromiseRow]) -> Groups:
    by_item: dict[tuple[str, str], list[PromiseRow]] = {}
    for row in rows:
        by_item.setdefault((row.review, row.ref), []).append(row)
    groups = [
        (each, by_item.get((each.review, each.ref))) for each in rows_of(view.chosen.recommendations, RecommendationRow)
    ]
    titles = ((each, localised(view, each, "title"), members) for each, members in groups if members)
    return [
        (LocalisedText(f"{named_ref(view, each)} {title.text}".strip(), title.language), members)
        for each, title, members in titles
    ]


def _by_timing(view: View, rows: list[PromiseRow]) -> Groups:
    return _named(rows, TIMINGS, lambda row: row.timing, lambda timing: timing_heading(timing or "", view.translator))


def _by_kind(view: View, rows: list[PromiseRow]) -> Groups:
    kinds = dict.fromkeys([*map(str, MonitoringKind), *(row.kind for row in rows if isinstance(row.kind, str))])
    return _named(rows, kinds, lambda row: row.kind, lambda kind: monitoring_kind_name(kind, view.translator))


def _by_with(view: View, rows: list[PromiseRow]) -> Groups:
    _, named = view.translator, dict.fromkeys(row.with_whom for row in rows if isinstance(row.with_whom, str))

    def name(who: str | None) -> str:
        return _("Nobody named") if who is None else view.names.full(NameKind.ROLE, who, _)

    return _named(rows, named, lambda row: row.with_whom, name)


def _named(
    rows: list[PromiseRow],
    values: Iterable[str],
    value_of: Callable[[PromiseRow], object],
    name: Callable[[str | None], str],
) -> Groups:
    """Return the rows with each of some values, under its name, and last those without one; no group is empty."""
    groups = [(each, [row for row in rows if value_of(row) == each]) for each in values]
    rest = [row for row in rows if not isinstance(value_of(row), str)]
    return [(LocalisedText(name(each)), members) for each, members in (*groups, (None, rest)) if members]


_GROUPS: dict[str, Callable[[View, list[PromiseRow]], Groups]] = {
    "when": _by_timing,
    "recommendation": _by_recommendation,
    "kind": _by_kind,
    "with": _by_with,
}
"""How promises can be grouped, by the value of the query parameter; the first is the default."""
