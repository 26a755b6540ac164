"""A key as records of the scale, worst first."""

from loaders.cells.addresses import address
from loaders.cells.values import Value
from loaders.layouts.key.key import Key, KeyRow
from loaders.layouts.key.order import has_complete_column, is_done, worst_first
from loaders.records import Record
from model.status.colours import knows_colour

_AS_WRITTEN = ("complete", "colour", "status_cy", "meaning_cy")


def key_records(key: Key) -> list[Record]:
    """Return a key as records; what it says itself is kept, and what a meaning calls complete is complete."""
    return [_record(key, one) for one in worst_first(key)]


def _record(key: Key, one: KeyRow) -> Record:
    status, meaning = one.addresses
    values: dict[str, Value] = {
        "status": one.status,
        "meaning": one.meaning,
        "complete": "Yes" if is_done(key, one) else "No",
        "colour": None if knows_colour(one.status) else one.colour,
    }
    places = {"meaning": meaning, "complete": meaning, "colour": status}
    for name in _AS_WRITTEN:
        value, place = one.extra_fields.get(name, (None, status))
        if value is not None and (name != "complete" or has_complete_column(key)):
            values[name], places[name] = value, place
    elsewhere = {name: (key.sheet.name, address(*place)) for name, place in places.items()}
    return Record(key.sheet.name, status[1], {"status": status[0]}, values, key.sheet.day_zero, elsewhere)
