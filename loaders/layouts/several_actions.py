"""Refs that stand on several rows with other texts: which are one recommendation with several actions."""

from loaders.cell_values import shown
from loaders.heading_aliases import NAMES_ACTIONS, Meaning
from loaders.headings import fold
from loaders.layouts.item_keys import ref_key
from loaders.layouts.row_cells import Told, at
from loaders.layouts.source import Source

_A_HABIT = 2
"""So many refs that stand on several rows, and half of all, are no slip."""
Named = tuple[str, str]
"""A review and a ref, as they are compared."""


def several_actions(source: Source) -> dict[Named, str]:
    """Return each review and ref whose rows are several actions of one recommendation, with the ref as written.

    Where the heading says that the texts are actions, these are all refs with several texts; else only where that is
    the habit of the table, for one ref that stands twice with other texts is rather a slip. Rows with dates are later
    wordings.
    """
    columns = source.columns
    text, ref = columns.once.get(Meaning.RECOMMENDATION), columns.column(Meaning.REF)
    apart = columns.actions or Meaning.LETTER in columns.once or source.dated
    if text is None or ref is None or apart:
        return {}
    texts: dict[Named, set[str]] = {}
    written: dict[Named, str] = {}
    review = columns.column(Meaning.REVIEW)
    for item in source.rows.items:
        named = _named(shown(at(item.row, review)), ref_key(at(item.row, ref)))
        words = fold(shown(at(item.row, text.column)))
        if named[1] and words:
            texts.setdefault(named, set()).add(words)
            written.setdefault(named, shown(at(item.row, ref)))
    several = {named: written[named] for named, words in texts.items() if len(words) > 1}
    habit = len(several) >= _A_HABIT and 2 * len(several) >= len(texts)
    return several if habit or NAMES_ACTIONS.search(text.words) else {}


def several_key(told: Told) -> Named:
    """Return the review and the ref of a row, as they are compared."""
    review = told.values.get("review") if "review" in told.columns else None
    return _named(shown(review), ref_key(told.values.get("ref")))


def _named(review: str, ref: str) -> Named:
    return " ".join(review.split()).casefold(), ref
