"""Step 1 of Upload: choose a file, which is read in a worker process, and stored until it is published."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from secrets import token_urlsafe
from typing import TypeVar, cast

import streamlit as st
from streamlit.typing import UploadedFile

from components.difference import wait_to_read
from components.document.pieces import show, show_paragraphs
from components.elements import element, escape_markdown, part
from components.identity import current_actor, publisher_name
from components.published import published_store, without_store
from components.round.answers import show_chosen_returns
from components.session.upload_state import ChosenReturns, ReadRequest, RememberedAnswers, Upload, UploadState
from components.session.view import View
from components.telemetry import READINGS
from components.upload.comparison import PublishTarget
from components.upload.steps import as_link, step_link
from loaders.client import preview_in_worker
from loaders.mapping.sheet_preview import headings_key
from loaders.options import NO_OPTIONS, ReadOptions, with_row_words
from loaders.progress import Progress, ProgressCallback
from loaders.reading_summary import PreviewedWorkbook
from loaders.returns.receive import CONTAINER_ENDINGS, SentFile
from loaders.security import MEBIBYTE, Limits
from loaders.worker.typed_json import decode
from model.tracker.columns import RECOMMENDATIONS
from model.tracker.reading import Published, Severity, WorkbookError
from model.versions.version import Action, StoreError
from store.merge import is_translation
from store.store import Store
from store.uploads import delete_upload, store_upload, stored_upload
from wording.catalogue import Translator
from wording.check_report import reading_progress
from wording.formatting import format_count
from wording.issues import message, remedy

_Answer = TypeVar("_Answer")
# Issues that a workbook may have only because it does not contain every published recommendation.
_INCOMPLETE = {"sheet-missing", "ref-unknown"}
# The query parameter of a page that has a file: the token of the stored file, or a word where it is not stored.
FILE = "file"
_WITHOUT_TOKEN = "chosen"  # noqa: S105 - no token, but the word in place of one
_TOKEN = "upload.stored"  # noqa: S105 - the key of the session that has it


def show_file_choice(view: View, target: PublishTarget) -> None:
    """Show the file field, or the workbook; first read a requested file, then rerun the page to show it."""
    _, state = view.translator, UploadState.current()
    if not show_lost_file(_):
        note_file()
    if state.request is not None:
        with wait_to_read(_):
            try:
                read_requested(state.request, target, _)
            except Exception:  # whatever it is: the page shows it, and the next run would only raise it again
                UploadState.change(UploadState.fail_reading)
                raise
        st.rerun()
    if state.workbook is not None:
        _show_workbook(state.workbook, _)
        return
    if state.returns is not None:
        show_chosen_returns(view, state.returns, may_store=target.store is not None)
        if state.returns.outcomes is None:
            return
    if (upload := state.upload) is not None and (error := upload.read.refusal) is not None:
        st.error(escape_markdown(f"{upload.request.name}: {message(error, _)}"))
        cure = as_link(error, remedy(error, _, on="upload")) if upload.read.sheets else remedy(error, _)
        show_paragraphs([cure], key="upload.refused.remedy")
    key, most = f"upload.file.{state.field_number}", Limits.from_environment().file_bytes // MEBIBYTE
    largest = min(int(st.get_option("server.maxUploadSize")), most)
    label = _(
        "An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods), a .csv file, a Word document with the table "
        "(.docx), or a published progress report (.docx, .pdf, .txt), of at most {n} MB; or returns of a round, "
        "several at a time, also in archives and e-mails ({containers})",
        n=largest,
        containers=", ".join(CONTAINER_ENDINGS),
    )
    label, choose = escape_markdown(label), partial(_choose, key)
    st.file_uploader(label, key=key, accept_multiple_files=True, max_upload_size=largest, on_change=choose)
    safe = element("p", step_link(_("Nothing is published until you say so, in step 5."), 5), class_="muted")
    show(part("upload.safe", safe))


def read_requested(request: ReadRequest, target: PublishTarget, _: Translator) -> None:
    """Read a file and keep the workbook, or the reason why the file is refused; record either.

    A return of a round is neither: it is kept to be taken in.
    """
    bar = st.progress(0, text=escape_markdown(_("Reading {file}", file=request.name)))

    def progress(now: Progress) -> None:
        line = reading_progress(now.stage, now.sheet, now.percent, _)
        bar.progress(min(max(now.percent, 0), 100) if now.stage == "cells" else 100, text=escape_markdown(line))

    try:
        upload = _read_with_answers(request, target, progress)
    except WorkbookError as error:
        upload = Upload(replace(request, content=b""), PreviewedWorkbook(None, error, ()))
    code = upload.read.refusal.code if upload.read.refusal is not None else ""
    if code == "file-is-return":
        UploadState.change(UploadState.keep_returns, ChosenReturns((SentFile(request.name, request.content),)))
        return
    READINGS.labels("refused" if code else "read").inc()
    if not request.headings or not upload.is_usable:
        record_file(Action.REFUSAL if code else Action.UPLOAD, request, code)
    UploadState.change(UploadState.keep_upload, upload)


def record_file(action: Action, request: ReadRequest, reason: str = "") -> None:
    """Add what is done with a file to the audit trail. A store error stops nothing: publishing has its own entry."""
    details = {"file": request.name, "sha256": sha256(request.content).hexdigest()}
    _ask(partial(Store.record, action=action, reason=reason, details=details))


def show_lost_file(_: Translator) -> bool:
    """Show that this page had a file in another session, and offer to go on with it; return whether it had."""
    state, in_url = UploadState.current(), st.query_params.get_all(FILE)
    if state != UploadState() or not in_url:
        return False
    gone = _(
        "The file that was chosen here is gone: the page was loaded again, or the server was started anew. Choose "
        "it again. Where Publish was pressed, see first on Versions whether it was published."
    )
    name, _content = _ask(partial(stored_upload, token=in_url[0])) or (None, b"")
    stored = _(
        "You had chosen {file} here when the page was loaded again, or the server was started anew. The file is still "
        "here, for an hour after it was chosen; answers and ticks are not. Where Publish was pressed, see first on "
        "Versions whether it was published.",
        file=name or "",
    )
    st.warning(escape_markdown(gone if name is None else stored))
    if name is not None:
        label = escape_markdown(_("Go on with {file}", file=name))
        st.button(label, on_click=_go_on, args=(in_url[0],), key="upload.go-on", type="primary")
    return True


def note_file() -> None:
    """Store a file that was chosen, delete it once it is published or discarded, and note in the URL which it is.

    Where it cannot be stored it is in the memory of this session alone.
    """
    state, request = UploadState.current(), UploadState.current().request
    has_file = (state.upload is not None and state.upload.is_usable) or request or state.returns
    if not has_file or state.returns is not None or (request is not None and request.ratings is not None):
        if (token := st.session_state.pop(_TOKEN, None)) is not None:
            _ask(partial(delete_upload, token=token))  # where that fails it goes after an hour
    elif request is not None and not request.headings:
        token = st.session_state.get(_TOKEN) or token_urlsafe(16)
        if _ask(partial(store_upload, token=token, name=request.name, content=request.content)):
            st.session_state[_TOKEN] = token
        else:
            st.session_state.pop(_TOKEN, None)
    token = st.session_state.get(_TOKEN, _WITHOUT_TOKEN)
    if not has_file:
        st.query_params.pop(FILE, None)
    elif st.query_params.get_all(FILE) != [token]:
        st.query_params[FILE] = token


def _choose(key: str) -> None:
    """Let the next run read the chosen file; several, an archive and an e-mail can only be returns."""
    chosen = cast(list[UploadedFile], st.session_state[key])
    if not chosen:
        UploadState.change(UploadState.discard)
    elif len(chosen) > 1 or chosen[0].name.casefold().endswith(CONTAINER_ENDINGS):
        files = tuple(SentFile(file.name, file.getvalue()) for file in chosen)
        UploadState.change(UploadState.keep_returns, ChosenReturns(files))
    else:
        UploadState.change(UploadState.choose_file, ReadRequest(chosen[0].name, chosen[0].getvalue()))


def _show_workbook(workbook: Upload, _: Translator) -> None:
    file = {"file": workbook.request.name, "size": format_count(max(len(workbook.request.content) // 1024, 1), _)}
    stored = _(
        "{file} ({size} kB) was read. Should this page be lost, you alone can go on with the file, for an hour.", **file
    )
    unstored = _("{file} ({size} kB) was read. It is kept for this visit alone.", **file)
    show_paragraphs(stored if _TOKEN in st.session_state else unstored, key="upload.held")
    st.button(_("Choose another file"), on_click=UploadState.change, args=(UploadState.discard,), key="upload.other")


def _read_with_answers(request: ReadRequest, target: PublishTarget, progress: ProgressCallback) -> Upload:
    """Return a file as it was read with its answers; at first with those to an earlier workbook with its headings.

    Names, dates and the scale are read as they are published.
    """
    options, headings, remembered = request.options, request.headings, None
    read, merge_only = _read(request, options, target.current.published, progress)
    if not headings:
        details = read.refusal.details if read.refusal is not None else {}
        of_refused = "\n".join(("refused", details.get("sheet", ""), details.get("headings", "")))
        headings = of_refused if read.reading is None else headings_key(read.reading)
        remembered = _find_remembered(target.store, headings)
    if remembered is not None:
        options = remembered.options
        read, merge_only = _read(request, options, target.current.published, progress)
    options = replace(options, mapping=with_row_words(options.mapping, read.mapping))
    upload = Upload(replace(request, options=options, headings=headings), read, remembered, merge_only)
    is_of_round = any(issue.code == "round-workbook" for issue in upload.reading.issues)
    return replace(upload, merge_only=merge_only or is_of_round or is_translation(upload.reading))


def _read(
    request: ReadRequest, options: ReadOptions, published: Published, progress: ProgressCallback
) -> tuple[PreviewedWorkbook, bool]:
    """Return the workbook, and whether it contains nothing but updates of the published recommendations.

    A workbook that has updates of a recommendation without its row may be merged, or replace the tracker.
    """
    options = replace(options, published=published)
    read = preview_in_worker(request.content, name=request.name, options=options, progress=progress)
    if read.reading is None or not published.ids or _INCOMPLETE.isdisjoint(each.code for each in read.reading.issues):
        return read, False
    options = replace(options, known=published.ids)
    merged = preview_in_worker(request.content, name=request.name, options=options, progress=progress)
    errors = len(read.reading.issues_of(Severity.ERROR))
    if merged.reading is None or len(merged.reading.issues_of(Severity.ERROR)) >= errors:
        return read, False
    return merged, not merged.reading.rows.get(RECOMMENDATIONS.table)


def _find_remembered(store: Store | None, headings: str) -> RememberedAnswers | None:
    """Return the answers to an earlier workbook with these headings; None if there are none or the store fails."""
    with suppress(StoreError, TypeError, KeyError, ValueError):  # answers of an earlier format are asked for again
        entry = None if store is None else store.load_mapping(headings)
        if entry and (remembered := decode(entry, RememberedAnswers)).options != NO_OPTIONS:
            return remembered
    return None


def _go_on(token: str) -> None:
    """Let the next run read the stored file; where it is gone by now, that run says so."""
    if (found := _ask(partial(stored_upload, token=token))) is not None:
        st.session_state[_TOKEN] = token
        UploadState.change(UploadState.choose_file, ReadRequest(*found))


def _ask(question: Callable[..., _Answer]) -> _Answer | None:
    """Return the answer of the store to who uses this page; None without a store, or where it fails."""
    with suppress(StoreError):
        if not without_store():
            return question(published_store(), actor=current_actor(publisher_name()))
    return None
