"""A draft e-mail with a return attached, to open in a mail program and send: nothing is sent from here."""

from email.message import EmailMessage
from email.policy import SMTP

from model.language import Language
from model.returns.formats import ReturnFormat
from model.text import normalise_space
from reports.returns.email_texts import EmailText

_BOUNDARY = "cynnydd-return"
_SUBTYPES = {
    ReturnFormat.EXCEL: "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReturnFormat.WORD: "vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The media type of each format, after `application/`."""


def draft_email_bytes(
    text: EmailText, language: Language, *, content: bytes, file_name: str, format_: ReturnFormat
) -> bytes:
    """Return the draft as an .eml that mail programs open as one not sent yet; its recipient is to be added."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = normalise_space(text.subject)
    message["X-Unsent"] = "1"
    message.set_content("\n\n".join(text.paragraphs) + "\n", cte="base64")
    message.add_attachment(content, maintype="application", subtype=_SUBTYPES[format_], filename=file_name)
    message["Content-Language"] = language.tag
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()
