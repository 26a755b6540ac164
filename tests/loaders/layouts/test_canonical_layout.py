"""Canonical sheets in a workbook with a free layout are read."""

from tests.support.workbooks.layouts import issues, items, read

HEAD = ["Ref", "Recommendation", "Theme", "Owner", "RAG Feb 24", "Progress Feb 24"]
TRACKER = [
    ["Our tracker"],
    HEAD,
    [1, "Train.", "Training", "DPP", "Red", "Begun."],
    [2, "Count.", "Data", "CPS", "Green", "Done."],
]
REVIEWS = [["Review", "Title", "Published", "Body"], ["Custody", "The custody review", "March 2023", "HMICFRS"]]
MONITORING = [
    ["Review", "Ref", "Activity", "Due", "Kind", "Done"],
    ["Custody", 1, "Visit the suite", "June 2024", "Attendance", "No"],
]
NAMES = [["Kind", "Name", "Short name"], ["Theme", "Data", "Dat"], ["Agency", "Dyfed-Powys Police", "DPP"]]


def test_every_canonical_sheet_is_read():
    reading = read({"Tracker": TRACKER, "Reviews": REVIEWS, "Monitoring": MONITORING, "Names": NAMES})
    assert items(reading) == [("1", "Training", "Dyfed-Powys Police"), ("2", "Data", "CPS")]
    assert [(row["review"], row["title"], row["body"]) for row in reading.rows["reviews"]] == [
        ("Custody", "The custody review", "HMICFRS")
    ]
    assert [
        (row["review"], row["ref"], row["activity"], row["kind"], row["done"]) for row in reading.rows["monitoring"]
    ] == [("Custody", "1", "Visit the suite", "Attendance", False)]
    assert [(row["name"], row["short_name"]) for row in reading.rows["names"]] == [
        ("Data", "Dat"),
        ("Dyfed-Powys Police", "DPP"),
    ]
    assert {row["review"] for row in reading.rows["recommendations"]} == {"Custody"}
    assert issues(reading) == [("rows-above-headings", "Tracker A1")]
    assert "review-assumed" not in {one.code for one in reading.issues}
    assert ("Monitoring", "activity") in {(one.sheet, one.field) for one in reading.columns}


def test_of_several_reviews_none_is_taken():
    several = [*REVIEWS, ["Stalking", "The stalking review", "May 2023", "HMICFRS"]]
    reading = read({"Tracker": TRACKER, "Reviews": several})
    assert [row["review"] for row in reading.rows["reviews"]] == ["Custody", "Stalking", "Our tracker"]
    assert {row["review"] for row in reading.rows["recommendations"]} == {"Our tracker"}
    reported = [one for one in reading.issues if one.code == "heading-missing"]
    assert [(one.sheet, one.cell, one.details["expected"], one.severity.value) for one in reported] == [
        ("Tracker", "A2", "Review", "error")
    ]


def test_a_tracker_that_names_its_reviews_has_them_described():
    rows = [["Review", *HEAD], ["Custody", 1, "Train.", "Training", "DPP", "Red", "Begun."]]
    reading = read({"Tracker": rows, "Reviews": REVIEWS})
    assert [row["title"] for row in reading.rows["reviews"]] == ["The custody review"]
    assert issues(reading) == []


def test_a_sheet_of_that_name_with_other_headings_is_not_canonical():
    rows = [["Ref", "Recommendation", "Owner", "Status", "Review date"], [1, "Train.", "CPS", "Red", "May 2024"]]
    reading = read({"Reviews": rows}, name="2024-06.xlsx")
    assert items(reading) == [("1", None, "CPS")]
