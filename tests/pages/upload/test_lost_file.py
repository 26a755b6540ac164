"""A file that was chosen and is gone, because the session that had it ended: a new session says so."""

import pytest

from tests.pages.uploads import canonical, uploaded
from tests.support.page_text import heading, open_page, unescaped

GONE = (
    "The file that was chosen here is gone: the page was loaded again, or the server was started anew. Choose it "
    "again. Where Publish was pressed, see first on Versions whether it was published."
)


@pytest.mark.usefixtures("temporary_database")
def test_a_new_session_warns_that_the_file_of_an_earlier_one_is_gone(tmp_path):
    assert "file" not in open_page("upload").query_params
    before = uploaded(canonical(tmp_path))
    assert before.query_params["file"] == "chosen"
    anew = open_page("upload", file="chosen")
    assert (heading(anew), [unescaped(each.value) for each in anew.warning]) == ("Upload the next workbook", [GONE])
    again = uploaded(canonical(tmp_path), app=anew)
    assert [each for each in again.warning if unescaped(each.value) == GONE] == []
