"""A file that is no workbook is named, with a remedy that leads to one."""

import pytest

from model.issues.issue import WorkbookError
from model.language import Language
from wording.catalogue import translator
from wording.issues import message, remedy

ENGLISH = translator(Language.ENGLISH)


@pytest.mark.parametrize(
    ("kind", "named", "instead"),
    [
        ("html", "a web page under another name", "Open it in Excel"),
        ("xml-spreadsheet", "a workbook saved as XML, as Excel 2003 did", "Open it in Excel"),
        (
            "flat-spreadsheet",
            "a workbook of LibreOffice in one XML file (.fods)",
            "Open it in LibreOffice, and save it",
        ),
        ("open-template", "a template of LibreOffice (.ots)", "Open it in LibreOffice, which begins a new workbook"),
        ("open-text", "a text document of LibreOffice (.odt)", "If it is a progress report, or a return of a round"),
        ("exchange", "a table in a format for exchange (.dif or .slk)", "Open it in Excel"),
        ("xml", "XML", "Open it in Excel"),
        ("json", "JSON", "Open it in Excel"),
        ("pdf", "a PDF", "Ask for the workbook"),
        ("rich-text", "a text document (.rtf)", "If it is a progress report"),
        ("document", "a Word document", "If it is a progress report"),
        ("presentation", "a presentation", "Copy its table"),
        ("numbers", "a document of Apple Numbers, Pages or Keynote", "Open it in Numbers"),
        ("markdown", "text with a table in Markdown", "Copy its table"),
        ("text", "plain text", "Copy its table"),
        ("zip", "an archive of another kind", "Unpack it"),
    ],
)
def test_a_refusal_names_the_file_type_and_the_way_to_a_workbook(kind, named, instead):
    refused = WorkbookError("file-not-workbook", looks_like=kind)
    assert message(refused, ENGLISH).startswith(f"The file is {named}, not ")
    assert remedy(refused, ENGLISH).startswith(instead)


def test_an_unknown_file_type_is_called_no_workbook():
    refused = WorkbookError("file-not-workbook", looks_like="unknown")
    assert message(refused, ENGLISH) == "The file is not an Excel workbook."
