"""Refs that begin the text of an item, as in "1.3.5: Train every new officer"."""

from collections.abc import Sequence

from loaders.addresses import address
from loaders.cell_values import CellRow, shown
from loaders.heading_aliases import Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.ref_prefix import split_ref
from loaders.layouts.row_cells import at
from loaders.layouts.source import Source

_MOST = 0.6


def split_refs(source: Source, log: IssueLog) -> None:
    """Let the refs of a table without a column of refs be those its texts begin with, where most of them do.

    Refs that stand twice are no refs: they would be the points of a list.
    """
    column = source.columns.column(Meaning.RECOMMENDATION)
    rows = source.rows.items
    if column is None or Meaning.REF in source.columns.once or not rows:
        return
    refs = ref_texts([item.row for item in rows], column)
    if len(refs) < _MOST * len(rows) or len({ref for ref, _ in refs.values()}) < len(refs):
        return
    source.refs_in_text = True
    log.add("refs-in-text", sheet=source.table.sheet.name, cell=address(column, rows[0].row.number))


def ref_texts(rows: Sequence[CellRow], column: int) -> dict[int, tuple[str, str]]:
    """Return the ref and the rest of each text that begins with one, by row."""
    found = {row.number: split_ref(shown(at(row, column))) for row in rows}
    return {number: parts for number, parts in found.items() if parts is not None}
