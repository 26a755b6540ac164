"""A file that is no workbook: what it is, and how to come by a workbook."""

from wording.catalogue import Translator


def looks_like(kind: str, _: Translator) -> str:
    """Return the sentence that names what a file is, where its first bytes tell."""
    known = {
        "html": _("The file is a web page under another name, not an Excel workbook."),
        "xml-spreadsheet": _("The file is a workbook saved as XML, as Excel 2003 did, not .xlsx."),
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
    if kind in ("html", "xml-spreadsheet"):
        return _("Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one.")
    if kind == "pdf":
        return _("Ask for the workbook it was made from, or copy its table into a new workbook.")
    if kind in ("document", "rich-text"):
        return _(
            "If it is a progress report, save it as a Word document (.docx). Else copy its table into a new workbook, "
            "with one value in each cell, and save it as .xlsx."
        )
    if kind in ("presentation", "markdown", "text"):
        return _("Copy its table into a new workbook, with one value in each cell, and save it as .xlsx.")
    others = {
        "numbers": _("Open it in Numbers, export it to Excel, and use the .xlsx file."),
        "zip": _("Unpack it, and use the workbook inside."),
    }
    return others.get(kind, _("Open it in Excel and save it as an Excel workbook (.xlsx)."))
