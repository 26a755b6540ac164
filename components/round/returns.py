"""The latest round: what it requests, how far each return has come, the files to send, and the addresses."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NoReturn
from urllib.parse import quote, urlencode

import streamlit as st

from analysis.returns import return_progress, unanswered
from analysis.table_rows import rows_of
from components.choices.controls import attempt, chosen_option
from components.document.document import FileOffer, file_link
from components.document.pieces import end_page, show, show_answer, show_paragraphs, show_subtitle
from components.downloads import office_on_papers
from components.elements import BlockColumn, HtmlNode, block_table, element, escape_markdown, part
from components.identity import current_actor
from components.published import LoadedTracker, displayed_tracker, office_of, published_store, without_store
from components.session.view import View, today
from model.access import Actor, Role
from model.returns import round as model
from model.returns.draft import Unpublished
from model.returns.round import Recipient, RequestedUpdate, ReturnFormat, Round, StoredReturn
from model.terms import NameKind
from model.tracker.tracker import Tracker
from model.versions.version import StoreError, StoreErrorCode
from reports.calendar_file import round_calendar_bytes
from reports.registry import return_file_names, round_file_name
from reports.returns.package import Mailing, email_bytes, emails_zip_bytes, returns_edition, returns_zip_bytes
from store.rounds import rounds
from store.rounds.unpublished import unpublished
from wording import versions
from wording.catalogue import Translator, label, translator
from wording.formatting import format_day, format_round, localised_value, office_name, reviewed_ref
from wording.names import store_fault

Requests = tuple[RequestedUpdate, ...]
_ZIP = "application/zip"
# The fault of the last press of a button of the page.
RESULT = "round.result"
_editors_file = partial(FileOffer, role=Role.EDITOR)
# The number of returns shown, those without an answer first; more are folded.
OPEN = 12
_FORMAT = "round.format"
# The width of a field; and the most characters of the titles: mail programs take addresses of some 2,000.
_WIDE, _LONGEST = 620, 1200


@dataclass(frozen=True, slots=True)
class RoundState:
    """The current version, the latest round, what it requests and what came; None and nothing before the first.

    Attributes:
        before: what was published before the round: the same after a part of the round was published.
        unpublished: what of the latest round is not published.
    """

    current: LoadedTracker
    before: Tracker
    latest: Round | None = None
    requests: Requests = ()
    returns: tuple[StoredReturn, ...] = ()
    unpublished: Unpublished = field(default_factory=Unpublished)

    def ref_of(self, review: str, ref: str) -> str:
        """Return a ref, with its review where reviews share refs."""
        return reviewed_ref(review, ref, named=self.before.has_shared_refs)

    @property
    def of_round(self) -> Round:
        """The latest round, where there is one."""
        if self.latest is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        return self.latest

    @property
    def is_open(self) -> bool:
        """Whether a round is open."""
        return self.latest is not None and self.latest.is_open


def round_state(view: View, end: Callable[..., NoReturn] = end_page) -> RoundState:
    """Return the state of the rounds; where they cannot be read, `end` shows why and ends the page."""
    _ = view.translator
    if without_store():
        why = _("A round is kept with the versions that are published. Whoever runs the dashboard can change that.")
        end(_("No round can be started: a workbook is shown as it is, by a setting."), why, key="round.no-store")
    try:
        return stored_rounds()
    except StoreError as fault:
        end(_("The rounds cannot be shown."), store_fault(fault, _), key="round.fault")


def stored_rounds() -> RoundState:
    """Return the state of the rounds in the store. Raises StoreError where they cannot be read."""
    actor, current = current_actor(), displayed_tracker()
    latest = next(iter(rounds.all_rounds(published_store(), actor=actor)), None)
    if latest is None:
        return RoundState(current, current.tracker)
    before = current if latest.version == current.number else displayed_tracker(latest.version)
    return RoundState(current, before.tracker, latest, *_requested_and_received(latest, actor), unpublished_of(latest))


def unpublished_of(of_round: Round) -> Unpublished:
    """Return what of a round is not published now. Raises StoreError where it cannot be read."""
    return unpublished(published_store(), of_round, office=office_of(displayed_tracker()), actor=current_actor())


def round_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of the latest round: those to send while it is open."""
    latest = None if without_store() else next(iter(rounds.all_rounds(published_store(), actor=view.actor)), None)
    if latest is None:
        return
    requests, returns = _requested_and_received(latest, view.actor)
    yield from map(original_file, (each for each in returns if each.file))
    if not latest.is_open:
        return
    yield calendar_file(latest, view.translator)
    for format_ in ReturnFormat:
        yield returns_file(latest, requests, format_)
        for recipient in sorted({each.recipient for each in requests if each.recipient.name}):
            yield email_file(latest, requests, recipient, format_)
        if missing := unanswered(requests, returns):
            yield reminders_file(latest, missing, format_)


