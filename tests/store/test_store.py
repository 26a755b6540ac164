from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import pytest

from model.access import local_actor
from model.issue import Issue, Severity
from model.status import RED_AMBER_GREEN, Scale, Status
from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import MappedColumn, ProposedScale, Source
from model.versions.version import Mode, Publication
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


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code, raised.value.details


def test_an_empty_store_has_no_version(store):
    assert (store.current(), store.versions(), store.audit(actor=ADMINISTRATOR)) == (None, (), ())
    assert fault(store.load, 1) == (StoreErrorCode.UNKNOWN_VERSION, {"version": "1", "latest": ""})


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


def test_the_same_rows_are_no_new_version(published):
    publication = published.publish(candidate(rows(*"123"), original=b"another file"), **ME)
    assert publication == Publication(published.version(3), unchanged=True)
    assert published.current() == 3
    assert len(published.audit(actor=ADMINISTRATOR)) == 3


def test_the_same_rows_in_another_order_are_no_new_version(published):
    tables = rows(*"312")
    assert published.publish(candidate(tables), **ME).unchanged
    tables["recommendations"][0]["theme"] = "Training"
    assert not published.publish(candidate(tables), **ME).unchanged
    assert published.load(4).rows == whole(tables)


def test_the_same_statuses_in_another_order_are_a_new_version(published):
    reversed_scale = Scale(RED_AMBER_GREEN.statuses[::-1])
    assert not published.publish(candidate(rows(*"123"), scale=reversed_scale), **ME).unchanged
    assert published.load(4).scale == reversed_scale
    unordered = Scale(reversed_scale.statuses, ordered=False)
    assert not published.publish(candidate(rows(*"123"), scale=unordered), **ME).unchanged
    assert published.load(5).scale == unordered


# Two editors


def test_publishing_over_a_version_that_was_not_compared_is_a_conflict(published):
    other = candidate(rows("9"))
    expected = (StoreErrorCode.CONFLICT, {"current": "3", "who": "A. Adviser", "verified": ""})
    assert fault(published.publish, other, **ME, compared_with=2) == expected
    assert fault(published.publish, other, **ME, compared_with=4) == expected
    assert fault(published.roll_back, 1, **ME, compared_with=2) == expected
    assert published.current() == 3
    assert published.publish(other, **ME, compared_with=3).version.number == 4


def test_where_nothing_is_published_a_version_to_compare_with_is_a_conflict(store):
    assert fault(store.publish, candidate(rows("1")), **ME, compared_with=1) == (
        StoreErrorCode.CONFLICT,
        {"current": "", "who": ""},
    )
    assert store.current() is None


@pytest.mark.parametrize(
    ("who", "reason", "code"), [(" ", "Because.", StoreErrorCode.NO_NAME), ("Me", "\n\t", StoreErrorCode.NO_REASON)]
)
def test_a_name_and_a_reason_are_needed(published, who, reason, code):
    for call in (published.publish, published.publish_first):
        assert fault(call, candidate(rows("9")), actor=local_actor(who), reason=reason) == (code, {})
    assert fault(published.roll_back, 1, actor=local_actor(who), reason=reason) == (code, {})
    assert published.current() == 3


# A second try


def test_a_token_finds_the_version_it_made_also_after_later_ones(store):
    first = candidate(rows("1"), original=b"one")
    publication = store.publish(first, **ME, token=ONE)
    assert store.publish(first, **ME, token=ONE, compared_with=7) == publication
    store.publish(candidate(rows("1", "2"), original=b"two"), **ME, token=TWO)
    assert store.publish(first, **ME, token=ONE) == publication
    assert store.current() == 2


def test_a_token_of_another_file_is_refused(store):
    store.publish(candidate(rows("1"), original=b"one"), **ME, token=ONE)
    other = candidate(rows("1", "2"), original=b"two")
    assert fault(store.publish, other, **ME, token=ONE) == (StoreErrorCode.TOKEN_USED, {"version": "1"})
    assert store.current() == 1


