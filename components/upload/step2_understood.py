"""Step 2 of an upload: how the workbook was read, with the evidence and the cells."""

import streamlit as st

from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.marks.marks import key_part
from components.reading.columns_table import columns_part, issue_nodes, reading_methods, statuses_read_part, unread_part
from components.session.upload_state import current_upload
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.mapping.section import counts_text, show_mapping
from components.upload.questions import ask_for_answers, show_remembered
from components.upload.steps import preview_view, show_not_yet
from model.dates.date import is_one_month
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.statuses import written_word
from wording.format.text import format_count
from wording.labels.fields import heading_counts
from wording.labels.layouts import PAPER, layout_name

DATES = (
    "date-ambiguous",
    "dates-may-be-swapped",
    "date-year-missing",
    "date-year-hidden",
    "date-from-day-number",
    "snapshot-dated",
)
"""The codes of issues with dates that have two possible readings."""


def show_reading(view: View, workbook: UploadedWorkbook | None) -> None:
    """Show what a workbook contains, how each part of it was read, and the questions that improve the reading."""
    _ = view.translator
    refusal = current_upload().refusal
    if refusal is not None and refusal.can_be_mapped:
        show_remembered(refusal, _)
        show_mapping(refusal, _)
        return
    if workbook is None:
        show_not_yet(
            _("How the workbook was read is shown here once you have chosen it."), key="upload.understood.none"
        )
        return
    show_remembered(workbook, _)
    show(part("upload.facts", *_facts(workbook, _)))
    ask_for_answers(view, workbook)
    show_mapping(workbook, _)
    preview = preview_view(view, workbook)
    paper = workbook.reading.layout == PAPER
    with st.expander(_("How each heading was read") if paper else _("How each column was read")):
        show(columns_part(preview))
        show(unread_part(preview))
    with st.expander(_("The statuses and what they mean")):
        show(key_part(preview))
        show(statuses_read_part(preview))
        show(_colours_part(preview))
    show(_dates_part(preview))


def _facts(workbook: UploadedWorkbook, _: Translator) -> list[HtmlNode]:
    reading, summary = workbook.reading, workbook.summary
    sheets = ", ".join(dict.fromkeys(column.sheet for column in reading.columns))
    scale = reading.scale
    statuses = ", ".join(written_word(name, scale, _) for name in scale.names)
    ways = ((way, reading.statuses_read.get(code, 0)) for code, way in reading_methods(_).items())
    facts = {
        _("Read as"): layout_name(reading.layout, _),
        **({} if reading.layout == PAPER else {_("Sheets read"): sheets or _("none")}),
        _("Headings"): _headings(workbook, _),
        _("It holds"): counts_text(summary, _),
        _("Agencies"): "; ".join(summary.agencies) or _("none"),
        _("Themes"): "; ".join(summary.themes) or _("none"),
        _("Rounds"): ", ".join(
            (format_round(stated.round, _) if stated.round is not None and is_one_month(stated) else stated.words)
            for stated in summary.round_dates
        )
        or _("none"),
        _("Scale, worst first") if scale.ordered else _("Statuses, in no order yet"): statuses,
        _("Statuses read"): "; ".join(f"{way}: {format_count(n, _)}" for way, n in ways if n) or _("none"),
    }
    pairs = [node for name, text in facts.items() for node in (element("dt", name), element("dd", text))]
    return [element("dl", *pairs, class_="facts")]


def _headings(workbook: UploadedWorkbook, _: Translator) -> str:
    """Return the header row of each sheet, in one phrase if it is the first row of every sheet.

    Of a paper, return the headings themselves, each with its count.
    """
    if workbook.reading.layout == PAPER:
        return heading_counts(workbook.reading.columns)
    rows: dict[str, set[str]] = {}
    for column in workbook.reading.columns:
        if column.cell:
            rows.setdefault(column.sheet, set()).add(column.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if len(rows) > 1 and all(at == {"1"} for at in rows.values()):
        return _("in the first row of each sheet")
    parts = [_("{sheet}, row {row}", sheet=sheet, row=", ".join(sorted(at, key=int))) for sheet, at in rows.items()]
    return "; ".join(parts) or _("none")


def _colours_part(view: View) -> HtmlNode | None:
    _ = view.translator
    reading = view.loaded.reading
    issues = [issue for issue in reading.issues if issue.code.startswith(("status-from-colour", "colour-"))]
    if not issues:
        return None
    nodes = issue_nodes(issues, _, columns=reading.columns, scale=reading.scale)
    return part("upload.colours", element("h3", _("Read from a cell’s colour")), *nodes)


def _dates_part(view: View) -> HtmlNode | None:
    """Show the dates that have two possible readings; None without such dates."""
    _, reading = view.translator, view.loaded.reading
    issues = [issue for issue in reading.issues if issue.code in DATES]
    if not issues:
        return None
    summary = element("summary", _("How dates were read that could mean two things"))
    nodes = issue_nodes(issues, _, columns=reading.columns, scale=reading.scale)
    return part("upload.dates", element("details", summary, *nodes))
