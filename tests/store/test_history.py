"""Any sequence of publishing and rolling back: every version stays as published, and only changes are written."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.dates import PartialDate, Precision
from model.terms import Scale, Status
from model.tracker.columns import KEY, SHEETS, DataType
from store.store import Store
from store.tables import ROWS
from tests.support.intact_versions import is_intact
from tests.support.published_trackers import ME, candidate, rows, update, whole

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
DAYS = st.none() | st.dates()
DATES = st.none() | st.builds(PartialDate, DAYS, DAYS, st.sampled_from(Precision), st.sampled_from(["", "Autumn 2026"]))
KINDS = {DataType.DATE: DATES, DataType.FLAG: st.none() | st.booleans()}
FEW = st.sampled_from([None, "", "1", "2", "=1+1", "\u200fא 🙂"])


def row_of(plan):
    """Return a strategy for rows of a sheet: mostly of few values, so that many are the same."""
    return st.fixed_dictionaries({one.field: KINDS.get(one.data_type, FEW | TEXTS) for one in plan.columns})


TABLES = st.fixed_dictionaries({plan.table: st.lists(row_of(plan), max_size=4) for plan in SHEETS if plan is not KEY})
STATUSES = st.builds(Status, st.sampled_from(["Red", "Green", "Blue"]), complete=st.booleans())
SCALES = st.builds(Scale, st.lists(STATUSES, max_size=3).map(tuple), ordered=st.booleans())


def is_same_version(one, other):
    """Return whether two trackers are the same version: the rows in any order, the scale in its order."""
    counted = [{name: Counter(map(repr, listed)) for name, listed in tables.items()} for tables, _ in (one, other)]
    return counted[0] == counted[1] and one[1] == other[1]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_version_stays_as_published(databases, data):
    store = Store.open(databases.ready())
    published: list[tuple[Any, Scale]] = []
    for _ in range(data.draw(st.integers(1, 6), label="steps")):
        back = data.draw(st.integers(0, len(published)), label="roll back to") if published else 0
        if back:
            tracker, publication = published[back - 1], store.roll_back(back, **ME)
        else:
            tracker = (
                similar_tracker(data, published)
                if published and data.draw(st.booleans())
                else data.draw(st.tuples(TABLES, SCALES))
            )
            publication = store.publish(candidate(tracker[0], scale=tracker[1]), **ME)
        assert publication.unchanged == bool(published and is_same_version(tracker, published[-1]))
        published += [] if publication.unchanged else [tracker]
        assert publication.version.number == store.current() == len(published)
    for number, (tables, scale) in enumerate(published, start=1):
        loaded = store.load(number)
        assert (loaded.rows, loaded.scale) == (whole(tables), scale)
        assert is_intact(store, number)
    store.close()
    databases.give_back()


def similar_tracker(data, published):
    """Return the last tracker with the rows of one table in another order, some removed and some new."""
    tables, scale = published[-1]
    plan = data.draw(st.sampled_from([plan for plan in SHEETS if plan is not KEY]))
    pool = [*tables[plan.table], *data.draw(st.lists(row_of(plan), max_size=2))]
    table_rows = data.draw(st.permutations(pool))[: data.draw(st.integers(0, len(pool)))]
    return {**tables, plan.table: table_rows}, scale


def rows_written(store, number):
    """Return how many rows a version introduced and how many it retired."""
    counts = [0, 0]
    with store.engine.connect() as connection:
        for table in ROWS.values():
            for at, column in enumerate((table.c.introduced, table.c.retired)):
                query = sa.select(sa.func.count()).select_from(table).where(column == number)
                counts[at] += connection.execute(query).scalar_one()
    return tuple(counts)


REFS = [str(number) for number in range(1, 301)]


def test_rows_that_are_repeatedly_inserted_at_one_position_move_few_others(databases_of, open_store):
    store, tables = open_store(databases_of("sqlite").ready()), rows(*REFS)
    for number in range(20):
        tables["progress"] = [*tables["progress"][:150], update("7", update=str(number)), *tables["progress"][150:]]
        store.publish(candidate(tables), **ME)
    total = [rows_written(store, number) for number in range(2, 21)]
    assert sum(introduced for introduced, _ in total) < 19 * 4
    assert store.load(20).rows == whole(tables)
