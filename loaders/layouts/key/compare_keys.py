"""Several keys in one workbook: they are one where they say the same, and two scales are never put together."""

from collections.abc import Sequence

from loaders.cells.values import Value, plain_text
from loaders.layouts.key.key import Key, KeyRow
from loaders.layouts.key.order import is_done, says_complete, worst_first
from loaders.parsing.values import NO, YES
from loaders.vocabulary.status_colours import shade_of
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key


def chief(keys: Sequence[Key]) -> Key:
    """Return the key that is the scale: the first, or one that says all that the first does and more."""
    found = keys[0]
    for key in keys[1:]:
        if says_the_same(key, found) and not says_the_same(found, key):
            found = key
    return found


def says_the_same(key: Key, other: Key) -> bool:
    """Say whether another key says nothing but what a key does: the same statuses in order, or some of them."""
    known = {label_key(one.status): (place, one) for place, one in enumerate(worst_first(key))}
    places: list[int] = []
    for one in worst_first(other):
        place, first = known.get(label_key(one.status), (-1, one))
        says = bool(one.meaning) or says_complete(other)
        if place < 0 or _differs(first, one) or (says and is_done(key, first) != is_done(other, one)):
            return False
        places.append(place)
    return places == sorted(places)


def _differs(first: KeyRow, other: KeyRow) -> bool:
    """Say whether another key says of a status what the first does not; a fill that only one has is no difference."""
    fills = _shade(first.colour), _shade(other.colour)
    means = _plain(other.meaning)
    return (
        (bool(means) and means not in (_plain(first.meaning), label_key(other.status)))
        or (all(fills) and fills[0] != fills[1])
        or any(_says_more(name, value, first) for name, (value, _) in other.more.items())
    )


def _says_more(name: str, value: Value, first: KeyRow) -> bool:
    """Say whether what else is said of a status is new: Yes and No are not, for both keys say what is done."""
    if value is None or (name == "complete" and label_key(plain_text(value)) in (*YES, *NO)):
        return False
    return name not in first.more or label_key(plain_text(first.more[name][0])) != label_key(plain_text(value))


def _shade(colour: str | None) -> str | None:
    """Return the plain colour of a fill, for one red is not exactly another; the fill itself where it has none."""
    return (shade_of(colour, RED_AMBER_GREEN).status or colour) if colour else None


def _plain(meaning: str) -> str:
    return label_key(meaning).rstrip(" .;")
