"""The records of a workbook with a free layout: those of its tracker, its canonical sheets and its key."""

from collections.abc import Mapping, Sequence

from loaders.cells.values import StatusCell, plain_text
from loaders.layouts.key.key import Key
from loaders.layouts.key.order import contains_any, key_records, main_key
from loaders.records import Record
from loaders.vocabulary.status_words import is_symbol


def combine_records(
    tracker_records: Mapping[str, Sequence[Record]],
    reviews: Sequence[Record],
    extra_records: Mapping[str, Sequence[Record]],
    keys: Sequence[Key],
) -> dict[str, Sequence[Record]]:
    """Return the records of each canonical table; the main key takes the place of a canonical sheet Key."""
    records: dict[str, Sequence[Record]] = {**tracker_records, "reviews": reviews}
    for table, extra in extra_records.items():
        if table != "reviews":
            records[table] = [*records.get(table, ()), *extra]
    if keys:
        records["key"] = key_records(main_key(keys))
    return records


def keys_in_use(keys: Sequence[Key], tracker_records: Mapping[str, Sequence[Record]]) -> list[Key]:
    """Return the keys that explain a status in use; all where no status is in words."""
    if not keys:
        return []
    words = _status_words(tracker_records)
    return [key for key in keys if not words or contains_any(key, words)]


def statuses_in_words(tracker_records: Mapping[str, Sequence[Record]]) -> set[str]:
    """Return the statuses in use; none where a status is given by its colour alone."""
    statuses = [record.values.get("status") for record in tracker_records.get("progress", ())]
    by_colour = any(isinstance(each, StatusCell) and each.colour and not plain_text(each) for each in statuses)
    return set() if by_colour else _status_words(tracker_records)


def _status_words(tracker_records: Mapping[str, Sequence[Record]]) -> set[str]:
    values = (record.values.get("status") for record in tracker_records.get("progress", ()))
    return {text for value in values if (text := plain_text(value)) and not is_symbol(text)}


def without_colours(records: Mapping[str, Sequence[Record]]) -> dict[str, Sequence[Record]]:
    """Return records without the statuses that are given by colour alone."""
    statuses = [(record, record.values.get("status")) for record in records.get("progress", ())]
    progress = [
        record._replace(values={**record.values, "status": status._replace(colour=None)})
        if isinstance(status, StatusCell)
        else record
        for record, status in statuses
    ]
    return {**records, "progress": progress}
