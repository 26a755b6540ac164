"""Two columns that may both be the status."""

from model.issues.issue import Severity
from model.language import Language
from tests.support.workbooks.layouts import GREEN, read, updates
from wording.catalogue import translator
from wording.issues import message, remedy

ENGLISH = translator(Language.ENGLISH)

HEAD = ["Ref", "Recommendation", "Owner", "Status", "RAG", "Update"]


def tracker(*pairs):
    rows = [[number, f"Task {number}.", "DPP", *pair, "Begun."] for number, pair in enumerate(pairs, 1)]
    return {"June 2024": [HEAD, *rows]}


def answers(reading):
    questions = [(i.cell, i.found, i.severity) for i in reading.issues if i.code == "status-columns-two"]
    return [status for _, _, status, _ in updates(reading)], questions


def test_the_column_with_words_of_the_scale_is_read_and_the_other_is_a_question():
    reading = read(tracker(("Open", "A"), ("Closed", "Green"), ("Open", None)))
    assert answers(reading) == (["Amber", "Green", None], [("D1", "Status", Severity.WARNING)])
    assert [(one.cell, one.field) for one in reading.columns if one.field == "status"] == [("E1", "status")]


def reported_columns(reading):
    return [
        (i.code, i.cell, i.severity, message(i, ENGLISH), remedy(i, ENGLISH))
        for i in reading.issues
        if i.code in ("status-columns-two", "column-as-evidence")
    ]


def test_the_other_is_evidence_and_reported_in_full():
    reading = read(tracker(("Open", "A"), (None, "Green")))
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Status: Open", None]
    assert reported_columns(reading) == [
        (
            "status-columns-two",
            "D1",
            Severity.WARNING,
            "“RAG” (E1) and “Status” (D1) may both be the status. “RAG” was read as the status; the other was put "
            "under Evidence in the latest update of each row, after its heading.",
            "Give the one that is not the status another heading, such as Previous status; or write into each heading "
            "the month it is of.",
        )
    ]


def test_a_third_column_that_may_be_the_status_names_the_one_that_was_read_or_that_none_was():
    head = [*HEAD[:5], "State", "Update"]
    rows = [
        [number, f"Task {number}.", "DPP", status, "Amber", "Live", "Begun."]
        for number, status in ((1, "Open"), (2, "Shut"))
    ]
    evidence = "each of its cells (F2:F3) was put under Evidence, after its heading."
    assert reported_columns(read({"June 2024": [head, *rows]}))[1] == (
        "column-as-evidence",
        "F1",
        Severity.WARNING,
        f"“State” may be a status too. The status was read from “RAG”; {evidence}",
        "Nothing, if that is right; if it is the status, give it the heading Status, and “RAG” another.",
    )
    similar = [[*row[:3], "Red", *row[4:]] for row in rows]
    assert reported_columns(read({"June 2024": [head, *similar]})) == [
        (
            "status-columns-two",
            "E1",
            Severity.ERROR,
            "“Status” (D1) and “RAG” (E1) may both be the status, so neither was read.",
            "Give the one that is not the status another heading, such as Previous status; or write into each heading "
            "the month it is of.",
        ),
        (
            "column-as-evidence",
            "F1",
            Severity.WARNING,
            f"“State” may be a status, and so may other columns. None of them was read as it: {evidence}",
            "Give the column that is the status the heading Status, and the others another.",
        ),
    ]


def test_neither_is_read_where_both_have_them():
    assert answers(read(tracker(("Red", "Amber"), ("Red", "Green")))) == (
        [None, None],
        [("E1", "RAG", Severity.ERROR)],
    )


def test_neither_is_taken_where_none_does():
    assert answers(read(tracker(("Open", "Late"), ("Closed", "Done"))))[1] == [("E1", "RAG", Severity.ERROR)]


def test_a_column_with_nothing_in_it_is_no_rival():
    assert answers(read(tracker(("Open", None), ("Closed", None)))) == (["Open", "Closed"], [])


def test_a_column_that_is_only_coloured_is_one():
    reading = read(tracker((None, "Amber"), (None, "Amber")), fills={"June 2024!D2": GREEN})
    assert answers(reading) == (["Amber", "Amber"], [("D1", "Status", Severity.WARNING)])
