"""A workbook is read as what is published: its names, refs, dates, review and scale."""

import pytest

from loaders.pipeline import read_workbook
from tests.support.published_workbooks import CUSTODY, TRAINING, issue_details, options_of, published_reading, read_by
from tests.support.workbooks.canonical import KEY, RATED, RECOMMENDATION, write_workbook

NAMED = ["Ref", "Recommendation", "Theme", "Lead", "RAG Oct 24"]
HEAD = ["Ref", "Recommendation", "RAG Oct 24"]
FUNDING = ["1", "Find lasting funding.", "Amber"]
TRAIN = ["2", "Train officers on breaches of civil orders", "Red"]
CELLS = ["1", "Inspect every cell each week.", "Red"]
PLAN = [HEAD, ["1", "Find lasting funding.", "Under way"]]
MEANINGS = [["Status", "Meaning"], ["RED", "Not begun"], ["Amber", "Under way"], ["Green", "Finished"]]


@pytest.fixture
def published(tmp_path):
    return published_reading(tmp_path)


@pytest.fixture
def two_reviews(tmp_path):
    recommendations = [RECOMMENDATION, TRAINING, CUSTODY]
    reviews = [{"Review": name, "Title": f"The {name} review"} for name in ("Stalking", "Custody")]
    return published_reading(tmp_path, reviews=reviews, recommendations=recommendations, progress=[RATED])


def variants(reading):
    return [(cell, found, details["used"]) for cell, found, details in issue_details(reading, "name-variant")]


def dates(reading, table="progress", field="date"):
    return [row[field].words for row in reading.rows[table]]


def test_a_short_name_and_another_case_are_the_published_name(published):
    written = ["DPP", "dyfed-powys police", "heddlu dyfed-powys", "DPP"]
    rows = [[str(n), f"Do {n}.", "RESOURCING", name, "Amber"] for n, name in enumerate(written, start=1)]
    reading = read_by(published, {"Plan": [NAMED, *rows]})
    names = {(row["theme"], row["lead_agency"]) for row in reading.rows["recommendations"]}
    assert names == {("Resourcing", "Dyfed-Powys Police")}
    assert variants(reading) == [
        ("Plan C2", "RESOURCING", "Resourcing"),
        *((f"Plan D{row}", name, "Dyfed-Powys Police") for row, name in enumerate(written[:3], start=2)),
    ]


def test_the_published_workbook_itself_reads_without_a_change(published, tmp_path):
    again = read_workbook(tmp_path / "published.xlsx", options=options_of(published))
    assert (again.rows, again.scale, again.issues) == (published.rows, published.scale, published.issues)


def test_a_review_in_another_case_is_the_published_one(published, tmp_path):
    listed, progress = [{**RECOMMENDATION, "Review": "STALKING"}], [{**RATED, "Review": "STALKING"}]
    path = write_workbook(tmp_path / "next.xlsx", reviews=None, recommendations=listed, progress=progress)
    reading = read_workbook(path, options=options_of(published))
    assert reviews(reading) == {"Stalking"}
    assert variants(reading) == [("Recommendations A2", "STALKING", "Stalking")]


def test_refs_in_another_form_are_the_published_ones(published):
    rows = [["R1", FUNDING[1], None, None, "Amber"], ["R2", TRAIN[1], None, None, "Red"]]
    reading = read_by(published, {"Plan": [NAMED, *rows]})
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2"]
    assert [row["ref"] for row in reading.rows["progress"]] == ["1", "2"]
    assert variants(reading) == [("Plan A2", "R1", "1"), ("Plan A3", "R2", "2")]


def test_a_month_is_in_its_published_words_and_a_new_one_or_a_day_stays_as_it_is_written(published):
    head = ["Ref", "Recommendation", "Target date", "RAG Feb 24", "RAG Oct 24"]
    reading = read_by(published, {"Plan": [head, ["2", "Train officers.", "Jan 2025", "Amber", "Green"]]})
    assert (dates(reading), dates(reading, "recommendations", "target")) == (
        ["February 2024", "Oct 24"],
        ["January 2025"],
    )
    of_a_day = [["Ref", "Recommendation", "RAG", "Date"], ["1", FUNDING[1], "Amber", "1 February 2024"]]
    assert dates(read_by(published, {"Plan": of_a_day})) == ["2024-02-01"]


