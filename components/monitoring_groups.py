"""The grouping of the promises on the Monitoring page, stored in the URL as `by`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.promises import Span, labelled_months
from analysis.table_rows import row_by_recommendation, rows_of
from components.choices.controls import choice_links
from components.elements import HtmlNode, element, heading, part, table_region
from components.marks.marks import by_review, mark_link, named_ref
from components.session.view import View
from components.texts import MOST_MORE, LocalisedText, localised, rest_of
from model.dates import Precision
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, Timing
from model.tracker.rows import RefRow, TableRow
from wording.answers.recommendation import format_due, monitoring_kind_name, timing_heading, timing_word
from wording.formatting import format_date, format_day, format_round
from wording.sentences import labels

# The most rows, marks without a date, marks in the cell of a month, and days of a month in words.
MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3


@dataclass(frozen=True, slots=True)
class _TimelineDate:
    """One date on the timeline: its last day (None: undated), the words that add to its month, and its row."""

    last: pd.Timestamp | None
    words: str
    in_month: str
    overdue: bool
    row: RefRow


@dataclass(frozen=True, eq=False, slots=True)
class _TimelineAxis:
    """The columns of a timeline: its months, None for each gap, and whether there is a column for undated promises."""

    view: View
    months: Sequence[pd.Timestamp | None]
    standing: Mapping[tuple[str, str], TableRow]
    undated: bool


def timeline_part(
    view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: pd.DataFrame, *, by: str
) -> HtmlNode:
    """Show a table of months with a mark where each open promise of analysis.promises falls due.

    A date of several months stands in the last of them, with its words. The last row has the dates of
    analysis.texts.prose_dates, the last column the undated promises.
    """
    _ = view.translator
    all_rows = _rows(view, promises, by)
    rows, rest = all_rows[:MOST_ROWS], all_rows[MOST_ROWS:][:MOST_MORE]
    in_texts = []
    for row in rows_of(dates):
        words = format_date(row.first, row.last, row.precision, " ".join(row.words.split()[-2:]), _)
        in_texts.append(_date(view, (row.first, row.last), words, row.precision, row))
    if in_texts:
        rows.append((LocalisedText(_("Found in the text")), in_texts))
    if not rows:
        return part("timeline", element("p", _("Nothing is promised, and no text names a date."), class_="muted"))
    days = [item.last for _name, items in rows for item in items]
    months, undated = labelled_months([day for day in days if day is not None], as_at=view.as_at), None in days
    headings = [heading(_("Month")), *(_month_heading(view, month) for month in months)]
    headings += [heading(_("No date"))] if undated else []
    axis = _TimelineAxis(view, months, row_by_recommendation(standing), undated)
    caption = _("When each monitoring promise falls due, month by month")
    first, others = (
        table_region(caption, headings, [_table_row(axis, *each) for each in listed], class_="matrix timeline")
        for listed in (rows, rest)
    )
    more = rest_of(view, [others], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", first, *more, scale=view.scale)


def _rows(view: View, promises: pd.DataFrame, by: str) -> list[tuple[LocalisedText, list[_TimelineDate]]]:
    open_promises = promises[promises["timing"].isin(OPEN_TIMINGS)]
    if open_promises.empty:
        return []
    if by == "when":
        listed = rows_of(open_promises)
        return [(LocalisedText(view.translator("Promised")), [_promise_date(view, row) for row in listed])]
    return [
        (name, [_promise_date(view, row) for row in rows]) for name, rows in group_promises(view, open_promises, by)
    ]


def _promise_date(view: View, row: TableRow) -> _TimelineDate:
    words = format_due(row, view.translator)
    return _date(view, (row.due, row.due_last), words, row.due_precision, row, overdue=row.timing == Timing.OVERDUE)


def _date(  # noqa: PLR0913 - a date in all its parts
    view: View, days: Span, words: str, precision: str, row: RefRow, *, overdue: bool = False
) -> _TimelineDate:
    first, last = days
    in_month = "" if precision == Precision.MONTH else words
    if first == last:
        in_month = format_day(last, view.translator, short=True)
    return _TimelineDate(None if pd.isna(last) else last, words, in_month, overdue, row)


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _table_row(axis: _TimelineAxis, name: LocalisedText, items: Sequence[_TimelineDate]) -> HtmlNode:
    """Return a row of the timeline: its name, the marks of each month, and those without a date."""
    by_month: dict[pd.Timestamp, dict[str, list[_TimelineDate]]] = {}
    for item in items:
        if item.last is not None:
            month = item.last.to_period("M").to_timestamp()
            by_month.setdefault(month, {}).setdefault(item.in_month, []).append(item)
    nodes = [name.node("th", scope="row")]
    for each in axis.months:
        content = _cell_content(axis, by_month[each]) if each in by_month else []
        nodes.append(element("td", *content, class_="as-at" if each is not None and each == axis.view.as_at else None))
    if axis.undated:
        marks = _marks(axis, [item for item in items if item.last is None], most=MOST_MARKS)
        nodes.append(element("td", *marks, class_="undated"))
    return element("tr", *nodes)


def _cell_content(axis: _TimelineAxis, dates_by_words: dict[str, list[_TimelineDate]]) -> list[HtmlNode]:
    """Return the marks of a month: those without words first, then those of each day or range with its words.

    With many days no words are shown: the label of each mark has its date.
    """
    days = [words for words in dates_by_words if words]
    if len(days) > MOST_DAYS:
        return _marks(axis, [item for items in dates_by_words.values() for item in items])
    nodes = _marks(axis, dates_by_words.get("", []))
    for words in days:
        nodes += [*_marks(axis, dates_by_words[words]), element("div", words, class_="small muted")]
    return nodes


def _marks(axis: _TimelineAxis, items: Sequence[_TimelineDate], *, most: int = MOST_OF_MONTH) -> list[HtmlNode]:
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


# The name of each group with its promises, rows of `analysis.promises` with `with` named `with_whom`.
Groups = list[tuple[LocalisedText, list[TableRow]]]
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
    return _GROUPS[by](view, list(rows_of(promises)))


def _by_recommendation(view: View, rows: list[TableRow]) -> Groups:
    by_item: dict[tuple[str, str], list[TableRow]] = {}
    for row in rows:
        by_item.setdefault((row.review, row.ref), []).append(row)
    groups = [(each, by_item.get((each.review, each.ref))) for each in rows_of(view.chosen.recommendations)]
    titles = ((each, localised(view, each, "title"), members) for each, members in groups if members)
    return [
        (LocalisedText(f"{named_ref(view, each)} {title.text}".strip(), title.language), members)
        for each, title, members in titles
    ]


def _by_timing(view: View, rows: list[TableRow]) -> Groups:
    return _named(rows, TIMINGS, lambda row: row.timing, lambda timing: timing_heading(timing or "", view.translator))


def _by_kind(view: View, rows: list[TableRow]) -> Groups:
    kinds = dict.fromkeys([*map(str, MonitoringKind), *(row.kind for row in rows if isinstance(row.kind, str))])
    return _named(rows, kinds, lambda row: row.kind, lambda kind: monitoring_kind_name(kind, view.translator))


def _by_with(view: View, rows: list[TableRow]) -> Groups:
    _, named = view.translator, dict.fromkeys(row.with_whom for row in rows if isinstance(row.with_whom, str))

    def name(who: str | None) -> str:
        return _("Nobody named") if who is None else view.names.full(NameKind.ROLE, who, _)

    return _named(rows, named, lambda row: row.with_whom, name)


def _named(
    rows: list[TableRow],
    values: Iterable[str],
    value_of: Callable[[TableRow], object],
    name: Callable[[str | None], str],
) -> Groups:
    """Return the rows with each of some values, under its name, and last those without one; no group is empty."""
    groups = [(each, [row for row in rows if value_of(row) == each]) for each in values]
    rest = [row for row in rows if not isinstance(value_of(row), str)]
    return [(LocalisedText(name(each)), members) for each, members in (*groups, (None, rest)) if members]


# How promises can be grouped, by the value of the query parameter; the first is the default.
_GROUPS: dict[str, Callable[[View, list[TableRow]], Groups]] = {
    "when": _by_timing,
    "recommendation": _by_recommendation,
    "kind": _by_kind,
    "with": _by_with,
}
