"""What has to be written so that the rows of one version become those of the next: as little as possible."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 2**20
"""So far apart two rows are put where nothing says otherwise."""
_ROOM = 2**10
"""So far apart they are at least where others had to make room for them."""


@dataclass(frozen=True, slots=True)
class VersionRows:
    """The rows of a version that are in the database, in order: of each its id, its place and its digest."""

    ids: Sequence[int] = ()
    positions: Sequence[int] = ()
    digests: Sequence[bytes] = ()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class RowDiff:
    """The ids of the rows to retire, and for each row to introduce which of the wanted ones it is and its place."""

    retired: tuple[int, ...]
    inserted: tuple[tuple[int, int], ...]


def same_rows(existing: Sequence[bytes], wanted: Sequence[bytes], *, in_order: bool) -> bool:
    """Say whether two tables hold the same rows, in whatever order unless the order matters."""
    return list(existing) == list(wanted) if in_order else Counter(existing) == Counter(wanted)


def row_diff(existing: VersionRows, wanted: Sequence[bytes]) -> RowDiff:
    """Return what makes rows of the wanted digests, in that order, of the rows that are held.

    The longest run of rows that stand in the same order stays untouched; every other row is retired or introduced.
    Where there is no room between two rows that could stay, those after them are introduced again until there is.
    """
    first, last = _same_ends(existing.digests, wanted)
    ends = len(existing) - last
    after = existing.positions[first - 1] if first else None
    retired: list[int] = []
    introduced: list[tuple[int, int]] = []
    old, new, apart = first, first, 1
    for at, number in _matching_rows(existing.digests, wanted, first, last):
        before = existing.positions[at] if at < len(existing) else None
        places = _positions(number - new, after, before, apart)
        if places is None:
            apart = _ROOM
            continue
        retired += existing.ids[old:at]
        introduced += zip(range(new, number), places, strict=True)
        if at >= ends:
            break
        old, new, after, apart = at + 1, number + 1, before, 1
    return RowDiff(tuple(retired), tuple(introduced))


def _same_ends(held: Sequence[bytes], wanted: Sequence[bytes]) -> tuple[int, int]:
    """Return how many rows are the same from the beginning, and of the others how many from the end."""
    shorter = min(len(held), len(wanted))
    first = next((at for at in range(shorter) if held[at] != wanted[at]), shorter)
    rest = range(1, shorter - first + 1)
    last = next((at - 1 for at in rest if held[-at] != wanted[-at]), shorter - first)
    return first, last


def _matching_rows(held: Sequence[bytes], wanted: Sequence[bytes], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield which held row is which wanted one, both in rising order, after those that are the same from the beginning.

    Behind the last row of both stands one more pair.
    """
    waiting: dict[bytes, deque[int]] = defaultdict(deque)
    for at in range(first, len(held) - last):
        waiting[held[at]].append(at)
    between = range(first, len(wanted) - last)
    pairs = [(waiting[wanted[at]].popleft(), at) for at in between if waiting.get(wanted[at])]
    yield from _longest_rising(pairs)
    yield from ((len(held) - at, len(wanted) - at) for at in range(last, -1, -1))


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs whose first numbers rise; the second ones rise already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (first, _) in enumerate(pairs):
        length = bisect_left(tails, first)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [first]
        ends[length : length + 1] = [at]
    chain, at = [], ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _positions(count: int, after: int | None, before: int | None, apart: int) -> list[int] | None:
    """Return places for so many rows between two others, or None where they would stand closer than `apart`."""
    if before is None:
        return [(after or 0) + GAP * (at + 1) for at in range(count)]
    if after is None:
        return [before - GAP * (count - at) for at in range(count)]
    step = (before - after) // (count + 1)
    return [after + step * (at + 1) for at in range(count)] if step >= apart or not count else None
