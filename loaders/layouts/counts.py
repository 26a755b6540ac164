"""Summaries of a tracker that stand beside it: how many items have each status."""

from loaders.cell_values import shown
from loaders.heading_aliases import Meaning
from loaders.headings import fold
from loaders.layouts.source import Source

_ROWS_AT_MOST = 12


def counts_statuses(source: Source) -> bool:
    """Say whether a table counts statuses: each stands once before a whole number, and nothing is described.

    Its heading Number would else be taken for the refs, and its counts for recommendations.
    """
    ref = source.columns.column(Meaning.REF)
    status = next((one.columns[Meaning.STATUS] for one in source.columns.rounds if Meaning.STATUS in one.columns), None)
    rows = [item.row for item in source.rows.items]
    if ref is None or status is None or status.column > ref or source.holds_items or not 1 < len(rows) <= _ROWS_AT_MOST:
        return False
    counted = [row for row in rows if _is_whole(row.at(ref))]
    words = {fold(shown(row.at(status.column))) for row in counted} - {""}
    return len(words) == len(counted) > 1 and 2 * len(counted) > len(rows)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
