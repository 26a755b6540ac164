"""Reading a requested file: the workbook or the refusal, and what the audit trail records of it."""

from components.session.upload_state import UploadPhase, change_upload, choose_file, current_upload
from components.session.uploaded_workbook import ReadRequest
from components.upload.reading_file import read_requested, remembered_answers
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import no_progress
from model.access import local_actor
from model.tracker.reading import NOTHING_PUBLISHED
from model.versions.version import Action
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import write_workbook


def read(request, store):
    """Return the state after the file of a request was chosen and read."""
    change_upload(choose_file, request)
    read_requested(request, store=store, published=NOTHING_PUBLISHED, actor=local_actor("Ann"), progress=no_progress)
    return current_upload()


def test_a_workbook_is_read_and_its_upload_is_recorded(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    state = read(ReadRequest("next.xlsx", content), store)
    assert (state.phase, state.workbook.options, state.workbook.remembered) == (UploadPhase.READ, NO_OPTIONS, None)
    assert (store.audit(actor=ADMINISTRATOR)[0].action, store.audit(actor=ADMINISTRATOR)[0].who) == (
        Action.UPLOAD,
        "Ann",
    )


def test_a_second_reading_with_other_answers_is_not_recorded_again(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    first = read(ReadRequest("next.xlsx", content), store).workbook
    answers = ReadOptions(review="Stalking")
    second = read(ReadRequest("next.xlsx", content, answers, first.headings), store).workbook
    assert (second.options, second.headings) == (answers, first.headings)
    assert second.token != first.token
    assert [entry.action for entry in store.audit(actor=ADMINISTRATOR)].count(Action.UPLOAD) == 1


def test_the_remembered_answers_of_the_same_headings_are_used(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    headings = read(ReadRequest("next.xlsx", content), store).workbook.headings
    store.save_mapping(
        headings,
        {"options": {"review": "Custody"}, "who": "Ben", "at": "2024-06-01T00:00:00+00:00"},
        actor=local_actor("Ben"),
    )
    workbook = read(ReadRequest("next.xlsx", content), store).workbook
    assert (workbook.options.review, workbook.remembered.who) == ("Custody", "Ben")


def test_a_file_that_cannot_be_read_is_refused_and_the_refusal_is_recorded(store):
    state = read(ReadRequest("empty.xlsx", b""), store)
    assert (state.phase, state.refusal.error.code) == (UploadPhase.REFUSED, "file-empty")
    assert (store.audit(actor=ADMINISTRATOR)[0].action, store.audit(actor=ADMINISTRATOR)[0].reason) == (
        Action.REFUSAL,
        "file-empty",
    )


def test_without_a_store_a_file_is_read_and_nothing_is_recorded():
    assert read(ReadRequest("empty.xlsx", b""), None).phase is UploadPhase.REFUSED


def test_the_month_is_not_remembered_for_the_next_workbook():
    assert remembered_answers(ReadOptions(as_at="2024-06", scale=("Open", "Shut"))) == {"scale": ("Open", "Shut")}
    assert remembered_answers(NO_OPTIONS) == {}


def test_remembered_answers_of_an_earlier_format_are_not_used(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    headings = read(ReadRequest("next.xlsx", content), store).workbook.headings
    entry = {"options": {"columns": [["Log", "B1", "theme"]]}, "who": "Ben", "at": "2024-06-01T00:00:00+00:00"}
    store.save_mapping(headings, entry, actor=local_actor("Ben"))
    assert read(ReadRequest("next.xlsx", content), store).workbook.remembered is None
