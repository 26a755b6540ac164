import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from model.tracker.columns import SHEETS
from reports.open_data import open_data_bytes
from tests.support.editions import NASTY, edition_of, nasty_tracker
from tests.support.trackers import tracker_of, update_row

TYPES = {"string", "date", "boolean", "integer"}


def opened(**options):
    """Return the description of a package, and the rows of each of its files as they are read."""
    with ZipFile(BytesIO(open_data_bytes(edition_of(**options)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        files = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
    return package, {name.removesuffix(".csv"): read(content) for name, content in files.items()}


def read(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_sheet_of_the_workbook_is_a_file_and_each_file_is_described():
    package, files = opened()
    assert [resource["name"] for resource in package["resources"]] == [plan.table for plan in SHEETS]
    assert {resource["path"] for resource in package["resources"]} == {f"{name}.csv" for name in files}


@pytest.mark.parametrize("tracker", [None, tracker_of([])], ids=["usual", "empty"])
def test_each_column_is_described_in_order_with_a_type_and_a_sentence(tracker):
    with ZipFile(BytesIO(open_data_bytes(edition_of(tracker)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            fields = resource["schema"]["fields"]
            header = archive.read(resource["path"]).decode("utf-8-sig").splitlines()[0]
            assert [field["name"] for field in fields] == header.split(",")
            assert {field["type"] for field in fields} <= TYPES
            assert [field["name"] for field in fields if not field["description"].endswith(".")] == []


def test_recommendations_have_their_status_as_at_the_month():
    _package, files = opened()
    listed = [(row["ref"], row["status_now"], row["basis_now"], row["rated_on"]) for row in files["recommendations"]]
    assert listed == [("1", "Amber", "Published", "2024-06-01"), ("2", "", "", "")]


def test_updates_after_the_month_are_left_out():
    _package, files = opened(as_at="2024-02")
    assert [(row["ref"], row["round"], row["status"]) for row in files["progress"]] == [("1", "2024-02-01", "Red")]


def test_a_promise_has_its_days_and_whether_it_is_done():
    _package, files = opened()
    listed = [(row["activity"], row["due"], row["due_last"], row["done"]) for row in files["monitoring"]]
    assert listed == [
        ("Ask again.", "2024-07-01", "2024-07-31", ""),
        ("Attend the clinic.", "2024-03-01", "2024-03-31", "False"),
    ]


def test_updates_and_promises_refer_to_recommendations_that_are_there():
    package, files = opened(agencies=("The Force",))
    known = {(row["review"], row["ref"]) for row in files["recommendations"]}
    assert known == {("Stalking", "1")}
    for name in ("progress", "monitoring"):
        (described,) = [resource for resource in package["resources"] if resource["name"] == name]
        assert described["schema"]["foreignKeys"][0]["reference"]["resource"] == "recommendations"
        assert {(row["review"], row["ref"]) for row in files[name]} <= known


def test_the_package_has_its_version_language_date_and_publisher():
    package, _files = opened(language="cy")
    assert (package["version"], package["languages"], package["created"]) == ("3", ["cy"], "2024-07-02T09:30:00+00:00")
    assert package["contributors"] == [{"title": "Swyddfa'r Comisiynydd", "role": "publisher"}]
    assert "version" not in opened(version=None)[0]


def test_no_text_becomes_a_formula_and_every_other_text_stays_as_it_is():
    _package, files = opened(tracker=nasty_tracker())
    listed = [row["update"] for row in files["progress"]]
    assert listed == [f"'{text}" if text.startswith(("=", "+", "@")) else text for text in NASTY]


def test_the_same_edition_gives_the_same_bytes():
    assert open_data_bytes(edition_of()) == open_data_bytes(edition_of())


def test_targets_and_decisions_after_the_month_are_left_out():
    dated = [{"ref": "1", "date": when} for when in ("Feb 2024", "June 2024")]
    targets = [{**each, "target": "May 2025"} for each in (*dated, {"ref": "1"})]
    decisions = [{**each, "decision": "Kept open", "by": "Commissioner"} for each in dated]
    tracker = tracker_of(
        ["1"], [update_row("1", "Feb 2024"), update_row("1", "June 2024")], targets=targets, decisions=decisions
    )
    _package, files = opened(as_at="2024-02", tracker=tracker)
    assert [(row["date"], row["target"]) for row in files["targets"]] == [
        ("2024-02-01", "2025-05-01"),
        ("", "2025-05-01"),
    ]
    assert [(row["date"], row["decision"], row["by"]) for row in files["decisions"]] == [
        ("2024-02-01", "Kept open", "Commissioner")
    ]
