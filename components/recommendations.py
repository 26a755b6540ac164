"""Recommendations: the list, filtered, sorted and in parts."""

from collections.abc import Callable
from functools import partial
from itertools import starmap
from textwrap import shorten
from typing import Any

import pandas as pd

from analysis.attention import CountedPart
from analysis.movement import movement_between, stalled
from analysis.promises import next_promise, responses_due, targets_at, unanswered
from analysis.reasons import attention_items
from analysis.rounds import round_before
from analysis.search import FoundPlace, found_places
from analysis.status import all_inferred, closure_at, count_not_reported, self_assessments, status_at
from analysis.table_rows import latest_words, row_by_recommendation, rows_by_recommendation, rows_of
from analysis.texts.phrases import points_of
from components import elements, texts
from components.choices import listing as choices
from components.choices.controls import sorting_heading
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements import HtmlNode, answer, element, part
from components.groups import group_name
from components.marks.lines import Key, edit_links, href_of, mark_picture, promise_note, spoken_basis, title_link
from components.session.links import PAGE_OF_LIST, href, replace_href, toggle_href
from components.session.view import View
from model.terms import STANDSTILLS, Language, Movement, ShownPart, StallSign, TableRow
from wording.answers import recommendation as phrases
from wording.answers.headline import movement_sentence, reasons_sentence, stalled_reason
from wording.formatting import begin_sentence, format_day, format_round, mark_word, status_words
from wording.names import decision_word, found_field

# The query parameter with the columns that are not shown.
_HIDE = "hide"
# The rows of a page, and the places of a search that a row shows before the others.
ROWS, MOST_PLACES = 60, 2
# The most letters of the latest words. A screen shows the line of them that fits, and paper all.
MOST_LETTERS = 1000
# The reason of each recommendation, by review and ref.
_Reasons = dict[Key, str]
# The classes of the cells without a label before them; other cells are facts.
_CLASSES = {"status": "state", "number": "number-of", "why": "why"}


def recommendations(view: View) -> Document:
    """Return the page."""
    _, chosen = view.translator, choices.chosen_part(view)
    listing = choices.of_part(view, status_at(view.chosen, as_at=view.as_at), chosen)
    counts = texts.counted_marks_links(view, listing["mark"], **choices.part_query(view, chosen))
    inferred = [element("a", _("all statuses are inferred"), href=href("about", view.query))]
    why = inferred if all_inferred(view.chosen, as_at=view.as_at) else []
    notes = [*texts.judged_later(view), *why, *edit_links(view, _("Add a recommendation"), new="1")]
    return Document(
        answer(_.plural("{n} recommendation", "{n} recommendations", len(listing))),
        elements.subtitle_part(*elements.joined([element("span", *counts), *notes], "·")),
        *filter_bar_parts(view),
        choices.parts_part(view, chosen),
        part("order", element("div", choices.order_choice(view), _column_choice(view), class_="choices")),
        _list_part(view, listing, _part_reasons(choices.judged_view(view, chosen), chosen)),
    )


