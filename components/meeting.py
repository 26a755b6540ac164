"""Meeting: a pack on one occasion, or on everything that matches the filter."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import pandas as pd

from analysis.meeting_questions import questions, separate_questions, shared_questions
from analysis.movement import stalled
from analysis.promises import promises
from analysis.status import closure_at, count_not_reported, marks_by_round, self_assessments
from analysis.table_rows import rows_by_recommendation, rows_of
from components.choices.filter_bar import filter_bar_parts, no_match
from components.choices.listing import OCCASION, occasions_by_code
from components.document.document import NOT_FOUND, Document, file_link
from components.downloads import edition_of, logo_fault_part, paper_offer
from components.elements import HtmlNode, answer, element, part, subtitle_part
from components.marks.lines import answers_about, closure_nodes, promise_list, text_block
from components.marks.marks import as_at_link, mark_picture, spoken_basis, title_link
from components.session.links import MONITORING, href
from components.session.view import View
from components.texts import data_date_of, localised, overdue_part, overdue_since_part
from model.tracker.rows import TableRow
from model.tracker.tracker import Tracker, restricted_to
from reports.calendar_file import calendar_occasions
from reports.document import Edition
from reports.meeting_pack import pack_listing
from reports.registry import PaperType
from wording.answers.headline import not_moved_lines, not_reported_sentence
from wording.answers.meeting_questions import question_text, shared_question_text
from wording.answers.recommendation import occasion_name, occasion_title
from wording.formatting import begin_sentence, format_round, mark_counts, reviewed_ref, status_words

MOST_SHOWN, MOST_ROUNDS = 30, 8


def meeting(view: View) -> Document:
    """Return the page."""
    code = "".join(view.parameter(OCCASION)[:1])
    occasion = occasions_by_code(view).get(code)
    if code and occasion is None:
        return _unknown_occasion(view)
    edition = replace(edition_of(view), occasion=None if occasion is None else str(occasion.occasion))
    listing = pack_listing(edition)
    if listing.empty:
        return no_match(view)
    return Document(
        [
            _meeting_heading(view, occasion, listing),
            *_meeting_subtitle_parts(view, listing),
            *filter_bar_parts(view),
            *_pack_files_parts(view, edition),
            _pack_part(view, listing),
        ]
    )


def _meeting_heading(view: View, occasion: TableRow | None, listing: pd.DataFrame) -> HtmlNode:
    """Return the title: when and with whom the meeting is, or its scope, and the number of recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    if occasion is None:
        return answer(_("Meeting pack: {about}", about=number))
    is_whole = int(occasion.recommendations) == len(listing)
    name = occasion_name(occasion, view.names, _)
    title = _("{occasion}: {recommendations}", occasion=name, recommendations=number)
    return answer(occasion_title(occasion, view.names, _) if is_whole else title)


def _meeting_subtitle_parts(view: View, listing: pd.DataFrame) -> list[HtmlNode | None]:
    """Return the subtitle: who reported nothing, the number at each mark, the data's month, and that of questions."""
    _ = view.translator
    not_reported = not_reported_sentence(count_not_reported(restricted_to(view.tracker, listing), as_at=view.as_at), _)
    asked = questions(restricted_to(view.tracker, listing), as_at=view.as_at, today=view.today)
    number = len(separate_questions(asked)) + len(shared_questions(asked))
    counted = _.plural("{n} question to ask", "{n} questions to ask", number)
    parts = [begin_sentence(mark_counts(listing["mark"], view.scale, view.translator)), data_date_of(view), counted]
    back = element("a", _("All monitoring promises"), href=href(MONITORING, view.query_on(MONITORING)))
    subtitle = subtitle_part(*([not_reported] if not_reported else []), " · ".join(parts), "·", back)
    return [subtitle, overdue_since_part(view, listing), overdue_part(view, listing)]


def _unknown_occasion(view: View) -> Document:
    """Return that the URL names an unknown occasion, with a link to all of them."""
    _ = view.translator
    link = element("a", _("All monitoring promises"), href=href(MONITORING, view.query))
    text = _("Its promises may have been given another date, or be with somebody else.")
    note = part("unknown", element("p", text, " ", link))
    return Document([answer(_("There is no such occasion.")), note], status=NOT_FOUND)


def _pack_files_parts(view: View, edition: Edition) -> list[HtmlNode | None]:
    """Return the links to the pack as Word and PDF, and its promises as a calendar, each made on demand."""
    _ = view.translator
    papers = [(PaperType.PACK, ".docx", _("Download as Word")), (PaperType.PACK, ".pdf", _("Download as PDF"))]
    if calendar_occasions(edition):
        papers.append((PaperType.CALENDAR, ".ics", _("Download as a calendar (.ics)")))
    links = [
        file_link(view, paper_offer(edition, paper, ending, key=f"meeting{ending}"), label)
        for paper, ending, label in papers
    ]
    return [part("pack-files", element("div", *links, class_="files")), logo_fault_part(view)]


