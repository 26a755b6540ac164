from hypothesis import given
from hypothesis import strategies as st

from store.stored_rows import GAP, RowDiff, VersionRows, row_diff, same_rows

ROWS = st.lists(st.binary(min_size=1, max_size=1).map(lambda one: bytes([one[0] % 12])), max_size=24)


def version_rows(digests, *, positions=None):
    numbers = range(1, len(digests) + 1)
    return VersionRows(numbers, positions or [GAP * number for number in numbers], digests)


def apply_diff(stored, wanted, change):
    """Return the rows after a change, by position."""
    rows = zip(stored.ids, stored.positions, stored.digests, strict=True)
    staying = [(position, digest) for number, position, digest in rows if number not in change.retired]
    after = sorted([*staying, *((position, wanted[at]) for at, position in change.inserted)])
    return version_rows([digest for _, digest in after], positions=[position for position, _ in after])


@given(ROWS, ROWS)
def test_a_change_turns_the_stored_rows_into_the_wanted_ones_in_order(before, wanted):
    stored = version_rows(before)
    after = apply_diff(stored, wanted, row_diff(stored, wanted))
    assert after.digests == wanted
    assert len(set(after.positions)) == len(after)


@given(ROWS, st.lists(st.tuples(st.integers(0, 40), st.binary(min_size=1, max_size=1)), max_size=40))
def test_successive_changes_keep_the_order_also_without_room_between_rows(first, steps):
    """Rows at consecutive positions: a row inserted between two of them must make room."""
    stored, wanted = version_rows(first, positions=list(range(len(first)))), list(first)
    for at, digest in steps:
        wanted.insert(at % (len(wanted) + 1), digest)
        stored = apply_diff(stored, wanted, row_diff(stored, wanted))
        assert stored.digests == wanted


@given(ROWS)
def test_the_same_rows_need_no_change(rows):
    assert row_diff(version_rows(rows), rows) == RowDiff((), ())


def test_an_inserted_row_changes_no_other():
    stored = version_rows([b"a", b"b", b"c"])
    assert row_diff(stored, [b"a", b"x", b"b", b"c"]) == RowDiff((), ((1, GAP + GAP // 2),))
    assert row_diff(stored, [b"x", b"y", b"a", b"b", b"c"]) == RowDiff((), ((0, -GAP), (1, 0)))
    assert row_diff(stored, [b"a", b"b", b"c", b"x"]) == RowDiff((), ((3, GAP * 4),))


def test_a_changed_row_is_retired_and_inserted_at_its_position():
    change = row_diff(version_rows([b"a", b"b", b"c"]), [b"a", b"B", b"c"])
    assert change == RowDiff((2,), ((1, GAP * 2),))


def test_a_row_that_moved_is_the_only_one_written():
    stored = version_rows([bytes([number]) for number in range(100)])
    wanted = list(stored.digests)
    wanted.insert(80, wanted.pop(3))
    change = row_diff(stored, wanted)
    assert change.retired == (4,)
    assert [at for at, _ in change.inserted] == [80]


def test_without_room_the_following_rows_are_rewritten_until_there_is():
    stored = version_rows([b"a", b"b", b"c", b"d"], positions=[1, 2, 3, 10_000_000])
    change = row_diff(stored, [b"a", b"x", b"b", b"c", b"d"])
    assert change.retired == (2, 3)
    assert [at for at, _ in change.inserted] == [1, 2, 3]


def test_two_rows_that_are_the_same_are_two_rows():
    assert row_diff(version_rows([b"a", b"a"]), [b"a"]).retired == (2,)
    assert [at for at, _ in row_diff(version_rows([b"a"]), [b"a", b"a"]).inserted] == [1]


def test_the_order_of_rows_matters_only_in_an_ordered_table():
    assert same_rows([b"a", b"b", b"b"], [b"b", b"a", b"b"], in_order=False)
    assert not same_rows([b"a", b"b", b"b"], [b"a", b"a", b"b"], in_order=False)
    assert not same_rows([b"a", b"b"], [b"b", b"a"], in_order=True)
