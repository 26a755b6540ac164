"""The texts of a file that is refused before it is read: not a workbook, encrypted, too large or unsafe."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText
from wording.issues.paper_remedies import (
    ask_for_origin,
    copy_to_new_document,
    make_document_smaller,
    save_document_again,
)
from wording.labels.file_types import file_type_message, file_type_remedy

TEXTS: Mapping[str, IssueText] = {
    "file-missing": IssueText(
        message=lambda _, v: _("There is no file named {file}.", **v),
        remedy=lambda _, v: _("Check the name and the folder, and try again."),
    ),
    "file-is-folder": IssueText(
        message=lambda _, v: _("{file} is a folder, not a workbook.", **v),
        remedy=lambda _, v: _("Give the workbook inside it instead."),
    ),
    "file-unreadable": IssueText(
        message=lambda _, v: _("{file} could not be opened: {reason}.", **v),
        remedy=lambda _, v: _("Close it in other programs, check that you may read it, and try again."),
    ),
    "file-empty": IssueText(
        message=lambda _, v: _("The file is empty."),
        remedy=lambda _, v: _("Save the workbook again in Excel as .xlsx, and use that file."),
        paper_remedy=save_document_again,
    ),
    "file-too-large": IssueText(
        message=lambda _, v: _("The file is {found} MB large; at most {limit} MB are read.", **v),
        remedy=lambda _, v: _("Remove pictures and unused sheets, or split the workbook, and save it again."),
        paper_remedy=make_document_smaller,
    ),
    "file-not-workbook": IssueText(
        message=lambda _, v: file_type_message(v["looks_like"], _),
        remedy=lambda _, v: file_type_remedy(v["looks_like"], _),
    ),
    "file-old-format": IssueText(
        message=lambda _, v: _("The file is a workbook in an older or binary Excel format, not .xlsx."),
        remedy=lambda _, v: _(
            "Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one."
        ),
        paper_message=lambda _, v: _("The file is in an older format, not .docx."),
        paper_remedy=lambda _, v: _("Open it in Word, save it as a Word document (.docx), and use that file."),
    ),
    "file-encrypted": IssueText(
        message=lambda _, v: _("The workbook is protected by a password and cannot be opened."),
        remedy=lambda _, v: _("Remove the password in Excel, save the workbook as .xlsx, and use that file."),
        paper_message=lambda _, v: _("The document is protected by a password and cannot be opened."),
        paper_remedy=lambda _, v: _("Save it without protection, or ask for the Word document it was made from."),
    ),
    "file-macros": IssueText(
        message=lambda _, v: _("The file contains macros, and files with macros are not read."),
        remedy=lambda _, v: _(
            "Save it in Excel as an Excel workbook (.xlsx), or in Word as a Word document (.docx): "
            "both leave the macros out."
        ),
    ),
    "file-damaged": IssueText(
        message=lambda _, v: _("The workbook is damaged or incomplete and cannot be read."),
        remedy=lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
        paper_message=lambda _, v: _("The document is damaged or incomplete and cannot be read."),
        paper_remedy=save_document_again,
    ),
    "file-too-many-parts": IssueText(
        message=lambda _, v: _("The file holds {found} parts inside; a workbook has at most {limit}.", **v),
        remedy=lambda _, v: _("Copy the sheets that are needed to a new workbook, and save it as .xlsx."),
        paper_remedy=copy_to_new_document,
    ),
    "file-parts-repeated": IssueText(
        message=lambda _, v: _("The part {part} stands in the file twice, so it is not clear which counts.", **v),
        remedy=lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
    ),
    "file-part-misplaced": IssueText(
        message=lambda _, v: _("The part {part} points outside the file, which no workbook needs.", **v),
        remedy=lambda _, v: _("Ask where the file is from; do not use it unless Excel or Word itself saved it."),
        paper_remedy=ask_for_origin,
    ),
    "file-part-encrypted": IssueText(
        message=lambda _, v: _("The part {part} of the file is locked with a password.", **v),
        remedy=lambda _, v: _("Remove the password in Excel, save the workbook as .xlsx, and use that file."),
    ),
    "file-parts-overlap": IssueText(
        message=lambda _, v: _("Parts of the file lie on top of one another, which no workbook needs."),
        remedy=lambda _, v: _("Ask where the file is from; do not use it unless Excel or Word itself saved it."),
        paper_remedy=ask_for_origin,
    ),
    "file-declares-entities": IssueText(
        message=lambda _, v: _(
            "The part {part} declares a document type, which no workbook needs and which can be a trap.", **v
        ),
        remedy=lambda _, v: _("Ask where the file is from; do not use it unless Excel or Word itself saved it."),
        paper_message=lambda _, v: _(
            "The part {part} declares a document type, which no document of Word does and which can be a trap.", **v
        ),
        paper_remedy=ask_for_origin,
    ),
    "file-packed-too-tightly": IssueText(
        message=lambda _, v: _("The part {part} grows to more than {limit} times its packed size, as traps do.", **v),
        remedy=lambda _, v: _(
            "Remove empty rows, columns and sheets that were only formatted, and save it again in Excel; make the "
            "pictures of a document smaller, and save it again in Word."
        ),
        paper_remedy=copy_to_new_document,
    ),
    "file-part-too-large": IssueText(
        message=lambda _, v: _("The part {part} is larger than {limit} MB when it is unpacked.", **v),
        remedy=lambda _, v: _("Remove pictures and unused sheets, or split the workbook, and save it again."),
        paper_remedy=make_document_smaller,
    ),
    "file-unpacks-too-large": IssueText(
        message=lambda _, v: _("The file is larger than {limit} MB when it is unpacked.", **v),
        remedy=lambda _, v: _("Remove pictures and unused sheets, or split the workbook, and save it again."),
        paper_remedy=make_document_smaller,
    ),
    "file-active-content": IssueText(
        message=lambda _, v: _(
            "The workbook contains programmed controls or buttons, and workbooks with programs are not read."
        ),
        remedy=lambda _, v: _(
            "Save it in Excel as an Excel workbook (.xlsx); if they are still there, copy the cells to a new workbook."
        ),
    ),
    "file-embedded-objects": IssueText(
        message=lambda _, v: _(
            "Other documents or objects are embedded in the workbook, and such workbooks are not read."
        ),
        remedy=lambda _, v: _(
            "Remove the embedded objects, or copy the cells to a new workbook, and save it as .xlsx."
        ),
    ),
}
