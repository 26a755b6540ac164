"""Issues about the keys of a workbook: which is the scale, whether its order is known, and which others differ."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address, enclosing_range
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.key.key import Key, KeyRow
from loaders.layouts.key.order import is_best_first, is_done, is_subset_of, main_key, worst_first
from loaders.layouts.key.vocabulary import UNSUPPORTED_FIELDS
from model.issues.issue import Issue


def key_issues(keys: Sequence[Key], used: Sequence[Key], *, reported: Sequence[Issue] = ()) -> Iterator[Issue]:
    """Yield which key is the scale, each other key that differs, and each legend of something else.

    `used` are the keys that explain a status in use, and `reported` the issues of legends that could not be read: each
    is the only one of its legend.
    """
    if used:
        scale = main_key(used)
        found = _words(worst_first(scale))
        done = _words([row for row in worst_first(scale) if is_done(scale, row)])
        yield make_issue("key-read", sheet=scale.sheet.name, cell=scale.cell, found=found, complete=done)
        if is_best_first(scale) is None:
            yield make_issue("key-order-unknown", sheet=scale.sheet.name, cell=scale.cell, found=found)
        yield from _unsupported_column_issues(scale)
        first = f"{scale.sheet.name} {scale.cell}"
        for key in used:
            if not is_subset_of(key, scale):
                words = _words(worst_first(key))
                yield make_issue(
                    "keys-differ", sheet=key.sheet.name, cell=key.cell, found=words, first=first, kept=found
                )
    for legend in keys:
        is_reported = any(one.sheet == legend.sheet.name and one.cell in ("", legend.cell) for one in reported)
        if legend not in used and not is_reported:
            words, area = _words(legend.rows), enclosing_range(legend.cells).text
            yield make_issue(
                "key-of-something-else", sheet=legend.sheet.name, cell=legend.cell, found=words, range=area
            )


def _words(rows: Sequence[KeyRow]) -> str:
    return ", ".join(row.status for row in rows)


def _unsupported_column_issues(key: Key) -> Iterator[Issue]:
    """Yield each column of a key that a scale does not have, by its heading."""
    fields = {name: cell for row in reversed(key.rows) for name, (_, cell) in row.extra_fields.items()}
    for name in UNSUPPORTED_FIELDS:
        column, row = fields.get(name, (0, 0))
        above = [line.value_at(column) for line in key.sheet.rows if column and line.number < row]
        if above and above[-1] is not None:
            cell, found = address(column, row - 1), plain_text(above[-1])
            yield make_issue("column-not-held", sheet=key.sheet.name, cell=cell, found=found)
