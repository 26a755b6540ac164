"""Names that are read as they are published, by their short name and in any case."""

import pytest

from loaders import read_workbook
from tests.support.published_workbooks import issue_details, options_of, published_reading, read_by
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, write_workbook

HEAD = ["Ref", "Recommendation", "Theme", "Lead", "RAG Oct 24"]
FUNDING, TRAINING = "Find lasting funding.", "Train officers about breaches of civil orders."


@pytest.fixture
def published(tmp_path):
    return published_reading(tmp_path)


def names(reading):
    return [(row["theme"], row["lead_agency"]) for row in reading.rows["recommendations"]]


@pytest.mark.parametrize("written", ["DPP", "dyfed-powys police", "Dyfed Powys Police", "heddlu dyfed-powys"])
def test_a_short_name_and_another_case_are_the_published_name(published, written):
    reading = read_by(published, {"Plan": [HEAD, ["1", FUNDING, "Resourcing", written, "Amber"]]})
    assert names(reading) == [("Resourcing", "Dyfed-Powys Police")]
    assert issue_details(reading, "name-published") == [
        ("Plan D2", "", {"changes": f"“{written}” → “Dyfed-Powys Police”"})
    ]


def test_every_changed_name_of_a_column_is_listed_in_one_issue(published):
    rows = [
        ["1", FUNDING, "RESOURCING", "DPP", "Amber"],
        ["2", TRAINING, "People & Skills", "PROBATION CYMRU", "Red"],
        ["3", "Another.", "resourcing", "DPP", "Red"],
        ["4", "A fourth.", "RESOURCING", "Dyfed-Powys Police", "Red"],
    ]
    reading = read_by(published, {"Plan": [HEAD, *rows]})
    assert names(reading) == [
        ("Resourcing", "Dyfed-Powys Police"),
        ("People & Skills", "Probation Cymru"),
        ("Resourcing", "Dyfed-Powys Police"),
        ("Resourcing", "Dyfed-Powys Police"),
    ]
    assert issue_details(reading, "name-published") == [
        ("Plan C2", "", {"changes": "“RESOURCING” → “Resourcing”, “resourcing” → “Resourcing”"}),
        ("Plan D2", "", {"changes": "“DPP” → “Dyfed-Powys Police”, “PROBATION CYMRU” → “Probation Cymru”"}),
    ]
    assert issue_details(reading, "name-variant") == []


def test_a_name_of_the_workbooks_names_sheet_is_left_as_it_is(published):
    names_sheet = [["Kind", "Name", "Short name"], ["Agency", "D-P Police", "DPP"]]
    rows = [["1", FUNDING, "Resourcing", "DPP", "Amber"]]
    reading = read_by(published, {"Plan": [HEAD, *rows], "Names": names_sheet})
    assert names(reading) == [("Resourcing", "D-P Police")]
    assert issue_details(reading, "name-published") == []


def test_the_published_workbook_itself_reads_without_a_change(published, tmp_path):
    again = read_workbook(tmp_path / "published.xlsx", options=options_of(published))
    assert (again.rows, again.scale, again.issues) == (published.rows, published.scale, published.issues)


def test_a_review_in_another_case_is_the_published_one(published, tmp_path):
    listed, progress = [{**RECOMMENDATION, "Review": "STALKING"}], [{**RATED, "Review": "stalking"}]
    path = write_workbook(tmp_path / "next.xlsx", reviews=None, recommendations=listed, progress=progress)
    reading = read_workbook(path, options=options_of(published))
    assert {row["review"] for table in ("recommendations", "progress") for row in reading.rows[table]} == {"Stalking"}
    assert issue_details(reading, "name-published") == [
        ("Recommendations A2", "", {"changes": "“STALKING” → “Stalking”"}),
        ("Progress A2", "", {"changes": "“stalking” → “Stalking”"}),
    ]


def test_refs_in_another_form_are_the_published_ones(published):
    rows = [["R1", FUNDING, "Resourcing", "Dyfed-Powys Police", "Amber"], ["R2", TRAINING, None, None, "Red"]]
    reading = read_by(published, {"Plan": [HEAD, *rows]})
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2"]
    assert [row["ref"] for row in reading.rows["progress"]] == ["1", "2"]
    assert issue_details(reading, "ref-published") == [("Plan A2", "", {"changes": "“R1” → “1”, “R2” → “2”"})]


def test_of_many_changed_names_the_first_are_listed_with_their_number(published):
    rows = [[str(n), f"Do {n}.", None, "dyfed-powys police" + "." * n, "Red"] for n in range(1, 9)]
    [(_, _, details)] = issue_details(read_by(published, {"Plan": [HEAD, *rows]}), "name-published")
    assert details["changes"].count("→") == 6
    assert details["changes"].endswith(", … (8)")
