"""A disk that is full to its last byte: the error is reported, nothing is lost, and publishing works again later."""

import pytest

from components.published import displayed_version, published_store
from model.versions.version import StoreError, StoreErrorCode
from store.store import Store
from tests.store.conftest import sqlite_url
from tests.store.durability.writer import generate_round, write_next_round
from tests.support.intact_versions import is_intact
from tests.support.postgresql import temporary_cluster
from tests.support.published_trackers import ME

pytestmark = pytest.mark.nightly

NO_ROOM = "There is no room left where the database is kept. Nothing was published."
REMEDY = "Whoever runs the dashboard has to make room there. Then publish again."
LARGE = 1500
TOKEN = "one try"  # noqa: S105 - no password


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, disk):
    """Return the URL of a database that is alone on a small disk: an SQLite file, or a whole PostgreSQL cluster."""
    if request.param == "sqlite":
        yield sqlite_url(disk.folder / "cynnydd.db")
        return
    with temporary_cluster(request.getfixturevalue("postgresql_programs"), inside=disk.folder) as started:
        yield started.url(started.new_database())


def test_a_full_disk_is_reported_loses_nothing_and_publishes_again_when_there_is_room(
    url, disk, run, tmp_path, monkeypatch
):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    workbook = write_next_round(tmp_path / "next.xlsx")
    store = Store.open(url)
    store.publish(generate_round(1, 50), **ME)
    disk.fill()
    with pytest.raises(StoreError) as error:
        store.publish(generate_round(2, LARGE), **ME, token=TOKEN)
    assert error.value.code is StoreErrorCode.FULL
    assert (store.current(), len(store.versions()), is_intact(store, 1)) == (1, 1, True)
    if store.engine.dialect.name == "sqlite":  # PostgreSQL has room within its files
        assert run("publish", workbook, "--reason", "Next", "--accept-losses")[::2] == (4, f"{NO_ROOM} {REMEDY}\n")
    disk.make_room()
    assert store.publish(generate_round(2, LARGE), **ME, token=TOKEN).version.number == 2
    assert run("publish", workbook, "--reason", "Next", "--accept-losses")[::2] == (0, "")
    assert [is_intact(store, number) for number in (1, 2, 3)] == [True] * 3
    store.close()


def test_a_dashboard_that_starts_on_a_full_disk_shows_no_sample_in_place_of_the_tracker(disk, monkeypatch):
    """SQLite needs a second file while it reads, for which there is no room."""
    url = sqlite_url(disk.folder / "cynnydd.db")
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    store = Store.open(url)
    store.publish(generate_round(1, 50), **ME)
    store.close()
    disk.fill()
    with pytest.raises(StoreError) as error:
        displayed_version()
    assert error.value.code is StoreErrorCode.FULL
    disk.make_room()
    monkeypatch.setattr("components.published.RETRY_SECONDS", 0)
    assert (displayed_version().current_number, displayed_version().loaded.sample, is_intact(published_store(), 1)) == (
        1,
        False,
        True,
    )
    published_store().close()
