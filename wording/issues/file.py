"""Sentences on files: those that cannot be used, and what is said of a workbook as a whole."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.text import Sentence


def _no_report(_: Translator, v: Mapping[str, str]) -> str:
    """Say which headings a progress report is known by, and which of them were found."""
    looked_for = _(
        "The document is no progress report that can be read. Looked for were headings such as “Recommendation 3”, "
        "and below them “Response July 2023” or “Progress June 2024”."
    )
    recommendations, updates = int(v["recommendations"]), int(v["updates"])
    if not v["found"]:
        return f"{looked_for} " + _("There are no words in it.")
    if not recommendations and not updates:
        return f"{looked_for} " + _("There is none of them in it. It begins “{found}”.", **v)
    return f"{looked_for} " + _(
        "Headings of recommendations found: {recommendations}. Headings of responses or progress with a month found: "
        "{updates}. It begins “{found}”.",
        **v,
    )


def _not_followed(_: Translator, kind: str) -> str:
    """Name what a workbook leads to."""
    if kind == "workbooks":
        return _("The workbook refers to other workbooks. They were not opened; the values stored here were read.")
    if kind == "connections":
        return _("The workbook has connections to other data. They were not used; the values stored here were read.")
    return _("The workbook has buttons or other controls. They were not read.")


MESSAGES: Mapping[str, Sentence] = {
    "file-missing": lambda _, v: _("There is no file named {file}.", **v),
    "file-is-folder": lambda _, v: _("{file} is a folder, not a workbook.", **v),
    "file-unreadable": lambda _, v: _("{file} could not be opened: {reason}.", **v),
    "file-empty": lambda _, v: _("The file is empty."),
    "file-too-large": lambda _, v: _("The file is {found} MB large; at most {limit} MB are read.", **v),
    "file-not-workbook": lambda _, v: looks_like(v["looks_like"], _),
    "file-old-format": lambda _, v: _("The file is a workbook in an older or binary Excel format, not .xlsx."),
    "file-encrypted": lambda _, v: _("The workbook is protected by a password and cannot be opened."),
    "file-macros": lambda _, v: _("The file contains macros, and files with macros are not read."),
    "file-damaged": lambda _, v: _("The workbook is damaged or incomplete and cannot be read."),
    "file-too-many-parts": lambda _, v: _("The file holds {found} parts inside; a workbook has at most {limit}.", **v),
    "file-parts-repeated": lambda _, v: _(
        "The part {part} stands in the file twice, so it is not clear which counts.", **v
    ),
    "file-part-misplaced": lambda _, v: _("The part {part} points outside the file, which no workbook needs.", **v),
    "file-part-encrypted": lambda _, v: _("The part {part} of the file is locked with a password.", **v),
    "file-parts-overlap": lambda _, v: _("Parts of the file lie on top of one another, which no workbook needs."),
    "file-declares-entities": lambda _, v: _(
        "The part {part} declares a document type, which no workbook needs and which can be a trap.", **v
    ),
    "file-packed-too-tightly": lambda _, v: _(
        "The part {part} grows to more than {limit} times its packed size, as traps do.", **v
    ),
    "file-part-too-large": lambda _, v: _("The part {part} is larger than {limit} MB when it is unpacked.", **v),
    "file-unpacks-too-large": lambda _, v: _("The file is larger than {limit} MB when it is unpacked.", **v),
    "file-active-content": lambda _, v: _(
        "The workbook contains programmed controls or buttons, and workbooks with programs are not read."
    ),
    "file-embedded-objects": lambda _, v: _(
        "Other documents or objects are embedded in the workbook, and such workbooks are not read."
    ),
    "reading-too-slow": lambda _, v: _("Reading the file was ended, because it took longer than {limit} seconds.", **v),
    "reading-too-much-memory": lambda _, v: _(
        "Reading the file was ended, because it needed more than {limit} MB of memory.", **v
    ),
    "reading-broke-off": lambda _, v: _(
        "Reading the file broke off: something in it cannot be read safely. Nothing else is affected."
    ),
    "too-many-sheets": lambda _, v: _("The workbook has {found} sheets; at most {limit} are read.", **v),
    "too-many-rows": lambda _, v: _("The sheet {sheet} reaches row {found}; at most {limit} rows are read.", **v),
    "too-many-columns": lambda _, v: _(
        "The sheet {sheet} reaches column number {found}; at most {limit} columns are read.", **v
    ),
    "not-a-report": _no_report,
    "paper-damaged": lambda _, v: _("The document is damaged or incomplete and cannot be read."),
    "pdf-encrypted": lambda _, v: _("The PDF is protected, and its text cannot be read."),
    "pdf-without-text": lambda _, v: _.plural(
        "The PDF has {n} page and no text in it: it is a scan, a picture of a page.",
        "The PDF has {n} pages and no text in them: it is a scan, pictures of pages.",
        int(v["pages"]),
    ),
    "paper-without-cells": lambda _, v: _("The file is a paper and no workbook: it has no cells."),
    "no-table": lambda _, v: (
        _("No table of recommendations was found. The sheets of this workbook are: {sheets}.", **v)
        if v["sheets"]
        else _("No sheet with cells was found in this workbook.")
    ),
    "encoding-detected": lambda _, v: _("The letters of the file were read as {found}.", **v),
    "delimiter-detected": lambda _, v: (
        _("A tab was taken to stand between the values.")
        if v["found"] == "tab"
        else _("The sign {found} was taken to stand between the values.", **v)
    ),
    "quotation-unclosed": lambda _, v: _(
        "A quotation mark on line {line} of the file is never closed. The line was read by itself: “{found}”.", **v
    ),
    "links-not-followed": lambda _, v: _not_followed(_, v["found"]),
}

REMEDIES: Mapping[str, Sentence] = {
    "file-missing": lambda _, v: _("Check the name and the folder, and try again."),
    "file-is-folder": lambda _, v: _("Give the workbook inside it instead."),
    "file-unreadable": lambda _, v: _("Close it in other programs, check that you may read it, and try again."),
    "file-empty": lambda _, v: _("Save the workbook again in Excel as .xlsx, and use that file."),
    "file-too-large": lambda _, v: _("Remove pictures and unused sheets, or split the workbook, and save it again."),
    "file-not-workbook": lambda _, v: workbook_instead(v["looks_like"], _),
    "file-old-format": lambda _, v: _(
        "Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one."
    ),
    "file-encrypted": lambda _, v: _("Remove the password in Excel, save the workbook as .xlsx, and use that file."),
    "file-macros": lambda _, v: _(
        "Save it in Excel as an Excel workbook (.xlsx), or in Word as a Word document (.docx): "
        "both leave the macros out."
    ),
    "file-damaged": lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
    "file-too-many-parts": lambda _, v: _("Copy the sheets that are needed to a new workbook, and save it as .xlsx."),
    "file-parts-repeated": lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
    "file-part-misplaced": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-part-encrypted": lambda _, v: _(
        "Remove the password in Excel, save the workbook as .xlsx, and use that file."
    ),
    "file-parts-overlap": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-declares-entities": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-packed-too-tightly": lambda _, v: _(
        "Remove empty rows, columns and sheets that were only formatted, and save it again in Excel; make the pictures "
        "of a document smaller, and save it again in Word."
    ),
    "file-part-too-large": lambda _, v: _(
        "Remove pictures and unused sheets, or split the workbook, and save it again."
    ),
    "file-unpacks-too-large": lambda _, v: _(
        "Remove pictures and unused sheets, or split the workbook, and save it again."
    ),
    "file-active-content": lambda _, v: _(
        "Save it in Excel as an Excel workbook (.xlsx); if they are still there, copy the cells to a new workbook."
    ),
    "file-embedded-objects": lambda _, v: _(
        "Remove the embedded objects, or copy the cells to a new workbook, and save it as .xlsx."
    ),
    "reading-too-slow": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "reading-too-much-memory": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "reading-broke-off": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "too-many-sheets": lambda _, v: _("Remove the sheets that are not part of the tracker."),
    "too-many-rows": lambda _, v: _("Remove what stands below the table, or split the workbook."),
    "too-many-columns": lambda _, v: _("Remove what stands to the right of the table."),
    "not-a-report": lambda _, v: _(
        "Put the number of each recommendation on a line of its own, and above what was reported of it a line such as "
        "“Progress June 2024”; or put all of it into the template. A table needs columns with headings such as Ref, "
        "Recommendation, Owner and Status."
    ),
    "paper-damaged": lambda _, v: _("Open it in the program it was made with, and save it again."),
    "pdf-encrypted": lambda _, v: _("Save it without protection, or ask for the Word document it was made from."),
    "pdf-without-text": lambda _, v: _("Ask for the Word document it was made from, or a PDF with text in it."),
    "paper-without-cells": lambda _, v: _("Convert it first, and use the workbook that comes of it."),
    "no-table": lambda _, v: _(
        "Give the columns headings such as Ref, Recommendation, Owner and Status, or use the template."
    ),
    "encoding-detected": lambda _, v: _("Nothing, if accents and dashes read as they should; else save it as UTF-8."),
    "delimiter-detected": lambda _, v: _("Nothing, if the columns are right; else save it as an Excel workbook."),
    "quotation-unclosed": lambda _, v: _(
        "Close the mark or remove it, or save the tracker as an Excel workbook; then see that the row is right."
    ),
    "links-not-followed": lambda _, v: _("Nothing, if the values are up to date; else open it in Excel and save it."),
}


def looks_like(kind: str, _: Translator) -> str:
    """Return the sentence that names what a file is, where its first bytes tell."""
    known = {
        "html": _("The file is a web page under another name, not an Excel workbook."),
        "xml-spreadsheet": _("The file is a workbook saved as XML, as Excel 2003 did, not .xlsx."),
        "flat-spreadsheet": _("The file is a workbook of LibreOffice in one XML file (.fods), not .ods or .xlsx."),
        "open-template": _("The file is a template of LibreOffice (.ots), not a workbook."),
        "open-text": _("The file is a text document of LibreOffice (.odt), not an Excel workbook."),
        "exchange": _("The file is a table in a format for exchange (.dif or .slk), not an Excel workbook."),
        "xml": _("The file is XML, not an Excel workbook."),
        "json": _("The file is JSON, not an Excel workbook."),
        "pdf": _("The file is a PDF, not an Excel workbook."),
        "rich-text": _("The file is a text document (.rtf), not an Excel workbook."),
        "document": _("The file is a Word document, not an Excel workbook."),
        "presentation": _("The file is a presentation, not an Excel workbook."),
        "numbers": _("The file is a document of Apple Numbers, Pages or Keynote, not an Excel workbook."),
        "markdown": _("The file is text with a table in Markdown, not an Excel workbook."),
        "text": _("The file is plain text, not an Excel workbook."),
        "zip": _("The file is an archive of another kind, not an Excel workbook."),
    }
    return known.get(kind, _("The file is not an Excel workbook."))


def workbook_instead(kind: str, _: Translator) -> str:
    """Return what to do about a file that is no workbook."""
    as_xlsx = _("Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one.")
    copied = _("Copy its table into a new workbook, with one value in each cell, and save it as .xlsx.")
    known = {
        **dict.fromkeys(("html", "xml-spreadsheet", "exchange"), as_xlsx),
        **dict.fromkeys(("open-text", "presentation", "markdown", "text"), copied),
        **dict.fromkeys(
            ("document", "rich-text"),
            _(
                "If it is a progress report, save it as a Word document (.docx). Else copy its table into a new "
                "workbook, with one value in each cell, and save it as .xlsx."
            ),
        ),
        "flat-spreadsheet": _("Open it in LibreOffice, and save it as .ods or as an Excel workbook (.xlsx)."),
        "open-template": _(
            "Open it in LibreOffice, which begins a new workbook with it, and save that as .ods or as an Excel "
            "workbook (.xlsx)."
        ),
        "pdf": _("Ask for the workbook it was made from, or copy its table into a new workbook."),
        "numbers": _("Open it in Numbers, export it to Excel, and use the .xlsx file."),
        "zip": _("Unpack it, and use the workbook inside."),
    }
    return known.get(kind, _("Open it in Excel and save it as an Excel workbook (.xlsx)."))
