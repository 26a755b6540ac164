"""The sentences for a published paper that is refused as any file may be: its remedies are not those of a workbook."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.text import Sentence


def _shorter(_: Translator, __: Mapping[str, str]) -> str:
    return _("Remove its pictures, or save the pages about the recommendations by themselves, and use that file.")


def _pages_alone(_: Translator, __: Mapping[str, str]) -> str:
    return _("Save the pages about the recommendations by themselves, and use that file.")


def _afresh(_: Translator, __: Mapping[str, str]) -> str:
    return _("Open it in the program it was made with, and save it again.")


def _copied(_: Translator, __: Mapping[str, str]) -> str:
    return _("Copy its text to a new Word document, save it as .docx, and use that file.")


def _asked(_: Translator, __: Mapping[str, str]) -> str:
    return _("Ask where the file is from; do not use it unless you know who made it.")


MESSAGES: Mapping[str, Sentence] = {
    "file-encrypted": lambda _, v: _("The document is protected by a password and cannot be opened."),
    "file-damaged": lambda _, v: _("The document is damaged or incomplete and cannot be read."),
    "file-old-format": lambda _, v: _("The file is in an older format, not .docx."),
    "file-declares-entities": lambda _, v: _(
        "The part {part} declares a document type, which no document of Word does and which can be a trap.", **v
    ),
    "reading-too-slow": lambda _, v: _(
        "Reading the document was ended, because it took longer than {limit} seconds.", **v
    ),
    "reading-too-much-memory": lambda _, v: _(
        "Reading the document was ended, because it needed more than {limit} MB of memory.", **v
    ),
    "reading-broke-off": lambda _, v: _(
        "Reading the document broke off: something in it cannot be read safely. Nothing else is affected."
    ),
}
REMEDIES: Mapping[str, Sentence] = {
    "file-empty": _afresh,
    "file-too-large": _shorter,
    "file-part-too-large": _shorter,
    "file-unpacks-too-large": _shorter,
    "file-packed-too-tightly": _copied,
    "file-too-many-parts": _copied,
    "file-damaged": _afresh,
    "file-old-format": lambda _, v: _("Open it in Word, save it as a Word document (.docx), and use that file."),
    "file-encrypted": lambda _, v: _("Save it without protection, or ask for the Word document it was made from."),
    "file-declares-entities": _asked,
    "file-part-misplaced": _asked,
    "file-parts-overlap": _asked,
    "reading-too-slow": _pages_alone,
    "reading-too-much-memory": _pages_alone,
    "reading-broke-off": _copied,
}
