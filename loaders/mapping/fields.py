"""The fields that a person chose for the columns of a table, found by their headings."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.mapping.sheet_mapping import ColumnChoice, SheetMapping
from model.text import label_key


class HeadingPlace(NamedTuple):
    """A heading of a table: its words, and the letters of its columns on the sheet."""

    words: str
    letters: Collection[str]


def chosen_fields(mapping: SheetMapping | None, headings: Sequence[HeadingPlace]) -> list[str | None]:
    """Return the chosen field of each heading; None where the reader decides.

    Letters decide only between equal headings, and for a column that the mapping names by its letters alone.
    """
    if mapping is None or not mapping.columns:
        return [None] * len(headings)
    counts = Counter(label_key(heading.words) for heading in headings)
    by_heading: dict[str, list[ColumnChoice]] = {}
    for choice in mapping.columns:
        by_heading.setdefault(label_key(choice.heading), []).append(choice)

    def chosen(heading: HeadingPlace) -> str | None:
        key = label_key(heading.words)
        named, by_letters = by_heading.get(key, []) if key else [], by_heading.get("", [])
        if len(named) == counts[key] == 1:
            return named[0].field
        return next((choice.field for choice in (*named, *by_letters) if choice.column in heading.letters), None)

    return [chosen(heading) for heading in headings]


def mapped_columns_of(mapping: SheetMapping | None) -> frozenset[int]:
    """Return the numbers of the columns that a person gave a field, on a sheet whose header row they chose."""
    if mapping is None or mapping.header_row is None:
        return frozenset()
    return frozenset(COLUMN_NUMBERS[choice.column] for choice in mapping.columns if choice.field)
