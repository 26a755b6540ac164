"""What came for each recommendation, compared with what was last said; blanks and contradictions are named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd
import streamlit as st

from analysis.returns import answer_contradictions, latest_answers
from analysis.status import status_at
from analysis.table_rows import rows_by_recommendation
from analysis.updates import latest_words
from components.document.document import file_link
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, part
from components.reading.difference import marked_words
from components.round.state import RoundState, original_file
from components.session.view import View
from components.texts import labelled_text, localised
from model.dates import parse_date
from model.returns.received import ANSWERS, MESSAGE, NO, TEXT_OUTSIDE, YES, Item, StoredReturn
from model.returns.round import Recipient
from model.tracker.rows import TableRow
from wording.catalogue import Translator
from wording.formatting import diff_words, format_date, format_location, format_timestamp, marked_name, status_words
from wording.issues import issue_line, with_status_names
from wording.rounds import contradiction_sentence, item_name, recipient_name

Key = tuple[str, str]


def show_answers(view: View, state: RoundState) -> None:
    """Show the choice of a return that came, and its recommendations in their order."""
    _, recipients = view.translator, sorted({sent.recipient for sent in state.returns})
    if not recipients:
        show_paragraphs(_("No return has come yet."), key="round.answers.none")
        return
    chosen: Recipient = st.selectbox(
        _("Return"),
        recipients,
        format_func=lambda each: recipient_name(each, view.names, _),
        key="round.answers.recipient",
        width=520,
    )
    sent = [each for each in state.returns if each.recipient == chosen]
    keys = [(each.review, each.ref) for each in state.requests if each.recipient == chosen]
    for each in sent:
        label = _("Download {file}", file=each.file)
        link = file_link(view, original_file(each), label) if each.file else None
        show(part(f"round.received.{each.number}", received_return(each, view), link))
    show(part("round.answers", *answer_nodes(view, state, keys, sent)))


def answer_nodes(
    view: View, state: RoundState, keys: Iterable[Key], sent: Sequence[StoredReturn]
) -> Iterator[HtmlNode]:
    """Yield each recommendation: its last status, what some returns answer, what is blank, and what contradicts."""
    _, tracker, answers, as_at = view.translator, state.before, latest_answers(sent), pd.Timestamp(state.of_round.month)
    answered, contradicting, standing, said = map(
        rows_by_recommendation,
        (
            answers,
            answer_contradictions(answers, scale=tracker.scale, month=as_at),
            status_at(tracker, as_at=as_at),
            latest_words(tracker, as_at=as_at),
        ),
    )
    for key in keys:
        by_item = {Item(row.item): row for row in answered.get(key, ())}
        yield from _heading_nodes(view, state, key, standing.get(key, ()))
        for item in filter(by_item.__contains__, ANSWERS):
            yield from _answer(view, item, by_item[item], said.get(key, ()))
        yield element("p", _blank_line(by_item, _), class_="muted")
        for row in contradicting.get(key, ()):
            what = contradiction_sentence(row.rule, row.words, view.scale, _)
            yield element("p", element("strong", _("Contradicts: {what}", what=what)), class_="flag")


def received_return(sent: StoredReturn, view: View) -> HtmlNode:
    """Return a return: when it came, by whom it was taken in, its issues, and what came beside its answers.

    The words of its e-mail and what is written in no place for an answer are complete, and are never published.
    """
    _ = view.translator
    moment, who = format_timestamp(sent.received_at, _), marked_name(sent.received_by, _, verified=sent.verified)
    file = sent.file or _("typed into this page")
    line = _("Taken in on {moment} by {who}: {file}", moment=moment, who=who, file=file)
    labels = {MESSAGE: _("Also in the e-mail"), TEXT_OUTSIDE: _("Outside the boxes")}
    listed = [each for each in sent.issues if each.code not in labels]
    issues = [element("li", issue_line(issue, _)) for issue in with_status_names(listed, view.scale, _)]
    nodes = [element("p", line, class_="muted"), *([element("ul", *issues)] if issues else [])]
    for issue in (each for each in sent.issues if each.code in labels):
        place = f" ({format_location(issue.sheet, issue.cell, _)})" if issue.sheet else ""
        nodes += labelled_text(f"{labels[issue.code]}{place}", issue.found, _)
    return element("div", *nodes)


def _heading_nodes(view: View, state: RoundState, key: Key, standing: Sequence[TableRow]) -> Iterator[HtmlNode]:
    _ = view.translator
    title = [node for row in standing for node in (": ", localised(view, row, "title").node())]
    yield element("h3", _("Recommendation {ref}", ref=state.ref_of(*key)), *title)
    for row in standing:
        yield from _earlier_updates(view, state, key)
        status = status_words(row.mark, row.basis, view.scale, _)
        yield element("p", _("Rated last: {status}", status=status), class_="muted")


def _about(table: pd.DataFrame, key: Key) -> pd.DataFrame:
    return table[table["review"].eq(key[0]) & table["ref"].eq(key[1])]


def _earlier_updates(view: View, state: RoundState, key: Key) -> list[HtmlNode]:
    """Return the text of a recommendation, and what was said on it before the round, folded."""
    _, tracker = view.translator, state.before
    rows = [
        element("p", element("strong", f"{row.date_words}: "), localised(view, row, "update").node(), class_="small")
        for row in _about(tracker.progress, key)[::-1].itertuples()
        if localised(view, row, "update").text
    ]
    found = next(_about(tracker.recommendations, key).itertuples())
    nodes: list[HtmlNode] = [element("p", localised(view, found, "recommendation").node(), class_="prose")]
    if rows:
        nodes.append(element("details", element("summary", _("What was said before")), *rows))
    return nodes


def _blank_line(answers: Mapping[Item, TableRow], _: Translator) -> str:
    """Return which items have no answer; that there is none where all are blank."""
    blank = [item_name(item, _) for item in ANSWERS if item not in answers]
    if len(blank) == len(ANSWERS):
        return _("Nothing was answered.")
    return _("Blank: {labels}", labels=", ".join(blank)) if blank else _("Nothing is blank.")


def _answer(view: View, item: Item, row: TableRow, said: Sequence[TableRow]) -> list[HtmlNode]:
    """Return an answer; folded below it, its words marked against the earlier return, or against the last update."""
    _ = view.translator
    text = _words(view, item, row.text)
    is_own_word = item in {Item.CLOSURE, Item.NEW_TARGET, Item.AGENCY_STATUS}
    language = None if is_own_word or row.language == _.language else row.language
    nodes = labelled_text(item_name(item, _), text, _, language=language)
    title, before = _("Compared with the earlier return"), ""
    if isinstance(row.earlier, str):
        before = _words(view, item, row.earlier)
    elif item is Item.UPDATE and said:
        title, before = _("Compared with what was said last"), localised(view, said[0], "update").text
    if before:
        marked = marked_words(diff_words(before, text), _)
        nodes.append(element("details", element("summary", title), marked))
    return nodes


def _words(view: View, item: Item, text: str) -> str:
    """Return an answer in the reader's language where it is one of a list."""
    _ = view.translator
    if item is Item.CLOSURE:
        return (YES if text == "yes" else NO).in_language(_.language)
    if item is Item.NEW_TARGET:
        day = parse_date(text)
        return format_date(day.first, day.last, day.precision, day.words, _)
    return status_words(text, None, view.scale, _) if item is Item.AGENCY_STATUS else text
