"""A backup holds everything, restores into either database, and is refused where it is another or none."""

import sqlite3
import sys
import threading
import time
import zipfile
from contextlib import closing
from datetime import date
from itertools import product

import pytest

from model.access import Role, local_actor
from model.returns.draft import EDITS, DraftCell, DraftField
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.tracker.reading import Issue, Severity
from model.versions.version import Action, Mode, StoreErrorCode
from store.backup import back_up, restore
from store.rounds.rounds import (
    agency_addresses,
    all_rounds,
    drafts_of_round,
    receive_return,
    requests_of_round,
    return_original,
    returns_of_round,
    save_address,
    save_draft,
    start_round,
)
from store.store import Store
from store.tables import VERSION_TABLE
from store.uploads import store_upload, stored_upload
from tests.store.conftest import ENGINES, fault
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, month, rows, update, words

TOKEN = "t1"  # noqa: S105 - no password


@pytest.fixture
def full(store):
    """Return a store with records of every kind."""
    return filled(store)


@pytest.fixture
def empty(databases, open_store):
    """Return another store without a version."""
    return open_store(databases.ready())


def filled(store):
    tables = rows(
        "1",
        "2",
        monitoring=[{"review": "Stalking", "ref": "1", "activity": "Meet", "due": month(2026, 9), "done": False}],
        progress=[update("1", at=words("Autumn 2026"), update="=1+1 \u200fא 🙂"), update("2", status=None)],
    )
    details = {"issues": (Issue("status-unknown", Severity.WARNING, "Log", "E7", "\x00"),)}
    store.publish(candidate(tables, original=bytes(range(256)), **details), **ME, token=TOKEN)
    store.publish(candidate(rows("2", "3"), original=b"", mode=Mode.MERGE), **ME)
    store.roll_back(1, actor=local_actor("B"), reason="A mistake.")
    store.record(Action.EXPORT, actor=local_actor("B"), version=2, details={"file": "out.xlsx"})
    store.save_mapping("Ref|Owner", {"columns": [["Log", "B1", "lead_agency"]]}, actor=local_actor("A"))
    store.grant("a@x.example", Role.VIEWER, actor=ADMINISTRATOR)
    planned = Round(date(2099, 10, 1), date(2099, 10, 23), Scope.ALL, 3, ("Heddlu",))
    start_round(store, planned, [RequestedUpdate(Recipient("A", ""), "Stalking", "1")], actor=local_actor("A"))
    answer = Answer("Stalking", "1", Item.UPDATE, "=1+1 \u200fא 🙂", "Return", "D11")
    received = ReceivedReturn(None, Recipient("A", ""), 3, (("Stalking", "1"),), (answer,))
    receive_return(store, received, actor=local_actor("A"), file="a.xlsx", content=b"a return")
    save_draft(
        store, DraftCell(1, "Stalking", "1", DraftField.NOTE), "Dim “cynnydd” ŵ\n=1+1", edit=0, actor=ADMINISTRATOR
    )
    save_draft(store, DraftCell(EDITS, "Stalking", "1", "recommendations::title"), "New", edit=0, actor=ADMINISTRATOR)
    save_address(store, "The Force", "a@b.example", actor=ADMINISTRATOR)
    return store


def everything(store):
    versions = store.versions()
    return {
        "versions": versions,
        "current": store.current(),
        "readings": [store.load(version.number) for version in versions],
        "originals": [store.original(version.number, actor=ADMINISTRATOR) for version in versions],
        "audit": store.audit(actor=ADMINISTRATOR),
        "mapping": store.load_mapping("Ref|Owner"),
        "grants": store.grants(actor=ADMINISTRATOR),
        "rounds": all_rounds(store, actor=ADMINISTRATOR),
        "requests": requests_of_round(store, 1, actor=ADMINISTRATOR),
        "returns": returns_of_round(store, 1, actor=ADMINISTRATOR),
        "drafts": [drafts_of_round(store, number, actor=ADMINISTRATOR) for number in (1, EDITS)],
        "addresses": agency_addresses(store, actor=ADMINISTRATOR),
        "file of a return": return_original(store, 1, actor=ADMINISTRATOR),
    }


@pytest.mark.parametrize(("source", "target"), list(product(ENGINES, ENGINES)))
def test_a_backup_restores_everything_but_uploads_on_either_database(
    databases_of, open_store, tmp_path, source, target
):
    of, to = open_store(databases_of(source).ready()), open_store(databases_of(target).empty())
    store_upload(filled(of), "one", "next.xlsx", b"first", actor=ADMINISTRATOR)
    back_up(of, tmp_path / "backup", actor=ADMINISTRATOR)
    restore(to, tmp_path / "backup", actor=ADMINISTRATOR)
    assert everything(to) == everything(of)
    assert [stored_upload(each, "one", actor=ADMINISTRATOR) is None for each in (of, to)] == [False, True]


def test_a_restored_store_can_publish_further_versions(full, databases, open_store, tmp_path):
    back_up(full, tmp_path / "backup", actor=ADMINISTRATOR)
    other = open_store(databases.empty())
    restore(other, tmp_path / "backup", actor=ADMINISTRATOR)
    first = candidate(rows("9"), original=bytes(range(256)))
    assert other.publish(first, **ME, token=TOKEN).version.number == 1
    assert other.publish(candidate(rows("9")), **ME, compared_with=3).version.number == 4
    assert other.roll_back(2, **ME).version.number == 5
    assert other.load(5).rows == full.load(2).rows


