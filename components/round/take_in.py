"""Take returns of the open round in: files, also those chosen on the page Upload, and an update that is typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from components.choices.controls import entered_name, press_result, publisher_name_field
from components.choices.draft_fields import (
    WIDE,
    DraftForm,
    is_named,
    keep_typed_words,
    show_name_needed,
    status_field,
    text_field,
)
from components.document.pieces import show, show_banner, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.published import published_store
from components.reading.difference import wait_to_read
from components.round.returns import show_recipients
from components.round.start import WHO
from components.round.state import RoundState, stored_rounds
from components.session.links import href
from components.session.upload_state import (
    ChosenReturns,
    ReadRequest,
    change_upload,
    choose_file,
    current_upload,
    discard_upload,
    keep_returns,
)
from components.session.view import View
from loaders.returns.receive import CONTAINER_ENDINGS, RETURN_ENDINGS, SentFile, receive_files
from loaders.security import MEBIBYTE, Limits
from model.returns.draft import NOTES
from model.returns.received import Answer, Item, ReceivedReturn, ReturnError, ReturnFault, ReturnOutcome
from model.returns.round import RequestedUpdate
from model.versions.version import StoreError
from store.rounds.drafts import drafts_of_round, take_back
from store.rounds.returns import receive_return
from wording.errors import store_fault
from wording.issues import issue_line, with_status_names
from wording.rounds import outcome_words, recipient_name, round_sentence

_OUTCOMES, _WIDE = "round.collect.outcomes", 520
_FIELD = "round.collect.field"
_ABOUT = "round.typed.about"
# What is typed, which is stored as it is left, so that a reload loses nothing.
_TYPED = (Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE)
# What the last press did: how many answers it stored on which recommendation, or the fault.
_RESULT = "round.typed.result"


def offer_taking_in(
    view: View, state: RoundState, files: Iterable[SentFile], *, disabled: bool = False
) -> Sequence[ReturnOutcome] | None:
    """Show the name field and the button; return what came of each file at its press, and None before it."""
    _ = view.translator
    publisher_name_field(_, key=WHO, width=_WIDE)
    if not st.button(_("Take the files in"), disabled=disabled, key="round.collect"):
        return None
    with st.spinner(_("Reading the files")), wait_to_read(_):
        results = list(_take_in(state, tuple(files), entered_name(WHO)))
    st.session_state[_OUTCOMES] = [replace(each, content=b"") for each in results]
    return results


def show_outcomes(view: View) -> None:
    """Show what came of each file that was taken in last; nothing before the first."""
    results: Sequence[ReturnOutcome] = st.session_state.get(_OUTCOMES, ())
    if results:
        show(part("round.outcomes", element("ul", *(_result(each, view) for each in results), class_="lines")))


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
    sent = (SentFile(file.name, file.getvalue()) for file in files)  # read at the press alone
    if offer_taking_in(view, state, sent, disabled=not files) is not None:
        st.session_state[_FIELD] = number + 1
        st.rerun()
    show_outcomes(view)


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
    result = press_result(_RESULT, _)
    if isinstance(result, tuple):
        count, ref = result
        taken = _.plural(
            "{n} answer on recommendation {ref} was taken in.",
            "{n} answers on recommendation {ref} were taken in.",
            count,
            ref=ref,
        )
        show_banner("round.typed.result", taken if count else _("Nothing is typed in, so nothing was taken in."))


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


def _show_to_take_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show which files were chosen, and the button; where no round is open, that nothing can be taken in."""
    _ = view.translator
    names = [element("li", file.name) for file in returns.files]
    show(part("upload.returns", element("ul", *names, class_="points")))
    if state is None or not state.is_open:
        start = element(
            "a", _("Start one, or open the last one again, on the page Round."), href=href("round", view.query)
        )
        show_paragraphs([_("No round is open, so no return can be taken in."), " ", start], key="upload.returns.none")
    else:
        show_paragraphs(
            round_sentence(state.of_round, _),
            _("The files are taken in as returns of this round. What is no return is named and left out."),
            key="upload.returns.how",
        )
        results = offer_taking_in(view, state, returns.files)
        if results is not None:
            received = sum(each.received is not None for each in results)
            others = (
                SentFile(each.name.rpartition("/")[2], each.content)
                for each in results
                if isinstance(each.error, ReturnError) and each.error.code is ReturnFault.NO_RETURN  # maybe a tracker
            )
            change_upload(keep_returns, ChosenReturns(tuple(others), received))
            st.rerun()
    st.button(_("Choose another file"), on_click=change_upload, args=(discard_upload,), key="upload.other")


def _show_taken_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show what came of each file, who has answered now, and where to go on; offer to read another as a tracker."""
    _ = view.translator
    show_outcomes(view)
    for number, file in enumerate(returns.files):
        request = ReadRequest(file.name, file.content)
        label = escape_markdown(_("Read {file} as a tracker", file=file.name))
        st.button(label, on_click=change_upload, args=(choose_file, request), key=f"upload.returns.tracker.{number}")
    if state is not None and state.latest is not None:
        show_recipients(view, state)
    links = {
        _("Rate what was answered"): href("rating", view.query),
        _("See what agencies answered"): href("round", view.query),
    }
    items = (element("li", element("a", text, href=url)) for text, url in links.items())
    show(part("upload.returns.next", element("ul", *items, class_="points")))


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