def test_a_token_of_a_file_that_changed_nothing_is_remembered_as_well(store):
    store.publish(candidate(rows("1"), original=b"one"), **ME)
    unchanged = candidate(rows("1"), original=b"the same")
    assert store.publish(unchanged, **ME, token=LONG).unchanged
    store.publish(candidate(rows("2"), original=b"two"), **ME)
    assert store.publish(unchanged, **ME, token=LONG) == Publication(store.version(1), unchanged=True)
    assert store.current() == 2


# The first version


def test_only_an_empty_store_takes_a_first_version(store):
    first = store.publish_first(candidate(rows("1")), **ME)
    assert (first.version.number, first.unchanged) == (1, False)
    store.publish(candidate(rows("1", "2")), **ME)
    assert store.publish_first(candidate(rows("9")), **ME) == Publication(store.version(2), unchanged=True)


# Rolling back


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


def test_rolling_back_to_the_current_version_changes_nothing(published):
    assert published.roll_back(3, **ME) == Publication(published.version(3), unchanged=True)


def test_rolling_back_to_a_version_that_is_not_there_is_refused(published):
    assert fault(published.roll_back, 9, **ME) == (StoreErrorCode.UNKNOWN_VERSION, {"version": "9", "latest": "3"})
    for call in (published.version, published.load, partial(published.original, actor=ADMINISTRATOR)):
        assert fault(call, 0) == (StoreErrorCode.UNKNOWN_VERSION, {"version": "0", "latest": "3"})


@pytest.mark.parametrize("number", [-(2**70), -1, 2**31, 2**70])
def test_a_number_too_large_for_a_database_is_an_unknown_version(published, number):
    for call in (
        published.version,
        published.load,
        partial(published.original, actor=ADMINISTRATOR),
        partial(published.roll_back, **ME),
    ):
        assert fault(call, number) == (StoreErrorCode.UNKNOWN_VERSION, {"version": str(number), "latest": "3"})


# Originals, the audit trail and mappings


def test_the_original_is_stored_byte_by_byte_without_duplicates(published):
    content = bytes(range(256)) * 40
    for number in (4, 5):
        published.publish(candidate(rows(*"12", str(number)), name=f"{number}.xlsx", original=content), **ME)
    assert published.original(4, actor=ADMINISTRATOR) == ("4.xlsx", content)
    assert published.original(5, actor=ADMINISTRATOR) == ("5.xlsx", content)
    assert published.version(4).source.sha256 == sha256(content).hexdigest()


def test_a_mapping_is_remembered_for_the_same_headings(store):
    assert store.load_mapping("Ref|Owner") is None
    store.save_mapping("Ref|Owner", {"columns": [["Log", "B1", "lead_agency"]]}, actor=local_actor("A"))
    store.save_mapping("Ref|Owner", {"columns": []}, actor=local_actor("B"))
    assert store.load_mapping("Ref|Owner") == {"columns": []}
    assert store.load_mapping("Ref") is None
    store.forget_mapping("Ref|Owner", actor=ADMINISTRATOR)
    store.forget_mapping("Ref", actor=ADMINISTRATOR)
    assert store.load_mapping("Ref|Owner") is None


def test_characters_that_no_database_can_store_are_replaced_visibly(store):
    workbook = candidate(rows(recommendations=[recommendation("1", theme="a\x00b\ud800c")]), name="a\x00.xlsx")
    store.publish(workbook, actor=local_actor("A\x00"), reason="B\x00")
    assert store.load(1).rows["recommendations"][0]["theme"] == "a\ufffdb\ufffdc"
    version = store.version(1)
    assert (version.source.name, version.who, version.reason) == ("a\ufffd.xlsx", "A\ufffd", "B\ufffd")
    assert store.publish(workbook, **ME).unchanged
