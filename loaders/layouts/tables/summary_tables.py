"""Summary tables: rows with a label and numbers, or numbers below statuses."""

from collections.abc import Sequence

from loaders.cells.values import CellRow, UncalculatedCell, Value, plain_text
from loaders.layouts.keys import MAX_STATUS_LENGTH, is_known_status
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES
from model.text import label_key

COUNT_WORDS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
"""Headings and labels of counts."""


def is_summary(rows: Sequence[CellRow]) -> bool:
    """Return whether rows are a summary: each has a distinct label and numbers, or numbers are below statuses."""
    if is_summary_heading(rows[0]) and len(rows) > 1 and all(is_number(row.contents[-1]) for row in rows[1:]):
        return True
    body = summary_body(rows)
    has_heading = len(body) < len(rows)
    if has_heading and not all(isinstance(value, str) for value in rows[0].contents):
        return False
    labels = {label_key(plain_text(row.contents[0])) for row in body}
    enough = len(body) > 1 or (has_heading and len(body) == 1 and has_count_heading(rows))
    return enough and len(labels) == len(body) and all(map(_is_count, body))


def is_summary_heading(row: CellRow) -> bool:
    """Return whether a row heads a summary: its cells are two or more different statuses, and other headings."""
    statuses: set[str] = set()
    for value in row.values:
        if value is None:
            continue
        if not isinstance(value, str) or len(value) > MAX_STATUS_LENGTH:
            return False
        word = label_key(value).strip(" .*?")
        if is_known_status(word):
            statuses.add(word)
        elif word not in COUNT_WORDS and word not in STRONG_ALIASES and word not in WEAK_ALIASES:
            return False
    return len(statuses) > 1


def has_count_heading(rows: Sequence[CellRow]) -> bool:
    """Return whether a heading is a word for counts, or a status."""
    return any(
        label_key(plain_text(value)) in COUNT_WORDS or is_known_status(plain_text(value)) for value in rows[0].contents
    )


def summary_labels(rows: Sequence[CellRow]) -> list[str]:
    """Return the labels of a summary without its totals."""
    labels = [plain_text(row.contents[0]) for row in summary_body(rows)]
    return [label for label in labels if not _is_total(label)]


def summary_body(rows: Sequence[CellRow]) -> Sequence[CellRow]:
    """Return the rows of a summary without its heading row, if it has one."""
    return rows if _is_count(rows[0]) else rows[1:]


def is_number(value: Value) -> bool:
    """Return whether a value is a number, a percentage or a formula without a result."""
    if isinstance(value, str):
        return value.strip(" %").replace(".", "", 1).isdigit()
    return isinstance(value, int | float | UncalculatedCell) and not isinstance(value, bool)


def _is_total(label: str) -> bool:
    words = label_key(label)
    return words in COUNT_WORDS or words.startswith(("total ", "number of ", "cyfanswm ", "nifer "))


def _is_count(row: CellRow) -> bool:
    first, *rest = row.contents
    return isinstance(first, str) and not is_number(first) and bool(rest) and is_number(rest[0])
