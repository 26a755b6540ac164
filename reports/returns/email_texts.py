"""The subject and the paragraphs of the e-mails of a round: the request, and its reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model.returns.formats import ReturnFormat
from model.returns.identity import ReturnIdentity
from model.returns.reminder import Reminder
from reports.returns.instructions import full_name, return_title
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names


@dataclass(frozen=True, slots=True)
class EmailText:
    """What an e-mail says."""

    subject: str
    paragraphs: tuple[str, ...]


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
