"""The answers of a round: what came for each recommendation, taking files in, and an update that is typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.returns import answer_contradictions
from analysis.status import status_at
from analysis.table_rows import latest_words, rows_by_recommendation, rows_of
from components.choices.controls import FIELD_WIDTH, attempt, entered_name, press_result, publisher_name_field
from components.choices.draft_fields import WIDE, DraftForm, is_named, keep_typed_words, show_name_needed
from components.difference import marked_words, wait_to_read
from components.document.document import file_link
from components.document.pieces import show, show_banner, show_paragraphs, show_points
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.published import published_store
from components.round.returns import RoundState, original_file, show_recipients, stored_rounds
from components.round.start import WHO
from components.session.links import href
from components.session.upload_state import ChosenReturns, ReadRequest, UploadState
from components.session.view import View
from components.texts import labelled_text, localised
from loaders.returns.receive import SentFile, receive_files
from model.access import Actor
from model.dates import parse_date
from model.returns import round as model
from model.returns.draft import NOTES
from model.returns.round import Answer, Item, ReceivedReturn, RequestedUpdate, ReturnOutcome, StoredReturn
from model.terms import TableRow
from model.versions.version import StoreError
from store.rounds.rounds import drafts_of_round, receive_return, take_back
from store.store import Store
from wording.formatting import diff_words, format_date, format_location, format_timestamp, marked_name, status_words
from wording.issues import issue_line, with_status_names
from wording.names import store_fault
from wording.versions import contradiction_sentence, outcome_words, recipient_name, round_sentence

Key = tuple[str, str]
_ABOUT = "round.typed.about"
# What is typed, which is stored as it is left, so that a reload loses nothing.
_TYPED = (Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE)
# What the last press did: how many answers it stored on which recommendation, or the fault.
_RESULT = "round.typed.result"


def show_answers(view: View, state: RoundState) -> None:
    """Show the choice of a return that came, and its recommendations in their order."""
    _, recipients = view.translator, sorted({sent.recipient for sent in state.returns})
    if not recipients:
        show_paragraphs(_("No return has come yet."), key="round.answers.none")
        return
    words = {each: recipient_name(each, view.names, _) for each in recipients}.__getitem__
    chosen = st.selectbox(_("Return"), recipients, format_func=words, key="round.answers.recipient", width=FIELD_WIDTH)
    sent = [each for each in state.returns if each.recipient == chosen]
    keys = [(each.review, each.ref) for each in state.requests if each.recipient == chosen]
    for each in sent:
        link = file_link(view, original_file(each), _("Download {file}", file=each.file)) if each.file else None
        show(part(f"round.received.{each.number}", received_return(each, view), link))
    show(part("round.answers", *answer_nodes(view, state, keys, sent)))


def answer_nodes(view: View, state: RoundState, keys: Iterable[Key], sent: list[StoredReturn]) -> Iterator[HtmlNode]:
    """Yield each recommendation: its last status, what some returns answer, what is blank, and what contradicts."""
    _, tracker, as_at = view.translator, state.before, pd.Timestamp(state.of_round.month)
    standing, said = (rows_by_recommendation(ask(tracker, as_at=as_at)) for ask in (status_at, latest_words))
    answers = model.latest_answers(sent)
    for key in keys:
        by_item = answers.get(key, {})
        yield from _heading_nodes(view, state, key, standing.get(key, ()))
        for item in filter(by_item.__contains__, model.ANSWERS):
            yield from _answer(view, item, by_item[item], said.get(key, ()))
        blank = [_item_name(view, item) for item in model.ANSWERS if item not in by_item]
        left = _("Blank: {labels}", labels=", ".join(blank)) if blank else _("Nothing is blank.")
        yield element("p", left if len(blank) < len(model.ANSWERS) else _("Nothing was answered."), class_="muted")
        for rule, words in answer_contradictions(by_item, scale=tracker.scale, month=as_at):
            what = contradiction_sentence(rule, words, view.scale, _)
            yield element("p", element("strong", _("Contradicts: {what}", what=what)), class_="flag")


def received_return(sent: StoredReturn, view: View) -> HtmlNode:
    """Return a return: when it came, by whom it was taken in, its issues, and what came beside its answers.

    The words of its e-mail and what is written in no place for an answer are complete, and are never published.
    """
    _ = view.translator
    moment, who = format_timestamp(sent.received_at, _), marked_name(sent.received_by, _, verified=sent.verified)
    file = sent.file or _("typed into this page")
    line = _("Taken in on {moment} by {who}: {file}", moment=moment, who=who, file=file)
    labels = {model.MESSAGE: _("Also in the e-mail"), model.TEXT_OUTSIDE: _("Outside the boxes")}
    listed = [each for each in sent.issues if each.code not in labels]
    issues = [element("li", issue_line(issue, _)) for issue in with_status_names(listed, view.scale, _)]
    nodes = [element("p", line, class_="muted"), *([element("ul", *issues)] if issues else [])]
    for issue in (each for each in sent.issues if each.code in labels):
        place = f" ({format_location(issue.sheet, issue.cell, _)})" if issue.sheet else ""
        nodes += labelled_text(f"{labels[issue.code]}{place}", issue.found, _)
    return element("div", *nodes)


def show_collection(view: View) -> None:
    """Show where the files that came back are taken in."""
    words = view.translator("Choose what came back on the page Upload, several files at a time")
    show_paragraphs([element("a", words, href=href("upload", view.query))], key="round.collect")


def show_chosen_returns(view: View, returns: ChosenReturns, *, may_store: bool) -> None:
    """Show the files and the button that takes them in as returns; after that, what came of each."""
    try:
        state = stored_rounds() if may_store else None
    except StoreError as fault:
        st.error(escape_markdown(store_fault(fault, view.translator)))
        state = None
    show_files = _show_to_take_in if returns.outcomes is None else _show_taken_in
    show_files(view, returns, state)


def show_typed_answer(view: View, state: RoundState) -> None:
    """Show the form: the recommendation, the update, the agency's own rating and evidence."""
    _, asked = view.translator, [each for each in state.requests if each.recipient.name]

    def words(each: RequestedUpdate) -> str:
        return f"{state.ref_of(each.review, each.ref)}: {recipient_name(each.recipient, view.names, _)}"

    publisher_name_field(_, key=WHO)
    about = st.selectbox(_("Recommendation"), asked, format_func=words, key=_ABOUT, width=WIDE)
    show_name_needed(_)
    form = DraftForm(drafts_of_round(published_store(), NOTES, actor=current_actor()), NOTES, (about.review, about.ref))
    form.text_field(Item.UPDATE, _("Update"), lines=True)
    form.status_field(Item.AGENCY_STATUS, _("The agency's own rating"), view.scale, none=_("not given"), in_list=True)
    form.text_field(Item.EVIDENCE, _("Evidence"))
    keep_typed_words()
    st.button(_("Take the update in"), on_click=_save, args=(state, about), disabled=not is_named(), key="round.typed")
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