def _pack_part(view: View, listing: pd.DataFrame) -> HtmlNode:
    """Show each recommendation of a listing: status, history, latest update, promises and questions."""
    _, drawn = view.translator, listing.head(MOST_SHOWN)
    asked = questions(restricted_to(view.tracker, listing), as_at=view.as_at, today=view.today)
    parts = _shared_questions(view, asked)
    to_ask = rows_by_recommendation(separate_questions(asked))
    parts += [_recommendation(view, row, to_ask.get((row.review, row.ref), [])) for row in rows_of(drawn)]
    if len(listing) > MOST_SHOWN:
        text = _("The first {n} of {all} are shown here; the papers hold them all.", n=MOST_SHOWN, all=len(listing))
        link = element("a", _("Make a paper"), href=href("reports", view.query))
        parts.insert(0, element("p", text, " ", link, class_="muted"))
    return part("pack", *parts, scale=view.scale)


def _shared_questions(view: View, asked: pd.DataFrame) -> list[HtmlNode]:
    """Return the questions that several recommendations of one status lead to, each once."""
    lines = []
    for row in rows_of(shared_questions(asked)):
        text = shared_question_text(row.question, row.mark, row.count, view.scale, view.translator)
        refs = ", ".join(reviewed_ref(*key, named=view.tracker.has_shared_refs) for key in row.refs)
        lines.append(element("li", element("strong", text), f" ({refs})"))
    if not lines:
        return []
    return [element("h2", view.translator("Questions about several")), element("ul", *lines, class_="points")]


def _recommendation(view: View, row: TableRow, to_ask: Sequence[TableRow]) -> HtmlNode:
    _, key = view.translator, (row.review, row.ref)
    words = begin_sentence(status_words(row.mark, spoken_basis(view, row.basis), view.scale, _))
    heading = element(
        "h2", mark_picture(view, row.mark, row.basis), title_link(view, row, with_ref=True), class_="withmark"
    )
    return element(
        "section",
        heading,
        element("p", element("strong", words), *_history(view, answers_about(view, key, marks_by_round))),
        *closure_nodes(view, answers_about(view, key, closure_at), answers_about(view, key, self_assessments)),
        element(
            "div", element("div", *_background(view, row)), element("div", *_questions(view, to_ask)), class_="beside"
        ),
        class_="item",
    )


def _history(view: View, cells: Sequence[TableRow]) -> list[HtmlNode]:
    """Return the mark of each of the latest rounds with its month, oldest first; none where nothing was expected."""
    _, latest = view.translator, [cell for cell in cells[-MOST_ROUNDS:] if cell.mark]
    nodes: list[HtmlNode] = []
    for cell in latest:
        month = format_round(cell.round, _, short=True)
        label = f"{format_round(cell.round, _)}: {status_words(cell.mark, cell.basis, view.scale, _)}"
        then = " ", as_at_link(view, cell, cell.round, month)
        nodes.append(element("span", mark_picture(view, cell.mark, cell.basis, label=label), *then, class_="then"))
    return nodes


def _background(view: View, row: TableRow) -> list[HtmlNode]:
    _, key = view.translator, (row.review, row.ref)
    nodes = _latest_update(view, answers_about(view, key, _updates))
    nodes.append(element("h3", _("What was promised")))
    nodes.append(promise_list(view, answers_about(view, key, promises, today=view.today)))
    if lines := not_moved_lines(row, answers_about(view, key, stalled), view.scale, _):
        nodes.append(element("h3", _("What has not moved")))
        nodes.append(element("ul", *(element("li", line) for line in lines), class_="points"))
    return nodes


def _updates(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    return tracker.progress[tracker.progress["round"].le(as_at)].sort_values("date", kind="stable")


def _latest_update(view: View, updates: Sequence[TableRow]) -> list[HtmlNode]:
    _ = view.translator
    latest = [list(rows) for _month, rows in groupby(updates, key=lambda update: update.round)][-1:]
    if not latest:
        empty = element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")
        return [element("h3", _("What was said last")), empty]
    (rows,) = latest
    texts = [text for update in rows if (text := localised(view, update, "update")).text]
    words = [text_block(text) for text in texts] or [element("p", _("No words were given."), class_="muted")]
    return [element("h3", _("What was said last, in {month}", month=format_round(rows[0].round, _))), *words]


def _questions(view: View, rows: Sequence[TableRow]) -> list[HtmlNode]:
    _ = view.translator
    if not rows:
        return []
    lines = []
    for row in rows:
        text = question_text(row, view.scale, _)
        quoted = [element("span", f"“{text.quoted}”", lang=text.language)] if text.quoted else []
        ground = element("div", f"{text.ground} ", *quoted, class_="muted small")
        lines.append(element("li", element("strong", text.question), ground))
    return [element("h3", _("Questions to ask")), element("ol", *lines, class_="asked")]
