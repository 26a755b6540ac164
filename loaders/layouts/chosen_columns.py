"""What a person chose for the columns of a table: the field of each, by its heading or its letters."""

from collections.abc import Iterator
from dataclasses import replace

from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.layouts.column_headings import ColumnHeading
from loaders.layouts.find_tables import FoundTable
from loaders.mapping.apply_mapping import chosen_fields
from loaders.records import Cell
from loaders.vocabulary.headings import NO_MATCH, ColumnMeaning, HeadingMatch
from loaders.vocabulary.rounds import split_round

EVIDENCE = "option"
"""The evidence of a meaning that a user chose."""


def apply_user_choices(table: FoundTable) -> FoundTable:
    """Return a table with the meanings that a user chose; a column without a heading has its letters as one."""
    headings = sorted((*table.headings, *_missing_headings(table)), key=lambda heading: heading.column)
    fields = choices_of(replace(table, headings=tuple(headings)))
    return replace(table, headings=tuple(_with_choice(heading, fields.get(heading.column)) for heading in headings))


def choices_of(table: FoundTable) -> dict[int, str]:
    """Return the field that a person chose for each column with a heading; "" for one that is not read."""
    places = [(heading.cell.rstrip("0123456789"), heading.words) for heading in table.headings]
    fields = zip(table.headings, chosen_fields(table.sheet.mapping, places), strict=True)
    return {heading.column: field for heading, field in fields if field is not None}


def marked_as_chosen(heading: ColumnHeading) -> ColumnHeading:
    """Return a heading whose meaning a person confirmed; a round by its place stays so."""
    return heading if heading.match.evidence == "position" else heading.matched(evidence=EVIDENCE)


def is_user_choice(heading: ColumnHeading) -> bool:
    """Return whether a user chose the meaning of a heading."""
    return heading.match.evidence == EVIDENCE


def _missing_headings(table: FoundTable) -> Iterator[ColumnHeading]:
    """Yield a heading for each column that a user gave a field by its letters, because it has no heading."""
    sheet, headed = table.sheet, {heading.column for heading in table.headings}
    for letters, words, chosen in sheet.mapping.columns if sheet.mapping is not None and not sheet.turned else ():
        column = COLUMN_NUMBERS[letters]
        has_cells = any(row.value_at(column) is not None for row in table.body)
        if chosen and not words and column not in headed and has_cells:
            yield ColumnHeading(column, Cell(None, sheet.name, table.header_row, column), letters, NO_MATCH)


def _with_choice(heading: ColumnHeading, field: str | None) -> ColumnHeading:
    if field not in ("", *ColumnMeaning):  # none, or one of a canonical sheet only
        return heading
    meaning, match = ColumnMeaning(field) if field else ColumnMeaning.NOTE, heading.match
    named_round = split_round(heading.words)[1] if match.round is None else match.round
    score = match.score if meaning is match.meaning else 100  # of several columns, the order stays
    return replace(heading, match=HeadingMatch(meaning, named_round, EVIDENCE, score))
