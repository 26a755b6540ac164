"""The returns of a round: how far each has come, the files to send, the addresses, and a draft to each recipient."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from analysis.returns import return_progress, unanswered
from analysis.table_rows import rows_of
from components.choices.controls import chosen_option
from components.document.document import file_link
from components.document.pieces import show, show_answer, show_paragraphs, show_subtitle
from components.elements import BlockColumn, HtmlNode, block_table, element, escape_markdown, part
from components.identity import current_actor
from components.published import LoadedTracker, office_of, published_store
from components.round.start import change_round
from components.round.state import RoundState, calendar_file, email_file, reminders_file, returns_file
from components.session.view import View, today
from model.returns.round import Recipient, ReturnFormat, Round
from model.terms import NameKind
from model.tracker.rows import TableRow
from store.rounds.returns import agency_addresses, save_address
from wording.catalogue import label, translator
from wording.formatting import format_day, format_round, localised_value, office_name
from wording.rounds import (
    format_words,
    language_name,
    nobody_sentence,
    progress_sentence,
    progress_words,
    recipient_name,
    reminder_days_sentence,
    request_sentence,
    round_sentence,
    started_sentence,
)

# The number of returns shown, those without an answer first; more are folded.
OPEN = 12
_FORMAT = "round.format"
_FORMATS = [*ReturnFormat]
# The width of a field; and the most characters of the titles: mail programs take addresses of some 2,000.
_WIDE, _LONGEST = 620, 1200


def show_recipients(view: View, state: RoundState) -> None:
    """Show how many have answered, a row for each return, and what nobody is asked about."""
    _, latest = view.translator, state.of_round
    table = return_progress(state.requests, state.returns, due=latest.due, today=today())
    listed = list(rows_of(table))
    show_paragraphs(
        progress_sentence(Counter(row.progress for row in listed), _, overdue=sum(bool(row.overdue) for row in listed)),
        key="round.progress",
    )
    nodes = [_table(view, latest, listed[:OPEN], _("The returns of the round"))]
    if rest := listed[OPEN:]:
        title = _.plural("{n} more return", "{n} more returns", len(rest))
        nodes.append(element("details", element("summary", title), _table(view, latest, rest, title)))
    show(part("round.recipients", *nodes))
    if nobody := nobody_sentence(state.requests, _):
        show_paragraphs(nobody, key="round.nobody")


def office_line(view: View, current: LoadedTracker) -> str:
    """Return under which name the office's ratings, decisions and notes are published, or how to name it."""
    _, office = view.translator, office_of(current)
    if not office.is_known:
        return _(
            "What the office rates, decides and writes is published under the words “The office”: no setting names it. "
            "Whoever runs the dashboard names it with CYNNYDD_OFFICE."
        )
    name = office_name(office, _)
    return _("What the office rates, decides and writes is published under its name: {office}.", office=name)


def show_round_header(view: View, state: RoundState) -> None:
    """Show whether a round is open and when its returns are due; below it what it requests."""
    _, latest = view.translator, state.latest
    if latest is None or latest.started_at is None:
        show_answer(_("No round has been started yet."))
        show_subtitle(
            _("A round asks each lead agency for an update, in a workbook of its own."),
            office_line(view, state.current),
        )
        return
    show_answer(round_sentence(latest, _))
    show_subtitle(
        f"{request_sentence(state.requests, _)} ({label('scope', latest.scope, _)}).",
        started_sentence(latest, latest.started_at, _),
        office_line(view, state.current),
    )


def offer_reminders(view: View, state: RoundState) -> None:
    """Offer the drafts while something is unanswered, and the calendar; say when the reminders fall."""
    _, latest = view.translator, state.of_round
    missing = unanswered(state.requests, state.returns)
    how = _(
        "The file has a draft e-mail to each who has not answered everything. It names the recommendations that have "
        "no update yet, and has a return with these alone attached: {format}, as chosen above. Nothing is sent from "
        "here.",
        format=format_words(chosen_format(latest), _),
    )
    show_paragraphs(
        reminder_days_sentence(latest, _),
        how if missing else _("Everything has been answered: there is nobody to remind."),
        key="round.reminders.how",
    )
    links = [file_link(view, calendar_file(latest, _), _("Download the calendar of the round (.ics)"))]
    if missing:
        drafts = reminders_file(latest, chosen_format(latest))
        links.insert(0, file_link(view, drafts, _("Download the draft reminders (zip)")))
    show(part("round.reminders", element("div", *links, class_="actions")))


def offer_returns(view: View, state: RoundState) -> None:
    """Offer the zip file, and say what to do with it."""
    _, latest = view.translator, state.of_round
    show_paragraphs(
        _(
            "The file has a return for each row above, and a draft e-mail with it attached. Open a draft, see to "
            "the address and send it: nothing is sent from here."
        ),
        key="round.how",
    )
    format_: ReturnFormat = st.radio(
        _("Agencies fill in"),
        _FORMATS,
        index=_FORMATS.index(_last_format(latest)),
        format_func=lambda each: format_words(each, _),
        horizontal=True,
        key=_key(latest),
    )
    link = file_link(view, returns_file(latest, state.requests, format_), _("Download all returns (zip)"), primary=True)
    show(part("round.returns", link))