def reviews(reading):
    return {row["review"] for table in ("recommendations", "progress") for row in reading.rows[table]}


def test_refs_and_texts_of_one_review_name_it(two_reviews):
    reading = read_by(two_reviews, {"Plan": [["Our plan"], HEAD, FUNDING, TRAIN]})
    assert reviews(reading) == {"Stalking"}
    details = {"matching": "2", "count": "2", "assumed": "Our plan"}
    assert issue_details(reading, "review-published") == [("Plan A1", "Stalking", details)]
    assert issue_details(reading, "review-assumed") == []
    assert [(row["review"], row["title"]) for row in reading.rows["reviews"]] == [("Stalking", "Stalking")]
    assert reviews(read_by(two_reviews, {"Plan": [HEAD, CELLS]})) == {"Custody"}


def test_a_review_that_a_person_chose_does_not_get_the_title_of_the_workbook(two_reviews):
    chosen = read_by(two_reviews, {"Plan": [["Our plan"], HEAD, ["9", "Something else.", "Red"]]}, review="Stalking")
    assert [(row["review"], row["title"]) for row in chosen.rows["reviews"]] == [("Stalking", "Stalking")]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "Buy new cars.", "Red"], ["2", "Paint the station.", "Red"]],
        [FUNDING, ["2", "Paint the station.", "Red"], ["3", "Buy new cars.", "Red"]],
        [["5", "Find lasting funding.", "Amber"], ["6", TRAIN[1], "Red"]],
        [CELLS, TRAIN],
    ],
    ids=["other texts", "too few", "other refs", "two reviews"],
)
def test_without_a_clear_match_the_review_is_a_question(two_reviews, rows):
    reading = read_by(two_reviews, {"Plan": [HEAD, *rows]}, name="our plan.xlsx")
    assert reviews(reading) == {"our plan"}
    assert [found for _, found, _ in issue_details(reading, "review-assumed")] == ["our plan"]
    assert issue_details(reading, "review-published") == []


def statuses(reading):
    return [row["status"] for row in reading.rows["progress"]]


def test_other_meanings_leave_the_published_scale_and_are_one_issue(published):
    reading = read_by(published, {"Plan": PLAN, "Key": MEANINGS})
    assert (reading.scale, statuses(reading)) == (published.scale, ["Amber"])
    assert issue_details(reading, "scale-published") == [("Key B2", "RED, Amber, Green", {"layout": ""})]


def test_another_order_or_another_complete_status_is_another_scale(published):
    plan = [PLAN[0], ["1", "Find lasting funding.", "Amber"]]
    amber_worst = [MEANINGS[0], MEANINGS[2], MEANINGS[1], MEANINGS[3]]
    done_early = [["Status", "Complete"], ["Red", "No"], ["Amber", "Yes"], ["Green", "Yes"]]
    for key in (amber_worst, done_early):
        reading = read_by(published, {"Plan": plan, "Key": key})
        assert reading.scale != published.scale
        assert issue_details(reading, "scale-published") == []


def test_a_canonical_workbook_keeps_its_meanings_and_reports_them(published, tmp_path):
    key = [{**KEY[0], "Meaning": "Nothing was done."}, *KEY[1:]]
    reading = read_workbook(write_workbook(tmp_path / "next.xlsx", key=key), options=options_of(published))
    assert reading.scale.statuses[0].meaning == "Nothing was done."
    assert issue_details(reading, "scale-published") == [("Key B2", "Red", {"layout": "canonical"})]


def test_without_a_key_the_published_scale_is_used_if_it_has_every_status(tmp_path):
    blue = {"Status": "Blue", "Meaning": "Checked.", "Complete": "Yes", "Colour": "Blue"}
    published = published_reading(tmp_path, key=[*KEY[:2], {**KEY[2], "Complete": "No"}, blue])
    reading = read_by(published, {"Plan": [PLAN[0], ["1", "Find lasting funding.", "Blue"], ["2", "Train.", "Green"]]})
    assert (reading.scale, statuses(reading)) == (published.scale, ["Blue", "Green"])
    without = read_by(published, {"Plan": [PLAN[0], ["1", "Find lasting funding.", "Open"], ["2", "Train.", "Closed"]]})
    assert without.scale.names == ("Open", "Closed")
