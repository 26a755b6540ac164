import pytest
import sqlalchemy as sa

from store.tables import ROWS, VERSIONS
from tests.support.published_trackers import ME, candidate, rows


@pytest.fixture
def spoil(store, databases):
    """Return a function that runs a statement without the triggers that would refuse it."""

    def run(statement):
        with store.engine.begin() as connection:
            if databases.engine == "postgresql":
                connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
            else:
                named = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
                for name in named.all():
                    connection.execute(sa.text(f"DROP TRIGGER {name}"))
            connection.execute(statement)

    return run


def test_published_versions_are_intact(store):
    store.publish(candidate(rows("1", "2")), **ME)
    store.publish(candidate(rows("2", "3")), **ME)
    store.roll_back(1, **ME)
    assert [store.is_intact(number) for number in (1, 2, 3)] == [True] * 3


PROGRESS, KEY = ROWS["progress"], ROWS["key"]


@pytest.mark.parametrize(
    "change",
    [
        sa.update(PROGRESS).where(PROGRESS.c.ref == "1").values(status="Green"),
        sa.update(PROGRESS).where(PROGRESS.c.ref == "1").values(date=None),
        sa.update(PROGRESS).where(PROGRESS.c.ref == "1").values(place=2**40),
        sa.update(PROGRESS).where(PROGRESS.c.ref == "1").values(digest=b"0" * 32),
        sa.update(PROGRESS).where(PROGRESS.c.ref == "1").values(retired=1),
        sa.delete(PROGRESS).where(PROGRESS.c.ref == "1"),
        sa.delete(KEY).where(KEY.c.status == "Red"),
        sa.update(VERSIONS).values(ordered=False),
        sa.update(VERSIONS).values(updates=3),
    ],
    ids=str,
)
def test_a_changed_version_is_not_intact(store, spoil, change):
    store.publish(candidate(rows("1", "2")), **ME)
    assert store.is_intact(1)
    spoil(change)
    assert not store.is_intact(1)
