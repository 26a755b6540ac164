"""Which item a row is of: its review and its ref, as they are compared."""

from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.refs import plain, ref_key

ItemKey = tuple[str, str]
"""Which item a row is of: its review, and its ref with which of the items with that ref."""


def item_key(told: RowFields, item: int) -> ItemKey:
    """Return the place of an item of which a row tells, by which its updates are found."""
    ref = ref_key(told.values.get("ref")) or f"\0{told.sheet}{told.row}"
    return review_key(told), f"{ref}\0{item}"


def review_key(told: RowFields) -> str:
    """Return the review of a row as it is compared."""
    return plain(told.values.get("review"))
