"""The columns of a mapping that are in no table that was read."""

from collections.abc import Iterator, Sequence

from loaders.issue_log import make_issue
from loaders.mapping.sheet_mapping import ColumnChoice, SheetMapping
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.text import label_key
from model.tracker.reading import MappedColumn


def missing_columns(
    mappings: Sequence[SheetMapping], columns: Sequence[MappedColumn], issues: Sequence[Issue]
) -> Iterator[Issue]:
    """Yield an issue for each column with a chosen field that was not read, unless another issue names the column."""
    for mapping in mappings:
        sheet = mapping.sheet
        found = [(column.cell, column.heading) for column in columns if column.sheet == sheet and column.cell]
        found += [
            (issue.cell, issue.found) for issue in issues if issue.sheet == sheet and issue.code in COLUMNS_NOT_READ
        ]
        for choice in mapping.columns:
            if choice.field and not any(_is_of(choice, *place) for place in found):
                words = choice.heading or choice.column
                yield make_issue("mapping-column-missing", sheet=sheet, found=words, column=choice.column)


def _is_of(choice: ColumnChoice, cell: str, words: str) -> bool:
    if choice.heading:
        return label_key(choice.heading) == label_key(words)
    return cell.rstrip("0123456789") == choice.column
