"""Which item a row is of: its review and its ref, as they are compared."""

from functools import lru_cache

from loaders.cell_values import Value, shown
from loaders.layouts.row_cells import Told
from loaders.refs import plain_ref

Place = tuple[str, str]
"""Which item a row is of: its review, and its ref with which of the items with that ref."""


def item_place(told: Told, item: int) -> Place:
    """Return the place of an item of which a row tells, by which its updates are found."""
    ref = ref_key(told.values.get("ref")) or f"\0{told.sheet}{told.row}"
    return review_key(told), f"{ref}\0{item}"


def review_key(told: Told) -> str:
    """Return the review of a row as it is compared."""
    return plain(told.values.get("review"))


@lru_cache(maxsize=65_536, typed=True)
def plain(value: Value) -> str:
    """Return the words of a cell as they are compared: case and doubled spaces mean nothing."""
    return " ".join(shown(value).split()).casefold()


def ref_key(value: Value) -> str:
    """Return a ref as it is compared; "" where a cell holds none."""
    return _key_of(shown(value)) if value is not None else ""


@lru_cache(maxsize=65_536)
def _key_of(ref: str) -> str:
    return " ".join(plain_ref(ref).split()).casefold()
