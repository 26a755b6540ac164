"""Upload refuses what cannot be right: a sentence names the cell and what to do, and nothing is published."""

from contextlib import closing

import pytest

from components.published import published_store
from loaders import read_workbook
from loaders.canonical import workbook_bytes
from model.status import RED_AMBER_GREEN
from model.versions.version import Candidate, Mode
from store.store import Store
from tests.pages.uploads import canonical, lines_at, uploaded
from tests.support.page_text import has_part
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, TARGET

YEAR = "Check the year, here and where the Reviews sheet says when “Stalking” was published."
ELSEWHERE = "Upload it to the tracker that it was made from; if that is this one, make it anew on the page Rating."


@pytest.fixture
def store(temporary_database, tmp_path):
    """Return the store of this test, whose review was published in July 2023."""
    content = canonical(tmp_path)
    with closing(Store.open(temporary_database)) as opened:
        opened.publish(Candidate(read_workbook(content, name="first.xlsx"), content), **ME)
    return published_store()


def refusal(app):
    """Return the sentence, the cell and the remedy of the only error of an upload, whose button does not work."""
    assert not [each for each in app.button if each.label == "Publish" and not each.disabled]
    count, sentence, _where, cell, _what, remedy = lines_at(app, "upload.issues")[:6]
    assert count == "Error: 1 place"
    return sentence, cell, remedy


def test_a_target_before_the_published_review_is_refused(store, tmp_path):
    app = uploaded(
        canonical(tmp_path, reviews=None, recommendations=None, targets=[{**TARGET, "Target": "March 2023"}])
    )
    sentence = "“March 2023” lies before the review was published, which was not before 1 July 2023."
    assert refusal(app) == (sentence, "Targets D2", YEAR)
    assert store.current() == 1


def of_round(tmp_path, ref="1", **recommendation):
    """Return the workbook of a round of a tracker with this recommendation."""
    listed, updates = (
        [{**RECOMMENDATION, "Ref": ref, **recommendation}],
        [{**RATED, "Ref": ref, "Date": "October 2026"}],
    )
    reading = read_workbook(canonical(tmp_path, recommendations=listed, progress=updates))
    return workbook_bytes(reading.rows, RED_AMBER_GREEN, of_round=True)


@pytest.mark.parametrize(
    ("recommendation", "sentence", "cell"),
    [
        (
            {"ref": "7"},
            "The workbook of a round has recommendation 7 of “Stalking”, which is not published here.",
            "Recommendations B2",
        ),
        (
            {"Recommendation": "Find short funding."},
            "The workbook of a round has another text of recommendation 1 of “Stalking” than here.",
            "Recommendations D2",
        ),
    ],
)
def test_the_workbook_of_a_round_of_another_tracker_is_refused(store, tmp_path, recommendation, sentence, cell):
    app = uploaded(of_round(tmp_path, **recommendation), "cynnydd-round-2026-10.xlsx")
    assert refusal(app) == (sentence, cell, ELSEWHERE)
    assert store.current() == 1


@pytest.mark.usefixtures("store")
def test_the_workbook_of_a_round_of_this_tracker_is_merged_and_replaces_nothing(tmp_path):
    app = uploaded(of_round(tmp_path), "cynnydd-round-2026-10.xlsx")
    assert has_part(app, "upload.mode.only")
    comparison = app.session_state["candidate.upload"].comparison
    assert list(comparison.changes) == [Mode.MERGE]
