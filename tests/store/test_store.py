"""Publishing, rolling back and loading; what is on record, and whether it is intact."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import pytest
import sqlalchemy as sa

from model.access import local_actor
from model.terms import RED_AMBER_GREEN, Scale, Status
from model.tracker.reading import Issue, MappedColumn, ProposedScale, Severity, Source
from model.versions.version import Action, AuditFilter, Mode, StoreError, StoreErrorCode
from store.store import Store
from store.tables import AUDIT
from tests.store.conftest import fault
from tests.support.intact_versions import is_intact
from tests.support.published_trackers import (
    ADMINISTRATOR,
    ME,
    candidate,
    month,
    recommendation,
    rows,
    update,
    whole,
    words,
)

ONE, TWO, LONG = "t1", "t2", "x" * 5000


@pytest.fixture
def published(store):
    """Return a store with three versions: of one, of two and of three recommendations."""
    for number in (1, 2, 3):
        store.publish(candidate(rows(*"123"[:number]), original=f"{number}".encode()), **ME)
    return store


def test_what_is_published_is_loaded_as_it_was(store):
    tables = rows(
        "1",
        "2",
        progress=[update("1", at=words("Autumn 2026"), status=None), update("2", update="=1+1\nand \u200fא\u200e 🙂")],
        monitoring=[{"review": "Stalking", "ref": "1", "activity": "Meet", "due": month(2026, 9), "done": False}],
        names=[{"kind": "Theme", "name": "", "name_cy": "Hyfforddiant"}],
    )
    details = {
        "columns": (MappedColumn("Log", "B2", "Owning Agnecy", "lead_agency", "fuzzy", 92, ("lead_role",)),),
        "issues": (Issue("status-unknown", Severity.WARNING, "Log", "E7", "Purple\x00", {"allowed": "Red"}),),
        "proposed_scale": ProposedScale("Log", "E1", (("Open", 3), ("Done", 1)), confirmed=True),
        "statuses_read": {"word": 2, "colour": 1},
    }
    scale = Scale((Status("Open", "Still to do"), Status("Done", complete=True, colour="#00aa00")), ordered=False)
    workbook = candidate(tables, scale=scale, **details)
    assert store.publish(workbook, **ME).version.number == 1
    loaded = store.load(1)
    assert loaded.rows == whole(tables)
    assert loaded.scale == scale
    assert loaded.source == Source("tracker.xlsx", sha256(workbook.original).hexdigest())
    assert (loaded.layout, loaded.statuses_read) == ("canonical", details["statuses_read"])
    assert (loaded.columns, loaded.issues, loaded.proposed_scale) == tuple(details.values())[:3]


def test_a_version_has_everything_that_is_on_record(store):
    before = datetime.now(UTC)
    version = store.publish(
        candidate(rows("1", "2"), original=b"one"), actor=local_actor(" A. Adviser "), reason="First.\n"
    ).version
    assert before <= version.published_at <= datetime.now(UTC)
    assert version.published_at.utcoffset() == timedelta(0)
    assert (version.number, version.who, version.reason) == (1, "A. Adviser", "First.")
    assert (version.recommendations, version.updates, version.mode) == (2, 2, Mode.REPLACE)
    assert (version.compared_with, version.brings_back) == (None, None)
    assert store.version(1) == version
    assert store.versions() == (version,)


def test_the_same_statuses_in_another_order_are_a_new_version(published):
    reversed_scale = Scale(RED_AMBER_GREEN.statuses[::-1])
    assert not published.publish(candidate(rows(*"123"), scale=reversed_scale), **ME).unchanged
    assert published.load(4).scale == reversed_scale
    unordered = Scale(reversed_scale.statuses, ordered=False)
    assert not published.publish(candidate(rows(*"123"), scale=unordered), **ME).unchanged
    assert published.load(5).scale == unordered


def test_publishing_over_a_version_that_was_not_compared_is_a_conflict(published):
    other = candidate(rows("9"))
    expected = (StoreErrorCode.CONFLICT, {"current": "3", "who": "A. Adviser", "verified": ""})
    assert fault(published.publish, other, **ME, compared_with=2) == expected
    assert fault(published.publish, other, **ME, compared_with=4) == expected
    assert fault(published.roll_back, 1, **ME, compared_with=2) == expected
    assert published.current() == 3
    assert published.publish(other, **ME, compared_with=3).version.number == 4


def test_where_nothing_is_published_a_version_to_compare_with_is_a_conflict(store):
    refused = fault(store.publish, candidate(rows("1")), **ME, compared_with=1)
    assert (refused, store.current()) == ((StoreErrorCode.CONFLICT, {"current": "", "who": ""}), None)


def test_a_name_and_a_reason_are_needed(published):
    for who, reason, code in ((" ", "Because.", StoreErrorCode.NO_NAME), ("Me", "\n\t", StoreErrorCode.NO_REASON)):
        by = {"actor": local_actor(who), "reason": reason}
        for call in (published.publish, published.publish_first):
            assert fault(call, candidate(rows("9")), **by) == (code, {})
        assert fault(published.roll_back, 1, **by) == (code, {})
    assert published.current() == 3


def test_a_token_finds_the_version_it_made_also_after_later_ones_and_is_refused_with_another_file(store):
    first = candidate(rows("1"), original=b"one")
    publication = store.publish(first, **ME, token=ONE)
    assert store.publish(first, **ME, token=ONE, compared_with=7) == publication
    store.publish(candidate(rows("1", "2"), original=b"two"), **ME, token=TWO)
    assert store.publish(first, **ME, token=ONE) == publication
    other = candidate(rows("3"), original=b"three")
    assert fault(store.publish, other, **ME, token=ONE) == (StoreErrorCode.TOKEN_USED, {"version": "1"})
    assert store.current() == 2


@pytest.mark.parametrize("first", [True, False])
def test_of_two_who_publish_simultaneously_one_publishes_and_no_update_is_lost(url, store, first):
    if not first:
        store.publish(candidate(rows("0")), **ME)

    def publish(ref):
        with closing(Store.open(url)) as other:
            if first:
                return other.publish_first(candidate(rows(ref)), **ME).unchanged
            try:
                return other.publish(candidate(rows(ref)), **ME, compared_with=1).unchanged
            except StoreError as error:
                return error.code is StoreErrorCode.CONFLICT

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, "12")) == [False, True]
    assert [version.number for version in store.versions()] == ([1] if first else [2, 1])
    assert is_intact(store, 1)


def test_rolling_back_publishes_an_earlier_version_as_a_new_one(published):
    back = published.roll_back(1, actor=local_actor("B"), reason="A mistake.").version
    assert (back.number, back.brings_back, back.compared_with, back.who) == (4, 1, 3, "B")
    assert published.load(4) == published.load(1)
    assert back.source == published.version(1).source
    assert published.original(4, actor=ADMINISTRATOR) == ("tracker.xlsx", b"1")
    assert [len(published.load(n).rows["recommendations"]) for n in (1, 2, 3)] == [1, 2, 3]


def test_rolling_back_again_with_the_same_token_finds_what_the_first_made(published):
    publication = published.roll_back(1, **ME, compared_with=3, token=ONE)
    assert published.roll_back(1, **ME, compared_with=3, token=ONE) == publication
    assert (publication.version.number, published.current()) == (4, 4)


def test_rolling_back_to_a_version_that_is_not_there_is_refused(published):
    assert fault(published.roll_back, 9, **ME) == (StoreErrorCode.UNKNOWN_VERSION, {"version": "9", "latest": "3"})
    for call in (published.version, published.load, partial(published.original, actor=ADMINISTRATOR)):
        for number in (-(2**70), -1, 0, 2**31, 2**70):
            assert fault(call, number) == (StoreErrorCode.UNKNOWN_VERSION, {"version": str(number), "latest": "3"})


def test_a_mapping_is_remembered_for_the_same_headings(store):
    assert store.load_mapping("Ref|Owner") is None
    store.save_mapping("Ref|Owner", {"columns": [["Log", "B1", "lead_agency"]]}, actor=local_actor("A"))
    store.save_mapping("Ref|Owner", {"columns": []}, actor=local_actor("B"))
    assert store.load_mapping("Ref|Owner") == {"columns": []}
    assert store.load_mapping("Ref") is None
    store.forget_mapping("Ref|Owner", actor=ADMINISTRATOR)
    store.forget_mapping("Ref", actor=ADMINISTRATOR)
    assert store.load_mapping("Ref|Owner") is None


def test_a_mapping_can_be_remembered_by_several_at_the_same_time(store):
    store.save_mapping("Ref|Owner", {"columns": []}, actor=local_actor("A"))
    save = partial(store.save_mapping, "Ref|Owner", actor=local_actor("A"))
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(save, [{"columns": [str(number)]} for number in range(40)])] == [None] * 40
    assert store.load_mapping("Ref|Owner") != {"columns": []}


def test_characters_that_no_database_can_store_are_replaced_visibly(store):
    workbook = candidate(rows(recommendations=[recommendation("1", theme="a\x00b\ud800c")]), name="a\x00.xlsx")
    store.publish(workbook, actor=local_actor("A\x00"), reason="B\x00")
    assert store.load(1).rows["recommendations"][0]["theme"] == "a\ufffdb\ufffdc"
    version = store.version(1)
    assert (version.source.name, version.who, version.reason) == ("a\ufffd.xlsx", "A\ufffd", "B\ufffd")
    assert store.publish(workbook, **ME).unchanged


START = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)


def fill(store, count):
    """Add lines, one each minute: by two people in turn, every third a refusal."""
    with store.engine.begin() as connection:
        for number in range(count):
            at, action = START + timedelta(minutes=number), (Action.EXPORT, Action.REFUSAL)[number % 3 == 0]
            line = {"at": at, "who": ("Ann", "Ben")[number % 2], "action": action.value}
            connection.execute(sa.insert(AUDIT), {**line, "reason": str(number), "details": {}})


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
