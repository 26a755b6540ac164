from hypothesis import given
from hypothesis import strategies as st

from store.stored_rows import GAP, VersionRows, row_diff

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


@given(ROWS, st.lists(st.tuples(st.integers(0, 40), st.binary(min_size=1, max_size=1)), max_size=40))
def test_successive_changes_keep_the_order_also_without_room_between_rows(first, steps):
    """Rows at consecutive positions: a row inserted between two of them must make room."""
    stored, wanted = version_rows(first, positions=list(range(len(first)))), list(first)
    for at, digest in steps:
        wanted.insert(at % (len(wanted) + 1), digest)
        stored = apply_diff(stored, wanted, row_diff(stored, wanted))
        assert stored.digests == wanted
