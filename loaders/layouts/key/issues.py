"""Issues about the keys of a workbook: which is the scale, whether its order is known, and which others differ."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.key.compare_keys import is_subset_of, main_key
from loaders.layouts.key.key import Key
from loaders.layouts.key.order import KeyOrder, is_done, key_order, worst_first
from loaders.layouts.key.vocabulary import UNSUPPORTED_FIELDS


def report_keys(keys: Sequence[Key], log: IssueLog) -> None:
    """Report which key is the scale, which of its columns were not read, and each other key that differs."""
    first = main_key(keys)
    others = [key for key in keys if key is not first]
    rows = worst_first(first)
    done = ", ".join(row.status for row in rows if is_done(first, row))
    found = ", ".join(row.status for row in rows)
    log.add("key-read", sheet=first.sheet.name, cell=first.cell, found=found, complete=done)
    if key_order(first) is KeyOrder.UNKNOWN:
        log.add("key-order-unknown", sheet=first.sheet.name, cell=first.cell, found=found)
    for name in UNSUPPORTED_FIELDS:
        _report_unsupported_column(first, name, log)
    for other in others:
        if not is_subset_of(other, first):
            words = ", ".join(row.status for row in worst_first(other))
            location = f"{first.sheet.name} {first.cell}"
            log.add("keys-differ", sheet=other.sheet.name, cell=other.cell, found=words, first=location, kept=found)


def _report_unsupported_column(key: Key, name: str, log: IssueLog) -> None:
    """Report a column of a key that a scale does not have, by its heading."""
    column, row = next((entry.extra_fields[name][1] for entry in key.rows if name in entry.extra_fields), (0, 0))
    heading = next((line.value_at(column) for line in reversed(key.sheet.rows) if column and line.number < row), None)
    if heading is not None:
        log.add("column-not-held", sheet=key.sheet.name, cell=address(column, row - 1), found=plain_text(heading))
