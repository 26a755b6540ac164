"""Take in what agencies sent: returns, several at a time, also in archives and e-mails; and what came of each file."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.choices.publisher_name_field import entered_name, publisher_name_field
from components.elements.html import HtmlNode, element, show
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.round.recipients import recipient_name
from components.round.start import WHO
from components.round.state import RoundState
from components.session.published_version import published_store
from components.session.view import View
from loaders.returns.unpack import CONTAINER_ENDINGS, SHEET_ENDINGS, SentFile
from loaders.security.limits import MEBIBYTE, Limits
from loaders.worker.receive import receive_files
from model.issues.issue import Issue, WorkbookError
from model.returns.received import ReceivedReturn, ReturnError, ReturnOutcome
from model.store_error import StoreError
from store.rounds.returns import receive_return
from wording.catalogue import Translator
from wording.errors.returns import return_fault
from wording.errors.store import store_fault
from wording.format.locations import format_location
from wording.issues import message, remedy, with_status_names

_OUTCOMES, _FIELD, _WIDE = "round.collect.outcomes", "round.collect.field", 520


@dataclass(frozen=True, slots=True)
class _FileResult:
    """What came of one file: the return that was stored, or why it was not."""

    name: str
    received: ReceivedReturn | None
    error: Exception | None


def show_collection(view: View, state: RoundState) -> None:
    """Show the field for files and its button; then what came of each file that was taken in."""
    _ = view.translator
    number = int(st.session_state.setdefault(_FIELD, 0))
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    label = _(
        "Returns that came back ({endings}), also in archives and e-mails ({containers}); of at most {n} MB each",
        endings=", ".join(SHEET_ENDINGS),
        containers=", ".join(CONTAINER_ENDINGS),
        n=largest,
    )
    files = st.file_uploader(
        escape_markdown(label), key=f"{_FIELD}.{number}", accept_multiple_files=True, max_upload_size=largest
    )
    publisher_name_field(_, key=WHO, width=_WIDE)
    if st.button(_("Take the files in"), disabled=not files, key="round.collect"):
        with st.spinner(_("Reading the files")):
            st.session_state[_OUTCOMES] = take_in(state, files or [], name=entered_name(WHO))
        st.session_state[_FIELD] = number + 1
        st.rerun()
    results: Sequence[_FileResult] = st.session_state.get(_OUTCOMES, ())
    if results:
        show([element("ul", *(_result(each, view) for each in results), class_="lines")], key="round.outcomes")


def take_in(state: RoundState, files: Sequence[UploadedFile], *, name: str) -> list[_FileResult]:
    """Read files and store each return; a file that is refused keeps no other out."""
    if state.latest is None:
        return []
    sent = [SentFile(file.name, file.getvalue()) for file in files]
    statuses = state.current.tracker.scale.statuses
    limits = Limits.from_environment()
    outcomes = receive_files(sent, state.latest, state.requests, statuses=statuses, limits=limits)
    return [_store(outcome, name) for outcome in outcomes]


def _store(outcome: ReturnOutcome, name: str) -> _FileResult:
    if outcome.received is None:
        return _FileResult(outcome.name, None, outcome.error)
    try:
        receive_return(
            published_store(), outcome.received, actor=current_actor(name), file=outcome.name, content=outcome.content
        )
    except StoreError as fault:
        return _FileResult(outcome.name, None, fault)
    return _FileResult(outcome.name, outcome.received, None)


def _result(result: _FileResult, view: View) -> HtmlNode:
    """Return what came of a file: how many answers from whom, and its issues; or why it was not taken in."""
    _ = view.translator
    name = element("b", result.name)
    if result.received is None or result.received.recipient is None:
        return element("li", name, ": ", element("strong", _("Not taken in.")), " ", _fault(result.error, _))
    answers = _.plural("{n} answer", "{n} answers", len(result.received.answers))
    who = recipient_name(result.received.recipient, view.names, _)
    named = with_status_names(result.received.issues, view.scale, _)
    shown = [element("ul", *(element("li", issue_line(issue, _)) for issue in named), class_="points")] if named else []
    return element("li", name, ": ", _("{answers} from {who}.", answers=answers, who=who), *shown)


def issue_line(issue: Issue, _: Translator) -> str:
    """Return an issue with its place as one line."""
    place = format_location(issue.sheet, issue.cell, _) if issue.sheet else ""
    said = f"{message(issue, _)} {remedy(issue, _)}"
    return f"{place}: {said}" if place else said


def _fault(error: Exception | None, _: Translator) -> str:
    match error:
        case ReturnError():
            return return_fault(error, _)
        case WorkbookError():
            return f"{message(error, _)} {remedy(error, _)}"
        case StoreError():
            return store_fault(error, _)
        case _other:
            return ""
