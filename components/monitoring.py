"""Monitoring: what was promised, when, with whom, and what is overdue."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap
from typing import Any

import pandas as pd

from analysis.promises import labelled_months, occasion_of, occasions, promises
from analysis.status import decided_later, decisions, self_assessments, status_at
from analysis.table_rows import row_by_recommendation, rows_of
from analysis.texts.phrases import dates_in_prose
from components import elements, texts
from components.choices.controls import choice_links
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import meeting_href
from components.document.document import Document
from components.downloads import calendar_part
from components.elements import HtmlNode, answer, columns, element, part, section
from components.marks import lines
from components.marks.lines import by_review, mark_link, mark_picture, named_title, numbered_marks, title_link
from components.session.links import replace_href
from components.session.view import View
from model.dates import Precision
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, TableRow, Timing
from wording.answers import recommendation as phrases
from wording.catalogue import label, labels
from wording.formatting import format_count, format_day, format_round

# The most promises listed in a group, the most groups, and the most dates found in texts: they stand in one column.
MOST_LISTED, MOST_GROUPS, MOST_DATES = 40, 40, 10
# The most rows, marks without a date, marks in the cell of a month, and days of a month in words.
MOST_ROWS, MOST_MARKS, MOST_OF_MONTH, MOST_DAYS = 20, 24, 12, 3
TIMINGS = (*OPEN_TIMINGS, Timing.DONE, Timing.CLOSED)
_PARAMETER = "timing"
# What promises can be grouped by, besides recommendations: the field by the value of the query parameter.
_GROUPED_BY = {"when": "timing", "kind": "kind", "with": "with_whom"}
# The recommendations as they stand, each with its mark.
_Standing = Mapping[lines.Key, TableRow]


def monitoring(view: View) -> Document:
    """Return the page."""
    _, groupings = view.translator, labels("promise-group", view.translator)
    promised = promises(view.chosen, as_at=view.as_at, today=view.today)
    dates = dates_in_prose(view.chosen, as_at=view.as_at)
    standing = row_by_recommendation(status_at(view.chosen, as_at=view.as_at))
    meetings = occasions(view.chosen, as_at=view.as_at, today=view.today)
    timing = "".join(code for code in view.parameter(_PARAMETER)[:1] if code in set(Timing))
    by = next((code for code in view.parameter("by") if code in groupings), "when")
    shown, open_meetings = (each[each["timing"].eq(timing)] if timing else each for each in (promised, meetings))
    left = section(_("The meetings"), _meetings_part(view, open_meetings, shown, standing))
    return Document(
        answer(phrases.promises_sentence(promised, view.overdue_since(), view.as_at, _)),
        *_monitoring_subtitle_parts(view, promised),
        *filter_bar_parts(view),
        part("promise-counts", element("ul", *_figures(view, promised, timing), class_="counts")),
        _timing_note_part(view, timing),
        part("grouping", choice_links(view, "by", _("Group by"), groupings, chosen=by)),
        *section(_("When each falls due"), _timeline_part(view, shown, dates, standing, by)),
        calendar_part(view, promised, dates),
        *lines.responses_parts(view),
        columns([3, 2], left, section(_("Dates found in the texts"), _deadlines_part(view, dates, standing))),
        *section(_("Every promise"), _promise_list_part(view, shown, standing, by=by)),
        *_closures_parts(view, standing),
    )


def _monitoring_subtitle_parts(view: View, promises: pd.DataFrame) -> list[HtmlNode | None]:
    """Return the day on which promises are judged, and how many were made later and are not shown."""
    _, data, later = view.translator, texts.judged_later(view), []
    if count := len(view.chosen.monitoring) - len(promises):
        later = [label("sentence", "promised-later", _, n=count, month=format_round(view.as_at, _))]
    rule = _("A promise is overdue only after the last day it could fall on.")
    judged = [*data, rule] if data else [phrases.judged_on_sentence(view.as_at, view.today, _)]
    return [elements.subtitle_part(*judged, *later), texts.overdue_since_part(view)]


def _figures(view: View, promises: pd.DataFrame, chosen: str) -> Iterator[HtmlNode]:
    """Yield the number of promises (`analysis.promises`) of each timing; of closed ones only where one is.

    A number filters the promises by its timing; zero is no link, for nothing would be left.
    """
    _, base = view.translator, replace_href(view.query, {_PARAMETER: [chosen] if chosen else []})
    for timing in TIMINGS:
        n, is_chosen = int(promises["timing"].eq(timing).sum()), timing == chosen
        name = label("timing-heading", timing, _)
        figure = element("span", format_count(n, _), class_="n"), element("span", element("span", name), class_="word")
        if n or is_chosen:
            target = replace_href(view.query, {_PARAMETER: [] if is_chosen else [timing]})
            yield element("li", texts.chosen_link(view, target, *figure, name=name, is_chosen=is_chosen, base=base))
        elif timing != Timing.CLOSED:
            yield element("li", *figure)


def _meetings_part(view: View, occasions: pd.DataFrame, promises: pd.DataFrame, standing: _Standing) -> HtmlNode:
    """Show the open occasions (`analysis.promises`), each with its recommendations."""
    _, by_occasion = view.translator, dict[str, dict[lines.Key, bool]]()
    is_open = promises["timing"].isin(OPEN_TIMINGS)
    for row in rows_of(promises.assign(occasion=occasion_of(promises), is_open=is_open).dropna(subset="occasion")):
        of_occasion, key = by_occasion.setdefault(row.occasion, {}), (row.review, row.ref)
        of_occasion[key] = row.is_open or of_occasion.get(key, False)
    rows = list(rows_of(occasions[occasions["timing"].isin(OPEN_TIMINGS)]))
    shown = texts.listed(view, rows, lambda row: _meeting(view, row, by_occasion.get(row.occasion, {}), standing))
    if not rows:
        shown = [element("p", _("No occasion has a date."), class_="muted")]
    link = element("a", _("Meeting pack on all that is chosen"), href=meeting_href(view))
    return part("meetings", *shown, element("p", link), scale=view.scale)


def _meeting(view: View, row: TableRow, keys: dict[lines.Key, bool], standing: _Standing) -> HtmlNode:
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


def _promise_list_part(view: View, promises: pd.DataFrame, standing: _Standing, *, by: str) -> HtmlNode:
    """Show the promises of analysis.promises in a table for each group, the rest of a long one behind its number."""
    _, nodes = view.translator, list[HtmlNode]()
    for name, rows in _group_promises(view, promises, by):
        tables = texts.folded(view, rows, partial(_promise_tables, view, name.text, standing), most=MOST_LISTED)
        nodes.append(element("section", name.node("h3"), *tables))
    if not nodes:
        none = _("Nothing is promised.") if view.chosen.monitoring.empty else _("There is none of these promises.")
        return part("promises", element("p", none, class_="muted"))
    return part("promises", *texts.folded(view, nodes, list, most=MOST_GROUPS), scale=view.scale)


def _promise_tables(view: View, caption: str, standing: _Standing, rows: Sequence[TableRow]) -> list[HtmlNode]:
    _, codes = view.translator, ("due", "words", "with", "about", "state")
    named = zip((_("Due"), _("Promise"), _("With"), _("Recommendation"), _("State")), codes, strict=True)
    shown = [elements.BlockColumn(name, code, code not in ("words", "about")) for name, code in named]
    table = elements.block_table(caption, shown, (_promise_cells(view, row, standing) for row in rows))
    return [element("div", table, class_="promises")]


def _promise_cells(view: View, row: TableRow, standing: _Standing) -> list[HtmlNode]:
    """Return when a promise is due, its words and outcome, with whom it is, what it is about, and its state."""
    _, outcome, about = view.translator, texts.localised(view, row, "outcome"), standing.get((row.review, row.ref))
    kind = element("div", phrases.monitoring_kind_name(row.kind, _), class_="muted small")
    result = element("div", outcome.node(), class_="small") if outcome.text else None
    state = lines.promise_note(view, row)
    tag = element("strong", state, class_="tag") if row.timing == Timing.OVERDUE else state
    named = [*numbered_marks(view, [about]), title_link(view, about)] if about is not None else [str(row.ref)]
    review = element("span", row.review, class_="muted small") if view.has_reviews else None
    words = element("div", texts.localised(view, row, "activity").node(), kind, result)
    whom = texts.role_or_agency(view, row.with_whom) if isinstance(row.with_whom, str) else _("Nobody named")
    recommendation = element("div", *named, review, class_="withmark")
    return [phrases.format_due(row, _), words, whom, recommendation, tag or label("timing-heading", row.timing, _)]


def _deadlines_part(view: View, dates: pd.DataFrame, standing: _Standing) -> HtmlNode:
    """Show the dates of analysis.texts.phrases, each with its sentence."""
    rows = [row for row in rows_of(dates) if (row.review, row.ref) in standing]
    if not rows:
        text = view.translator("No latest update and no promise names a date that lay ahead when it was written.")
        return part("deadlines", element("p", text, class_="muted"))

    def line(row: TableRow) -> HtmlNode:
        mark = mark_link(view, standing[row.review, row.ref], number=True)
        return element("li", element("div", mark, lines.date_words(view, row), class_="withmark"))

    return part("deadlines", *texts.listed(view, rows, line, most=MOST_DATES, class_="lines prose"), scale=view.scale)


def _timing_note_part(view: View, chosen: str) -> HtmlNode | None:
    """Show that promises of one timing alone are shown, with a link to all; nothing where all are."""
    if not chosen:
        return None
    _, base = view.translator, replace_href(view.query, {_PARAMETER: [chosen]})
    text = _("Only these promises are shown: {timing}.", timing=label("timing-heading", chosen, _))
    link = element("a", _("Show all"), href=replace_href(view.query), base=base)
    return part("timing", element("p", text, " ", link, class_="muted"))


def _closures_parts(view: View, standing: _Standing) -> list[HtmlNode]:
    """Return a section with the proposals that wait for a decision, and every decision; nothing without any."""
    _, nodes = view.translator, list[HtmlNode]()
    agencies = self_assessments(view.chosen, as_at=view.as_at)
    made = decisions(view.chosen, as_at=view.as_at).iloc[::-1]

    def add(title: str, table: pd.DataFrame, words_of: Callable[[Any], list[HtmlNode]]) -> None:
        def line(row: TableRow) -> HtmlNode:
            named = standing[row.review, row.ref]
            mark, link = mark_picture(view, named.mark, named.basis), title_link(view, named, with_ref=True)
            return element("li", element("span", mark, link, class_="withmark"), *words_of(row))

        if rows := [row for row in rows_of(table) if (row.review, row.ref) in standing]:
            nodes.extend([element("h3", title), *texts.listed(view, rows, line)])

    proposed = agencies[agencies["proposes"]]
    add(_("Proposed by the agency, not decided"), proposed, lambda row: lines.self_assessment_nodes(view, row))
    add(_("Decisions, the latest first"), made, lambda row: [element("p", *lines.decision_nodes(view, row))])
    if sentence := phrases.decided_later_sentence(decided_later(view.chosen, as_at=view.as_at), view.as_at, _):
        nodes.append(element("p", sentence, class_="muted"))
    return section(_("Closure"), part("closures", *nodes, scale=view.scale)) if nodes else []


def _timeline_part(view: View, promises: pd.DataFrame, dates: pd.DataFrame, standing: _Standing, by: str) -> HtmlNode:
    """Show a table of months with a mark where each open promise of analysis.promises falls due.

    A date of several months stands in the last of them, with its words. The last row has the dates of
    analysis.texts.phrases, the last column the undated promises.
    """
    _, open_promises = view.translator, promises[promises["timing"].isin(OPEN_TIMINGS)]
    all_rows = _group_promises(view, open_promises, by)
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
    months = labelled_months(days, as_at=view.as_at)
    undated = [elements.heading(_("No date"))] if any(map(pd.isna, days)) else []
    headings = [elements.heading(_("Month")), *(_month_heading(view, month) for month in months), *undated]
    caption = _("When each monitoring promise falls due, month by month")

    def row(name: texts.LocalisedText, members: Sequence[TableRow]) -> HtmlNode:
        cells = _month_cells(view, standing, members, months)
        if undated:
            without = [each for each in members if pd.isna(each.due_last)]
            cells.append(element("td", *_marks(view, standing, without, most=MOST_MARKS), class_="undated"))
        return element("tr", name.node("th", scope="row"), *cells)

    table = partial(elements.table_region, caption, headings, class_="matrix timeline")
    more = texts.rest_of(view, [table(starmap(row, rest))], len(all_rows) - MOST_ROWS, shown=len(rest))
    return part("timeline", table(starmap(row, rows)), *more, scale=view.scale)


def _month_heading(view: View, month: pd.Timestamp | None) -> HtmlNode:
    if month is None:
        return element("td", "…", class_="gap")
    now = [element("span", view.translator("as at"), class_="now")] if month == view.as_at else []
    return elements.heading(format_round(month, view.translator, short=True), *now, class_="as-at" if now else None)


def _month_cells(
    view: View, standing: _Standing, rows: Sequence[TableRow], months: Sequence[pd.Timestamp | None]
) -> list[HtmlNode]:
    """Return the cells of the months in a row of the timeline, each with its marks."""
    by_month: dict[pd.Timestamp | None, dict[str, list[TableRow]]] = {}
    for row in rows:
        if not pd.isna(row.due_last):
            month = row.due_last.to_period("M").to_timestamp()
            by_month.setdefault(month, {}).setdefault(_words_in_month(view, row), []).append(row)
    cells = ((each, _cell_content(view, standing, by_month.get(each, {}))) for each in months)
    return [element("td", *marks, class_="as-at" if month == view.as_at else None) for month, marks in cells]


def _words_in_month(view: View, row: TableRow) -> str:
    """Return the words of a date that add to its month: nothing for the whole month."""
    if row.due == row.due_last:
        return format_day(row.due_last, view.translator, short=True)
    return "" if row.due_precision == Precision.MONTH else phrases.format_due(row, view.translator)


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
    marks: dict[lines.Key, HtmlNode] = {}
    for row in rows:
        key = (row.review, row.ref)
        if key in standing and key not in marks:
            when = phrases.format_due(row, view.translator)
            if row.timing == Timing.OVERDUE:
                when = f"{when}, {label('timing', Timing.OVERDUE, view.translator)}"
            marks[key] = mark_link(view, standing[key], number=True, when=when)

    def draw(some: Sequence[tuple[str, HtmlNode]]) -> list[HtmlNode]:
        return [element("div", *by_review(view, some), class_="marks")] if some else []

    return texts.folded(view, [(review, mark) for (review, _ref), mark in marks.items()], draw, most=most)


def _group_promises(view: View, promises: pd.DataFrame, by: str) -> list[tuple[texts.LocalisedText, list[TableRow]]]:
    """Return the promises by group, in each group in the order in which they fall due; those without one come last."""
    _, members = view.translator, dict[object, list[TableRow]]()
    for row in rows_of(promises):
        value = getattr(row, _GROUPED_BY[by]) if by in _GROUPED_BY else (row.review, row.ref)
        members.setdefault(value if isinstance(value, str | tuple) else None, []).append(row)
    found = [value for value in members if isinstance(value, str)]
    names: dict[Any, str | texts.LocalisedText]
    if by == "when":
        names = {timing: label("timing-heading", timing, _) for timing in TIMINGS}
    elif by == "kind":
        names = {kind: phrases.monitoring_kind_name(kind, _) for kind in (*map(str, MonitoringKind), *found, None)}
    elif by == "with":
        names = {**{who: view.names.full(NameKind.ROLE, who, _) for who in found}, None: _("Nobody named")}
    else:
        names = {(row.review, row.ref): named_title(view, row) for row in rows_of(view.chosen.recommendations)}
    found_names = [(name, members[value]) for value, name in names.items() if value in members]
    return [(texts.LocalisedText(name) if isinstance(name, str) else name, rows) for name, rows in found_names]