def returns_file(latest: Round, requests: Requests, format_: ReturnFormat) -> FileOffer:
    """Return the offer of all returns in a format, of the version that the round was started from."""

    def work(actor: Actor) -> partial[bytes]:
        return partial(returns_zip_bytes, _mailing(latest, requests, format_, actor))

    key, name = f"returns-{format_.value}.zip", round_file_name(latest.month, "returns.zip")
    return _editors_file(key, name, _ZIP, work, version=latest.version)


def email_file(latest: Round, requests: Requests, recipient: Recipient, format_: ReturnFormat) -> FileOffer:
    """Return the offer of the draft e-mail to one recipient, with its return attached."""
    asked = tuple(each for each in requests if each.recipient == recipient)
    place = sorted({each.recipient for each in requests}).index(recipient) + 1
    name = f"{return_file_names([recipient], month=latest.month)[recipient]}.eml"

    def work(actor: Actor) -> partial[bytes]:
        return partial(email_bytes, _mailing(latest, asked, format_, actor))

    return _editors_file(f"email-{place}-{format_.value}.eml", name, "message/rfc822", work, version=latest.version)


def reminders_file(latest: Round, missing: Requests, format_: ReturnFormat) -> FileOffer:
    """Return the offer of drafts to who has not answered by now: until the due date they remind, later they chase."""

    def work(actor: Actor) -> partial[bytes]:
        mailing = _mailing(latest, missing, format_, actor)
        reminder, current = model.reminder_at(latest, today()), displayed_tracker().tracker
        return partial(emails_zip_bytes, replace(mailing, reminder=reminder, current=current))

    name = round_file_name(latest.month, "reminders.zip")
    return _editors_file(f"reminders-{format_.value}.zip", name, _ZIP, work, version=latest.version)


def calendar_file(latest: Round, _: Translator) -> FileOffer:
    """Return the offer of the calendar of a round."""
    name, work = round_file_name(latest.month, "round.ics"), partial(round_calendar_bytes, latest, _)
    return _editors_file("calendar.ics", name, "text/calendar", lambda _actor: work, is_long=False)


def original_file(sent: StoredReturn) -> FileOffer:
    """Return the offer of the file of a return as it was received."""

    def content(actor: Actor) -> bytes:
        return rounds.return_original(published_store(), sent.number, actor=actor) or b""

    name, kind = sent.file.rpartition("/")[2], "application/octet-stream"
    return _editors_file(f"return-{sent.number}", name, kind, lambda actor: partial(content, actor), is_long=False)


