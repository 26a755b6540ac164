"""What the dashboard shows where the tracker is missing, unreadable, empty or nearly empty."""

import pytest

from tests.support.page_text import PAGES, heading, lines, nodes, open_page, texts
from tests.support.workbooks.canonical import RATED, RECOMMENDATION

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


@pytest.mark.parametrize(("page", "query"), EVERY)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_empty_workbook_opens_on_every_page(shown, page, query, language):
    shown(reviews=(), recommendations=(), progress=())
    app = open_page(page, lang=language, **query)
    assert heading(app)


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_a_workbook_without_progress_opens_on_every_page(shown, page, query):
    shown(progress=())
    app = open_page(page, **query)
    assert heading(app)


def test_without_progress_the_overview_shows_that_nothing_is_reported(shown):
    shown(progress=())
    assert "1 recommendation" in heading(open_page("recommendations"))
    assert "Nothing has been reported on this recommendation yet." in texts(open_page("recommendation", ref="1"))


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_a_workbook_of_one_round_opens_on_every_page(shown, page, query):
    shown(progress=[RATED])
    app = open_page(page, **query)
    assert heading(app)


def test_one_round_cannot_be_compared_and_the_page_explains_it(shown):
    shown(progress=[RATED])
    assert heading(open_page("over-time")) == "There is no earlier round to compare with."


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_recommendations_with_nothing_but_a_number_and_words_open_on_every_page(shown, page, query):
    shown(recommendations=[{"Review": "Stalking", "Ref": "1", "Recommendation": "Do it."}], progress=[RATED])
    assert heading(open_page(page, **query))


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
