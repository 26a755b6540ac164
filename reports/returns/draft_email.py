"""A draft e-mail with a return attached, to open in a mail program and send: nothing is sent from here."""

from email.message import EmailMessage
from email.policy import SMTP

from model.returns.identity import ReturnIdentity
from model.text import normalise_space
from reports.returns.instructions import full_name, return_title
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names

_BOUNDARY = "cynnydd-return"


def draft_email_bytes(
    identity: ReturnIdentity, names: Names, _: Translator, *, workbook: bytes, file_name: str, contact: str
) -> bytes:
    """Return the draft as an .eml that mail programs open as one not sent yet; its recipient is to be added."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = normalise_space(return_title(identity, names, _))
    message["X-Unsent"] = "1"
    message.set_content(_body(identity, names, _, contact), cte="base64")
    message.add_attachment(
        workbook,
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        filename=file_name,
    )
    message["Content-Language"] = identity.language.tag
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()


def _body(identity: ReturnIdentity, names: Names, _: Translator, contact: str) -> str:
    day, month = format_day(identity.due, _), format_round(identity.month, _)
    lines = (
        _(
            "Attached is the return of {agency} for the round of {month}.",
            agency=full_name(identity, names, _),
            month=month,
        ),
        _("Please fill in the white cells of its second sheet, and send it back by {day}.", day=day),
        _("The first sheet explains how. Nothing is published before the office has read it."),
        *([_("Contact: {contact}", contact=contact)] if contact else []),
    )
    return "\n\n".join(lines) + "\n"