def show_recipients(view: View, state: RoundState) -> None:
    """Show how many have answered, a row for each return, and what nobody is asked about."""
    _, latest = view.translator, state.of_round
    listed = return_progress(state.requests, state.returns, due=latest.due, today=today())
    progress, overdue = Counter(each.progress for each in listed), sum(each.is_overdue for each in listed)
    show_paragraphs(versions.progress_sentence(progress, _, overdue=overdue), key="round.progress")
    nodes = [_table(view, latest, listed[:OPEN], _("The returns of the round"))]
    if rest := listed[OPEN:]:
        title = _.plural("{n} more return", "{n} more returns", len(rest))
        nodes.append(element("details", element("summary", title), _table(view, latest, rest, title)))
    show(part("round.recipients", *nodes))
    if nobody := versions.nobody_sentence(state.requests, _):
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
    if latest is None:
        show_answer(_("No round has been started yet."))
        what = _("A round asks each lead agency for an update, in a workbook of its own.")
        show_subtitle(what, office_line(view, state.current))
        return
    show_answer(versions.round_sentence(latest, _))
    asked = f"{versions.request_sentence(state.requests, _)} ({label('scope', latest.scope, _)})."
    show_subtitle(asked, versions.started_sentence(latest, _), office_line(view, state.current))


def offer_reminders(view: View, state: RoundState, format_: ReturnFormat) -> None:
    """Offer the drafts while something is unanswered, and the calendar; say when the reminders fall."""
    _, latest = view.translator, state.of_round
    missing = unanswered(state.requests, state.returns)
    how = _(
        "The file has a draft e-mail to each who has not answered everything. It names the recommendations that have "
        "no update yet, and has a return with these alone attached: {format}, as chosen above. Nothing is sent from "
        "here.",
        format=versions.format_words(format_, _),
    )
    done = _("Everything has been answered: there is nobody to remind.")
    show_paragraphs(versions.reminder_days_sentence(latest, _), how if missing else done, key="round.reminders.how")
    reminders = reminders_file(latest, missing, format_)
    drafts = file_link(view, reminders, _("Download the draft reminders (zip)")) if missing else None
    calendar = file_link(view, calendar_file(latest, _), _("Download the calendar of the round (.ics)"))
    show(part("round.reminders", element("div", drafts, calendar, class_="actions")))


def offer_returns(view: View, state: RoundState) -> ReturnFormat:
    """Offer the zip file, say what to do with it, and return the format that agencies fill in, also for reminders."""
    _, latest = view.translator, state.of_round
    how = _(
        "The file has a return for each row above, and a draft e-mail with it attached. Open a draft, see to "
        "the address and send it: nothing is sent from here."
    )
    show_paragraphs(how, key="round.how")
    # an unknown label has no words, so that the radio buttons go back to the first
    formats = list(ReturnFormat)
    words = {each: versions.format_words(each, _) for each in formats}.__getitem__
    st.radio(_("Agencies fill in"), formats, format_func=words, horizontal=True, key=_FORMAT)
    format_ = chosen_option(_FORMAT, formats, ReturnFormat.EXCEL)
    link = file_link(view, returns_file(latest, state.requests, format_), _("Download all returns (zip)"), primary=True)
    show(part("round.returns", link))
    return format_


def show_addresses(view: View, state: RoundState, format_: ReturnFormat) -> None:
    """Show a field for the address of each agency, and a draft e-mail to each recipient of the open round."""
    _, recipients = view.translator, sorted({each.recipient for each in state.requests if each.recipient.name})
    addresses = rounds.agency_addresses(published_store(), actor=current_actor())
    with st.expander(_("E-mail addresses, and a draft to one agency")):
        how = _(
            "An address is seen by editors alone: it is in no paper, feed or workbook. The drafts "
            "are addressed with it. The link with the address opens your e-mail program; a draft (.eml) has the "
            "return attached."
        )
        show_paragraphs(how, key="round.addresses.how")
        for name in sorted({each.name for each in recipients}):
            key = f"round.address.{name}.{addresses.get(name, '')}"
            st.session_state.setdefault(key, addresses.get(name, ""))
            label = escape_markdown(_("Address of {agency}", agency=view.names.full(NameKind.AGENCY, name, _)))
            st.text_input(label, key=key, on_change=_save, args=(name, key), width=_WIDE, max_chars=500)
        drafts = (_draft(view, state, each, format_, addresses.get(each.name, "")) for each in recipients)
        show(part("round.drafts", element("ul", *(element("li", *nodes) for nodes in drafts), class_="lines")))


