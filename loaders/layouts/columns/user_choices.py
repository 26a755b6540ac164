"""Columns whose field a user chose: the choice overrides the meaning of the heading."""

from collections.abc import Iterator
from dataclasses import replace

from loaders.cells.addresses import COLUMN_NUMBERS, address
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.mapping.fields import HeadingPlace, chosen_fields
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import NO_MATCH, HeadingMatch
from loaders.vocabulary.heading_periods import split_round

EVIDENCE = "option"


def apply_user_choices(table: FoundTable) -> FoundTable:
    """Return a table with the meanings that a user chose; a column without a heading has its letters as one."""
    headings = sorted((*table.headings, *_missing_headings(table)), key=lambda heading: heading.column)
    places = [HeadingPlace(heading.words, [heading.cell.rstrip("0123456789")]) for heading in headings]
    fields = chosen_fields(table.sheet.mapping, places)
    return replace(table, headings=tuple(map(_with_choice, headings, fields)))


def is_user_choice(heading: ColumnHeading) -> bool:
    """Return whether a user chose the meaning of a heading."""
    return heading.match.evidence == EVIDENCE


def _missing_headings(table: FoundTable) -> Iterator[ColumnHeading]:
    """Yield a heading for each column that a user gave a field by its letters, because it has no heading."""
    if table.sheet.mapping is None or table.sheet.turned:
        return
    headed = {heading.column for heading in table.headings}
    for letters, words, field in table.sheet.mapping.columns:
        column = COLUMN_NUMBERS[letters]
        if field and not words and column not in headed and any(row.value_at(column) is not None for row in table.body):
            yield ColumnHeading(column, address(column, table.header_row), letters, NO_MATCH)


def _with_choice(heading: ColumnHeading, field: str | None) -> ColumnHeading:
    if field is None or field not in ("", *ColumnMeaning):
        return heading
    meaning, match = ColumnMeaning(field) if field else ColumnMeaning.NOTE, heading.match
    named_round = split_round(heading.words)[1] if match.round is None else match.round
    score = match.score if meaning is match.meaning else 100  # of several columns, the order stays
    return replace(heading, match=HeadingMatch(meaning, named_round, EVIDENCE, score))
