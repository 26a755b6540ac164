"""The session that had a file ended: a new one goes on with it, where it is stored, or says that it is gone."""

import pytest

from components.published import published_store
from store.uploads import delete_upload
from tests.pages.uploads import canonical, pressed, published, ticked, uploaded
from tests.support.page_text import heading, open_page, unescaped
from tests.support.published_trackers import ADMINISTRATOR

GONE = (
    "The file that was chosen here is gone: the page was loaded again, or the server was started anew. Choose it "
    "again. Where Publish was pressed, see first on Versions whether it was published."
)
STILL_THERE = (
    "You had chosen next.xlsx here when the page was loaded again, or the server was started anew. The file is still "
    "here, for an hour after it was chosen; answers and ticks are not. Where Publish was pressed, see first on "
    "Versions whether it was published."
)


def warned(app):
    return [text for each in app.warning if (text := unescaped(each.value)) in {GONE, STILL_THERE}]


@pytest.mark.usefixtures("temporary_database")
def test_a_new_session_goes_on_with_the_file_of_an_earlier_one(tmp_path):
    assert "file" not in open_page("upload").query_params
    before = uploaded(canonical(tmp_path))
    token = before.query_params["file"]
    anew = open_page("upload", file=token)
    assert (heading(anew), warned(anew)) == ("Upload the next workbook", [STILL_THERE])
    again = pressed(anew, "Go on with next\\.xlsx")
    assert (heading(again), warned(again), again.query_params["file"]) == (heading(before), [], token)


@pytest.mark.usefixtures("temporary_database")
def test_a_file_that_is_stored_no_longer_is_gone(tmp_path):
    token = uploaded(canonical(tmp_path)).query_params["file"]
    offered = open_page("upload", file=token)
    delete_upload(published_store(), token, actor=ADMINISTRATOR)
    assert warned(pressed(offered, "Go on with next\\.xlsx")) == [GONE]
    again = uploaded(canonical(tmp_path), app=open_page("upload", file="chosen"))
    assert warned(again) == []


@pytest.mark.usefixtures("temporary_database")
def test_a_file_is_deleted_when_it_is_discarded_and_when_it_is_published(tmp_path):
    app = uploaded(canonical(tmp_path))
    token = app.query_params["file"]
    app = pressed(app, "Choose another file")
    assert ("file" in app.query_params, warned(open_page("upload", file=token))) == (False, [GONE])
    app = uploaded(canonical(tmp_path), app=app)
    second = app.query_params["file"]
    assert (second == token, warned(open_page("upload", file=second))) == (False, [STILL_THERE])
    app = published(ticked(app))
    assert ("file" in app.query_params, warned(open_page("upload", file=second))) == (False, [GONE])


def test_without_a_store_a_file_is_in_its_session_alone(tmp_path, monkeypatch):
    (tmp_path / "tracker.xlsx").write_bytes(canonical(tmp_path))
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "tracker.xlsx"))
    assert uploaded(canonical(tmp_path)).query_params["file"] == "chosen"
    assert warned(open_page("upload", file="chosen")) == [GONE]
