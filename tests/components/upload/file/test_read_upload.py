"""Reading a requested file: the workbook or the refusal, and what the audit trail records of it."""

from components.session.upload_state import change_upload, choose_file, current_upload
from components.session.uploaded_workbook import ReadRequest
from components.upload.reading_file import read_requested, remembered_answers
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import no_progress
from model.access import local_actor
from model.tracker.reading import NOTHING_PUBLISHED
from tests.support.workbooks.canonical import write_workbook


def read(request, store):
    """Return the state after the file of a request was chosen and read."""
    change_upload(choose_file, request)
    read_requested(request, store=store, published=NOTHING_PUBLISHED, actor=local_actor("Ann"), progress=no_progress)
    return current_upload()


def test_the_month_is_not_remembered_for_the_next_workbook():
    assert remembered_answers(ReadOptions(as_at="2024-06", scale=("Open", "Shut"))) == {"scale": ("Open", "Shut")}
    assert remembered_answers(NO_OPTIONS) == {}


def test_remembered_answers_of_an_earlier_format_are_not_used(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    headings = read(ReadRequest("next.xlsx", content), store).workbook.headings
    entry = {"options": {"columns": [["Log", "B1", "theme"]]}, "who": "Ben", "at": "2024-06-01T00:00:00+00:00"}
    store.save_mapping(headings, entry, actor=local_actor("Ben"))
    assert read(ReadRequest("next.xlsx", content), store).workbook.remembered is None