def test_a_store_with_a_version_cannot_be_restored_and_one_without_is_not_backed_up(full, empty, tmp_path):
    assert fault(back_up, empty, tmp_path / "backup", actor=ADMINISTRATOR) == (StoreErrorCode.NOTHING_PUBLISHED, {})
    assert list(tmp_path.iterdir()) == []
    back_up(full, tmp_path / "backup", actor=ADMINISTRATOR)
    refused = fault(restore, full, tmp_path / "backup", actor=ADMINISTRATOR)
    assert (refused, full.current()) == ((StoreErrorCode.NOT_EMPTY, {"versions": "3"}), 3)


def test_a_file_that_was_cut_short_or_is_another_is_no_backup(full, empty, tmp_path):
    back_up(full, tmp_path / "backup", actor=ADMINISTRATOR)
    complete = (tmp_path / "backup").read_bytes()
    spoilt = [complete[: len(complete) * part // 10] for part in range(10)]
    middle = len(complete) // 2
    spoilt += [complete[:-1], b"no zip at all", complete[:middle] + b"xx" + complete[middle + 2 :]]
    for content in spoilt:
        (tmp_path / "spoilt").write_bytes(content)
        assert fault(restore, empty, tmp_path / "spoilt", actor=ADMINISTRATOR) == (StoreErrorCode.NO_BACKUP, {})
    for path, reason in ((tmp_path / "not there", "No such file or directory"), (tmp_path, "Is a directory")):
        details = {"file": path.name, "reason": reason}
        assert fault(restore, empty, path, actor=ADMINISTRATOR) == (StoreErrorCode.BACKUP_UNREADABLE, details)
    assert (empty.current(), empty.audit(actor=ADMINISTRATOR)) == (None, ())


def with_database(path, change):
    """Rewrite a backup with its database changed by a function of its path."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.parent)
    change(path.parent / "cynnydd.db")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(path.parent / "cynnydd.db", "cynnydd.db")


def of_newer_release(database):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608 - our own name


def test_a_backup_without_a_version_of_another_program_or_of_a_newer_release_is_refused(
    databases_of, open_store, tmp_path
):
    databases = databases_of("sqlite")
    store, empty = open_store(databases.ready()), open_store(databases.ready())
    store.publish(candidate(rows("1")), actor=local_actor("A"), reason="A mistake.")
    back_up(store, tmp_path / "backup", actor=ADMINISTRATOR)
    for change, code in (
        (of_newer_release, StoreErrorCode.NEWER_SCHEMA),
        (lambda database: database.write_bytes(b""), StoreErrorCode.NO_BACKUP),
    ):
        with_database(tmp_path / "backup", change)
        assert fault(restore, empty, tmp_path / "backup", actor=ADMINISTRATOR) == (code, {})
    with zipfile.ZipFile(tmp_path / "backup", "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    assert fault(restore, empty, tmp_path / "backup", actor=ADMINISTRATOR) == (StoreErrorCode.NO_BACKUP, {})
    assert empty.audit(actor=ADMINISTRATOR) == ()


def test_a_backup_that_cannot_be_written_leaves_the_one_before(full, tmp_path):
    path = tmp_path / "backup"
    back_up(full, path, actor=ADMINISTRATOR)
    before = path.read_bytes()
    full.publish(candidate(rows("7")), **ME)
    back_up(full, path, actor=ADMINISTRATOR)
    assert path.read_bytes() != before
    with pytest.raises(OSError, match="not there"):
        back_up(full, tmp_path / "not there" / "backup", actor=ADMINISTRATOR)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_a_backup_during_publishing_has_complete_versions(store, url, databases, open_store, tmp_path):
    store.publish(candidate(rows("0")), **ME)
    stop = threading.Event()

    def publish():
        with closing(Store.open(url)) as other_store:
            number = 0
            while not stop.is_set():
                number += 1
                other_store.publish(candidate(rows(*map(str, range(number % 7 + 1)), f"x{number}")), **ME)

    publisher = threading.Thread(target=publish)
    publisher.start()
    try:
        for number in range(3):
            back_up(store, tmp_path / f"backup-{number}", actor=ADMINISTRATOR)
            wait_for_the_next_version(store)
    finally:
        stop.set()
        publisher.join()
    current_versions = []
    for number in range(3):
        other = open_store(databases.ready())
        restore(other, tmp_path / f"backup-{number}", actor=ADMINISTRATOR)
        current = other.current() or 0
        assert other.versions() == store.versions()[-current:]
        assert other.load(current) == store.load(current)
        current_versions.append(current)
    assert current_versions == sorted(set(current_versions))


def wait_for_the_next_version(store):
    """Wait until another version is published: on a busy machine several backups would have the same."""
    current, deadline = store.current(), time.monotonic() + 60
    while store.current() == current:
        assert time.monotonic() < deadline, "nothing was published"
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_its_owner_reads_a_backup(store, tmp_path):
    store.publish(candidate(rows("1")), **ME)
    back_up(store, tmp_path / "backup", actor=ADMINISTRATOR)
    assert oct((tmp_path / "backup").stat().st_mode & 0o777) == "0o600"
