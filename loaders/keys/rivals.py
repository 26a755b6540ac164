"""Several keys in one workbook: they are one where they say the same, and two scales are never put together."""

from loaders.headings import fold
from loaders.keys.key import Key, KeyRow
from loaders.keys.order import is_done, says_complete, worst_first
from loaders.status_colours import shade_of
from model.scale import RED_AMBER_GREEN


def says_the_same(key: Key, other: Key) -> bool:
    """Say whether a second key says nothing but what the first does: the same statuses in order, or some of them."""
    known = {fold(one.status): (place, one) for place, one in enumerate(worst_first(key))}
    places: list[int] = []
    for one in worst_first(other):
        place, first = known.get(fold(one.status), (-1, one))
        says = bool(one.meaning) or says_complete(other)
        if place < 0 or _differs(first, one) or (says and is_done(key, first) != is_done(other, one)):
            return False
        places.append(place)
    return places == sorted(places)


def _differs(first: KeyRow, other: KeyRow) -> bool:
    """Say whether two keys say different things of one status; what only one says is no difference."""
    told = ((_plain(first.meaning), _plain(other.meaning)), (_shade(first.colour), _shade(other.colour)))
    return any(one and two and one != two for one, two in told)


def _shade(colour: str | None) -> str | None:
    """Return the plain colour of a fill, for one red is not exactly another; the fill itself where it has none."""
    return (shade_of(colour, RED_AMBER_GREEN).status or colour) if colour else None


def _plain(meaning: str) -> str:
    return fold(meaning).rstrip(" .;")
