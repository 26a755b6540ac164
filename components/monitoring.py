"""Monitoring: what was promised, when, with whom, and what is overdue."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.promises import labelled_months, occasion_of, occasions, promises
from analysis.status import decided_later, decisions, self_assessments, status_at
from analysis.table_rows import row_by_recommendation, rows_about, rows_of
from analysis.texts.prose_dates import dates_in_prose
from components import elements, texts
from components.choices.controls import choice_links
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import meeting_href
from components.document.document import Document
from components.downloads import calendar_part
from components.elements import HtmlNode, answer, columns, element, part, section_heading
from components.marks.lines import date_words, decision_nodes, promise_note, responses_parts, self_assessment_nodes
from components.marks.marks import by_review, mark_link, mark_picture, named_ref, numbered_marks, title_link
from components.session.links import replace_href
from components.session.view import View
from model.dates import Precision
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, Timing
from model.tracker.rows import TableRow
from wording.answers import recommendation as phrases
from wording.catalogue import labels
from wording.formatting import format_count, format_day, format_round

# The most promises listed in a group, the most groups, and the most dates found in texts: they stand in one column.
MOST_LISTED, MOST_GROUPS, MOST_DATES = 40, 40, 10
_PARAMETER = "timing"
# The review and the ref of a recommendation.
_Key = tuple[str, str]


def monitoring(view: View) -> Document:
    """Return the page."""
    _ = view.translator
    promised = promises(view.chosen, as_at=view.as_at, today=view.today)
    dates = dates_in_prose(view.chosen, as_at=view.as_at)
    standing = status_at(view.chosen, as_at=view.as_at)
    meetings = occasions(view.chosen, as_at=view.as_at, today=view.today)
    timing, by = "".join(code for code in view.parameter(_PARAMETER)[:1] if code in set(Timing)), chosen_grouping(view)
    shown = _of_timing(promised, timing=timing)
    left = [
        section_heading(_("The meetings")),
        _meetings_part(view, _of_timing(meetings, timing=timing), shown, standing),
    ]
    right = [section_heading(_("Dates found in the texts")), _deadlines_part(view, dates, standing)]
    return Document(
        [
            answer(phrases.promises_sentence(promised, view.overdue_since(), view.as_at, None, _)),
            *_monitoring_subtitle_parts(view, promised),
            *filter_bar_parts(view),
            part("promise-counts", element("ul", *_figures(view, promised, timing), class_="counts")),
            _timing_note_part(view, timing),
            part("grouping", choice_links(view, "by", _("Group by"), labels("promise-group", _), chosen=by)),
            section_heading(_("When each falls due")),
            timeline_part(view, shown, dates, standing, by=by),
            calendar_part(view, promised, dates),
            *responses_parts(view),
            columns([3, 2], left, right),
            section_heading(_("Every promise")),
            _promise_list_part(view, shown, standing, by=by),
            *_closures_parts(view, standing),
        ]
    )


def _monitoring_subtitle_parts(view: View, promises: pd.DataFrame) -> list[HtmlNode | None]:
    """Return the day on which promises are judged, and how many were made later and are not shown."""
    later = phrases.promised_later_sentence(len(view.chosen.monitoring) - len(promises), view.as_at, view.translator)
    _, data = view.translator, texts.judged_later(view)
    rule = _("A promise is overdue only after the last day it could fall on.")
    judged = [*data, rule] if data else [phrases.judged_on_sentence(view.as_at, view.today, _)]
    subtitle = elements.subtitle_part(*judged, *([later] if later else []))
    return [subtitle, texts.overdue_since_part(view)]


def _figures(view: View, promises: pd.DataFrame, chosen: str) -> Iterator[HtmlNode]:
    """Yield the number of promises (`analysis.promises`) of each timing; of closed ones only where one is.

    A number filters the promises by its timing; zero is no link, for nothing would be left.
    """
    _ = view.translator
    base = replace_href(view.query, {_PARAMETER: [chosen] if chosen else []})
    for timing in TIMINGS:
        n, name, is_chosen = (
            int(promises["timing"].eq(timing).sum()),
            phrases.timing_heading(timing, _),
            timing == chosen,
        )
        word = element("span", element("span", name), class_="word")
        figure = element("span", format_count(n, _), class_="n"), word
        if n or is_chosen:
            target = replace_href(view.query, {_PARAMETER: [] if is_chosen else [timing]})
            yield element("li", texts.chosen_link(view, target, *figure, name=name, is_chosen=is_chosen, base=base))
        elif timing in (*OPEN_TIMINGS, Timing.DONE):
            yield element("li", *figure)


def _meetings_part(view: View, occasions: pd.DataFrame, promises: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the open occasions (`analysis.promises`), each with its recommendations."""
    _, marks = view.translator, row_by_recommendation(standing)
    is_open = promises["timing"].isin(OPEN_TIMINGS)
    keyed = promises.assign(occasion=occasion_of(promises), is_open=is_open).dropna(subset="occasion")
    by_occasion: dict[str, dict[_Key, bool]] = {}
    for row in rows_of(keyed):
        of_occasion, key = by_occasion.setdefault(row.occasion, {}), (row.review, row.ref)
        of_occasion[key] = row.is_open or of_occasion.get(key, False)
    still_open = occasions[occasions["timing"].isin(OPEN_TIMINGS)].rename(columns={"with": "with_whom"})
    rows = list(rows_of(still_open))
    lines = texts.listed(view, rows, lambda row: _meeting(view, row, by_occasion.get(row.occasion, {}), marks))
    if not rows:
        lines = [element("p", _("No occasion has a date."), class_="muted")]
    link = element("a", _("Meeting pack on all that is chosen"), href=meeting_href(view))
    return part("meetings", *lines, element("p", link), scale=view.scale)