def _requested_and_received(latest: Round, actor: Actor) -> tuple[Requests, tuple[StoredReturn, ...]]:
    store, number = published_store(), latest.number
    return rounds.requests_of_round(store, number, actor=actor), rounds.returns_of_round(store, number, actor=actor)


def _mailing(latest: Round, requests: Requests, format_: ReturnFormat, actor: Actor) -> Mailing:
    """Return what to send, from the version that the round was started from; promises are judged today."""
    loaded = displayed_tracker(latest.version)
    if loaded.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    office, addresses = office_on_papers(loaded), rounds.agency_addresses(published_store(), actor=actor)
    edition = returns_edition(loaded.tracker, loaded.version, month=latest.month, today=today(), office=office)
    return Mailing(edition, latest, requests, format_, addresses)


def _table(view: View, latest: Round, listed: Sequence[model.ReturnProgress], title: str) -> HtmlNode:
    _ = view.translator
    columns = (
        BlockColumn(_("Lead agency"), "words"),
        BlockColumn(_("Answered"), is_labelled=False),
        BlockColumn(_("Recommendations answered"), "number"),
        BlockColumn(_("Lead role"), "words"),
        BlockColumn(_("Language")),
    )

    def cells(row: model.ReturnProgress) -> list[HtmlNode]:
        progress = versions.progress_words(row.progress, _, overdue=row.is_overdue)
        return [
            view.names.full(NameKind.AGENCY, row.recipient.agency or None, _),
            element("strong", progress) if row.is_overdue else progress,
            _("{n} of {total}", n=row.answered, total=row.requested),
            view.names.full(NameKind.ROLE, row.recipient.role or None, _),
            versions.language_name(latest.language_of(row.recipient), _),
        ]

    return block_table(title, columns, map(cells, listed))


def _draft(view: View, state: RoundState, recipient: Recipient, format_: ReturnFormat, address: str) -> list[HtmlNode]:
    """Return the links to the drafts for a recipient: with the return attached, and in the person's mail program."""
    _, latest = view.translator, state.of_round
    name = versions.recipient_name(recipient, view.names, _)
    offer = email_file(latest, state.requests, recipient, format_)
    nodes: list[HtmlNode] = [file_link(view, offer, _("Draft to {agency} (.eml)", agency=name))]
    if address:
        query = urlencode(_message(view, state, recipient), quote_via=quote)
        nodes += [" ", element("a", address, outside=f"mailto:{quote(address, safe='@,')}?{query}")]
    return nodes


def _message(view: View, state: RoundState, recipient: Recipient) -> dict[str, str]:
    """Return the subject and the words of an e-mail, in the language of the return; too many titles are left out."""
    latest, office = state.of_round, office_of(state.current)
    _ = translator(latest.language_of(recipient))
    asked = {(each.review, each.ref) for each in state.requests if each.recipient == recipient}
    rows = (row for row in rows_of(state.before.recommendations) if (row.review, row.ref) in asked)
    named = ((state.ref_of(row.review, row.ref), localised_value(row, "title", _.language)[0]) for row in rows)
    listed = "\n".join([_("It is about:"), *(f"{ref}  {title}".rstrip() for ref, title in named)])
    to = _("To {agency},", agency=versions.recipient_name(recipient, view.names, _))
    month, day = format_round(latest.month, _), format_day(latest.due, _)
    parts = to, listed if len(listed) <= _LONGEST else "", office_name(office, _) if office.is_known else ""
    subject = _("Round of {month}: return due on {day}", month=month, day=day)
    return {"subject": subject, "body": "\n\n".join(filter(None, parts))}


def _save(name: str, key: str) -> None:
    """Save what the field of an agency has; what is typed stays where it cannot be saved."""
    attempt(RESULT, partial(rounds.save_address, agency=name, text=str(st.session_state[key])))