def _heading_nodes(view: View, state: RoundState, key: Key, standing: Sequence[TableRow]) -> Iterator[HtmlNode]:
    """Yield the name of a recommendation, its text, what was said on it before the round, folded, and its status."""
    _, title = view.translator, [node for row in standing for node in (": ", localised(view, row, "title").node())]
    yield element("h3", _("Recommendation {ref}", ref=state.ref_of(*key)), *title)
    for row in standing:
        tables = (state.before.recommendations, state.before.progress)
        (found,), updates = (rows_of(each[each["review"].eq(key[0]) & each["ref"].eq(key[1])]) for each in tables)
        yield element("p", localised(view, found, "recommendation").node(), class_="prose")
        said = [(element("strong", f"{one.date_words}: "), localised(view, one, "update")) for one in [*updates][::-1]]
        if lines := [element("p", day, text.node(), class_="small") for day, text in said if text.text]:
            yield element("details", element("summary", _("What was said before")), *lines)
        status = status_words(row.mark, row.basis, view.scale, _)
        yield element("p", _("Rated last: {status}", status=status), class_="muted")


def _answer(view: View, item: Item, answer: model.LatestAnswer, said: Sequence[TableRow]) -> list[HtmlNode]:
    """Return an answer; folded below it, its words marked against the earlier return, or against the last update."""
    _, text = view.translator, _words(view, item, answer.text)
    is_own_word = item in {Item.CLOSURE, Item.NEW_TARGET, Item.AGENCY_STATUS}
    language = None if is_own_word or answer.language is _.language else answer.language
    nodes = labelled_text(_item_name(view, item), text, _, language=language)
    title, before = _("Compared with the earlier return"), ""
    if answer.earlier:
        before = _words(view, item, answer.earlier)
    elif item is Item.UPDATE and said:
        title, before = _("Compared with what was said last"), localised(view, said[0], "update").text
    if before:
        nodes.append(element("details", element("summary", title), marked_words(diff_words(before, text), _)))
    return nodes


def _words(view: View, item: Item, text: str) -> str:
    """Return an answer in the reader's language where it is one of a list."""
    _ = view.translator
    if item is Item.CLOSURE:
        return (model.YES if text == "yes" else model.NO).in_language(_.language)
    if item is Item.NEW_TARGET:
        day = parse_date(text)
        return format_date(day.first, day.last, day.precision, day.words, _)
    return status_words(text, None, view.scale, _) if item is Item.AGENCY_STATUS else text


