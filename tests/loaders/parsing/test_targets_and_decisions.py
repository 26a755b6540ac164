"""What agencies say of themselves, targets and decisions: read where they are, and not missed where they are not."""

from loaders.canonical import workbook_bytes
from loaders.pipeline import read_workbook
from tests.support.workbooks.canonical import DECISION, RATED, TARGET, write_workbook

AGENCY = {"Agency status": "green", "Proposed closure": "Ie", "Closure reason": "Both funds run to 2030."}


def read(tmp_path, **sheets):
    return read_workbook(write_workbook(tmp_path / "tracker.xlsx", **sheets))


def test_each_is_read_in_english_and_in_welsh(tmp_path):
    welsh = {"Adolygiad": "Stalking", "Cyfeirnod": "1", "Dyddiad": "Gorffennaf 2024", "Penderfyniad": "Cadwyd ar agor"}
    rows = read(tmp_path, progress=[{**RATED, **AGENCY}], targets=[TARGET], decisions=[DECISION]).rows
    (update,), (target,), (decision,) = rows["progress"], rows["targets"], rows["decisions"]
    assert [update[field] for field in ("agency_status", "proposed_closure", "closure_reason")] == [
        "Green",
        True,
        "Both funds run to 2030.",
    ]
    assert (target["date"].words, target["target"].words, target["reason"]) == (
        "July 2023",
        "December 2024",
        "As agreed.",
    )
    assert (decision["date"].words, decision["decision"], decision["reason"]) == (
        "June 2024",
        "Closed",
        "It was checked.",
    )
    others = {"Penderfyniadau": [list(welsh), list(welsh.values())]}
    (decision,) = read(tmp_path, others=others).rows["decisions"]
    assert (decision["ref"], decision["date"].words, decision["decision"]) == ("1", "Gorffennaf 2024", "Kept open")


def test_words_of_the_agency_that_are_no_status_stay_and_are_written_again(tmp_path):
    reading = read(tmp_path, progress=[{**RATED, **AGENCY, "Agency status": "On course"}])
    assert reading.rows["progress"][0]["agency_status"] == "On course"
    assert [issue.code for issue in reading.issues] == ["word-unknown"]
    again = read_workbook(workbook_bytes(reading.rows, reading.scale))
    assert again.rows == reading.rows


def test_a_log_of_decisions_in_a_tracker_of_another_layout_is_no_decision_on_closure(tmp_path):
    tracker = [["Ref", "Recommendation", "Owner", "Status"], ["1", "Write the course.", "CPS", "Amber"]]
    log = [["Ref", "Decision", "Date", "Reason"], ["1", "Use the old room.", "May 2024", "It is free."]]
    sheets = dict.fromkeys(("reviews", "recommendations", "progress", "monitoring", "key", "names"))
    reading = read(tmp_path, **sheets, others={"Tracker": tracker, "Decisions": log})
    assert (len(reading.rows["recommendations"]), reading.rows["decisions"]) == (1, [])
