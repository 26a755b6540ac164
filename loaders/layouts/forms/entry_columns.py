"""How many entries a form has: a column for each recommendation, or a date for each update of the only one."""

from collections import Counter
from collections.abc import Sequence

from loaders.layouts.forms.label_block import FormLabel, LabelBlock
from loaders.layouts.forms.labels import is_known, normalise_label
from loaders.vocabulary.heading_aliases import ColumnMeaning

NAMES_ITEMS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)


def item_columns(block: LabelBlock) -> list[int]:
    """Return the columns that hold a recommendation each; none where the form is of one, wherever its values stand.

    A cell by itself beside the ref or the text of the only one makes no other.
    """
    known = [label for label in block.labels if label.is_ref or is_known(label.value)]
    held = Counter(column for label in known for column, _ in label.value_cells)
    found = [{column for column, _ in label.value_cells} for label in block.labels if label.meaning in NAMES_ITEMS]
    columns = set().union(*found)
    apart = len(found) > 1 and all(len(one) <= 1 for one in found)
    return [] if apart or sum(held[column] > 1 for column in columns) <= 1 else sorted(columns)


def dated_entry_starts(labels: Sequence[FormLabel]) -> list[int]:
    """Return where a form begins to tell of another date: with the first of the labels that come with every date."""
    words = [normalise_label(label.value) for label in labels]
    dated = [word for word, label in zip(words, labels, strict=True) if label.meaning is ColumnMeaning.DATE]
    times = max((words.count(word) for word in dated), default=0)
    if times <= 1:
        return []
    first = next(word for word in words if words.count(word) == times)
    return [place for place, word in enumerate(words) if word == first][1:]
