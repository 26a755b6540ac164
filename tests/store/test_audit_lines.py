"""Some lines of a long audit trail: chosen, counted and paged by the database."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from model.versions.version import Action, AuditChoices, AuditFilter
from store.audit import timestamp
from store.tables import AUDIT
from tests.support.published_trackers import ADMINISTRATOR

START = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)


def fill(store, count):
    """Add lines, one each minute: by two people in turn, every third a refusal."""
    lines = [
        {
            "at": timestamp(START + timedelta(minutes=number)),
            "who": ("Ann", "Ben")[number % 2],
            "action": (Action.REFUSAL if number % 3 == 0 else Action.EXPORT).value,
            "reason": str(number),
            "details": "{}",
        }
        for number in range(count)
    ]
    with store.engine.begin() as connection:
        connection.execute(sa.insert(AUDIT), lines)


def reasons(entries):
    return [int(entry.reason) for entry in entries]


def test_lines_are_chosen_counted_and_paged(store):
    fill(store, 40)
    assert reasons(store.audit(actor=ADMINISTRATOR, most=3)) == [39, 38, 37]
    assert reasons(store.audit(actor=ADMINISTRATOR, most=3, skipped=38)) == [1, 0]
    refusals = AuditFilter(actions=(Action.REFUSAL,), people=("Ann",))
    assert reasons(store.audit(refusals, actor=ADMINISTRATOR, most=2, skipped=1)) == [30, 24]
    assert (store.count_audit(refusals, actor=ADMINISTRATOR), store.count_audit(actor=ADMINISTRATOR)) == (7, 40)
    day = AuditFilter(since=START + timedelta(minutes=30), until=START + timedelta(minutes=32))
    assert reasons(store.audit(day, actor=ADMINISTRATOR)) == [31, 30]


def test_what_is_written_after_the_clock_was_set_back_is_the_newest(store):
    fill(store, 3)
    fill(store, 1)
    assert reasons(store.audit(actor=ADMINISTRATOR)) == [0, 2, 1, 0]


def test_what_there_is_to_choose_from_is_known(store):
    fill(store, 40)
    hours = (datetime(2026, 1, 2, 0, tzinfo=UTC), datetime(2026, 1, 1, 23, tzinfo=UTC))
    assert store.audit_choices(actor=ADMINISTRATOR) == AuditChoices(("Ann", "Ben"), hours)


def test_an_empty_trail_has_nothing_to_choose_from(store):
    assert store.audit_choices(actor=ADMINISTRATOR) == AuditChoices((), ())
    assert (store.audit(actor=ADMINISTRATOR, most=100), store.count_audit(actor=ADMINISTRATOR)) == ((), 0)
