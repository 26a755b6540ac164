"""What has to be written so that the rows of one version become those of the next: as little as possible."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = 2**20
"""So far apart two rows are put where nothing says otherwise."""
_ROOM = 2**10
"""So far apart they are at least where others had to make room for them."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is in the database: its id, its place and the digest of what it holds."""

    id: int
    place: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """The ids of the rows to retire, and for each row to introduce which of the wanted ones it is and its place."""

    retired: tuple[int, ...]
    introduced: tuple[tuple[int, int], ...]


def same_rows(held: Sequence[bytes], wanted: Sequence[bytes], *, in_order: bool) -> bool:
    """Say whether two tables hold the same rows, in whatever order unless the order matters."""
    return list(held) == list(wanted) if in_order else Counter(held) == Counter(wanted)


def change_of(held: Sequence[Held], wanted: Sequence[bytes]) -> Change:
    """Return what makes rows of the wanted digests, in that order, of the rows that are held.

    The longest run of rows that stand in the same order stays untouched; every other row is retired or introduced.

    Args:
        held: the rows in the order of their places.
        wanted: the digests in the order wanted.
    """
    kept = _kept(held, wanted)
    staying, introduced = _make_room(held, kept, len(wanted))
    retired = tuple(one.id for at, one in enumerate(held) if at not in staying)
    return Change(retired, tuple(introduced))


def _kept(held: Sequence[Held], wanted: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return which held row is which wanted one, both in rising order."""
    waiting: dict[bytes, deque[int]] = defaultdict(deque)
    for at, one in enumerate(held):
        waiting[one.digest].append(at)
    pairs = [(waiting[digest].popleft(), at) for at, digest in enumerate(wanted) if waiting.get(digest)]
    return _longest_rising(pairs)


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


def _make_room(
    held: Sequence[Held], kept: Iterable[tuple[int, int]], count: int
) -> tuple[set[int], list[tuple[int, int]]]:
    """Return the held rows that stay, and each row to introduce with its place.

    Where there is no room between two rows that could stay, those after them are introduced again, too, until there is.
    """
    staying: set[int] = set()
    introduced: list[tuple[int, int]] = []
    after: int | None = None
    first, apart = 0, 1
    for at, number in (*kept, (len(held), count)):
        before = held[at].place if at < len(held) else None
        places = _places(number - first, after, before, apart)
        apart = 1 if places is not None else _ROOM
        if places is None:
            continue
        introduced += zip(range(first, number), places, strict=True)
        if before is not None:
            staying.add(at)
            after, first = before, number + 1
    return staying, introduced


def _places(count: int, after: int | None, before: int | None, apart: int) -> list[int] | None:
    """Return places for so many rows between two others, or None where they would stand closer than `apart`."""
    if before is None:
        return [(after or 0) + GAP * (at + 1) for at in range(count)]
    if after is None:
        return [before - GAP * (count - at) for at in range(count)]
    step = (before - after) // (count + 1)
    return [after + step * (at + 1) for at in range(count)] if step >= apart or not count else None
