"""Any history of publishing and rolling back: every version stays what was published, and only changes are written."""

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.dates.date import PartialDate, Precision
from model.status.scale import Scale, Status
from model.tracker.columns import KEY, SHEETS, DataType
from store.schema.tables import ROWS
from store.store import Store
from tests.support.published_trackers import ME, candidate, rows, update, whole

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
DAYS = st.none() | st.dates()
DATES = st.none() | st.builds(PartialDate, DAYS, DAYS, st.sampled_from(Precision), st.sampled_from(["", "Autumn 2026"]))
KINDS = {DataType.DATE: DATES, DataType.FLAG: st.none() | st.booleans()}
FEW = st.sampled_from([None, "", "1", "2", "=1+1", "\u200fא 🙂"])


def row_of(plan):
    """Return rows of a sheet: mostly of few values, so that many are the same."""
    return st.fixed_dictionaries({one.field: KINDS.get(one.data_type, FEW | TEXTS) for one in plan.columns})


TABLES = st.fixed_dictionaries({plan.table: st.lists(row_of(plan), max_size=4) for plan in SHEETS if plan is not KEY})
STATUSES = st.builds(Status, st.sampled_from(["Red", "Green", "Blue"]), complete=st.booleans())
SCALES = st.builds(Scale, st.lists(STATUSES, max_size=3).map(tuple), ordered=st.booleans())


def same(one, other):
    """Say whether two trackers are no two versions: the rows in any order, the scale in its own."""
    counted = [{name: Counter(map(repr, listed)) for name, listed in tables.items()} for tables, _ in (one, other)]
    return counted[0] == counted[1] and one[1] == other[1]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_version_is_what_was_published_whatever_came_after(databases, data):
    store = Store.open(databases.ready())
    held: list[tuple[Any, Scale]] = []
    for _ in range(data.draw(st.integers(1, 6), label="steps")):
        back = data.draw(st.integers(0, len(held)), label="roll back to") if held else 0
        if back:
            given, came = held[back - 1], store.roll_back(back, **ME)
        else:
            given = nearby(data, held) if held and data.draw(st.booleans()) else data.draw(st.tuples(TABLES, SCALES))
            came = store.publish(candidate(given[0], scale=given[1]), **ME)
        assert came.unchanged == bool(held and same(given, held[-1]))
        held += [] if came.unchanged else [given]
        assert came.version.number == store.current() == len(held)
    for number, (tables, scale) in enumerate(held, start=1):
        loaded = store.load(number)
        assert (loaded.rows, loaded.scale) == (whole(tables), scale)
        assert store.is_intact(number)
    store.close()
    databases.give_back()


def nearby(data, held):
    """Return the last tracker with the rows of one table in another order, some of them gone and some new."""
    tables, scale = held[-1]
    plan = data.draw(st.sampled_from([plan for plan in SHEETS if plan is not KEY]))
    pool = [*tables[plan.table], *data.draw(st.lists(row_of(plan), max_size=2))]
    kept = data.draw(st.permutations(pool))[: data.draw(st.integers(0, len(pool)))]
    return {**tables, plan.table: kept}, scale


def written(store, number):
    """Return how many rows a version introduced and how many it retired."""
    counts = [0, 0]
    with store.engine.connect() as connection:
        for table in ROWS.values():
            for at, column in enumerate((table.c.introduced, table.c.retired)):
                asked = sa.select(sa.func.count()).select_from(table).where(column == number)
                counts[at] += connection.execute(asked).scalar_one()
    return tuple(counts)


REFS = [str(number) for number in range(1, 301)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda updates: [*updates, update("7", kind="Response")], (1, 0)),
        (lambda updates: [update("7", kind="Response"), *updates], (1, 0)),
        (lambda updates: [*updates[:150], update("7", kind="Response"), *updates[150:]], (1, 0)),
        (lambda updates: [*updates[:150], *updates[151:]], (0, 1)),
        (lambda updates: [{**one, "status": "Green"} if one["ref"] == "7" else one for one in updates], (1, 1)),
        (lambda updates: [*updates[100:], *updates[:100], update("7", kind="Response")], (101, 100)),
        (lambda updates: [update(ref, update="New words.") for ref in REFS], (300, 300)),
    ],
)
def test_what_is_written_follows_what_changed(store, change, expected):
    first = rows(*REFS)
    store.publish(candidate(first), **ME)
    second = {**first, "progress": change(first["progress"])}
    assert store.publish(candidate(second), **ME).version.number == 2
    assert written(store, 2) == expected
    assert store.load(2).rows == whole(second)
    store.roll_back(1, **ME)
    assert written(store, 3) == expected[::-1]


def test_a_row_that_is_put_in_again_and_again_at_one_place_moves_few_others(store):
    tables = rows(*REFS)
    for number in range(60):
        tables["progress"] = [*tables["progress"][:150], update("7", update=str(number)), *tables["progress"][150:]]
        store.publish(candidate(tables), **ME)
    total = [written(store, number) for number in range(2, 61)]
    assert sum(introduced for introduced, _ in total) < 59 * 4
    assert store.load(60).rows == whole(tables)
