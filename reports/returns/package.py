"""The returns of a round as one archive, with the e-mails that send them and remind of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property
from itertools import groupby

import pandas as pd

from analysis.promises import has_response
from analysis.returns import unanswered
from analysis.selection import Selection
from analysis.table_rows import rows_of
from model.language import Language, normalise_space
from model.returns.received import ReturnIdentity, StoredReturn
from model.returns.round import Recipient, Reminder, RequestedUpdate, ReturnFormat, Round
from model.tracker.rows import RecommendationRow
from model.tracker.tracker import Tracker
from model.versions.version import Version
from reports.document import Edition, Office
from reports.registry import return_file_names
from reports.reproducible import zip_files
from reports.returns.texts import ReturnTexts
from reports.returns.word_form import return_word_bytes
from reports.returns.workbook import full_name, return_title, return_workbook_bytes
from reports.text.narrator import Narrator, response_lines
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names, localised_value, office_name
from wording.format.text import reviewed_ref

Addresses = Mapping[str, str]
NO_ADDRESSES: Addresses = {}
_BOUNDARY = "cynnydd-return"
_SUBTYPES = {
    ReturnFormat.EXCEL: "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReturnFormat.WORD: "vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The media type of each format, after `application/`."""


@dataclass(frozen=True, slots=True)
class EmailText:
    """What an e-mail says."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """The return of one recipient and its draft e-mail, with the names of both files."""

    recipient: Recipient
    name: str
    content: bytes
    email_name: str
    email: bytes


def returns_zip_bytes(
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    format_: ReturnFormat = ReturnFormat.EXCEL,
    addresses: Addresses = NO_ADDRESSES,
) -> bytes:
    """Return all returns of a round as a zip file: those to fill in, and the draft e-mails in a folder."""
    files: dict[str, bytes] = {}
    for each in build_returns(edition, of_round, requests, format_=format_, addresses=addresses):
        files[each.name] = each.content
        files[f"e-mail/{each.email_name}"] = each.email
    return zip_files(files)


def email_bytes(
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    format_: ReturnFormat,
    addresses: Addresses,
) -> bytes:
    """Return the draft e-mail to the one recipient of some requests."""
    (made,) = build_returns(edition, of_round, requests, format_=format_, addresses=addresses)
    return made.email


def build_returns(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    reminder: Reminder | None = None,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
    addresses: Addresses = NO_ADDRESSES,
) -> Iterator[ReturnFile]:
    """Yield the return of each recipient, in their order; what nobody is named for is in none.

    Args:
        edition: the tracker of the version that the round was started from, as at the month of the round.
        of_round: the round.
        requests: what the round requests; the recommendations of a recipient are in their order in it.
        reminder: what the e-mails remind of; without one they ask for the returns.
        current: what is published now: which formal responses have come; without it, those of the edition.
        format_: what the returns are made as.
        addresses: to whom the e-mails are, by the name of the recipient; a missing address is to be added.
    """
    sources = {
        language: _Source(replace(edition, language=language), current or edition.tracker, format_, addresses)
        for language in Language
    }
    named = sorted((each for each in requests if each.recipient.name), key=lambda each: each.recipient)
    groups = {who: list(group) for who, group in groupby(named, key=lambda each: each.recipient)}
    names = return_file_names(list(groups), month=of_round.month, is_reminder=reminder is not None)
    for recipient, group in groups.items():
        language = of_round.language_of(recipient)
        identity = ReturnIdentity(recipient, of_round.month, of_round.due, language, of_round.version)
        keys = [(each.review, each.ref) for each in group]
        yield sources[language].make(identity, names[recipient], keys, reminder)


@dataclass(frozen=True)
class _Source:
    """What the returns of one language are made from."""

    edition: Edition
    current: Tracker
    format_: ReturnFormat
    addresses: Addresses

    def make(
        self, identity: ReturnIdentity, name: str, keys: Sequence[tuple[str, str]], reminder: Reminder | None
    ) -> ReturnFile:
        is_word = self.format_ is ReturnFormat.WORD
        write = return_word_bytes if is_word else return_workbook_bytes
        content = write(self._narrator, self._texts, identity, keys)
        text, file_name = self._email_text(identity, keys, reminder), f"{name}.{self.format_.value}"
        to = self.addresses.get(identity.recipient.name, "")
        email = draft_email_bytes(
            text, identity.language, to=to, content=content, file_name=file_name, format_=self.format_
        )
        return ReturnFile(identity.recipient, file_name, content, f"{name}.eml", email)

    def _email_text(
        self, identity: ReturnIdentity, keys: Sequence[tuple[str, str]], reminder: Reminder | None
    ) -> EmailText:
        names, _, contact = self._narrator.names, self._narrator.translator, self.edition.office.contact
        if reminder is None:
            text = request_text(identity, names, _, contact=contact, format_=self.format_)
            return self._with_greeting(text, identity, keys)
        named = self.edition.tracker.recommendations["review"].nunique() > 1
        refs = [reviewed_ref(review, ref, named=named) for review, ref in keys]
        missing = self.current.recommendations[~has_response(self.current, as_at=self.edition.as_at)]
        without = set(zip(missing["review"], missing["ref"], strict=True))
        due = response_lines(self._narrator, self.current, reviews={key[0] for key in keys if key in without})
        text = reminder_text(identity, reminder, refs, names, _, contact=contact, due=due, format_=self.format_)
        return self._with_greeting(text, identity, keys)

    def _with_greeting(self, text: EmailText, identity: ReturnIdentity, keys: Sequence[tuple[str, str]]) -> EmailText:
        """Return an e-mail with a greeting, the titles of the recommendations, and the office that sends it."""
        _, table = self._narrator.translator, self.edition.tracker.recommendations
        named = table["review"].nunique() > 1
        rows = {(row.review, row.ref): row for row in rows_of(table, RecommendationRow)}
        titles = [
            f"{reviewed_ref(*key, named=named)}  {localised_value(rows[key], 'title', _.language).text}".rstrip()
            for key in keys
            if key in rows
        ]
        office = self.edition.office.name
        sender = [office_name(office, _)] if office.is_known else []
        greeting = _("To {agency},", agency=full_name(identity, self._narrator.names, _))
        listed = "\n".join([_("It is about:"), *titles])
        return EmailText(text.subject, (greeting, *text.paragraphs, listed, *sender))

    @cached_property
    def _narrator(self) -> Narrator:
        return Narrator(self.edition)

    @cached_property
    def _texts(self) -> ReturnTexts:
        return ReturnTexts(self._narrator)


def draft_email_bytes(  # noqa: PLR0913 - options by name
    text: EmailText, language: Language, *, to: str = "", content: bytes, file_name: str, format_: ReturnFormat
) -> bytes:
    """Return the draft as an .eml that mail programs open as one not sent yet, also without an address."""
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = normalise_space(text.subject)
    message["X-Unsent"] = "1"
    message.set_content("\n\n".join(text.paragraphs) + "\n", cte="base64")
    message.add_attachment(content, maintype="application", subtype=_SUBTYPES[format_], filename=file_name)
    message["Content-Language"] = language.tag
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()


def request_text(
    identity: ReturnIdentity, names: Names, _: Translator, *, contact: str, format_: ReturnFormat
) -> EmailText:
    """Return the e-mail that asks for a return."""
    agency, month = full_name(identity, names, _), format_round(identity.month, _)
    paragraphs = (
        _("Attached is the return of {agency} for the round of {month}.", agency=agency, month=month),
        *_how_to_answer(identity, _, format_),
        *_contact(contact, _),
    )
    return EmailText(return_title(identity, names, _), paragraphs)


def reminder_text(  # noqa: PLR0913 - options by name
    identity: ReturnIdentity,
    reminder: Reminder,
    refs: Sequence[str],
    names: Names,
    _: Translator,
    *,
    contact: str,
    format_: ReturnFormat,
    due: Sequence[str] = (),
) -> EmailText:
    """Return the e-mail that reminds of a return: what has no update yet, and by when it is due or was due.

    The return with it has what is missing alone; the return that was sent first is taken in as well. `due` has the
    sentences on the formal responses to its reviews.
    """
    title = return_title(identity, names, _)
    is_overdue = reminder is Reminder.AFTER
    day = None if is_overdue else identity.due
    paragraphs = (
        _due_line(identity, names, _, is_overdue=is_overdue),
        _.plural(
            "No update has come yet on {n} recommendation: {refs}.",
            "No update has come yet on {n} recommendations: {refs}.",
            len(refs),
            refs=", ".join(refs),
        ),
        *due,
        _attached(format_, _),
        _fill_in(format_, day, _),
        _("You may fill in the return that was sent before instead. If you have sent it, there is nothing more to do."),
        *_contact(contact, _),
    )
    subject = _("Overdue: {title}", title=title) if is_overdue else _("Reminder: {title}", title=title)
    return EmailText(subject, paragraphs)


def _due_line(identity: ReturnIdentity, names: Names, _: Translator, *, is_overdue: bool) -> str:
    agency, month = full_name(identity, names, _), format_round(identity.month, _)
    day = format_day(identity.due, _)
    if is_overdue:
        return _(
            "The return of {agency} for the round of {month} was due on {day}.", agency=agency, month=month, day=day
        )
    return _("The return of {agency} for the round of {month} is due on {day}.", agency=agency, month=month, day=day)


def _how_to_answer(identity: ReturnIdentity, _: Translator, format_: ReturnFormat) -> tuple[str, str]:
    explained = (
        _("Its first page explains how. Nothing is published before the office has read it.")
        if format_ is ReturnFormat.WORD
        else _("The first sheet explains how. Nothing is published before the office has read it.")
    )
    return _fill_in(format_, identity.due, _), explained


def _attached(format_: ReturnFormat, _: Translator) -> str:
    if format_ is ReturnFormat.WORD:
        return _("Attached is a Word form with what is missing.")
    return _("Attached is a workbook with what is missing.")


def _fill_in(format_: ReturnFormat, due: date | None, _: Translator) -> str:
    """Return what to fill in, and by when it comes back; without a day, as soon as possible."""
    if format_ is ReturnFormat.WORD:
        if due is None:
            return _("Please fill in its white boxes, and send it back as soon as you can.")
        return _("Please fill in its white boxes, and send it back by {day}.", day=format_day(due, _))
    if due is None:
        return _("Please fill in the white cells of its second sheet, and send it back as soon as you can.")
    return _("Please fill in the white cells of its second sheet, and send it back by {day}.", day=format_day(due, _))


def _contact(contact: str, _: Translator) -> list[str]:
    return [_("Contact: {contact}", contact=contact)] if contact else []


def reminder_emails(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    returns: Sequence[StoredReturn],
    *,
    reminder: Reminder,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
    addresses: Addresses = NO_ADDRESSES,
) -> dict[str, bytes]:
    """Return the draft e-mails by file name, in the language of each return; none where everything was answered.

    Which formal responses have come is counted in `current`, what is published now.
    Each has a workbook or a Word form attached, with the recommendations that have no update yet and no other.
    """
    missing = unanswered(requests, returns)
    made = build_returns(
        edition, of_round, missing, reminder=reminder, current=current, format_=format_, addresses=addresses
    )
    return {each.email_name: each.email for each in made}


def reminders_zip_bytes(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    returns: Sequence[StoredReturn],
    *,
    reminder: Reminder,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
    addresses: Addresses = NO_ADDRESSES,
) -> bytes:
    """Return the draft e-mails as a zip file."""
    return zip_files(
        reminder_emails(
            edition,
            of_round,
            requests,
            returns,
            reminder=reminder,
            current=current,
            format_=format_,
            addresses=addresses,
        )
    )


def returns_edition(tracker: Tracker, version: Version, *, month: date, today: date, office: Office) -> Edition:
    """Return the whole tracker of a version as at the month of a round, with promises judged today until it is over."""
    selection, now = Selection(as_at=f"{month:%Y-%m}"), pd.Timestamp(today)
    return Edition(
        tracker,
        selection,
        Language.ENGLISH,
        version.source.name,
        version=version.number,
        published_at=version.published_at,
        today=now if now < selection.month(tracker) + pd.offsets.MonthEnd() else None,
        office=office,
    )
