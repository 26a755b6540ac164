"""The key of the item that a row is about: its review and its ref, normalised for comparison."""

from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.refs import compared_text, ref_key

ItemKey = tuple[str, str]
"""The key of an item: its normalised review, and its normalised ref with the item's index among those with that ref."""


def item_key(fields: RowFields, item: int) -> ItemKey:
    """Return the key of the item that a row is about, by which its updates are found."""
    ref = ref_key(fields.values.get("ref")) or f"\0{fields.sheet}{fields.row}"
    return key_of(review_key(fields), ref, item)


def key_of(review: str, ref: str, item: int) -> ItemKey:
    """Return the key of the item that has an index among those with a ref in a review."""
    return review, f"{ref}\0{item}"


def review_key(fields: RowFields) -> str:
    """Return the review of a row, normalised for comparison."""
    return compared_text(fields.values.get("review"))
