"""What is said of the keys of a workbook: which is the scale, what is not known of its order, which others differ."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.key.compare_keys import chief, says_the_same
from loaders.layouts.key.key import Key
from loaders.layouts.key.order import Order, is_done, order_of, worst_first
from loaders.layouts.key.vocabulary import NOT_HELD


def tell_keys(keys: Sequence[Key], log: IssueLog) -> None:
    """Note how the key that is the scale was read, what of it was not, and each other key that says something else."""
    first = chief(keys)
    others = [key for key in keys if key is not first]
    rows = worst_first(first)
    done = ", ".join(one.status for one in rows if is_done(first, one))
    found = ", ".join(one.status for one in rows)
    log.add("key-read", sheet=first.sheet.name, cell=first.cell, found=found, complete=done)
    if order_of(first) is Order.UNKNOWN:
        log.add("key-order-unknown", sheet=first.sheet.name, cell=first.cell, found=found)
    for name in NOT_HELD:
        _tell_not_held(first, name, log)
    for other in others:
        if not says_the_same(first, other):
            words = ", ".join(one.status for one in worst_first(other))
            place = f"{first.sheet.name} {first.cell}"
            log.add("keys-differ", sheet=other.sheet.name, cell=other.cell, found=words, first=place, kept=found)


def _tell_not_held(key: Key, name: str, log: IssueLog) -> None:
    """Note the column of what a key says of its statuses and a scale does not hold, by the heading above it."""
    column, row = next((one.more[name][1] for one in key.rows if name in one.more), (0, 0))
    heading = next((one.at(column) for one in reversed(key.sheet.rows) if column and one.number < row), None)
    if heading is not None:
        log.add("column-not-held", sheet=key.sheet.name, cell=address(column, row - 1), found=plain_text(heading))