def _meeting(view: View, row: TableRow, keys: dict[_Key, bool], standing: dict[_Key, TableRow]) -> HtmlNode:
    """Return an occasion; where some of its promises are kept or closed, that they are."""
    _ = view.translator
    title = phrases.occasion_title(row, view.names, _)
    word = phrases.timing_note(row.timing, row.due_last, view.visit_day, _)
    overdue = [" · ", word if all(keys.values()) else _("{timing}, some kept or closed", timing=word)] if word else []
    marks = numbered_marks(view, (standing[key] for key in keys if key in standing))
    label = _("Meeting pack: {about}", about=title)
    pack = element("a", _("Meeting pack"), href=meeting_href(view, row.occasion), aria_label=label)
    named = element("div", element("strong", title), *overdue)
    return element("li", named, element("div", *marks, pack, class_="marks"))


def _promise_list_part(view: View, promises: pd.DataFrame, standing: pd.DataFrame, *, by: str) -> HtmlNode:
    """Show the promises of analysis.promises in a table for each group, the rest of a long one behind its number."""
    _, rows_by_key = view.translator, row_by_recommendation(standing)
    nodes: list[HtmlNode] = []
    for name, rows in group_promises(view, promises, by):
        cells = [_promise_cells(view, row, rows_by_key) for row in rows[: MOST_LISTED + texts.MOST_MORE]]
        first, rest = cells[:MOST_LISTED], cells[MOST_LISTED:]
        tables = [_promise_table(view, name.text, first)]
        tables += texts.rest_of(view, [_promise_table(view, name.text, rest)], len(rows) - MOST_LISTED, shown=len(rest))
        nodes.append(element("section", name.node("h3"), *tables))
    if not nodes:
        none = _("Nothing is promised.") if view.chosen.monitoring.empty else _("There is none of these promises.")
        return part("promises", element("p", none, class_="muted"))
    others = nodes[MOST_GROUPS:][: texts.MOST_MORE]
    more = texts.rest_of(view, others, len(nodes) - MOST_GROUPS, shown=len(others))
    return part("promises", *nodes[:MOST_GROUPS], *more, scale=view.scale)


def _promise_table(view: View, caption: str, rows: list[list[HtmlNode]]) -> HtmlNode:
    _ = view.translator
    names = {"due": _("Due"), "words": _("Promise"), "with": _("With"), "about": _("Recommendation")}
    headings = [
        elements.BlockColumn(name, code, is_labelled=code not in ("words", "about")) for code, name in names.items()
    ]
    headings.append(elements.BlockColumn(_("State"), "state"))
    return element("div", elements.block_table(caption, headings, rows), class_="promises")


