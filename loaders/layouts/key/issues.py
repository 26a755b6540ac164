"""Issues about the keys of a workbook: which is the scale, whether its order is known, and which others differ."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.key.compare_keys import is_subset_of, main_key
from loaders.layouts.key.key import Key
from loaders.layouts.key.order import KeyOrder, is_done, key_order, worst_first
from loaders.layouts.key.vocabulary import UNSUPPORTED_FIELDS
from model.issues.issue import Issue


def key_issues(keys: Sequence[Key]) -> Iterator[Issue]:
    """Yield which key is the scale, which of its columns were not read, and each other key that differs."""
    first = main_key(keys)
    others = [key for key in keys if key is not first]
    rows = worst_first(first)
    done = ", ".join(row.status for row in rows if is_done(first, row))
    found = ", ".join(row.status for row in rows)
    yield make_issue("key-read", sheet=first.sheet.name, cell=first.cell, found=found, complete=done)
    if key_order(first) is KeyOrder.UNKNOWN:
        yield make_issue("key-order-unknown", sheet=first.sheet.name, cell=first.cell, found=found)
    for name in UNSUPPORTED_FIELDS:
        yield from _unsupported_column_issues(first, name)
    for other in others:
        if not is_subset_of(other, first):
            words = ", ".join(row.status for row in worst_first(other))
            location = f"{first.sheet.name} {first.cell}"
            yield make_issue(
                "keys-differ", sheet=other.sheet.name, cell=other.cell, found=words, first=location, kept=found
            )


def other_legend_issues(legends: Sequence[Key]) -> Iterator[Issue]:
    """Yield each legend that explains none of the statuses in use, and so is one of something else."""
    for legend in legends:
        found = ", ".join(row.status for row in legend.rows)
        columns, rows = zip(*legend.cells, strict=True)
        area = f"{address(min(columns), min(rows))}:{address(max(columns), max(rows))}"
        yield make_issue("key-of-something-else", sheet=legend.sheet.name, cell=legend.cell, found=found, range=area)


def _unsupported_column_issues(key: Key, name: str) -> Iterator[Issue]:
    """Yield a column of a key that a scale does not have, by its heading."""
    column, row = next((entry.extra_fields[name][1] for entry in key.rows if name in entry.extra_fields), (0, 0))
    heading = next((line.value_at(column) for line in reversed(key.sheet.rows) if column and line.number < row), None)
    if heading is not None:
        cell = address(column, row - 1)
        yield make_issue("column-not-held", sheet=key.sheet.name, cell=cell, found=plain_text(heading))
