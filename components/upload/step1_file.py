"""The first step of an upload: a file is chosen and read, or refused with what to do."""

from typing import cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.elements.html import HtmlFragment, element, show
from components.elements.markdown_escape import escape_markdown
from components.session.publisher_name import publisher_name
from components.session.uploaded_workbook import (
    ReadRequest,
    UploadedWorkbook,
    ask,
    field_place,
    held,
    let_go,
    refused,
    take_asked,
)
from components.session.view import View
from components.upload.read_upload import read_requested
from components.upload.target import PublishTarget
from loaders.progress import Progress
from loaders.security.limits import MEBIBYTE, Limits
from wording.catalogue import Translator
from wording.command_line.reading_progress import reading_progress
from wording.format.numbers import format_count
from wording.issues import message, remedy


def choose_file(view: View, place: PublishTarget) -> None:
    """Let a file be chosen, and read what was chosen; the run ends where it was read, and another shows it."""
    _, kept = view.translator, held()
    asked = take_asked()
    if asked is not None:
        _read(asked, place, _)
        st.rerun()
    if kept is not None:
        _show_held(kept, _)
        return
    _tell_refusal(_)
    key = f"upload.file.{field_place()}"
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    label = _(
        "An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods), a .csv file, or a published progress report "
        "(.docx, .pdf, .txt), of at most {n} MB",
        n=largest,
    )
    st.file_uploader(escape_markdown(label), key=key, max_upload_size=largest, on_change=_choose, args=(key,))
    safe = element("p", _("Nothing is published until you say so, in step 5."), class_="muted")
    HtmlFragment([safe], key="upload.safe", words=_field_words(largest, _)).show()


def _choose(key: str) -> None:
    """Have the chosen file read in the run that follows."""
    chosen = cast(UploadedFile | None, st.session_state[key])
    let_go()
    if chosen is not None:
        ask(ReadRequest(chosen.name, chosen.getvalue()))


def _read(asked: ReadRequest, place: PublishTarget, _: Translator) -> None:
    bar = st.progress(0, text=escape_markdown(_("Reading {file}", file=asked.name)))

    def tell(progress: Progress) -> None:
        line = reading_progress(progress.stage, progress.sheet, progress.percent, _)
        bar.progress(
            min(max(progress.percent, 0), 100) if progress.stage == "cells" else 100, text=escape_markdown(line)
        )

    read_requested(
        asked, store=place.store, recommendation_ids=place.recommendation_ids, who=publisher_name(), progress=tell
    )


def _show_held(kept: UploadedWorkbook, _: Translator) -> None:
    size = format_count(max(len(kept.content) // 1024, 1), _)
    words = _("{file} ({size} kB) was read. It is kept for this visit alone.", file=kept.name, size=size)
    show([element("p", words, class_="prose")], key="upload.held")
    st.button(_("Choose another file"), on_click=let_go, key="upload.other")


def _tell_refusal(_: Translator) -> None:
    """Say why the last file cannot be used, and what to do."""
    last = refused()
    if last is not None:
        st.error(escape_markdown(f"{last.name}: {message(last.error, _)}"))
        st.markdown(escape_markdown(remedy(last.error, _)))


def _field_words(largest: int, _: Translator) -> dict[str, str]:
    """Return what the platform's field says in English, with what it is to say."""
    too_large = _("The file is larger than {n} MB.", n=largest)
    what_to_do = _("Remove pictures and unused sheets, or split the workbook, and save it again.")
    return {
        "Upload": _("Choose a file"),
        f"{largest}MB per file": _("or drop it here"),
        "file upload": _("Choose a file"),
        "Error: ": "",
        f"File must be {largest}.0MB or smaller.": f"{too_large} {what_to_do}",
        "Remove ": _("Remove") + " ",
        "Add files": _("Choose another file"),
        "add icon": "",
    }
