"""Issues of forms and of transposed tables name the cells of their sheets."""

import pytest

from loaders import read_workbook
from loaders.canonical import workbook_bytes
from loaders.options import ReadOptions
from model.issues.issue import Severity
from model.language import Language
from tests.support.workbooks.layouts import GREEN, issues, read, updates
from tests.support.workbooks.mappings import mapping_of
from wording.catalogue import translator
from wording.issues import message, remedy

ENGLISH = translator(Language.ENGLISH)
FORM = [
    ["Ref", 1],
    ["Recommendation", "Train them."],
    [None, "In three years."],
    ["Owner", "DPP"],
    ["Date", "Feb 24"],
    ["RAG", "Purple"],
    ["Update", "None."],
    ["Date", "June 2024"],
    ["RAG", None],
    ["Update", "Half."],
    ["Colour of tie", "blue"],
]
TURNED = [["Ref", 1, 1], ["Recommendation", "Train them.", "Train them."], ["Owner", "DPP", "CPS"]]


def test_issues_of_values_name_the_cells_of_the_form():
    reading = read({"Form": FORM}, fills={"Form!B9": GREEN})
    assert updates(reading) == [("1", "Feb 24", None, "None."), ("1", "June 2024", "Green", "Half.")]
    assert issues(reading) == [
        ("status-unknown", "Form B6"),
        ("status-from-colour", "Form B9"),
        ("heading-unknown", "Form A11"),
    ]
    unknown = reading.issues[-1]
    assert message(unknown, ENGLISH) == "The heading “Colour of tie” is not known, so its column was not read."
    assert remedy(unknown, ENGLISH).startswith("Nothing, if it is a note; else give it one of these headings")


def test_issues_that_list_rows_name_where_the_entries_of_a_turned_table_begin():
    rated = [*TURNED, ["RAG Feb 24", "R", "A"], ["Update Feb 24", "One.", "Two."]]
    reading = read({"T": rated})
    assert issues(reading) == [("rows-joined", "T B1"), ("item-differs", "T C3"), ("statuses-differ", "T C4")]
    joined, differs, statuses = (one for one in reading.issues if one.cell in ("B1", "C3", "C4"))
    assert message(joined, ENGLISH) == (
        "Rows B1, C1 are about recommendation 1 for the same date, and were put together."
    )
    assert (differs.details["first"], statuses.details["first"]) == ("B3", "T B4")


def test_the_field_that_a_person_chooses_for_a_label_precedes_its_meaning():
    options = ReadOptions(mapping=mapping_of(("Form", "A", "theme", "Colour of tie")))
    reading = read({"Form": FORM}, fills={"Form!B9": GREEN}, options=options)
    assert [row["theme"] for row in reading.rows["recommendations"]] == ["blue"]


@pytest.mark.parametrize("rows", [[*FORM[:5], ["RAG", "R"], *FORM[6:]], [*TURNED, ["RAG Feb 24", "R", "R"]]])
def test_what_was_read_is_a_canonical_workbook_without_errors(rows):
    reading = read({"T": rows}, fills={"T!B9": GREEN})
    written = read_workbook(workbook_bytes(reading.rows, reading.scale))
    assert (written.layout, written.rows, written.scale) == ("canonical", reading.rows, reading.scale)
    assert [issue for issue in written.issues if issue.severity is Severity.ERROR] == []
