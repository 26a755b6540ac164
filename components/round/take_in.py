"""Take returns of the open round in: files, and an update that is typed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from components.choices.controls import entered_name, publisher_name_field
from components.choices.draft_fields import (
    WIDE,
    DraftForm,
    is_named,
    keep_typed_words,
    show_name_needed,
    status_field,
    text_field,
)
from components.document.pieces import show
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.published import published_store
from components.reading.difference import wait_to_read
from components.round.start import WHO
from components.round.state import RoundState
from components.session.view import View
from loaders.returns.receive import CONTAINER_ENDINGS, RETURN_ENDINGS, SentFile, receive_files
from loaders.security import MEBIBYTE, Limits
from model.returns.draft import NOTES
from model.returns.received import Answer, Item, ReceivedReturn, ReturnOutcome
from model.returns.round import RequestedUpdate
from model.versions.version import StoreError
from store.rounds.drafts import drafts_of_round, take_back
from store.rounds.returns import receive_return
from wording.errors import store_fault
from wording.issues import issue_line, with_status_names
from wording.rounds import outcome_words, recipient_name

_OUTCOMES, _WIDE = "round.collect.outcomes", 520
_FIELD = "round.collect.field"
_ABOUT = "round.typed.about"
# What is typed, which is stored as it is left, so that a reload loses nothing.
_TYPED = (Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE)
# What the last press did: how many answers it stored on which recommendation, or the fault.
_RESULT = "round.typed.result"


def show_collection(view: View, state: RoundState) -> None:
    """Show the field for files and its button; then what came of each file that was taken in."""
    _ = view.translator
    number = int(st.session_state.setdefault(_FIELD, 0))
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    label = _(
        "Returns that came back ({endings}), also in archives and e-mails ({containers}); of at most {n} MB each",
        endings=", ".join(RETURN_ENDINGS),
        containers=", ".join(CONTAINER_ENDINGS),
        n=largest,
    )
    files = st.file_uploader(
        escape_markdown(label), key=f"{_FIELD}.{number}", accept_multiple_files=True, max_upload_size=largest
    )
    publisher_name_field(_, key=WHO, width=_WIDE)
    if st.button(_("Take the files in"), disabled=not files, key="round.collect"):
        sent = [SentFile(file.name, file.getvalue()) for file in files]
        with st.spinner(_("Reading the files")), wait_to_read(_):
            results = list(_take_in(state, sent, entered_name(WHO)))
        st.session_state[_OUTCOMES] = [replace(each, content=b"") for each in results]
        st.session_state[_FIELD] = number + 1
        st.rerun()
    if outcomes := st.session_state.get(_OUTCOMES, ()):
        show(part("round.outcomes", element("ul", *(_result(each, view) for each in outcomes), class_="lines")))


def show_typed_answer(view: View, state: RoundState) -> None:
    """Show the form: the recommendation, the update, the agency's own rating and evidence."""
    _, asked = view.translator, [each for each in state.requests if each.recipient.name]
    if not asked:
        return
    about: RequestedUpdate = st.selectbox(
        _("Recommendation"),
        asked,
        format_func=lambda each: (
            f"{state.ref_of(each.review, each.ref)}: {recipient_name(each.recipient, view.names, _)}"
        ),
        key=_ABOUT,
        width=WIDE,
    )
    show_name_needed(_)
    form = DraftForm(drafts_of_round(published_store(), NOTES, actor=current_actor()), NOTES, (about.review, about.ref))
    text_field(form, Item.UPDATE, _("Update"), lines=True)
    label = _("The agency's own rating")
    status_field(form, Item.AGENCY_STATUS, label, view.scale, none=_("not given"), in_list=True)
    text_field(form, Item.EVIDENCE, _("Evidence"))
    keep_typed_words()
    off = not is_named()
    st.button(_("Take the update in"), on_click=_save, args=(state, about), disabled=off, key="round.typed")
    _show_result(view)


def _take_in(state: RoundState, files: Sequence[SentFile], name: str) -> Iterator[ReturnOutcome]:
    """Yield what came of each file as a return of the latest round; a file that is refused keeps no other out."""
    statuses, limits = state.current.tracker.scale.statuses, Limits.from_environment()
    for outcome in receive_files(files, state.of_round, state.requests, statuses=statuses, limits=limits):
        take_in = partial(receive_return, file=outcome.name, content=outcome.content, seen=state.of_round)
        try:
            if outcome.received is not None:
                take_in(published_store(), outcome.received, actor=current_actor(name))
            yield outcome
        except StoreError as fault:
            yield replace(outcome, received=None, error=fault)


def _result(outcome: ReturnOutcome, view: View) -> HtmlNode:
    """Return what came of a file: how many answers from whom, and its issues; or why it was not taken in."""
    _, words = view.translator, outcome_words(outcome, view.names, view.translator)
    name = element("b", outcome.name)
    if outcome.received is None:
        return element("li", name, ": ", element("strong", words))
    named = with_status_names(outcome.received.issues, view.scale, _)
    shown = [element("ul", *(element("li", issue_line(issue, _)) for issue in named), class_="points")] if named else []
    return element("li", name, ": ", words, *shown)


def _show_result(view: View) -> None:
    """Show below the button what its last press did, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif result is not None:
        count, ref = result
        taken = _.plural(
            "{n} answer on recommendation {ref} was taken in.",
            "{n} answers on recommendation {ref} were taken in.",
            count,
            ref=ref,
        )
        words = taken if count else _("Nothing is typed in, so nothing was taken in.")
        show(part("round.typed.result", element("p", words, class_="banner", role="status")))


def _save(state: RoundState, about: RequestedUpdate) -> None:
    """Take in what is typed at the press, and empty the fields once it is stored."""
    store, actor = published_store(), current_actor(entered_name(WHO))
    key, of_round = (about.review, about.ref), state.of_round
    try:
        form = DraftForm(drafts_of_round(store, NOTES, actor=actor), NOTES, key)
        typed = {item: form.drafts[form.cell(item)] for item in _TYPED if form.cell(item) in form.drafts}
        answers = tuple(Answer(*key, item, draft.text) for item, draft in typed.items() if draft.text)
        if answers:
            received = ReceivedReturn(of_round.month, about.recipient, of_round.version, (key,), answers)
            receive_return(store, received, actor=actor, seen=of_round)
            take_back(store, typed.values(), actor=actor)
        if answers or _RESULT not in st.session_state:  # of two presses, the first has taken it in
            st.session_state[_RESULT] = (len(answers), state.ref_of(*key))
    except StoreError as fault:
        st.session_state[_RESULT] = fault
