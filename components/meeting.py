"""Meeting: a pack on one occasion, or on everything that matches the filter."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.movement import stalled
from analysis.promises import promises
from analysis.reasons import is_shared, questions, shared_questions
from analysis.rounds import reported_by
from analysis.status import closure_at, count_not_reported, marks_by_round, self_assessments
from analysis.table_rows import rows_by_recommendation, rows_of
from components.choices.filter_bar import filter_bar_parts, no_match
from components.choices.listing import OCCASION, occasions_by_code
from components.document.document import NOT_FOUND, Document, file_link
from components.downloads import edition_of, logo_fault_part, paper_offer
from components.elements import HtmlNode, answer, element, part, subtitle_part
from components.marks import lines
from components.session.links import MONITORING, href
from components.session.view import View
from components.texts import data_date_of, localised, overdue_part, overdue_since_part
from model.terms import TableRow
from model.tracker.tracker import restricted_to
from reports.calendar_file import calendar_occasions
from reports.document import Edition
from reports.meeting_pack import pack_listing
from reports.registry import PaperType
from wording.answers.headline import not_moved_lines, not_reported_sentence
from wording.answers.recommendation import occasion_name, question_text, shared_question_text
from wording.formatting import begin_sentence, format_round, mark_counts, reviewed_ref, status_words

MOST_SHOWN, MOST_ROUNDS = 30, 8


def meeting(view: View) -> Document:
    """Return the page."""
    _, code = view.translator, "".join(view.parameter(OCCASION)[:1])
    occasion = occasions_by_code(view).get(code)
    if code and occasion is None:
        link = element("a", _("All monitoring promises"), href=href(MONITORING, view.query))
        text = _("Its promises may have been given another date, or be with somebody else.")
        note = part("unknown", element("p", text, " ", link))
        return Document(answer(_("There is no such occasion.")), note, status=NOT_FOUND)
    edition = replace(edition_of(view), occasion=None if occasion is None else str(occasion.occasion))
    listing = pack_listing(edition)
    if listing.empty:
        return no_match(view)
    asked = questions(restricted_to(view.tracker, listing), as_at=view.as_at, today=view.today)
    return Document(
        answer(_title(view, occasion, len(listing))),
        _subtitle_part(view, listing, int((~is_shared(asked)).sum()) + len(shared_questions(asked))),
        overdue_since_part(view, listing),
        overdue_part(view, listing),
        *filter_bar_parts(view),
        *_pack_files_parts(view, edition),
        _pack_part(view, listing, asked),
    )


def _title(view: View, occasion: TableRow | None, n: int) -> str:
    """Return when and with whom the meeting is, or its scope, and the number of recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", n)
    if occasion is None:
        return _("Meeting pack: {about}", about=number)
    return _("{occasion}: {recommendations}", occasion=occasion_name(occasion, view.names, _), recommendations=number)


def _subtitle_part(view: View, listing: pd.DataFrame, asked: int) -> HtmlNode:
    """Return the subtitle: who reported nothing, the number at each mark, the data's month, and that of questions."""
    _ = view.translator
    not_reported = not_reported_sentence(count_not_reported(restricted_to(view.tracker, listing), as_at=view.as_at), _)
    counted = _.plural("{n} question to ask", "{n} questions to ask", asked)
    parts = [begin_sentence(mark_counts(listing["mark"], view.scale, _)), data_date_of(view), counted]
    back = element("a", _("All monitoring promises"), href=href(MONITORING, view.query_on(MONITORING)))
    return subtitle_part(*([not_reported] if not_reported else []), " · ".join(parts), "·", back)


def _pack_files_parts(view: View, edition: Edition) -> list[HtmlNode | None]:
    """Return the links to the pack as Word and PDF, and its promises as a calendar, each made on demand."""
    _ = view.translator
    papers = [(PaperType.PACK, ".docx", _("Download as Word")), (PaperType.PACK, ".pdf", _("Download as PDF"))]
    if calendar_occasions(edition):
        papers.append((PaperType.CALENDAR, ".ics", _("Download as a calendar (.ics)")))
    offers = [(paper_offer(edition, paper, ending, key=f"meeting{ending}"), label) for paper, ending, label in papers]
    links = (file_link(view, offer, label) for offer, label in offers)
    return [part("pack-files", element("div", *links, class_="files")), logo_fault_part(view)]


