"""Steps 1 and 2 of Upload: choose a file, and see how it was understood."""

from typing import cast

import streamlit as st
from streamlit.typing import UploadedFile

from components.document.pieces import show
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.marks.marks import key_part
from components.reading.columns_table import columns_part, issue_nodes, reading_methods, statuses_read_part, unread_part
from components.reading.difference import reading_turn
from components.round.take_in import show_chosen_returns
from components.session.upload_state import (
    ChosenReturns,
    change_upload,
    choose_file,
    current_upload,
    discard_upload,
    fail_reading,
    keep_returns,
)
from components.session.uploaded_workbook import ReadRequest, RefusedFile, UploadedWorkbook, publisher_name
from components.session.view import View
from components.upload.comparison import PublishTarget
from components.upload.mapping.section import counts_text, show_mapping
from components.upload.questions import ask_for_answers, show_remembered
from components.upload.reading_file import is_stored, note_file, read_requested, show_lost_file
from components.upload.steps import preview_view, remedy_link, show_not_yet, step_link
from loaders.progress import Progress
from loaders.returns.receive import CONTAINER_ENDINGS, SentFile
from loaders.security.limits import MEBIBYTE, Limits
from model.dates import is_one_month
from wording.catalogue import Translator
from wording.command_line.check_report import reading_progress
from wording.format.dates import format_round
from wording.format.statuses import written_word
from wording.format.text import format_count
from wording.issues import message, remedy
from wording.labels.fields import heading_counts
from wording.labels.names import PAPER, layout_name

DATES = (
    "date-ambiguous",
    "dates-may-be-swapped",
    "date-year-missing",
    "date-year-hidden",
    "date-from-day-number",
    "snapshot-dated",
)
"""The codes of issues with dates that have two possible readings."""


def show_file_choice(view: View, target: PublishTarget) -> None:
    """Show the file field, or the workbook; first read a requested file, then rerun the page to show it."""
    _, state = view.translator, current_upload()
    if not show_lost_file(_):
        note_file()
    if state.request is not None:
        with reading_turn(_):
            try:
                _read(state.request, target, _)
            except Exception:  # whatever it is: the page shows it, and the next run would only raise it again
                change_upload(fail_reading)
                raise
        st.rerun()
    if state.workbook is not None:
        _show_workbook(state.workbook, _)
        return
    if state.returns is not None:
        show_chosen_returns(view, may_store=target.store is not None)
        if state.returns.received is None:
            return
    _show_refusal(state.refusal, _)
    key = f"upload.file.{state.field_number}"
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    label = _(
        "An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods), a .csv file, a Word document with the table "
        "(.docx), or a published progress report (.docx, .pdf, .txt), of at most {n} MB; or returns of a round, "
        "several at a time, also in archives and e-mails ({containers})",
        n=largest,
        containers=", ".join(CONTAINER_ENDINGS),
    )
    st.file_uploader(
        escape_markdown(label),
        key=key,
        accept_multiple_files=True,
        max_upload_size=largest,
        on_change=_choose,
        args=(key,),
    )
    safe = element("p", step_link(_("Nothing is published until you say so, in step 5."), 5), class_="muted")
    show(part("upload.safe", safe))


def _choose(key: str) -> None:
    """Let the next run read the chosen file; several, an archive and an e-mail can only be returns."""
    chosen = cast(list[UploadedFile], st.session_state[key])
    if not chosen:
        change_upload(discard_upload)
    elif len(chosen) > 1 or chosen[0].name.casefold().endswith(CONTAINER_ENDINGS):
        files = tuple(SentFile(file.name, file.getvalue()) for file in chosen)
        change_upload(keep_returns, ChosenReturns(files))
    else:
        change_upload(choose_file, ReadRequest(chosen[0].name, chosen[0].getvalue()))


def _read(request: ReadRequest, target: PublishTarget, _: Translator) -> None:
    bar = st.progress(0, text=escape_markdown(_("Reading {file}", file=request.name)))

    def show_progress(progress: Progress) -> None:
        line = reading_progress(progress.stage, progress.sheet, progress.percent, _)
        bar.progress(
            min(max(progress.percent, 0), 100) if progress.stage == "cells" else 100, text=escape_markdown(line)
        )

    read_requested(
        request,
        store=target.store,
        published=target.published,
        actor=current_actor(publisher_name()),
        progress=show_progress,
    )


def _show_workbook(workbook: UploadedWorkbook, _: Translator) -> None:
    size = format_count(max(len(workbook.content) // 1024, 1), _)
    words = (
        _(
            "{file} ({size} kB) was read. Should this page be lost, you alone can go on with the file, for an hour.",
            file=workbook.name,
            size=size,
        )
        if is_stored()
        else _("{file} ({size} kB) was read. It is kept for this visit alone.", file=workbook.name, size=size)
    )
    show(part("upload.held", element("p", words, class_="prose")))
    st.button(_("Choose another file"), on_click=change_upload, args=(discard_upload,), key="upload.other")


def _show_refusal(refusal: RefusedFile | None, _: Translator) -> None:
    """Show why the last file cannot be used, and what to do."""
    if refusal is not None:
        st.error(escape_markdown(f"{refusal.name}: {message(refusal.error, _)}"))
        cure = remedy_link(refusal.error, _) if refusal.can_be_mapped else remedy(refusal.error, _)
        show(part("upload.refused.remedy", element("p", cure, class_="prose")))


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
