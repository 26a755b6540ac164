"""The records of the scale from a key, worst first."""

from loaders.cells.addresses import address
from loaders.cells.values import Value
from loaders.layouts.key.key import Key, KeyRow
from loaders.layouts.key.order import has_complete_column, is_done, worst_first
from loaders.records import Record
from model.status.colours import is_known_colour

_EXTRA_FIELDS = ("complete", "colour", "status_cy", "meaning_cy")


def key_records(key: Key) -> list[Record]:
    """Return a key as records of the scale; a status is complete by the column of the key, else by its meaning."""
    return [_key_record(key, row) for row in worst_first(key)]


def _key_record(key: Key, row: KeyRow) -> Record:
    status, meaning = row.addresses
    values: dict[str, Value] = {
        "status": row.status,
        "meaning": row.meaning,
        "complete": "Yes" if is_done(key, row) else "No",
        "colour": None if is_known_colour(row.status) else row.colour,
    }
    addresses = {"meaning": meaning, "complete": meaning, "colour": status}
    for name in _EXTRA_FIELDS:
        value, cell = row.extra_fields.get(name, (None, status))
        if value is not None and (name != "complete" or has_complete_column(key)):
            values[name], addresses[name] = value, cell
    cells = {name: (key.sheet.name, address(*cell)) for name, cell in addresses.items()}
    return Record(key.sheet.name, status[1], {"status": status[0]}, values, key.sheet.day_zero, cells)
