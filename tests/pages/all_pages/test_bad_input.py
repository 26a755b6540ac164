"""What the dashboard shows where the tracker is missing, unreadable, empty or nearly empty."""

from typing import Any

import pytest

from tests.support.page_text import PAGES, heading, lines, nodes, open_page, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

EVERY = [(page, {"ref": "1"} if page == "recommendation" else {}) for page in PAGES]


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_a_missing_tracker_is_reported_on_every_page_with_what_to_do(tmp_path, monkeypatch, page, query):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "gone.xlsx"))
    app = open_page(page, **query)
    assert heading(app) == "The tracker cannot be shown."
    assert lines(nodes(app, "error")) == [
        "There is no file named gone.xlsx.",
        "Check the name and the folder, and try again.",
    ]


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_a_tracker_that_is_no_workbook_is_reported_on_every_page(tmp_path, monkeypatch, page, query):
    path = tmp_path / "renamed.xlsx"
    path.write_text("<table><tr><td>Ref</td></tr></table>")
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    app = open_page(page, **query)
    assert heading(app) == "The tracker cannot be shown."
    assert lines(nodes(app, "error")) == [
        "The file is a web page under another name, not an Excel workbook.",
        "Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one.",
    ]


def test_a_tracker_that_cannot_be_shown_is_reported_in_welsh_below_the_language_switch(tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "gone.xlsx"))
    app = open_page(lang="cy")
    assert heading(app) != "The tracker cannot be shown."
    assert lines(nodes(app, "language")) == ["English"]


TWO_HUNDRED = {
    "recommendations": [{**RECOMMENDATION, "Ref": str(n), "Title": f"Matter {n}"} for n in range(1, 201)],
    "progress": [{**RATED, "Ref": str(n), "Status": ("Green", "Amber", "Red")[n % 3]} for n in range(1, 201)],
}
UNPLACED = {
    "recommendations": [{**RECOMMENDATION, "Ref": ref} for ref in ("10", "1", "1", "9" * 5000, None)],
    "progress": [{**RATED, "Update": "See Recommendation 10."}, {**RATED, "Ref": None}],
    "monitoring": [PROMISE, {**PROMISE, "Ref": None}],
}
"""Refs out of order, one of them in two rows, and rows without their ref."""
TRACKERS: dict[str, dict[str, Any]] = {
    "empty": {"reviews": (), "recommendations": (), "progress": ()},
    "without progress": {"progress": ()},
    "one round": {"progress": [RATED]},
    "a number and words": {"recommendations": [{"Review": "Stalking", "Ref": "1", "Recommendation": "Do it."}]},
    "200 recommendations": TWO_HUNDRED,
    "rows without a ref": UNPLACED,
}


@pytest.mark.parametrize(("page", "query"), EVERY)
@pytest.mark.parametrize("tracker", TRACKERS)
def test_every_page_opens_on_little_much_and_misplaced(shown, tracker, page, query):
    shown(**TRACKERS[tracker])
    more = {"empty": {"lang": "cy"}, "without progress": {"as_at": "today"}}.get(tracker, {})
    assert heading(open_page(page, **query, **more))


def test_without_progress_the_overview_shows_that_nothing_is_reported(shown):
    shown(progress=())
    assert "1 recommendation" in heading(open_page("recommendations"))
    assert "Nothing has been reported on this recommendation yet." in texts(open_page("recommendation", ref="1"))


def test_one_round_cannot_be_compared_and_the_page_explains_it(shown):
    shown(progress=[RATED])
    assert heading(open_page("over-time")) == "There is no earlier round to compare with."


def test_an_issue_is_shown_with_its_place_and_its_remedy(shown):
    shown(progress=[{**RATED, "Status": "Purple"}])
    app = open_page("data-checks")
    assert heading(app) == "The workbook has 1 error and no warnings."
    found = lines(nodes(app, "issues"))
    (problem,) = [number for number, line in enumerate(found) if "Purple" in line]
    assert found[problem + 1 : problem + 4] == ["Where", "Progress E2", "What to do"]


def test_a_workbook_that_is_not_the_sample_is_not_called_one(shown):
    shown(recommendations=[RECOMMENDATION])
    assert not any("Sample" in text for text in texts(open_page()))
