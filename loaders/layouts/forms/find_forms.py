"""Which blocks of labels are recommendations, and which are not: a cover sheet, a list of what columns mean."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from loaders.cells.addresses import LAST_ROW
from loaders.cells.merged_cells import repeated_cells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.label_block import (
    FIRST_MEANINGS,
    NO_LABEL,
    LabelBlock,
    item_columns,
    match_label,
    normalise_label,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.key.key import without_cells
from loaders.layouts.tables.detect_tables import FoundTable, title_start
from loaders.vocabulary.heading_aliases import ColumnMeaning

_MIN_SHARED_LABELS = 0.6
"""So large a share of the labels of two forms must be equal for them to be the same form."""
_MIN_WORDS = 2


def repeated_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that occur several times, so that a cover sheet or a list of what columns mean is not one."""
    forms = [block for block in blocks if _is_recommendation_form(block) and not item_columns(block)]
    label_sets = [frozenset(normalise_label(label.value) for label in block.labels) for block in forms]
    counted = Counter(label_sets)
    repeated = {
        labels
        for labels in counted
        if sum(n for other, n in counted.items() if len(labels & other) >= _MIN_SHARED_LABELS * len(labels | other)) > 1
    }
    return [block for block, labels in zip(forms, label_sets, strict=True) if labels in repeated]


def standalone_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that are recommendations where there is no other table; each may be the only one.

    A single form must have the exact heading of a recommendation; one with a column each needs refs or that heading.
    """
    return [
        block
        for block in blocks
        if _is_recommendation_form(block)
        and (_names_recommendation(block) or (item_columns(block) and block.has(ColumnMeaning.REF)))
    ]


def share_rows(forms: Sequence[LabelBlock], tables: Sequence[FoundTable]) -> tuple[list[LabelBlock], list[FoundTable]]:
    """Return forms with the rows of their sheets that are no labels, so that these are reported; and the tables.

    Rows between two forms are below the first, but for the title rows of the second. If a table is below a form, they
    are rows of the table.
    """
    found: list[LabelBlock] = []
    below_forms: dict[int, FoundTable] = {}
    for _, group in groupby(forms, key=lambda form: id(form.sheet)):
        on_sheet = list(group)
        sheet = on_sheet[0].sheet
        rows = without_cells(sheet, repeated_cells(sheet.rows, sheet.merged)).rows
        numbers, start = [row.number for row in rows], 0
        for form, following in zip_longest(on_sheet, on_sheet[1:]):
            first, end = (bisect_left(numbers, number) for number in (form.first_row, form.last_row + 1))
            above, among = rows[start:first], [row for row in rows[first:end] if row.number not in form.label_rows]
            title_row = _title_row(form, above)
            if title_row is not None:
                index, is_read = above.index(title_row), not form.has(ColumnMeaning.REF)
                above, among = above[:index], [*above[index + is_read :], *among]
            stop = start = len(rows) if following is None else bisect_left(numbers, following.first_row)
            if following is not None:
                start = end + title_start(rows[end:stop], rows[stop], texts_only=False)
            below, span = rows[end:start], range(form.last_row + 1, [*numbers, LAST_ROW + 1][start])
            for table in tables:
                if table.sheet is sheet and table.header_row in span:
                    parts = ([row for row in part if row.number in span] for part in (table.rows_above, table.body))
                    rows_above, body = map(tuple, parts)
                    below_forms[id(table)], below = replace(table, rows_above=rows_above, body=body), []
            found.append(replace(form, title_row=title_row, rows_above=above, unlabelled_rows=among, rows_below=below))
    return found, [below_forms.get(id(table), table) for table in tables]


def _title_row(form: LabelBlock, rows_above: Sequence[CellRow]) -> CellRow | None:
    """Return the title with the ref of a form: the last row above it with a single text such as Recommendation 3."""
    single = [row for row in rows_above if row.filled_count == 1] if not item_columns(form) else []
    return next((row for row in reversed(single) if ref_title(plain_text(row.contents[0])) is not None), None)


def _is_recommendation_form(block: LabelBlock) -> bool:
    """Return whether labels are exact headings of two fields of a recommendation or more, with its ref or its text."""
    meanings = {label.meaning if label.is_ref else match_label(label.value).exact_meaning for label in block.labels}
    return len(meanings - {*NO_LABEL}) > 1 and block.has(*FIRST_MEANINGS)


def _names_recommendation(block: LabelBlock) -> bool:
    """Return whether a label is the exact heading of a recommendation, with several words next to it or below it."""
    for label in block.labels:
        match = match_label(label.value)
        text = plain_text(label.values[0]) if label.values else ""
        has_text = bool(label.continuation_cells) or len(text.split()) >= _MIN_WORDS
        if match.meaning is ColumnMeaning.RECOMMENDATION and not match.weak and has_text:
            return True
    return False
