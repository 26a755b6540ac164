"""The records of a workbook with a free layout: those of its tracker, its canonical sheets and its key."""

from collections.abc import Mapping, Sequence

from loaders.cells.values import StatusCell, plain_text
from loaders.layouts.key.key import Key
from loaders.layouts.key.order import key_records, main_key
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


def status_words(tracker_records: Mapping[str, Sequence[Record]]) -> set[str]:
    """Return the statuses in use that are in words."""
    values = (record.values.get("status") for record in tracker_records.get("progress", ()))
    return {text for value in values if (text := plain_text(value)) and not is_symbol(text)}


def has_status_by_colour(tracker_records: Mapping[str, Sequence[Record]]) -> bool:
    """Return whether a status is given by its colour alone."""
    statuses = (record.values.get("status") for record in tracker_records.get("progress", ()))
    return any(isinstance(each, StatusCell) and each.colour and not plain_text(each) for each in statuses)


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
