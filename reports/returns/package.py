"""The returns of a round as one archive, with the e-mails that send them and remind of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.promises import has_response
from analysis.reasons import questions
from analysis.returns import promises_due
from analysis.rounds import reported_by
from analysis.selection import Selection
from model.returns import round as contract
from model.returns.round import Recipient
from model.terms import Language, NameKind, TableRow, normalise_space
from model.tracker.tracker import Tracker
from model.versions.version import Version
from reports.document import Edition, Office, plain_text
from reports.meeting_pack import question_spans
from reports.panel.report import promise_spans
from reports.registry import DOCX, XLSX, return_file_names
from reports.reproducible import zip_files
from reports.returns.forms import ReturnBook, WordForm, full_name, return_title
from reports.text.narrator import Key, Narrator, response_lines
from wording.answers.recommendation import format_target
from wording.catalogue import label
from wording.formatting import format_day, format_round

_BOUNDARY = "cynnydd-return"


@dataclass(frozen=True, eq=False)
class Mailing:
    """What the returns of a round, and the e-mails that send them or remind of them, are made from.

    Attributes:
        edition: the tracker of the version that the round was started from, as at the month of the round.
        requests: what the round requests, or what of it has no update yet; the recommendations of a recipient are in
            their order in it.
        addresses: to whom the e-mails are, by the name of the recipient; a missing address is to be added.
        reminder: what the e-mails remind of; without one they ask for the returns.
        current: what is published now: which formal responses have come; without it, those of the edition.
    """

    edition: Edition
    of_round: contract.Round
    requests: Sequence[contract.RequestedUpdate]
    format_: contract.ReturnFormat = contract.ReturnFormat.EXCEL
    addresses: Mapping[str, str] = field(default_factory=dict)
    reminder: contract.Reminder | None = None
    current: Tracker | None = None


class ReturnFile(NamedTuple):
    """The return of one recipient and its draft e-mail, with the names of both files."""

    recipient: Recipient
    name: str
    content: bytes
    email_name: str
    email: bytes


def returns_zip_bytes(mailing: Mailing) -> bytes:
    """Return all returns of a round as a zip file: those to fill in, and the draft e-mails in a folder."""
    files: dict[str, bytes] = {}
    for each in build_returns(mailing):
        files[each.name] = each.content
        files[f"e-mail/{each.email_name}"] = each.email
    return zip_files(files)


def email_bytes(mailing: Mailing) -> bytes:
    """Return the draft e-mail of a mailing to one recipient."""
    (made,) = build_returns(mailing)
    return made.email


def emails(mailing: Mailing) -> dict[str, bytes]:
    """Return the draft e-mails by file name, in the language of each return; none where nothing is requested."""
    return {each.email_name: each.email for each in build_returns(mailing)}


def emails_zip_bytes(mailing: Mailing) -> bytes:
    """Return the draft e-mails as a zip file."""
    return zip_files(emails(mailing))


def build_returns(mailing: Mailing) -> Iterator[ReturnFile]:
    """Yield the return of each recipient, in their order; what nobody is named for is in none.

    The analyses of the whole tracker are made a single time for each language.
    """
    of_round, is_word = mailing.of_round, mailing.format_ is contract.ReturnFormat.WORD
    form: type[WordForm | ReturnBook] = WordForm if is_word else ReturnBook
    narrators = {language: Narrator(replace(mailing.edition, language=language)) for language in Language}
    named = sorted((each for each in mailing.requests if each.recipient.name), key=lambda each: each.recipient)
    groups = {who: list(group) for who, group in groupby(named, key=lambda each: each.recipient)}
    names = return_file_names(list(groups), month=of_round.month, is_reminder=mailing.reminder is not None)
    for recipient, group in groups.items():
        language, keys = of_round.language_of(recipient), [(each.review, each.ref) for each in group]
        narrator, file_name = narrators[language], f"{names[recipient]}.{mailing.format_.value}"
        content = form(narrator, of_round, recipient).bytes_of({key: _texts(narrator, key) for key in keys})
        email = _email(mailing, narrator, recipient, keys)
        main, subtype = (DOCX if is_word else XLSX).split("/")
        email.add_attachment(content, maintype=main, subtype=subtype, filename=file_name)
        email["Content-Language"] = language.tag
        email.set_boundary(_BOUNDARY)
        yield ReturnFile(recipient, file_name, content, f"{names[recipient]}.eml", email.as_bytes())


def _texts(narrator: Narrator, key: Key) -> dict[contract.Item, str]:
    """Return the text of each locked item of a recommendation; the word for none where there is nothing."""
    _, today = narrator.translator, narrator.edition.today
    row, due = narrator.recommendations[key], narrator.about(key, promises_due, today=today)
    named = filter(None, (narrator.words(row, field) for field in ("title", "recommendation")))
    asked = narrator.about(key, questions, today=today)
    texts = {
        contract.Item.RECOMMENDATION: "\n".join(dict.fromkeys(named)),
        contract.Item.THEME: narrator.full_name(NameKind.THEME, row.theme),
        contract.Item.STATUS: _status(narrator, narrator.standing[key]),
        contract.Item.LATEST_WORDS: _latest_words(narrator, key),
        contract.Item.TARGET: format_target(row, _) if isinstance(row.target_words, str) else "",
        contract.Item.PROMISES: "\n".join(plain_text(promise_spans(narrator, each)) for each in due),
        contract.Item.QUESTIONS: "\n".join(plain_text(question_spans(narrator, each)) for each in asked),
    }
    return {item: text or _("none") for item, text in texts.items()}


def _email(mailing: Mailing, narrator: Narrator, recipient: Recipient, keys: Sequence[Key]) -> EmailMessage:
    """Return the draft, which mail programs open as one not sent yet, also without an address."""
    message, _, reminder = EmailMessage(policy=SMTP), narrator.translator, mailing.reminder
    if to := mailing.addresses.get(recipient.name):
        message["To"] = to
    subject = return_title(mailing.of_round, recipient, narrator.names, _)
    if reminder is not None:
        is_overdue = reminder is contract.Reminder.AFTER
        subject = _("Overdue: {title}", title=subject) if is_overdue else _("Reminder: {title}", title=subject)
    message["Subject"] = normalise_space(subject)
    message["X-Unsent"] = "1"
    message.set_content("\n\n".join(_paragraphs(mailing, narrator, recipient, keys)) + "\n", cte="base64")
    return message


def _paragraphs(mailing: Mailing, narrator: Narrator, recipient: Recipient, keys: Sequence[Key]) -> Iterator[str]:
    """Yield a greeting, what is asked for, the titles of the recommendations, and the office that sends it."""
    _, agency = narrator.translator, full_name(recipient, narrator.names, narrator.translator)
    yield _("To {agency},", agency=agency)
    if mailing.reminder is None:
        month = format_round(mailing.of_round.month, _)
        yield _("Attached is the return of {agency} for the round of {month}.", agency=agency, month=month)
        yield label("return-fill-in", mailing.format_, _, day=format_day(mailing.of_round.due, _))
        yield label("return-explained", mailing.format_, _)
    else:
        yield from _reminder(mailing, narrator, recipient, keys)
    named = [(narrator.number(*key), narrator.words(narrator.recommendations[key], "title")) for key in keys]
    titles = (f"{number}  {title}" if title else number for number, title in named)
    yield from filter(None, (narrator.contact_line, "\n".join([_("It is about:"), *titles]), narrator.publisher))


def _reminder(mailing: Mailing, narrator: Narrator, recipient: Recipient, keys: Sequence[Key]) -> Iterator[str]:
    """Yield what has no update yet, by when it is due or was due, and the formal responses that are due.

    The return with it has what is missing alone; the return that was sent first is taken in as well.
    """
    _, is_overdue = narrator.translator, mailing.reminder is contract.Reminder.AFTER
    day, month = format_day(mailing.of_round.due, _), format_round(mailing.of_round.month, _)
    values = {"agency": full_name(recipient, narrator.names, _), "month": month, "day": day}
    was_due = _("The return of {agency} for the round of {month} was due on {day}.", **values)
    yield was_due if is_overdue else _("The return of {agency} for the round of {month} is due on {day}.", **values)
    refs = ", ".join(narrator.number(*key) for key in keys)
    yield label("sentence", "no-update-yet", _, n=len(keys), refs=refs)
    current = mailing.current or mailing.edition.tracker
    missing = current.recommendations[~has_response(current, as_at=mailing.edition.as_at)]
    without = set(zip(missing["review"], missing["ref"], strict=True))
    yield from response_lines(narrator, current, reviews={key[0] for key in keys if key in without})
    yield label("return-attached", mailing.format_, _)
    yield label("return-fill-in-now" if is_overdue else "return-fill-in", mailing.format_, _, day=day)
    yield label("sentence", "return-sent-before", _)


def _status(narrator: Narrator, row: TableRow) -> str:
    """Return the status with the month in which it was given; an inferred one is marked as such."""
    _, word, rated_on = narrator.translator, narrator.mark(row.mark, row.basis).word, row.rated_on
    return word if pd.isna(rated_on) else f"{word} {_('(given in {month})', month=format_round(rated_on, _))}"


def _latest_words(narrator: Narrator, key: Key) -> str:
    """Return the words of the latest round that has any, below its month."""
    worded = [(row, text) for row in narrator.about(key, reported_by) if (text := narrator.localised(row, "update"))]
    if not worded:
        return ""
    latest = worded[-1][0].round
    words = [text.words for row, text in worded if row.round == latest]
    return "\n".join([f"{format_round(latest, narrator.translator)}:", *words])


def returns_edition(tracker: Tracker, version: Version, *, month: date, today: date, office: Office) -> Edition:
    """Return the whole tracker of a version as at the month of a round, with promises judged today until it is over."""
    selection, now = Selection(as_at=f"{month:%Y-%m}"), pd.Timestamp(today)
    judged = now if now < selection.month(tracker) + pd.offsets.MonthEnd() else None
    return Edition(tracker, selection, Language.ENGLISH, version.source.name, version, judged, office=office)
