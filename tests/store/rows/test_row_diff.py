from hypothesis import given
from hypothesis import strategies as st

from store.rows.row_diff import GAP, RowDiff, VersionRows, row_diff, same_rows

ROWS = st.lists(st.binary(min_size=1, max_size=1).map(lambda one: bytes([one[0] % 12])), max_size=24)


def held_of(digests, *, places=None):
    numbers = range(1, len(digests) + 1)
    return VersionRows(numbers, places or [GAP * number for number in numbers], digests)


def applied(held, wanted, change):
    """Return the rows that a change leaves: what was held, by place."""
    rows = zip(held.ids, held.places, held.digests, strict=True)
    staying = [(place, digest) for number, place, digest in rows if number not in change.retired]
    after = sorted([*staying, *((place, wanted[at]) for at, place in change.introduced)])
    return held_of([digest for _, digest in after], places=[place for place, _ in after])


@given(ROWS, ROWS)
def test_a_change_makes_the_wanted_rows_of_the_held_ones_in_order(before, wanted):
    held = held_of(before)
    after = applied(held, wanted, row_diff(held, wanted))
    assert after.digests == wanted
    assert len(set(after.positions)) == len(after)


@given(ROWS, st.lists(st.tuples(st.integers(0, 40), st.binary(min_size=1, max_size=1)), max_size=40))
def test_one_change_after_another_keeps_the_order_also_where_there_is_no_room_left(first, steps):
    """Rows that stand as close as can be: whatever is put between two of them has to make room."""
    held, wanted = held_of(first, places=list(range(len(first)))), list(first)
    for at, digest in steps:
        wanted.insert(at % (len(wanted) + 1), digest)
        held = applied(held, wanted, row_diff(held, wanted))
        assert held.digests == wanted


@given(ROWS)
def test_the_same_rows_need_no_change(rows):
    assert row_diff(held_of(rows), rows) == RowDiff((), ())


def test_a_row_that_is_put_in_touches_no_other():
    held = held_of([b"a", b"b", b"c"])
    assert row_diff(held, [b"a", b"x", b"b", b"c"]) == RowDiff((), ((1, GAP + GAP // 2),))
    assert row_diff(held, [b"x", b"y", b"a", b"b", b"c"]) == RowDiff((), ((0, -GAP), (1, 0)))
    assert row_diff(held, [b"a", b"b", b"c", b"x"]) == RowDiff((), ((3, GAP * 4),))


def test_a_row_that_changed_is_retired_and_stands_again_where_it_was():
    change = row_diff(held_of([b"a", b"b", b"c"]), [b"a", b"B", b"c"])
    assert change == RowDiff((2,), ((1, GAP * 2),))


def test_a_row_that_moved_is_the_only_one_written():
    held = held_of([bytes([number]) for number in range(100)])
    wanted = list(held.digests)
    wanted.insert(80, wanted.pop(3))
    change = row_diff(held, wanted)
    assert change.retired == (4,)
    assert [at for at, _ in change.inserted] == [80]


def test_where_there_is_no_room_the_rows_after_it_are_written_again_until_there_is():
    held = held_of([b"a", b"b", b"c", b"d"], places=[1, 2, 3, 10_000_000])
    change = row_diff(held, [b"a", b"x", b"b", b"c", b"d"])
    assert change.retired == (2, 3)
    assert [at for at, _ in change.inserted] == [1, 2, 3]


def test_two_rows_that_are_the_same_are_two_rows():
    assert row_diff(held_of([b"a", b"a"]), [b"a"]).retired == (2,)
    assert [at for at, _ in row_diff(held_of([b"a"]), [b"a", b"a"]).inserted] == [1]


def test_the_order_of_rows_matters_only_where_it_says_something():
    assert same_rows([b"a", b"b", b"b"], [b"b", b"a", b"b"], in_order=False)
    assert not same_rows([b"a", b"b", b"b"], [b"a", b"a", b"b"], in_order=False)
    assert not same_rows([b"a", b"b"], [b"b", b"a"], in_order=True)