def chosen_format(latest: Round) -> ReturnFormat:
    """Return what agencies fill in: the choice above the download, for the reminders as well."""
    chosen: ReturnFormat = chosen_option(_key(latest), _FORMATS, _last_format(latest))
    return chosen


def show_addresses(view: View, state: RoundState) -> None:
    """Show a field for the address of each agency, and a draft e-mail to each recipient of the open round."""
    _, latest = view.translator, state.of_round
    recipients = sorted({each.recipient for each in state.requests if each.recipient.name})
    if not recipients:
        return
    addresses = agency_addresses(published_store(), actor=current_actor())
    with st.expander(_("E-mail addresses, and a draft to one agency")):
        show_paragraphs(
            _(
                "An address is seen by editors alone: it is in no paper, feed or workbook. The drafts "
                "are addressed with it. The link with the address opens your e-mail program; a draft (.eml) has the "
                "return attached."
            ),
            key="round.addresses.how",
        )
        for name in sorted({each.name for each in recipients}):
            key = f"round.address.{name}.{addresses.get(name, '')}"
            st.session_state.setdefault(key, addresses.get(name, ""))
            st.text_input(
                escape_markdown(_("Address of {agency}", agency=view.names.full(NameKind.AGENCY, name, _))),
                key=key,
                on_change=partial(_save, name, key),
                width=_WIDE,
                max_chars=500,
            )
        lines = [element("li", *_draft(view, state, latest, each, addresses.get(each.name, ""))) for each in recipients]
        show(part("round.drafts", element("ul", *lines, class_="lines")))


def _table(view: View, latest: Round, listed: Sequence[TableRow], title: str) -> HtmlNode:
    _ = view.translator
    columns = (
        BlockColumn(_("Lead agency"), "words"),
        BlockColumn(_("Answered"), is_labelled=False),
        BlockColumn(_("Recommendations answered"), "number"),
        BlockColumn(_("Lead role"), "words"),
        BlockColumn(_("Language")),
    )
    rows: list[list[HtmlNode]] = []
    for row in listed:
        progress = progress_words(row.progress, _, overdue=bool(row.overdue))
        cells = [
            view.names.full(NameKind.AGENCY, row.agency or None, _),
            element("strong", progress) if row.overdue else progress,
            _("{n} of {total}", n=row.answered, total=row.requested),
            view.names.full(NameKind.ROLE, row.role or None, _),
            language_name(latest.language_of(Recipient(row.agency, row.role)), _),
        ]
        rows.append(cells)
    return block_table(title, columns, rows)


def _key(latest: Round) -> str:
    """Return the key of the choice, which proposes the format of the last download, also of another editor."""
    return f"{_FORMAT}.{latest.number}.{_last_format(latest)}"


def _last_format(latest: Round) -> ReturnFormat:
    return latest.returns_format or ReturnFormat.EXCEL


def _draft(view: View, state: RoundState, latest: Round, recipient: Recipient, address: str) -> list[HtmlNode]:
    """Return the links to the drafts for a recipient: with the return attached, and in the person's mail program."""
    _ = view.translator
    name = recipient_name(recipient, view.names, _)
    offer = email_file(latest, state.requests, recipient, chosen_format(latest))
    nodes: list[HtmlNode] = [file_link(view, offer, _("Draft to {agency} (.eml)", agency=name))]
    if address:
        query = urlencode(_message(view, state, latest, recipient), quote_via=quote)
        nodes += [" ", element("a", address, outside=f"mailto:{quote(address, safe='@,')}?{query}")]
    return nodes


def _message(view: View, state: RoundState, latest: Round, recipient: Recipient) -> dict[str, str]:
    """Return the subject and the words of an e-mail, in the language of the return; too many titles are left out."""
    _ = translator(latest.language_of(recipient))
    name, office = recipient_name(recipient, view.names, _), office_of(state.current)
    day = format_day(latest.due, _)
    asked = {(each.review, each.ref) for each in state.requests if each.recipient == recipient}
    titles = [
        f"{state.ref_of(row.review, row.ref)}  {localised_value(row, 'title', _.language).text}".rstrip()
        for row in rows_of(state.before.recommendations)
        if (row.review, row.ref) in asked
    ]
    listed = "\n".join([_("It is about:"), *titles])
    sender = office_name(office, _) if office.is_known else ""
    parts = [_("To {agency},", agency=name), listed if len(listed) <= _LONGEST else "", sender]
    subject = _("Round of {month}: return due on {day}", month=format_round(latest.month, _), day=day)
    return {"subject": subject, "body": "\n\n".join(filter(None, parts))}


def _save(name: str, key: str) -> None:
    """Save what the field of an agency has; what is typed stays where it cannot be saved."""
    change_round(partial(save_address, agency=name, text=str(st.session_state[key])))
