"""Rows that count something: each with a label of its own and numbers, or numbers under statuses."""

from collections.abc import Sequence

from loaders.cells.values import CellRow, UncalculatedCell, Value, plain_text
from loaders.layouts.key.vocabulary import A_WORD_AT_MOST, is_known_status
from loaders.vocabulary.heading_aliases import STRONG, WEAK
from model.text import label_key


def are_counts(rows: Sequence[CellRow]) -> bool:
    """Say whether rows count: each has a label of its own and numbers, or numbers stand under statuses."""
    if heads_counts(rows[0]) and len(rows) > 1 and all(_are_numbers(row.contents[-1:]) for row in rows[1:]):
        return True
    counted = below_heading(rows)
    headed = len(counted) < len(rows)
    if headed and not all(isinstance(value, str) for value in rows[0].contents):
        return False
    labels = {label_key(plain_text(row.contents[0])) for row in counted}
    enough = len(counted) > 1 or (headed and len(counted) == 1 and is_headed_as_counts(rows))
    return enough and len(labels) == len(counted) and all(map(_is_count, counted))


def is_headed_as_counts(rows: Sequence[CellRow]) -> bool:
    """Say whether a heading says that numbers are counted, or is a status of which they are."""
    return any(
        label_key(plain_text(value)) in TOTALS or is_known_status(plain_text(value)) for value in rows[0].contents
    )


def labels_of(rows: Sequence[CellRow]) -> list[str]:
    """Return what the rows of a summary count, without its totals."""
    labels = [plain_text(row.contents[0]) for row in below_heading(rows)]
    return [label for label in labels if not _is_total(label)]


def _is_total(label: str) -> bool:
    words = label_key(label)
    return words in TOTALS or words.startswith(("total ", "number of ", "cyfanswm ", "nifer "))


def below_heading(rows: Sequence[CellRow]) -> Sequence[CellRow]:
    """Return the rows of a summary without its heading; it may have none."""
    return rows if _is_count(rows[0]) else rows[1:]


def _is_count(row: CellRow) -> bool:
    first, *rest = row.contents
    return isinstance(first, str) and not _is_number(first) and _are_numbers(rest[:1]) and bool(rest)


def _are_numbers(values: Sequence[Value]) -> bool:
    return all(map(_is_number, values))


def _is_number(value: Value) -> bool:
    if isinstance(value, str):
        return value.strip(" %").replace(".", "", 1).isdigit()
    return isinstance(value, int | float | UncalculatedCell) and not isinstance(value, bool)


TOTALS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
"""Headings and labels of counts."""


def heads_counts(row: CellRow) -> bool:
    """Say whether a row heads a summary: its cells are statuses, two or more of them different, and other headings."""
    statuses: set[str] = set()
    for value in row.values:
        if value is None:
            continue
        if not isinstance(value, str) or len(value) > A_WORD_AT_MOST:
            return False
        word = label_key(value).strip(" .*?")
        if is_known_status(word):
            statuses.add(word)
        elif word not in TOTALS and word not in STRONG and word not in WEAK:
            return False
    return len(statuses) > 1
