"""Packed versions: the same tracker as from the rows, and never a copy that was torn, changed or of something else."""

import logging
from hashlib import sha256
from random import Random

import pandas as pd
import pytest
import sqlalchemy as sa

from model.dates import Precision, months_from
from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker
from store.tables import PACKED
from store.versions import FORMAT
from tests.support.published_trackers import ME, candidate, month, rows, update, words

TABLES = ("reviews", "recommendations", "progress", "monitoring", "targets", "decisions", "names")
TEXTS = ("", "a", "Llanelli â ŵ", "two\nlines", "🦊", "0", " ", "x" * 300, None)
DATES = (None, month(2024, 2), months_from(month(2023, 9).first, 3, precision=Precision.SEASON, words="autumn 2023"))


def drawn_rows(seed, plans=SHEETS[:6]):
    """Return rows with every column of some sheets, some of them repeated, without a ref or out of order."""
    draw = Random(seed)  # noqa: S311 - a test
    values = {DataType.DATE: (*DATES, words("when funded")), DataType.FLAG: (True, False, None)}
    tables = {}
    for plan in plans:
        columns = {column.field: values.get(column.data_type, TEXTS) for column in plan.columns}
        columns |= (
            {"review": ("A", "B", "", None), "ref": ("1", "2", "10", "", None)}
            if plan.columns[1].field == "ref"
            else {}
        )
        tables[plan.table] = [
            {field: draw.choice(some) for field, some in columns.items()} for _row in range(draw.randrange(30))
        ]
    return tables


def assert_same(one, other):
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table), check_index_type=True)
    assert (one.themes, one.scale) == (other.themes, other.scale)


def tracker_by_tables(store, number=1):
    reading, tables = store.load_tables(number)
    assert reading.rows == {}
    return Tracker.from_tables(tables, reading.scale)


def tracker_by_rows(store, number=1):
    reading = store.load(number)
    return Tracker.from_rows(reading.rows, reading.scale)


def packed(store):
    """Return the version of each packed copy, with its checksum and its bytes."""
    with store.engine.connect() as connection:
        found = connection.execute(sa.select(PACKED).order_by(PACKED.c.version)).all()
    return {row.version: (row.checksum, bytes(row.content)) for row in found}


def replace_copy(store, **values):
    with store.engine.begin() as connection:
        connection.execute(sa.update(PACKED).values(values))


@pytest.mark.parametrize("seed", range(2))
def test_a_packed_version_is_the_same_tracker_as_its_rows(store, seed):
    store.publish(candidate(drawn_rows(seed)), **ME)
    by_rows = tracker_by_rows(store)
    assert_same(tracker_by_tables(store), by_rows)
    with store.engine.begin() as connection:
        connection.execute(sa.delete(PACKED))
    assert_same(tracker_by_tables(store), by_rows)


def test_every_version_is_loaded_as_it_was_and_the_newest_two_are_packed(store):
    store.publish(candidate(rows("1")), **ME)
    store.publish(candidate(rows("1", "2")), **ME)
    store.publish(candidate(rows("2", "3")), **ME)
    store.roll_back(1, **ME)
    assert list(packed(store)) == [3, 4]
    loaded = {number: list(tracker_by_tables(store, number).recommendations["ref"]) for number in (1, 2, 3, 4)}
    assert loaded == {1: ["1"], 2: ["1", "2"], 3: ["2", "3"], 4: ["1"]}
    assert list(packed(store)) == [3, 4]


def checksum_of(store, content, *, number=1, written_as=FORMAT):
    return sha256(f"{written_as} {store.version(number).digest}\n".encode() + content).hexdigest()


CHANGES = {
    "torn": lambda store, content: {"content": content[:-200]},
    "empty": lambda store, content: {"content": b""},
    "changed": lambda store, content: {"content": content.replace(b"Red", b"Tan")},
    "with another checksum": lambda store, content: {"checksum": "0" * 64},
    "of an older release": lambda store, content: {"checksum": checksum_of(store, content, written_as=FORMAT - 1)},
    "of another release of the library": lambda store, content: {
        "content": b"\xff" * 99,
        "checksum": checksum_of(store, b"\xff" * 99),
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_that_is_not_right_is_never_shown_and_is_made_anew(store, caplog, change):
    store.publish(candidate(rows("1", progress=[update("1", status="Red")])), **ME)
    expected, before = tracker_by_rows(store), packed(store)
    replace_copy(store, **CHANGES[change](store, before[1][1]))
    assert packed(store) != before
    with caplog.at_level(logging.WARNING):
        assert_same(tracker_by_tables(store), expected)
    assert caplog.messages == ["The packed copy of version 1 cannot be used; its rows are read."]
    assert packed(store) == before
    assert store.is_intact(1)


def test_a_copy_of_another_version_is_not_shown(store):
    store.publish(candidate(rows("1")), **ME)
    store.publish(candidate(rows("1", "2")), **ME)
    checksum, content = packed(store)[1]
    replace_copy(store, checksum=checksum, content=content)
    assert list(tracker_by_tables(store, 2).recommendations["ref"]) == ["1", "2"]


def test_a_copy_that_was_forged_with_its_checksum_is_not_intact(store):
    store.publish(candidate(rows("1")), **ME)
    store.publish(candidate(rows("1", "2")), **ME)
    forged = packed(store)[1][1]
    with store.engine.begin() as connection:
        is_second = PACKED.c.version == 2
        values = {"content": forged, "checksum": checksum_of(store, forged, number=2)}
        connection.execute(sa.update(PACKED).where(is_second).values(values))
    assert (store.is_intact(1), store.is_intact(2)) == (True, False)
