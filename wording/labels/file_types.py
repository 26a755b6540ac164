"""What the type of a file is called that is no workbook, and how to make a workbook of it."""

from wording.catalogue import Translator


def file_type_message(kind: str, _: Translator) -> str:
    """Return the message that names the type of a file that is no workbook, as its first bytes show it."""
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


def file_type_remedy(kind: str, _: Translator) -> str:
    """Return the remedy for a file of a type that is no workbook."""
    as_xlsx = _("Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one.")
    copied = _("Copy its table into a new workbook, with one value in each cell, and save it as .xlsx.")
    known = {
        **dict.fromkeys(("html", "xml-spreadsheet", "exchange"), as_xlsx),
        **dict.fromkeys(("presentation", "markdown", "text"), copied),
        **dict.fromkeys(
            ("document", "rich-text", "open-text"),
            _(
                "If it is a progress report, or a return of a round, save it as a Word document (.docx). Else copy its "
                "table into a new workbook, with one value in each cell, and save it as .xlsx."
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
