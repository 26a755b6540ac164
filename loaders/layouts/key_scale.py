"""The scale of a tracker: which key it is, its order, which of its statuses mean done, its records, and its issues."""

import re
from collections.abc import Collection, Iterator, Sequence

from loaders.cells.addresses import address, enclosing_range
from loaders.cells.values import Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.keys import Key, KeyRow, is_known_status
from loaders.parsing.values import NO, YES
from loaders.records import Record
from loaders.vocabulary.status_words import match_colour
from model.issues.issue import Issue
from model.status.colours import is_known_colour
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_DONE_WORDS = re.compile(
    r"\b(?:complete|completed|achieved|done|closed|implemented|delivered|gwblhau|cyflawni|cyflawnwyd)\b"
)
_NOT_DONE_WORDS = re.compile(
    r"\b(?:not|no|some|half|partly|partially|mostly|nearly|almost|yet|more|remain|remains|to be|due|track|expected|will"
    r"|heb|ddim)\b"
)
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}
_EXTRA_FIELDS = ("complete", "colour", "status_cy", "meaning_cy")
_OWN_FIELDS = ("status", "meaning")


def key_issues(keys: Sequence[Key], used: Sequence[Key], *, reported: Sequence[Issue] = ()) -> Iterator[Issue]:
    """Yield which key is the scale, each other key that differs, and each legend of something else.

    `used` are the keys that explain a status in use, and `reported` the issues of legends that could not be read: each
    is the only one of its legend.
    """
    if used:
        scale = main_key(used)
        found = _words(worst_first(scale))
        done = _words([row for row in worst_first(scale) if is_done(scale, row)])
        yield make_issue("key-read", sheet=scale.sheet.name, cell=scale.title.address, found=found, complete=done)
        if is_best_first(scale) is None:
            yield make_issue("key-order-unknown", sheet=scale.sheet.name, cell=scale.title.address, found=found)
        yield from _unsupported_column_issues(scale)
        first = f"{scale.sheet.name} {scale.title.address}"
        for key in used:
            if not is_subset_of(key, scale):
                words = _words(worst_first(key))
                yield make_issue(
                    "key-not-read", sheet=key.sheet.name, cell=key.title.address, found=words, first=first, kept=found
                )
    for legend in keys:
        is_reported = any(one.sheet == legend.sheet.name and one.cell in ("", legend.title.address) for one in reported)
        if legend not in used and not is_reported:
            words, area = _words(legend.rows), enclosing_range(legend.cells).text
            yield make_issue(
                "key-of-something-else", sheet=legend.sheet.name, cell=legend.title.address, found=words, range=area
            )


def is_best_first(key: Key) -> bool | None:
    """Return whether the best end of a key is first: by Red and Green, else by the end that means done.

    None where no end or both ends mean done. A status in the middle that means done does not count.
    """
    colours = [_colour_word(row) for row in key.rows]
    worst, best = ([index for index, word in enumerate(colours) if word in end] for end in (_WORST, _BEST))
    if worst and best:
        return best[0] < worst[0]
    first, *middle, last = (is_done(key, row) for row in key.rows)
    return first if first != last or (any(middle) and not first) else None


def worst_first(key: Key) -> tuple[KeyRow, ...]:
    """Return the rows in the order of a scale; in a reversed key, those that mean done are last."""
    if not is_best_first(key):
        return key.rows
    from_the_end = tuple(reversed(key.rows))
    return tuple(sorted(from_the_end, key=lambda row: is_done(key, row)))


def is_done(key: Key, row: KeyRow) -> bool:
    """Return whether a status means done: by the column of the key for it, else by its meaning."""
    if has_complete_column(key):
        return label_key(plain_text(row.value("complete"))) in YES
    meaning = (row.meaning or row.status).casefold()
    return bool(_DONE_WORDS.search(meaning)) and not _NOT_DONE_WORDS.search(meaning)


def has_complete_column(key: Key) -> bool:
    """Return whether a key has a column for what is complete, with at least one value."""
    return any(row.value("complete") is not None for row in key.rows)


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


def key_records(key: Key) -> list[Record]:
    """Return a key as records of the scale; a status is complete by the column of the key, else by its meaning."""
    return [_record(key, row) for row in worst_first(key)]


def _words(rows: Sequence[KeyRow]) -> str:
    return ", ".join(row.status for row in rows)


def _unsupported_column_issues(key: Key) -> Iterator[Issue]:
    """Yield each column of a key that a scale does not have, by its heading."""
    first = key.rows[0].cells
    for name in first.keys() - {*_OWN_FIELDS, *_EXTRA_FIELDS}:
        column = first[name].column
        above = [row.value_at(column) for row in key.sheet.rows if row.number < first[name].row]
        if above and above[-1] is not None:
            cell, found = address(column, first[name].row - 1), plain_text(above[-1])
            yield make_issue("column-not-held", sheet=key.sheet.name, cell=cell, found=found)


def _colour_word(row: KeyRow) -> str:
    """Return the colour of a row: its status, or what its fill clearly is."""
    shade = match_colour(row.colour, RED_AMBER_GREEN).status if row.colour else None
    word = label_key(row.status)
    return word if shade is None or word in _WORST | _BEST else label_key(shade)


def _differs(first: KeyRow, other: KeyRow) -> bool:
    """Return whether another key differs in a status; the same status may have another shade."""
    meaning = _meaning_key(other.meaning)
    return (bool(meaning) and meaning not in (_meaning_key(first.meaning), label_key(other.status))) or any(
        _adds_field(name, cell.value, first) for name, cell in other.cells.items() if name not in _OWN_FIELDS
    )


def _adds_field(name: str, value: Value, first: KeyRow) -> bool:
    """Return whether another field of a status is new: Yes and No are not, for both keys show what is done."""
    if value is None or (name == "complete" and label_key(plain_text(value)) in (*YES, *NO)):
        return False
    return label_key(plain_text(first.value(name))) != label_key(plain_text(value))


def _meaning_key(meaning: str) -> str:
    return label_key(meaning).rstrip(" .;")


def _record(key: Key, row: KeyRow) -> Record:
    status, meaning = row.cells["status"], row.cells["meaning"]
    cells = {
        "status": status._replace(value=row.status),
        "meaning": meaning._replace(value=row.meaning),
        "complete": meaning._replace(value="Yes" if is_done(key, row) else "No"),
        "colour": status._replace(value=None if is_known_colour(row.status) else row.colour),
    }
    for name in _EXTRA_FIELDS:
        if row.value(name) is not None and (name != "complete" or has_complete_column(key)):
            cells[name] = row.cells[name]
    return Record(status._replace(value=None), cells, key.sheet.day_zero)
