"""Compare the keys of a workbook: equal keys are one, and two scales are never merged."""

from collections.abc import Collection, Sequence

from loaders.cells.values import Value, plain_text
from loaders.layouts.key.key import Key, KeyRow
from loaders.layouts.key.order import has_complete_column, is_done, worst_first
from loaders.layouts.key.vocabulary import is_known_status
from loaders.parsing.values import NO, YES
from model.text import label_key


def contains_any(key: Key, words: Collection[str]) -> bool:
    """Return whether a key explains any of the statuses in use, or any usual status."""
    if any(is_known_status(row.status) for row in key.rows):
        return True
    known = {label_key(row.status) for row in key.rows} | {_meaning_key(row.meaning) for row in key.rows}
    known |= {word[:1] for word in known} - {""}
    return any(label_key(word).rstrip(" .;") in known for word in words)


def main_key(keys: Sequence[Key]) -> Key:
    """Return the key that is the scale: the first, or one that has all of the first and more."""
    main = keys[0]
    for key in keys[1:]:
        if is_subset_of(main, key) and not is_subset_of(key, main):
            main = key
    return main


def is_subset_of(key: Key, other: Key) -> bool:
    """Return whether all statuses of a key are in another key, in the same order and with the same meaning."""
    known = {label_key(row.status): (index, row) for index, row in enumerate(worst_first(other))}
    order: list[int] = []
    for row in worst_first(key):
        index, known_row = known.get(label_key(row.status), (-1, row))
        has_completion = bool(row.meaning) or has_complete_column(key)
        if index < 0 or _differs(known_row, row) or (has_completion and is_done(other, known_row) != is_done(key, row)):
            return False
        order.append(index)
    return order == sorted(order)


def _differs(first: KeyRow, other: KeyRow) -> bool:
    """Return whether another key differs in a status; the same status may have another shade."""
    meaning = _meaning_key(other.meaning)
    return (bool(meaning) and meaning not in (_meaning_key(first.meaning), label_key(other.status))) or any(
        _adds_field(name, value, first) for name, (value, _) in other.extra_fields.items()
    )


def _adds_field(name: str, value: Value, first: KeyRow) -> bool:
    """Return whether another field of a status is new: Yes and No are not, for both keys show what is done."""
    if value is None or (name == "complete" and label_key(plain_text(value)) in (*YES, *NO)):
        return False
    return name not in first.extra_fields or label_key(plain_text(first.extra_fields[name][0])) != label_key(
        plain_text(value)
    )


def _meaning_key(meaning: str) -> str:
    return label_key(meaning).rstrip(" .;")