def _take_in(state: RoundState, files: Sequence[SentFile], name: str) -> Iterator[ReturnOutcome]:
    """Yield what came of each file as a return of the latest round; a file that is refused keeps no other out."""
    statuses = state.current.tracker.scale.statuses
    for outcome in receive_files(files, state.of_round, state.requests, statuses=statuses):
        take_in = partial(receive_return, file=outcome.name, content=outcome.content, seen=state.of_round)
        try:
            if outcome.received is not None:
                take_in(published_store(), outcome.received, actor=current_actor(name))
            yield outcome
        except StoreError as fault:
            yield replace(outcome, received=None, error=fault)


def _result(outcome: ReturnOutcome, view: View) -> HtmlNode:
    """Return what came of a file: how many answers from whom, and its issues; or why it was not taken in."""
    _ = view.translator
    words = outcome_words(outcome, view.names, _)
    name = element("b", outcome.name)
    if outcome.received is None:
        return element("li", name, ": ", element("strong", words))
    named = with_status_names(outcome.received.issues, view.scale, _)
    shown = [element("ul", *(element("li", issue_line(issue, _)) for issue in named), class_="points")] if named else []
    return element("li", name, ": ", words, *shown)


def _show_to_take_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show which files were chosen, and the button; where no round is open, that nothing can be taken in."""
    _ = view.translator
    show_points((file.name for file in returns.files), key="upload.returns")
    if state is None or not state.is_open:
        words = _("Start one, or open the last one again, on the page Round.")
        start = element("a", words, href=href("round", view.query))
        show_paragraphs([_("No round is open, so no return can be taken in."), " ", start], key="upload.returns.none")
    else:
        how = _("The files are taken in as returns of this round. What is no return is named and left out.")
        show_paragraphs(round_sentence(state.of_round, _), how, key="upload.returns.how")
        publisher_name_field(_, key=WHO)
        if st.button(_("Take the files in"), key="upload.returns.take-in"):
            with st.spinner(_("Reading the files")), wait_to_read(_):
                results = list(_take_in(state, returns.files, entered_name(WHO)))
            others = [each for each in results if getattr(each.error, "code", None) is model.ReturnFault.NO_RETURN]
            files = tuple(SentFile(each.name.rpartition("/")[2], each.content) for each in others)  # maybe trackers
            outcomes = [replace(each, content=b"") for each in results]
            UploadState.change(UploadState.keep_returns, ChosenReturns(files, outcomes))
            st.rerun()
    st.button(_("Choose another file"), on_click=UploadState.change, args=(UploadState.discard,), key="upload.other")


def _show_taken_in(view: View, returns: ChosenReturns, state: RoundState | None) -> None:
    """Show what came of each file, who has answered now, and where to go on; offer to read another as a tracker."""
    _ = view.translator
    results = (_result(each, view) for each in returns.outcomes or ())
    show(part("upload.returns.outcomes", element("ul", *results, class_="lines")))
    for number, file in enumerate(returns.files):
        args = (UploadState.choose_file, ReadRequest(file.name, file.content))
        label = escape_markdown(_("Read {file} as a tracker", file=file.name))
        st.button(label, on_click=UploadState.change, args=args, key=f"upload.returns.tracker.{number}")
    if state is not None and state.latest is not None:
        show_recipients(view, state)
    pages = {"rating": _("Rate what was answered"), "round": _("See what agencies answered")}
    links = (element("a", text, href=href(page, view.query)) for page, text in pages.items())
    show_points(links, key="upload.returns.next")


def _save(state: RoundState, about: RequestedUpdate) -> None:
    """Take in what is typed at the press, and empty the fields once it is stored."""
    key, of_round = (about.review, about.ref), state.of_round

    def take_in(store: Store, *, actor: Actor) -> object:
        before: list[object] = st.session_state[_RESULT]
        form = DraftForm(drafts_of_round(store, NOTES, actor=actor), NOTES, key)
        typed = {item: form.drafts[form.cell(item)] for item in _TYPED if form.cell(item) in form.drafts}
        answers = tuple(Answer(*key, item, draft.text) for item, draft in typed.items() if draft.text)
        if answers:
            received = ReceivedReturn(of_round.month, about.recipient, of_round.version, (key,), answers)
            receive_return(store, received, actor=actor, seen=of_round)
            take_back(store, typed.values(), actor=actor)
        # of two presses, the first has taken it in
        return (len(answers), state.ref_of(*key)) if answers or not before else before[0]

    attempt(_RESULT, take_in, name=WHO)


def _item_name(view: View, item: Item) -> str:
    """Return the name of an item for the office, to whom the agency's rating is not its own."""
    _ = view.translator
    return _("The agency's own rating") if item is Item.AGENCY_STATUS else model.LABELS[item].in_language(_.language)
