import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import read_workbook
from loaders.worker.serialise import reading_from_json, reading_to_json
from model.dates.date import PartialDate, Precision
from model.issues.issue import Issue, Severity
from model.status.scale import Scale, Status
from model.tracker.reading import MappedColumn, ProposedScale, Reading, Source
from model.tracker.tracker import Row
from tests.support.workbooks.canonical import PROMISE, write_workbook

WORDS = st.text(max_size=8)
DAYS = st.none() | st.dates()
DATES = st.builds(PartialDate, DAYS, DAYS, st.sampled_from(Precision), WORDS)
ROWS = st.lists(st.dictionaries(st.sampled_from("abc"), WORDS | st.booleans() | st.none() | DATES), max_size=5)
READINGS = st.builds(
    Reading,
    source=st.builds(Source, WORDS, WORDS),
    layout=WORDS,
    rows=st.dictionaries(WORDS, ROWS, max_size=3),
    scale=st.builds(Scale, st.lists(st.builds(Status, WORDS, WORDS, st.booleans(), WORDS, WORDS, WORDS)).map(tuple)),
    columns=st.lists(
        st.builds(MappedColumn, WORDS, WORDS, WORDS, WORDS, WORDS, st.integers(), st.lists(WORDS).map(tuple)),
        max_size=3,
    ).map(tuple),
    issues=st.lists(
        st.builds(Issue, WORDS, st.sampled_from(Severity), WORDS, WORDS, WORDS, st.dictionaries(WORDS, WORDS)),
        max_size=3,
    ).map(tuple),
    proposed_scale=st.none()
    | st.builds(ProposedScale, WORDS, WORDS, st.lists(st.tuples(WORDS, st.integers())).map(tuple), st.booleans()),
    statuses_read=st.dictionaries(WORDS, st.integers(), max_size=3),
)


def json_values(reading):
    return json.loads(json.dumps(reading_to_json(reading)))


@given(READINGS)
def test_a_reading_is_the_same_after_json(reading):
    assert reading_from_json(json_values(reading)) == reading


def test_the_reading_of_a_workbook_is_the_same_after_json(tmp_path):
    reading = read_workbook(write_workbook(tmp_path / "tracker.xlsx", monitoring=[PROMISE]))
    assert reading_from_json(json_values(reading)) == reading


def test_each_date_is_stored_a_single_time_and_cells_have_its_index():
    stated = PartialDate(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH, "Feb 24")
    row: Row = {"ref": "1", "done": True, "date": stated}
    reading = Reading(Source("a.xlsx", "0"), "canonical", {"progress": [row, row]}, Scale(()), (), ())
    object_ = reading_to_json(reading)
    assert object_["dates"] == [["2024-02-01", "2024-02-29", "month", "Feb 24"]]
    assert object_["rows"] == {"progress": [[2, ["ref", "done", "date"], [["1", "1"], [True, True], [0, 0]]]]}


VALID = {
    "source": ["a.xlsx", "0"],
    "layout": "canonical",
    "rows": {"progress": [[1, ["ref"], [["1"]]]]},
    "dates": [],
    "scale": [["Red", "", False, "", "", ""]],
    "ordered": True,
    "columns": [["Progress", "A1", "Ref", "ref", "heading", 100, [], "", ["ref"]]],
    "issues": [["key-missing", "info", "", "", "", {}]],
    "proposed": None,
    "statuses": {"word": 1},
}


def test_the_object_that_the_next_test_changes_is_valid():
    assert reading_from_json(VALID).rows == {"progress": [{"ref": "1"}]}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("source", ["a.xlsx"]),
        ("layout", 1),
        ("rows", {"progress": [[2, ["ref"], [["1"]]]]}),
        ("rows", {"progress": [[1, ["ref"], [[1.5]]]]}),
        ("rows", {"progress": [[1, ["ref"], [[7]]]]}),
        ("rows", {"progress": [[1, ["ref", "date"], [["1"]]]]}),
        ("rows", {"progress": 3}),
        ("dates", [["2024-02-31", None, "day", ""]]),
        ("dates", [[None, None, "century", ""]]),
        ("scale", [["Red", "", "no", "", "", ""]]),
        ("ordered", "yes"),
        ("columns", [["Progress", "A1", "Ref", "ref", "heading", 100, [1]]]),
        ("issues", [["key-missing", "dreadful", "", "", "", {}]]),
        ("issues", [["key-missing", "info", "", "", "", {"found": 1}]]),
        ("proposed", ["Progress", "A1", [["Open"]], False]),
        ("statuses", {"word": "1"}),
    ],
)
def test_an_object_that_is_no_reading_is_refused(part, value):
    with pytest.raises((ValueError, LookupError, TypeError)):
        reading_from_json({**VALID, part: value})
