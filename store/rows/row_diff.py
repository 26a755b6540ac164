"""The smallest difference between the rows of two versions: rows to retire and rows to insert."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 2**20
"""The usual gap between the positions of two rows."""
_MIN_GAP = 2**10
"""The smallest gap where neighbouring rows had to be moved."""


@dataclass(frozen=True, slots=True)
class VersionRows:
    """The stored rows of a version, in order: the id, the position and the digest of each."""

    ids: Sequence[int] = ()
    positions: Sequence[int] = ()
    digests: Sequence[bytes] = ()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class RowDiff:
    """The ids of the rows to retire, and the rows to insert: each its number in the wanted rows and its position."""

    retired: tuple[int, ...]
    inserted: tuple[tuple[int, int], ...]


def same_rows(existing: Sequence[bytes], wanted: Sequence[bytes], *, in_order: bool) -> bool:
    """Return whether two tables have the same rows, in any order unless `in_order`."""
    return list(existing) == list(wanted) if in_order else Counter(existing) == Counter(wanted)


def row_diff(existing: VersionRows, wanted: Sequence[bytes]) -> RowDiff:
    """Return the changes that turn the existing rows into rows with the wanted digests, in that order.

    The longest run of rows in the same order stays; every other row is retired or inserted. Where there is no gap
    between two rows that could stay, the rows after them are inserted again until there is one.
    """
    first, last = _same_ends(existing.digests, wanted)
    ends = len(existing) - last
    after = existing.positions[first - 1] if first else None
    retired: list[int] = []
    introduced: list[tuple[int, int]] = []
    old, new, min_gap = first, first, 1
    for index, number in _matching_rows(existing.digests, wanted, first, last):
        before = existing.positions[index] if index < len(existing) else None
        positions = _positions(number - new, after, before, min_gap)
        if positions is None:
            min_gap = _MIN_GAP
            continue
        retired += existing.ids[old:index]
        introduced += zip(range(new, number), positions, strict=True)
        if index >= ends:
            break
        old, new, after, min_gap = index + 1, number + 1, before, 1
    return RowDiff(tuple(retired), tuple(introduced))


def _same_ends(existing: Sequence[bytes], wanted: Sequence[bytes]) -> tuple[int, int]:
    """Return how many rows are equal from the beginning, and how many of the others from the end."""
    shorter = min(len(existing), len(wanted))
    first = next((index for index in range(shorter) if existing[index] != wanted[index]), shorter)
    rest = range(1, shorter - first + 1)
    last = next((index - 1 for index in rest if existing[-index] != wanted[-index]), shorter - first)
    return first, last


def _matching_rows(
    existing: Sequence[bytes], wanted: Sequence[bytes], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Yield pairs of an existing and an equal wanted row number, both increasing, after the equal beginning.

    The last pair is the end of both tables.
    """
    rows_by_digest: dict[bytes, deque[int]] = defaultdict(deque)
    for index in range(first, len(existing) - last):
        rows_by_digest[existing[index]].append(index)
    between = range(first, len(wanted) - last)
    pairs = [(rows_by_digest[wanted[index]].popleft(), index) for index in between if rows_by_digest.get(wanted[index])]
    yield from _longest_increasing(pairs)
    yield from ((len(existing) - index, len(wanted) - index) for index in range(last, -1, -1))


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest increasing subsequence of pairs, by their first numbers; the second ones increase already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (first, _) in enumerate(pairs):
        length = bisect_left(tails, first)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [first]
        ends[length : length + 1] = [index]
    chain, index = [], ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _positions(count: int, after: int | None, before: int | None, min_gap: int) -> list[int] | None:
    """Return positions for a number of rows between two others; None where the gaps would be smaller than `min_gap`."""
    if before is None:
        return [(after or 0) + GAP * (index + 1) for index in range(count)]
    if after is None:
        return [before - GAP * (count - index) for index in range(count)]
    step = (before - after) // (count + 1)
    return [after + step * (index + 1) for index in range(count)] if step >= min_gap or not count else None
