"""A title above a table is no heading."""

from datetime import date

from tests.support.workbooks.layouts import read, texts


def test_a_title_with_a_date_to_the_right_of_the_headings_is_no_group_above_them():
    rows = [
        [None, "State of works", None, None, date(2024, 6, 19)],
        ["Priority", "Project", "Status", "Notes"],
        ["High", "New lamps in the hall", "On Hold", "No money yet."],
        ["Low", "New chairs in the hall", "Completed", "All are there."],
        ["Low", "New paint in the yard", "In Progress", "Half is done."],
    ]
    reading = read({"T": rows})

    assert texts(reading) == [
        ("1", "New lamps in the hall"),
        ("2", "New chairs in the hall"),
        ("3", "New paint in the yard"),
    ]
    assert [row["status"] for row in reading.rows["progress"]] == ["On Hold", "Completed", "In Progress"]
