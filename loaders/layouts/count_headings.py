"""The headings of a summary under a table: Theme, Red, Amber, Green, Total."""

from loaders.cell_values import CellRow
from loaders.heading_aliases import STRONG, WEAK
from loaders.headings import fold
from loaders.keys.words import A_WORD_AT_MOST, is_known_status

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
        word = fold(value).strip(" .*?")
        if is_known_status(word):
            statuses.add(word)
        elif word not in TOTALS and word not in STRONG and word not in WEAK:
            return False
    return len(statuses) > 1