def _list_part(view: View, listing: pd.DataFrame, reasons: _Reasons) -> HtmlNode:
    """Return the rows of analysis.status in the chosen order, 60 on a page, each with its reason."""
    _, ordered, order = view.translator, choices.in_order(view, listing), choices.chosen_order(view)
    numbers = {str(number): number for number in range(2, -(-len(ordered) // ROWS) + 1)}
    start = (next((numbers[text] for text in view.parameter(PAGE_OF_LIST) if text in numbers), 1) - 1) * ROWS
    drawn = ordered.iloc[start : start + ROWS]
    named = {"status": _("Status"), "number": _("Number"), "title": _("Recommendation"), "why": _("Why")}
    optional, cells = _optional_columns(view), _cells(view, drawn, reasons)
    hidden = {*(set(optional) & set(view.parameter(_HIDE))), "still" if reasons else "why"}
    columns = {code: label for code, label in (named | optional).items() if code not in hidden}

    def line(row: TableRow) -> HtmlNode:
        return element("tr", *(_cell(code, label, cells[code](row)) for code, label in columns.items()), role="row")

    def heading(code: str, label: str) -> HtmlNode:
        by = partial(sorting_heading, view, order, code) if code in choices.ORDERS else elements.heading
        return by(label, role="columnheader")

    headings, rows = starmap(heading, columns.items()), map(line, rows_of(drawn))
    nodes = [elements.table_region(_("Recommendations"), headings, rows, class_="list blocks compact")]
    if len(ordered) > ROWS:
        nodes.append(_page_links(view, start, len(ordered)))
    return part("list", *nodes, scale=view.scale)


def _status_cell(view: View, row: TableRow, decided: TableRow | None, agency: TableRow | None) -> list[HtmlNode]:
    """Return the status of a recommendation, what closed it, and another status of its agency."""
    _, scale = view.translator, view.scale
    words = begin_sentence(status_words(row.mark, spoken_basis(view, row.basis), scale, _))
    status = texts.filter_toggle(view, "status", row.mark, words, label=mark_word(row.mark, scale, _))
    nodes: list[HtmlNode] = [element("span", mark_picture(view, row.mark, row.basis), status, class_="inline")]
    if decided is not None:
        nodes.append(element("div", element("strong", decision_word(decided.decision, _), class_="tag")))
    if agency is not None and agency.differs and isinstance(agency.agency_status, str):
        nodes.append(element("div", phrases.agency_status_brief(agency, scale, _), class_="muted small"))
    return nodes


def _cells(view: View, drawn: pd.DataFrame, reasons: _Reasons) -> dict[str, Callable[[TableRow], list[HtmlNode]]]:
    """Return for each column what makes its cell of a row; targets are judged today, and none is where none is set."""
    _, chosen, as_at, now = view.translator, view.chosen, view.as_at, view.now
    closure = closure_at(chosen, as_at=as_at)
    words = row_by_recommendation(latest_words(chosen, as_at=as_at))
    promises = row_by_recommendation(next_promise(chosen, as_at=as_at, today=view.today))
    decided = row_by_recommendation(closure[closure["closes"]])
    agencies = row_by_recommendation(self_assessments(chosen, as_at=as_at))
    targets = row_by_recommendation(targets_at(now.chosen, as_at=now.as_at, today=now.today))
    found = found_places(chosen, drawn, text=view.selection.text)
    none: list[HtmlNode] = [element("span", _("none"), class_="muted")]

    def key(row: TableRow) -> Key:
        return row.review, row.ref

    def since(month: pd.Timestamp) -> HtmlNode:
        return _("none") if pd.isna(month) else texts.round_link(view, month, format_round(month, _, short=True))

    return {
        "status": lambda row: _status_cell(view, row, decided.get(key(row)), agencies.get(key(row))),
        "number": lambda row: [element("b", row.ref, class_="ref")],
        "title": lambda row: _title_cell(view, row, found.get(key(row), ())),
        "why": lambda row: [reasons.get(key(row), "")],
        "theme": lambda row: [group_name(view, "theme", row.theme)],
        "agency": lambda row: [group_name(view, "lead_agency", row.lead_agency)],
        "words": lambda row: _latest_words(view, words[key(row)]) if key(row) in words else none,
        "still": lambda row: [since(row.status_since)],
        "promise": lambda row: _next_promise(view, row, promises[key(row)]) if key(row) in promises else none,
        "target": lambda row: _target(view, targets[key(row)]) if key(row) in targets else [],
    }


def _cell(code: str, label: str, nodes: list[HtmlNode]) -> HtmlNode:
    """Return the cell of a column; the title names the row."""
    if code == "title":
        return elements.row_heading(nodes, class_="title")
    return elements.labelled_cell("" if code in _CLASSES else label, nodes, class_=_CLASSES.get(code, f"fact {code}"))


def _optional_columns(view: View) -> dict[str, str]:
    """Return the columns that may be hidden, by the code that sorts by them."""
    _ = view.translator
    columns = {"theme": _("Theme"), "agency": _("Lead agency"), "words": _("Latest words")}
    dated = {"still": _("Same status since"), "promise": _("Next promise")}
    return columns | dated | ({"target": _("Target date")} if texts.has_targets(view) else {})


def _column_choice(view: View) -> HtmlNode:
    """Return the box of the columns: each is a link that hides it, or shows it again."""
    _, query, columns, options = view.translator, view.filter_query, _optional_columns(view), list[HtmlNode]()
    for code, label in columns.items():
        key, is_shown = f"column-{code}", None if code in view.parameter(_HIDE) else "true"
        link = element("a", label, href=toggle_href(query, _HIDE, code), aria_current=is_shown, id=key, refocus=key)
        options.append(element("li", link))
    shown = _("{n} of {total}", n=len(columns.keys() - view.parameter(_HIDE)), total=len(columns))
    name = element("span", _("Columns"), element("span", ": ", class_="away"), class_="name")
    summary = element("summary", name, element("span", shown, class_="value"), id="columns")
    box = element("details", summary, element("ul", *options, class_="options"), class_="choice")
    return element("div", box, class_="columns-shown", base=replace_href(query))


def _page_links(view: View, start: int, total: int) -> HtmlNode:
    """Return links to the first, previous, next and last page, and which rows of how many this page has."""
    _ = view.translator
    number, last = start // ROWS + 1, -(-total // ROWS)
    rows = _("{first} to {last} of {all}", first=start + 1, last=min(start + ROWS, total), all=total)
    links = [element("span", f"{_('Page {n} of {last}', n=number, last=last)} ({rows})", class_="muted")]
    targets = ((_("First page"), 1), (_("Previous page"), number - 1), (_("Next page"), number + 1))
    for text, target in (*targets, (_("Last page"), last)):
        if 1 <= target <= last and target != number:
            number_of_page = {PAGE_OF_LIST: [str(target)] if target > 1 else []}
            url = replace_href(view.filter_query, {"sort": choices.chosen_order(view).values, **number_of_page})
            links.append(element("a", text, href=url))
    return element("nav", *links, class_="steps", aria_label=_("Pages of the list"))


def _title_cell(view: View, row: TableRow, places: tuple[FoundPlace, ...]) -> list[HtmlNode]:
    review = [element("span", f" · {row.review}", class_="muted")] if view.has_reviews else []
    lines = texts.folded(view, [_line(view, place) for place in places], list, most=MOST_PLACES)
    return [title_link(view, row), *review, *lines]


def _latest_words(view: View, row: TableRow) -> list[HtmlNode]:
    """Return the latest update with words on one line, after its month: they may be older than the status."""
    text = texts.localised(view, row, "update")
    words = shorten(" ".join(points_of(text.text)), MOST_LETTERS, placeholder="\u00a0…")
    month = element("span", f"{format_round(row.round, view.translator, short=True)}: ", class_="muted")
    return [element("div", month, element("span", words, lang=text.language), class_="brief", title=words)]


def _next_promise(view: View, item: TableRow, row: TableRow) -> list[HtmlNode]:
    """Return when the next promise is due, with a link to the recommendation where it has others."""
    _ = view.translator
    more = _.plural("and {n} more", "and {n} more", row.open_promises - 1)
    link = element("a", more, href=href_of(view, item.review, item.ref), class_="plain muted nowrap")
    return _dated(phrases.format_due(row, _), promise_note(view, row), link if row.open_promises > 1 else None)


def _target(view: View, row: TableRow) -> list[HtmlNode]:
    """Return the target date, with how late it is and how often it slipped."""
    _ = view.translator
    slips = element("span", _.plural("slipped once", "slipped {n} times", row.slips), class_="muted nowrap")
    return _dated(phrases.format_target(row, _), phrases.days_late(row, _), slips if row.slips else None)


def _dated(date: str, late: str, more: HtmlNode | None) -> list[HtmlNode]:
    """Return a date with how late it is as a tag, and what else there is of it."""
    tag = [" ", element("strong", late, class_="tag nowrap")] if late else []
    return [date, *tag, *([" ", more] if more is not None else [])]


def _line(view: View, place: FoundPlace) -> HtmlNode:
    _, language = view.translator, Language.WELSH if place.field.endswith("_cy") else Language.ENGLISH
    pieces = (element("mark", piece) if number % 2 else piece for number, piece in enumerate(place.pieces))
    text = element("span", *pieces, lang=None if language is _.language else language.value)
    return element("div", f"{found_field(place.field, place.round, _)}: ", text, class_="found muted small")


def _part_reasons(view: View, part: CountedPart) -> _Reasons:
    """Return why each recommendation is in a part; nothing for a part that says so by its name alone."""
    _, scale, at = view.translator, view.scale, view.as_at if part.at is None else part.at
    if part.only in set(Movement) or part.only == ShownPart.MOVED or part.was:
        since = round_before(view.chosen, as_at=at) if part.since is None else part.since
        moves = movement_between(view.chosen, start=since, end=at)
        moved = moves[~moves["movement"].isin(list(STANDSTILLS)) | moves["from_mark"].ne(moves["to_mark"])]
        return _each(moved, lambda row: movement_sentence(row.from_mark, row.to_mark, row.movement, scale, _))
    if part.only in (ShownPart.STALLED, ShownPart.SAME_STATUS):
        wanted = [*StallSign] if part.only == ShownPart.STALLED else [StallSign.SAME_STATUS]
        signs = rows_by_recommendation(stalled(view.chosen, as_at=at))
        words = {key: [stalled_reason(row, _) for row in rows if row.reason in wanted] for key, rows in signs.items()}
        return {key: begin_sentence("; ".join(each)) for key, each in words.items()}
    today = view.today if at == view.as_at else None  # the day of the page where the month is, too
    if part.only == ShownPart.ATTENTION:
        items = attention_items(view.chosen, as_at=at, today=today)
        return {(row.review, row.ref): reasons_sentence(row, reasons, scale, _, basis=None) for row, reasons in items}
    return _reasons_by_state(view, part.only, at, today)


def _each(table: pd.DataFrame, sentence: Callable[[Any], str]) -> _Reasons:
    return {(row.review, row.ref): begin_sentence(sentence(row)) for row in rows_of(table)}


def _reasons_by_state(view: View, only: str, at: pd.Timestamp, today: pd.Timestamp | None) -> _Reasons:
    """Return why each recommendation is in a part as at a month; nothing for a part without reasons."""
    _, chosen, found = view.translator, view.chosen, _Reasons()
    match only:
        case ShownPart.LATE | ShownPart.DUE | ShownPart.SLIPPED:
            found = _each(targets_at(chosen, as_at=at, today=today), lambda row: phrases.target_phrase(row, _))
        case ShownPart.SILENT:
            month = count_not_reported(chosen, as_at=at).month
            words = _("nothing reported in {month}", month="" if pd.isna(month) else format_round(month, _))
            found = _each(chosen.recommendations, lambda _row: words)
        case ShownPart.CLOSED | ShownPart.CLOSED_INCOMPLETE:
            found = _each(closure_at(chosen, as_at=at), lambda row: phrases.decision_phrase(row, view.names, _))
        case ShownPart.DIFFERENT:
            different = self_assessments(chosen, as_at=at).query("differs")
            found = _each(different, lambda row: phrases.difference_phrase(row, view.scale, _))
        case ShownPart.PROPOSED:
            proposed = self_assessments(chosen, as_at=at).query("proposes")
            found = _each(proposed, lambda row: phrases.proposal_phrase(row, _))
        case ShownPart.UNANSWERED:
            responses = responses_due(chosen, as_at=at, today=today)
            due = {row.review: format_day(row.due_last, _) for row in rows_of(responses)}
            late = unanswered(chosen, as_at=at, today=today)
            found = _each(late, lambda row: _("no formal response, due by {day}", day=due[row.review]))
    return found
