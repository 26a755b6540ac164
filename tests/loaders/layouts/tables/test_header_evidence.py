"""Header rows whose headings are mostly unknown."""

import pytest

from loaders import read_workbook
from loaders.options import ReadOptions
from model.issues.issue import WorkbookError
from tests.support.workbooks.layouts import book_of, issues, read, texts

IN_JUNE = ReadOptions(as_at="2024-06")
TASKS = [[n, f"Write lesson number {n} of the course.", "Maria", "2024-05-0" + str(n)] for n in range(1, 5)]


def test_one_known_heading_and_texts_below_an_unknown_one_are_a_table():
    reading = read({"T": [["Nr", "Onderwerp", "Owner", "Datum"], *TASKS]}, options=IN_JUNE)

    assert texts(reading) == [(str(n), text) for n, text, _, _ in TASKS]
    assert ("heading-uncertain", "T B1") in issues(reading)


def test_a_list_of_allowed_values_is_no_table():
    lists = [["Severity", "Status", "Area"], ["High", "Open", "IT"], ["Low", "Done", "HR"], ["Some", "Late", "PR"]]
    tracker = [["Ref", "Recommendation", "Status"], [1, "Train.", "Open"], [2, "Count.", "Done"]]

    assert texts(read({"T": tracker, "Values": lists}, options=IN_JUNE)) == [
        ("1", "Train."),
        ("2", "Count."),
    ]


def test_headings_that_are_all_unknown_are_refused_with_what_was_looked_at():
    rows = [["Nr", "Onderwerp", "Wie", "Datum"], *TASKS]

    with pytest.raises(WorkbookError) as refused:
        read_workbook(book_of({"T": rows}))

    assert (refused.value.code, refused.value.details["sheet"]) == ("no-table", "T")