def _pack_part(view: View, listing: pd.DataFrame, asked: pd.DataFrame) -> HtmlNode:
    """Show each recommendation of a listing: status, history, latest update, promises and questions."""
    _, parts, more = view.translator, list[HtmlNode](), None
    if len(listing) > MOST_SHOWN:
        text = _("The first {n} of {all} are shown here; the papers hold them all.", n=MOST_SHOWN, all=len(listing))
        link = element("a", _("Make a paper"), href=href("reports", view.query))
        more = element("p", text, " ", link, class_="muted")
    for row in rows_of(shared_questions(asked)):
        text = shared_question_text(row.question, row.mark, row.count, view.scale, _)
        refs = ", ".join(reviewed_ref(*key, named=view.tracker.has_shared_refs) for key in row.refs)
        parts.append(element("li", element("strong", text), f" ({refs})"))
    if parts:
        parts = [element("h2", _("Questions about several")), element("ul", *parts, class_="points")]
    to_ask = rows_by_recommendation(asked[~is_shared(asked)])
    drawn = rows_of(listing.head(MOST_SHOWN))
    parts += [_recommendation(view, row, to_ask.get((row.review, row.ref), [])) for row in drawn]
    return part("pack", more, *parts, scale=view.scale)


def _recommendation(view: View, row: TableRow, to_ask: Sequence[TableRow]) -> HtmlNode:
    _, about = view.translator, partial(lines.answers_about, view, (row.review, row.ref))
    words = begin_sentence(status_words(row.mark, lines.spoken_basis(view, row.basis), view.scale, _))
    mark = lines.mark_picture(view, row.mark, row.basis)
    beside = element("div", *_background(view, row, about)), element("div", *_questions(view, to_ask))
    title = element("h2", mark, lines.title_link(view, row, with_ref=True), class_="withmark")
    status = element("p", element("strong", words), *_history(view, about(marks_by_round)))
    closures = lines.closure_nodes(view, about(closure_at), about(self_assessments))
    return element("section", title, status, *closures, element("div", *beside, class_="beside"), class_="item")


def _history(view: View, cells: Sequence[TableRow]) -> list[HtmlNode]:
    """Return the mark of each of the latest rounds with its month, oldest first; none where nothing was expected."""
    _, nodes = view.translator, list[HtmlNode]()
    for cell in cells[-MOST_ROUNDS:]:
        if cell.mark:
            label = f"{format_round(cell.round, _)}: {status_words(cell.mark, cell.basis, view.scale, _)}"
            link = lines.as_at_link(view, cell, cell.round, format_round(cell.round, _, short=True))
            mark = lines.mark_picture(view, cell.mark, cell.basis, label=label)
            nodes.append(element("span", mark, " ", link, class_="then"))
    return nodes


def _background(view: View, row: TableRow, about: Callable[..., list[TableRow]]) -> list[HtmlNode]:
    _, promised = view.translator, lines.promise_list(view, about(promises, today=view.today))
    nodes = [*_latest_update(view, about(reported_by)), element("h3", _("What was promised")), promised]
    if points := not_moved_lines(row, about(stalled), view.scale, _):
        nodes.append(element("h3", _("What has not moved")))
        nodes.append(element("ul", *(element("li", line) for line in points), class_="points"))
    return nodes


def _latest_update(view: View, updates: Sequence[TableRow]) -> list[HtmlNode]:
    _ = view.translator
    if not updates:
        empty = element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")
        return [element("h3", _("What was said last")), empty]
    month = updates[-1].round
    texts = [localised(view, update, "update") for update in updates if update.round == month]
    words = [lines.text_block(text) for text in texts if text.text]
    title = element("h3", _("What was said last, in {month}", month=format_round(month, _)))
    return [title, *(words or [element("p", _("No words were given."), class_="muted")])]


def _questions(view: View, rows: Sequence[TableRow]) -> list[HtmlNode]:
    _, points = view.translator, []
    for row in rows:
        text = question_text(row, view.scale, _)
        quoted = element("span", f"“{text.quoted}”", lang=text.language) if text.quoted else None
        ground = element("div", f"{text.ground} ", quoted, class_="muted small")
        points.append(element("li", element("strong", text.question), ground))
    return [element("h3", _("Questions to ask")), element("ol", *points, class_="asked")] if points else []
