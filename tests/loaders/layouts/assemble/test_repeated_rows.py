"""Lists of updates that repeat each item with every update: an update is at the cells of its row."""

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, read

HEAD = ["Ref", "Recommendation", "Theme", "Owner", "Date", "Status", "Progress"]
TRAIN = [1, "Train officers.", "Skills", "DPP"]
COUNT = [2, "Count cases.", "Data", "CPS"]


def updates(reading):
    return [(row["ref"], row["date"] and row["date"].words, row["status"], row["update"]) for row in progress(reading)]


def progress(reading):
    return reading.rows["progress"]


def test_each_row_of_a_repeated_item_has_its_update():
    rows = [
        [*TRAIN, "Feb 2024", "Red", "Begun."],
        [*TRAIN, "Jun 2024", "Amber", "Half done."],
        [*COUNT, "Jun 2024", "Red", "Not yet."],
        [*TRAIN, "Sep 2024", None, "No rating."],
        [*TRAIN, "Oct 2024", "Green", None],
        [*COUNT, "Sep 2024", "Green", "Counted."],
    ]
    reading = read({"T": [HEAD, *rows]})
    assert updates(reading) == [
        ("1", "Feb 2024", "Red", "Begun."),
        ("1", "Jun 2024", "Amber", "Half done."),
        ("2", "Jun 2024", "Red", "Not yet."),
        ("1", "Sep 2024", None, "No rating."),
        ("1", "Oct 2024", "Green", None),
        ("2", "Sep 2024", "Green", "Counted."),
    ]
    assert [row["basis"] for row in progress(reading)] == [
        "Published",
        "Published",
        "Published",
        None,
        *["Published"] * 2,
    ]
    assert {(row["review"], row["kind"]) for row in progress(reading)} == {("T", "Progress")}


def test_an_issue_of_an_update_names_the_cell_of_that_update():
    rows = [
        [*TRAIN, "Feb 2024", "Red", "Begun."],
        [*TRAIN, "some day", "Red", "Later."],
        [*TRAIN, "Jun 2024", "Puce", "Odd."],
        [*TRAIN, "Jul 2024", None, None],
    ]
    reported = [one for one in issues(read({"T": [HEAD, *rows]})) if one[0] in ("date-unrecognised", "status-unknown")]
    assert reported == [("date-unrecognised", "T E3"), ("status-unknown", "T F4")]


def test_an_item_that_differs_is_reported_for_each_row():
    other = [1, "Train officers.", "Staff", "DPP"]
    rows = [
        [*TRAIN, "Feb 2024", "Red", "Begun."],
        [*other, "Jun 2024", "Red", "Slow."],
        [*other, "Sep 2024", "Green", "Done."],
        [*TRAIN, "Oct 2024", "Green", "Done."],
    ]
    reading = read({"T": [HEAD, *rows]})
    assert [cell for code, cell in issues(reading) if code == "item-differs"] == ["T C3", "T C4"]
    assert [row["theme"] for row in reading.rows["recommendations"]] == ["Skills"]
    assert len(progress(reading)) == 4


def test_a_number_and_a_truth_are_not_the_same_ref():
    rows = [[1, *TRAIN[1:], "Feb 2024", "Red", "Begun."], [True, *TRAIN[1:], "Jun 2024", "Red", "Slow."]]
    assert [row["ref"] for row in progress(read({"T": [HEAD, *rows]}))] == ["1", "TRUE"]


def test_a_row_without_a_ref_continues_the_row_above_it_even_if_that_repeats_an_item():
    rows = [
        [*TRAIN, "Feb 2024", "Red", "Begun."],
        [*TRAIN, "Jun 2024", "Amber", "Half."],
        [None, None, None, None, "Sep 2024", "Green", "Done."],
    ]
    assert updates(read({"T": [HEAD, *rows]}))[2] == ("1", "Sep 2024", "Green", "Done.")


def test_items_without_refs_are_numbered_and_each_update_is_with_its_text():
    rows = [[*item[1:], month, "Red", "Said."] for month in ("Feb 2024", "Jun 2024") for item in (TRAIN, COUNT)]
    reading = read({"T": [HEAD[1:], *rows]})
    assert [row["ref"] for row in progress(reading)] == ["1", "2", "1", "2"]
    assert [row["recommendation"] for row in reading.rows["recommendations"]] == ["Train officers.", "Count cases."]


def test_a_row_without_ref_and_text_continues_the_row_above_it_even_if_the_first_row_was_the_same():
    blank = [None, None, None]
    rows = [
        [*blank, "Feb 2024", "Red", "Lost."],
        [*TRAIN[1:], "Feb 2024", "Red", "Begun."],
        [*blank, "Jun 2024", "Green", "Done."],
    ]
    assert [(one[0], one[3]) for one in updates(read({"T": [HEAD[1:], *rows]}))] == [
        ("1", "Lost."),
        ("2", "Begun."),
        ("2", "Done."),
    ]


def test_rows_that_repeat_a_recommendation_and_add_nothing_are_named():
    head = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
    item = [1, "Train officers.", "DPP", "Amber", "Begun."]
    reading = read({"T": [head, item, item[:3], item[:2], [2, "Hire staff.", "DPP"]]})
    assert [(i.cell, i.found) for i in reading.issues if i.code == "rows-repeated"] == [("A3", "3-4")]


def test_rows_that_repeat_a_recommendation_in_another_round_or_add_a_detail_are_not_named():
    head = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
    item = [1, "Train officers.", "DPP", "Amber", "Begun."]
    rounds = {"Feb 24": [head, item], "June 2024": [head, item[:3], [2, "Hire staff.", "DPP", "Red"]]}
    detail = {"June 2024": [head, [*item[:2], None, *item[3:]], item[:3]]}
    for sheets in (rounds, detail):
        assert not [issue for issue in read(sheets).issues if issue.code == "rows-repeated"]


def test_rows_without_refs_and_with_one_text_are_several_items_where_cells_that_are_not_read_differ():
    head = ["Screen Code", "Issue", "Status"]
    rows = [["Add tag", "No message is shown.", "Open"], ["Add page", "No message is shown.", "Closed"]]
    reading = read({"T": [head, *rows, *rows[:1]]}, options=ReadOptions(as_at="2024-06"))
    assert [(ref, status) for ref, _, status, _ in updates(reading)] == [("1", "Open"), ("2", "Closed")]
