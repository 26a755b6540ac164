"""Take files in as returns of the open round: its button, and what came of each file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.choices.publisher_name_field import entered_name, publisher_name_field
from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.reading.turn import reading_turn
from components.round.recipients import recipient_name
from components.round.start import WHO
from components.round.state import RoundState
from components.session.view import View
from loaders.returns.unpack import SentFile
from loaders.security.limits import Limits
from loaders.worker.receive import receive_files
from model.issues.issue import Issue, WorkbookError
from model.returns.received import ReceivedReturn, ReturnError, ReturnFault, ReturnOutcome
from model.store_error import StoreError
from store.rounds.returns import receive_return
from wording.catalogue import Translator
from wording.errors.returns import return_fault
from wording.errors.store import store_fault
from wording.format.locations import format_location
from wording.issues import message, remedy, with_status_names

_OUTCOMES, _WIDE = "round.collect.outcomes", 520


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file: the return that was stored, or why it was not; the bytes of a file that is no return."""

    name: str
    received: ReceivedReturn | None
    error: Exception | None
    content: bytes = field(default=b"", repr=False)

    @property
    def is_no_return(self) -> bool:
        """Whether the file was read and is no return, so that it may be a tracker."""
        return isinstance(self.error, ReturnError) and self.error.code is ReturnFault.NO_RETURN


def offer_taking_in(
    view: View, state: RoundState, files: Callable[[], Sequence[SentFile]], *, disabled: bool = False
) -> Sequence[FileResult] | None:
    """Show the name field and the button; return what came of each file at its press, and None before it."""
    _ = view.translator
    publisher_name_field(_, key=WHO, width=_WIDE)
    if not st.button(_("Take the files in"), disabled=disabled, key="round.collect"):
        return None
    with st.spinner(_("Reading the files")), reading_turn(_):
        results = [_store(outcome, entered_name(WHO)) for outcome in _read(state, files())]
    st.session_state[_OUTCOMES] = [replace(each, content=b"") for each in results]
    return results


def show_outcomes(view: View) -> None:
    """Show what came of each file that was taken in last; nothing before the first."""
    results: Sequence[FileResult] = st.session_state.get(_OUTCOMES, ())
    if results:
        show(part("round.outcomes", element("ul", *(_result(each, view) for each in results), class_="lines")))


def _read(state: RoundState, files: Sequence[SentFile]) -> Iterator[ReturnOutcome]:
    """Yield what the files are to the latest round, without storing it; a file that is refused keeps no other out."""
    if state.latest is not None:
        statuses, limits = state.current.tracker.scale.statuses, Limits.from_environment()
        yield from receive_files(files, state.latest, state.requests, statuses=statuses, limits=limits)


def _store(outcome: ReturnOutcome, name: str) -> FileResult:
    if outcome.received is None:
        result = FileResult(outcome.name, None, outcome.error)
        return replace(result, content=outcome.content) if result.is_no_return else result
    try:
        receive_return(
            published_store(), outcome.received, actor=current_actor(name), file=outcome.name, content=outcome.content
        )
    except StoreError as fault:
        return FileResult(outcome.name, None, fault)
    return FileResult(outcome.name, outcome.received, None)


def _result(result: FileResult, view: View) -> HtmlNode:
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