def _promise_cells(view: View, row: TableRow, standing: dict[_Key, TableRow]) -> list[HtmlNode]:
    """Return when a promise is due, its words and outcome, with whom it is, what it is about, and its state."""
    _, outcome, about = view.translator, texts.localised(view, row, "outcome"), standing.get((row.review, row.ref))
    kind = element("div", phrases.monitoring_kind_name(row.kind, _), class_="muted small")
    said = [element("div", outcome.node(), class_="small")] if outcome.text else []
    state = promise_note(view, row)
    named = [*numbered_marks(view, [about]), title_link(view, about)] if about is not None else [str(row.ref)]
    review = [element("span", row.review, class_="muted small")] if len(view.filter_options["review"]) > 1 else []
    return [
        phrases.format_due(row, _),
        element("div", texts.localised(view, row, "activity").node(), kind, *said),
        texts.role_or_agency(view, row.with_whom) if isinstance(row.with_whom, str) else _("Nobody named"),
        element("div", *named, *review, class_="withmark"),
        element("strong", state, class_="tag")
        if row.timing == Timing.OVERDUE
        else state or phrases.timing_heading(row.timing, _),
    ]


def _deadlines_part(view: View, dates: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the dates of analysis.texts.prose_dates, each with its sentence."""
    _, marks = view.translator, row_by_recommendation(standing)
    rows = [row for row in rows_of(dates) if (row.review, row.ref) in marks]
    if not rows:
        text = _("No latest update and no promise names a date that lay ahead when it was written.")
        return part("deadlines", element("p", text, class_="muted"))

    def line(row: TableRow) -> HtmlNode:
        mark = mark_link(view, marks[row.review, row.ref], number=True)
        return element("li", element("div", mark, date_words(view, row), class_="withmark"))

    nodes = texts.listed(view, rows, line, most=MOST_DATES, class_="lines prose")
    return part("deadlines", *nodes, scale=view.scale)


def _of_timing(table: pd.DataFrame, *, timing: str) -> pd.DataFrame:
    """Return the promises or occasions of a timing; all for ""."""
    return table[table["timing"].eq(timing)] if timing else table


def _timing_note_part(view: View, chosen: str) -> HtmlNode | None:
    """Show that promises of one timing alone are shown, with a link to all; nothing where all are."""
    if not chosen:
        return None
    _, query = view.translator, view.query
    text = _("Only these promises are shown: {timing}.", timing=phrases.timing_heading(chosen, _))
    link = element(
        "a", _("Show all"), href=replace_href(query, {_PARAMETER: []}), base=replace_href(query, {_PARAMETER: [chosen]})
    )
    return part("timing", element("p", text, " ", link, class_="muted"))


def _closures_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section with the proposals that wait for a decision, and every decision; nothing without any."""
    _, marks = view.translator, row_by_recommendation(standing)
    agencies = self_assessments(view.chosen, as_at=view.as_at)
    made = decisions(view.chosen, as_at=view.as_at).iloc[::-1]
    nodes: list[HtmlNode] = []

    def add(title: str, table: pd.DataFrame, words_of: Callable[[Any], list[HtmlNode]]) -> None:
        def line(row: TableRow) -> HtmlNode:
            named = marks[row.review, row.ref]
            mark, link = mark_picture(view, named.mark, named.basis), title_link(view, named, with_ref=True)
            return element("li", element("span", mark, link, class_="withmark"), *words_of(row))

        if rows := list(rows_of(rows_about(table, standing))):
            nodes.extend([element("h3", title), *texts.listed(view, rows, line)])

    proposed = agencies[agencies["proposes"]]
    add(_("Proposed by the agency, not decided"), proposed, lambda row: self_assessment_nodes(view, row))
    add(_("Decisions, the latest first"), made, lambda row: [element("p", *decision_nodes(view, row))])
    if sentence := phrases.decided_later_sentence(decided_later(view.chosen, as_at=view.as_at), view.as_at, _):
        nodes.append(element("p", sentence, class_="muted"))
    return [section_heading(_("Closure")), part("closures", *nodes, scale=view.scale)] if nodes else []


# The most rows, marks without a date, marks in the cell of a month, and days of a month in words.
MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3


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
        all_rows = [(texts.LocalisedText(_("Promised")), list(rows_of(open_promises)))]
    rows, rest = all_rows[:MOST_ROWS], all_rows[MOST_ROWS:][: texts.MOST_MORE]
    if len(dates):
        named = dates.rename(columns={"first": "due", "last": "due_last", "precision": "due_precision"})
        as_due = named.assign(due_words=dates["words"].str.split().str[-2:].str.join(" "), timing="")
        rows.append((texts.LocalisedText(_("Found in the text")), list(rows_of(as_due))))
    if not rows:
        return part("timeline", element("p", _("Nothing is promised, and no text names a date."), class_="muted"))
    days = [row.due_last for _name, members in rows for row in members]
    months = labelled_months([day for day in days if not pd.isna(day)], as_at=view.as_at)
    headings = [elements.heading(_("Month")), *(_month_heading(view, month) for month in months)]
    if undated := any(map(pd.isna, days)):
        headings.append(elements.heading(_("No date")))
    caption = _("When each monitoring promise falls due, month by month")
    first, others = (
        elements.table_region(
            caption,
            headings,
            [_table_row(view, marks, months, *each, undated=undated) for each in some],
            class_="matrix timeline",
        )
        for some in (rows, rest)
    )
    more = texts.rest_of(view, [others], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", first, *more, scale=view.scale)


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    _ = view.translator
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", _("as at"), class_="now")] if month == view.as_at else []
    return elements.heading(format_round(month, _, short=True), *now, class_="as-at" if now else None)


def _table_row(  # noqa: PLR0913 - a row with its axis
    view: View,
    standing: dict[_Key, TableRow],
    months: Sequence[pd.Timestamp | None],
    name: texts.LocalisedText,
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
    return "" if row.due_precision == Precision.MONTH else phrases.format_due(row, view.translator)


def _cell_content(
    view: View, standing: dict[_Key, TableRow], rows_by_words: dict[str, list[TableRow]]
) -> list[HtmlNode]:
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


def _marks(
    view: View, standing: dict[_Key, TableRow], rows: Sequence[TableRow], *, most: int = MOST_OF_MONTH
) -> list[HtmlNode]:
    """Return the marks of some dates, one for each recommendation, labelled with its date.

    Those after the first `most` stand behind their number.
    """
    marks: dict[tuple[str, str], HtmlNode] = {}
    for row in rows:
        key = (row.review, row.ref)
        if key in standing and key not in marks:
            when = phrases.format_due(row, view.translator)
            if row.timing == Timing.OVERDUE:
                when = f"{when}, {phrases.timing_word(Timing.OVERDUE, view.translator)}"
            marks[key] = mark_link(view, standing[key], number=True, when=when)
    if not marks:
        return []
    named = [(review, mark) for (review, _ref), mark in marks.items()]
    rest = [element("div", *by_review(view, named[most : most + texts.MOST_MORE]), class_="marks")]
    more = texts.rest_of(view, rest, len(named) - most, shown=texts.MOST_MORE)
    return [element("div", *by_review(view, named[:most]), class_="marks"), *more]


# The name of each group with its promises, rows of `analysis.promises` with `with` named `with_whom`.
Groups = list[tuple[texts.LocalisedText, list[TableRow]]]
TIMINGS = (*OPEN_TIMINGS, Timing.DONE, Timing.CLOSED)


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


def _group_names(view: View, by: str, found: Sequence[str]) -> dict[object, texts.LocalisedText]:
    """Return the names of the groups by their values, in order; None has what has no value."""
    _, names = view.translator, dict[object, str]()
    if by == "recommendation":
        titled = [(row, texts.localised(view, row, "title")) for row in rows_of(view.chosen.recommendations)]
        return {
            (row.review, row.ref): texts.LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)
            for row, title in titled
        }
    if by == "when":
        names = {timing: phrases.timing_heading(timing, _) for timing in TIMINGS}
    elif by == "kind":
        names = {kind: phrases.monitoring_kind_name(kind, _) for kind in (*map(str, MonitoringKind), *found, None)}
    else:
        names = {who: view.names.full(NameKind.ROLE, who, _) for who in found} | {None: _("Nobody named")}
    return {value: texts.LocalisedText(name) for value, name in names.items()}


# What promises can be grouped by, by the value of the query parameter; the first is the default.
_VALUES: dict[str, Callable[[TableRow], object]] = {
    "when": lambda row: row.timing,
    "recommendation": lambda row: (row.review, row.ref),
    "kind": lambda row: row.kind,
    "with": lambda row: row.with_whom,
}
