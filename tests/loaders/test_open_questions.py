"""The questions of a reading: close calls of columns, the order of statuses, a missing month; and accepting them."""

from datetime import date

from loaders.open_questions import accept_proposals, latest_month, open_questions
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.pipeline import read_with_tables
from model.tracker.reading import OpenQuestion
from tests.support.workbooks.layouts import book_of, read

TODAY = date(2024, 9, 15)
BODY = [
    [1, "Train the officers.", "DPP", "Open"],
    [2, "Share the data.", "CPS", "Closed"],
    [3, "Buy the cameras.", "CPS", "Paused"],
]
PLAN = [["Last updated: 14/06/2024"], ["Ref", "Recommendation", "Owner", "Status"], *BODY]


def questions_of(rows, options=NO_OPTIONS):
    read_tables = read_with_tables(book_of({"Plan": rows}), options=options)
    return open_questions(read_tables.reading, read_tables.sheets, TODAY)


def test_the_order_of_statuses_and_the_month_of_an_undated_list_are_questions():

    scale, month = questions_of([*PLAN[1:], [], ["Due", date(2024, 6, 14), date(2025, 1, 1)]])
    assert scale == OpenQuestion(
        "scale", "Plan", ("D",), "--scale", ("Open", "Closed", "Paused"), "Open, Paused, Closed"
    )
    assert month == OpenQuestion("month", "Plan", (), "--as-at", (), "2024-06")


def test_the_month_proposed_is_that_of_the_latest_date_that_is_not_in_the_future():
    def month(*rows, name="Plan"):
        return latest_month(read_with_tables(book_of({name: [*PLAN[1:], *rows]})).sheets, TODAY)

    assert month([], ["Last updated: 14/06/2024"]) == "2024-06"
    assert month([], ["Position at 30 April 2024"]) == "2024-04"
    assert month(name="Plan, May 2024 (2)") == "2024-05"
    assert month([], ["Seen", date(2024, 7, 3), date(2025, 1, 1)], ["Feb 24"]) == "2024-07"
    assert month() == ""


def test_days_of_targets_and_of_other_plans_are_no_evidence_of_the_month():
    head = ["Ref", "Recommendation", "Owner", "Status", "Target date", "Agreed date", "Modified"]
    days = [date(2024, 8, 1), date(2024, 7, 1), date(2024, 5, 2)]

    def proposed(width):
        rows = [head[:width], *([*row, *days][:width] for row in BODY)]
        return next(question.proposed for question in questions_of(rows) if question.id == "month")

    assert (proposed(5), proposed(6), proposed(7)) == ("", "", "2024-05")


def test_a_line_of_an_update_that_begins_with_a_date_is_evidence_of_the_month():
    lines = ("03/05/2024 - Half are trained.", "• 12 July 2024: All, before 1 August 2024.", "July 24, 2024: None.")
    rows = [["Ref", "Recommendation", "Owner", "Status", "Update"], *([*row, "\n".join(lines)] for row in BODY)]
    assert [question.proposed for question in questions_of(rows) if question.id == "month"] == ["2024-07"]


def test_the_month_of_a_file_without_dates_is_a_question_without_a_proposal():
    questions = questions_of(PLAN[1:])
    assert [(question.id, question.proposed) for question in questions if question.id == "month"] == [("month", "")]
    options = accept_proposals(NO_OPTIONS, questions)
    assert options.as_at is None
    assert [question.id for question in questions_of(PLAN[1:], options)] == ["month"]


def test_with_what_is_proposed_no_question_is_left():
    rows = [*PLAN[1:], [], ["Seen", date(2024, 9, 3)]]
    questions = questions_of(rows)
    options = accept_proposals(NO_OPTIONS, questions)
    assert options == ReadOptions(scale=("Open", "Paused", "Closed"), as_at="2024-09")
    assert questions_of(rows, options) == ()
    assert read({"Plan": rows}, options=options).publishable
