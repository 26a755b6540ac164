"""Step 1 of Upload: choose a file."""

from typing import cast

import streamlit as st
from streamlit.typing import UploadedFile

from components.document.pieces import show
from components.elements import HtmlNode, element, escape_markdown, part
from components.reading.difference import wait_to_read
from components.round.take_in import show_chosen_returns
from components.session.upload_state import (
    ChosenReturns,
    ReadRequest,
    RefusedFile,
    UploadedWorkbook,
    change_upload,
    choose_file,
    current_upload,
    discard_upload,
    fail_reading,
    keep_returns,
)
from components.session.view import View
from components.upload.comparison import PublishTarget
from components.upload.reading_file import is_stored, note_file, read_requested, show_lost_file
from components.upload.steps import as_link, step_link
from loaders.progress import Progress
from loaders.returns.receive import CONTAINER_ENDINGS, SentFile
from loaders.security import MEBIBYTE, Limits
from wording.catalogue import Translator
from wording.check_report import reading_progress
from wording.formatting import format_count
from wording.issues import message, remedy, upload_remedy


def show_file_choice(view: View, target: PublishTarget) -> None:
    """Show the file field, or the workbook; first read a requested file, then rerun the page to show it."""
    _, state = view.translator, current_upload()
    if not show_lost_file(_):
        note_file()
    if state.request is not None:
        with wait_to_read(_):
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

    read_requested(request, target, show_progress)


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
        cure: HtmlNode = remedy(refusal.error, _)
        if refusal.can_be_mapped:
            cure = as_link(refusal.error, upload_remedy(refusal.error, _))
        show(part("upload.refused.remedy", element("p", cure, class_="prose")))
