"""Returns that were chosen on the page Upload: taking them in, what came of each, and where to go on."""

from collections.abc import Sequence

import streamlit as st

from components.document.pieces import show, show_paragraphs
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.round.recipients import show_recipients
from components.round.state import RoundState, stored_rounds
from components.round.take_in import FileResult, offer_taking_in, show_outcomes
from components.session.links import href
from components.session.upload_state import (
    ChosenReturns,
    change_upload,
    choose_file,
    current_upload,
    discard_upload,
    keep_returns,
)
from components.session.uploaded_workbook import ReadRequest
from components.session.view import View
from loaders.returns.unpack import SentFile
from model.store_error import StoreError
from wording.errors.store import store_fault
from wording.rounds.rounds import round_sentence


def show_chosen_returns(view: View, *, may_store: bool) -> None:
    """Show the files and the button that takes them in as returns; after that, what came of each."""
    _, returns = view.translator, current_upload().returns
    if returns is None:
        return
    try:
        state = stored_rounds() if may_store else None
    except StoreError as fault:
        st.error(escape_markdown(store_fault(fault, _)))
        state = None
    if returns.received is not None:
        _show_taken_in(view, returns, state)
    else:
        _show_to_take_in(view, returns, state)


def _show_to_take_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show which files were chosen, and the button; where no round is open, that nothing can be taken in."""
    _ = view.translator
    names = [element("li", file.name) for file in returns.files]
    show(part("upload.returns", element("ul", *names, class_="points")))
    if state is None or state.latest is None or not state.is_open:
        start = element(
            "a", _("Start one, or open the last one again, on the page Round."), href=href("round", view.query)
        )
        show_paragraphs([_("No round is open, so no return can be taken in."), " ", start], key="upload.returns.none")
    else:
        show_paragraphs(
            round_sentence(state.latest, _),
            _("The files are taken in as returns of this round. What is no return is named and left out."),
            key="upload.returns.how",
        )
        results = offer_taking_in(view, state, lambda: returns.files)
        if results is not None:
            received = sum(each.received is not None for each in results)
            change_upload(keep_returns, ChosenReturns(_no_returns(results), received))
            st.rerun()
    st.button(_("Choose another file"), on_click=change_upload, args=(discard_upload,), key="upload.other")


def _no_returns(results: Sequence[FileResult]) -> tuple[SentFile, ...]:
    """Return the files that may be trackers, by their own names."""
    return tuple(SentFile(each.name.rpartition("/")[2], each.content) for each in results if each.is_no_return)


def _show_taken_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show what came of each file, who has answered now, and where to go on; offer to read another as a tracker."""
    _ = view.translator
    show_outcomes(view)
    for number, file in enumerate(returns.files):
        request = ReadRequest(file.name, file.content)
        label = escape_markdown(_("Read {file} as a tracker", file=file.name))
        st.button(label, on_click=change_upload, args=(choose_file, request), key=f"upload.returns.tracker.{number}")
    if state is not None:
        show_recipients(view, state)
    links = {
        _("Rate what was answered"): href("rating", view.query),
        _("See what agencies answered"): href("round", view.query),
    }
    items = (element("li", element("a", text, href=url)) for text, url in links.items())
    show(part("upload.returns.next", element("ul", *items, class_="points")))
