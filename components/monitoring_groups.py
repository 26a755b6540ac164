"""The grouping of the promises on the Monitoring page, stored in the URL as `by`."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.promises import labelled_months
from analysis.table_rows import row_by_recommendation, rows_of
from components.choices.controls import choice_links
from components.elements import HtmlNode, element, heading, part, table_region
from components.marks.marks import by_review, mark_link, named_ref
from components.session.view import View
from components.texts import MOST_MORE, LocalisedText, localised, rest_of
from model.dates import Precision
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, Timing
from model.tracker.rows import TableRow
from wording.answers.recommendation import format_due, monitoring_kind_name, timing_heading, timing_word
from wording.formatting import format_day, format_round
from wording.sentences import labels

# The most rows, marks without a date, marks in the cell of a month, and days of a month in words.
MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3


_Standing = Mapping[tuple[str, str], TableRow]


def timeline_part(
    view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: pd.DataFrame, *, by: str
) -> HtmlNode:
    """Show a table of months with a mark where each open promise of analysis.promises falls due.

    A date of several months stands in the last of them, with its words. The last row has the dates of
    analysis.texts.prose_dates, the last column the undated promises.
    """
    _, marks = view.translator, row_by_recommendation(standing)
    open_promises = promises[promises["timing"].isin(OPEN_TIMINGS)]
    all_rows = group_promises(view, open_promises, by)
    if by == "when" and all_rows:
        all_rows = [(LocalisedText(_("Promised")), list(rows_of(open_promises)))]
    rows, rest = all_rows[:MOST_ROWS], all_rows[MOST_ROWS:][:MOST_MORE]
    if len(dates):
        rows.append((LocalisedText(_("Found in the text")), list(rows_of(_as_due(dates)))))
    if not rows:
        return part("timeline", element("p", _("Nothing is promised, and no text names a date."), class_="muted"))
    days = [row.due_last for _name, members in rows for row in members]
    months = labelled_months([day for day in days if not pd.isna(day)], as_at=view.as_at)
    headings = [heading(_("Month")), *(_month_heading(view, month) for month in months)]
    if undated := any(map(pd.isna, days)):
        headings.append(heading(_("No date")))
    caption = _("When each monitoring promise falls due, month by month")
    first, others = (
        table_region(
            caption,
            headings,
            [_table_row(view, marks, months, *each, undated=undated) for each in listed],
            class_="matrix timeline",
        )
        for listed in (rows, rest)
    )
    more = rest_of(view, [others], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", first, *more, scale=view.scale)


def _as_due(dates: pd.DataFrame) -> pd.DataFrame:
    """Return the dates found in texts with the columns of promises."""
    named = dates.rename(columns={"first": "due", "last": "due_last", "precision": "due_precision"})
    return named.assign(due_words=dates["words"].str.split().str[-2:].str.join(" "), timing="")


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _table_row(  # noqa: PLR0913 - a row with its axis
    view: View,
    standing: _Standing,
    months: Sequence[pd.Timestamp | None],
    name: LocalisedText,
    rows: Sequence[TableRow],
    *,
    undated: bool,
) -> HtmlNode:
    """Return a row of the timeline: its name, the marks of each month, and those without a date."""
    by_month: dict[pd.Timestamp, dict[str, list[TableRow]]] = {}
    for row in rows:
        if not pd.isna(row.due_last):
            month = row.due_last.to_period("M").to_timestamp()
            by_month.setdefault(month, {}).setdefault(_words_in_month(view, row), []).append(row)
    nodes = [name.node("th", scope="row")]
    for each in months:
        content = _cell_content(view, standing, by_month[each]) if each in by_month else []
        nodes.append(element("td", *content, class_="as-at" if each is not None and each == view.as_at else None))
    if undated:
        without = [row for row in rows if pd.isna(row.due_last)]
        nodes.append(element("td", *_marks(view, standing, without, most=MOST_MARKS), class_="undated"))
    return element("tr", *nodes)


def _words_in_month(view: View, row: TableRow) -> str:
    """Return the words of a date that add to its month: nothing for the whole month."""
    if row.due == row.due_last:
        return format_day(row.due_last, view.translator, short=True)
    return "" if row.due_precision == Precision.MONTH else format_due(row, view.translator)


def _cell_content(view: View, standing: _Standing, rows_by_words: dict[str, list[TableRow]]) -> list[HtmlNode]:
    """Return the marks of a month: those without words first, then those of each day or range with its words.

    With many days no words are shown: the label of each mark has its date.
    """
    days = [words for words in rows_by_words if words]
    if len(days) > MOST_DAYS:
        return _marks(view, standing, [row for rows in rows_by_words.values() for row in rows])
    nodes = _marks(view, standing, rows_by_words.get("", []))
    for words in days:
        nodes += [*_marks(view, standing, rows_by_words[words]), element("div", words, class_="small muted")]
    return nodes


def _marks(view: View, standing: _Standing, rows: Sequence[TableRow], *, most: int = MOST_OF_MONTH) -> list[HtmlNode]:
    """Return the marks of some dates, one for each recommendation, labelled with its date.

    Those after the first `most` stand behind their number.
    """
    marks: dict[tuple[str, str], HtmlNode] = {}
    for row in rows:
        key = (row.review, row.ref)
        if key in standing and key not in marks:
            when = format_due(row, view.translator)
            if row.timing == Timing.OVERDUE:
                when = f"{when}, {timing_word(Timing.OVERDUE, view.translator)}"
            marks[key] = mark_link(view, standing[key], number=True, when=when)
    if not marks:
        return []
    listed = [(review, mark) for (review, _ref), mark in marks.items()]
    rest = [element("div", *by_review(view, listed[most : most + MOST_MORE]), class_="marks")]
    more = rest_of(view, rest, len(listed) - most, shown=MOST_MORE)
    return [element("div", *by_review(view, listed[:most]), class_="marks"), *more]


# The name of each group with its promises, rows of `analysis.promises` with `with` named `with_whom`.
Groups = list[tuple[LocalisedText, list[TableRow]]]
TIMINGS = (*OPEN_TIMINGS, Timing.DONE, Timing.CLOSED)


def grouping_choice_part(view: View) -> HtmlNode:
    """Return the choice of a grouping."""
    _, chosen = view.translator, chosen_grouping(view)
    return part("grouping", choice_links(view, "by", _("Group by"), labels("promise-group", _), chosen=chosen))


def chosen_grouping(view: View) -> str:
    """Return the code of the grouping in the URL; the first by default."""
    return next((code for code in view.parameter("by") if code in _VALUES), next(iter(_VALUES)))


def group_promises(view: View, promises: pd.DataFrame, by: str) -> Groups:
    """Return the promises by group, in each group in the order in which they fall due; those without one come last."""
    members: dict[object, list[TableRow]] = {}
    for row in rows_of(promises):
        value = _VALUES[by](row)
        members.setdefault(value if isinstance(value, str | tuple) else None, []).append(row)
    names = _group_names(view, by, [value for value in members if isinstance(value, str)])
    return [(name, members[value]) for value, name in names.items() if value in members]


def _group_names(view: View, by: str, found: Sequence[str]) -> dict[object, LocalisedText]:
    """Return the names of the groups by their values, in order; None has what has no value."""
    _, names = view.translator, dict[object, str]()
    if by == "recommendation":
        titled = [(row, localised(view, row, "title")) for row in rows_of(view.chosen.recommendations)]
        return {
            (row.review, row.ref): LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)
            for row, title in titled
        }
    if by == "when":
        names = {timing: timing_heading(timing, _) for timing in TIMINGS}
    elif by == "kind":
        names = {kind: monitoring_kind_name(kind, _) for kind in (*map(str, MonitoringKind), *found, None)}
    else:
        names = {who: view.names.full(NameKind.ROLE, who, _) for who in found} | {None: _("Nobody named")}
    return {value: LocalisedText(name) for value, name in names.items()}


# What promises can be grouped by, by the value of the query parameter; the first is the default.
_VALUES: dict[str, Callable[[TableRow], object]] = {
    "when": lambda row: row.timing,
    "recommendation": lambda row: (row.review, row.ref),
    "kind": lambda row: row.kind,
    "with": lambda row: row.with_whom,
}
