"""The entries of a form: a column for each recommendation, or a date for each update; and which of them are items."""

from collections import Counter
from collections.abc import Sequence

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.forms.label_block import FIRST_MEANINGS, FormLabel, LabelBlock
from loaders.layouts.forms.labels import is_known, normalise_label
from loaders.layouts.rows.item_rows import item_row_rules
from loaders.layouts.rows.row_types import ClassifiedRows, ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.transposition import TransposedKind
from loaders.vocabulary.heading_aliases import ColumnMeaning


def item_columns(block: LabelBlock) -> list[int]:
    """Return the columns with a recommendation each; none where the form is of one recommendation.

    A single cell next to the ref or the text of the only recommendation is no other one.
    """
    known = [label for label in block.labels if label.is_ref or is_known(label.value)]
    counts = Counter(column for label in known for column, _ in label.value_cells)
    by_label = [
        {column for column, _ in label.value_cells} for label in block.labels if label.meaning in FIRST_MEANINGS
    ]
    columns = set().union(*by_label)
    is_single = len(by_label) > 1 and all(len(found_columns) <= 1 for found_columns in by_label)
    return [] if is_single or sum(counts[column] > 1 for column in columns) <= 1 else sorted(columns)


def dated_entry_starts(labels: Sequence[FormLabel]) -> list[int]:
    """Return the indices where the entry of another date begins: at the first label that repeats with every date."""
    words = [normalise_label(label.value) for label in labels]
    dated = [word for word, label in zip(words, labels, strict=True) if label.meaning is ColumnMeaning.DATE]
    times = max((words.count(word) for word in dated), default=0)
    if times <= 1:
        return []
    first = next(word for word in words if words.count(word) == times)
    return [index for index, word in enumerate(words) if word == first][1:]


def classify_entries(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the rows of a transposed form by type; each dated entry of a single recommendation is an item."""
    rules = item_row_rules(table, columns)
    refs = {plain_text(row.value_at(rules.ref_column)) for row in table.body}
    is_single = table.transposition is not None and table.transposition.kind is TransposedKind.FORM
    items: list[ItemRow] = []
    others: list[CellRow] = []
    for row in table.body:
        if rules.is_item(row, lambda: refs) or (is_single and rules.has_update(row)):
            items.append(ItemRow(row))
        elif row.filled_count:
            others.append(row)
    return ClassifiedRows(items=tuple(items), other_rows=tuple(others))
