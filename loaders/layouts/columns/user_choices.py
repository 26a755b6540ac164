"""Columns whose field a user chose: the choice overrides the meaning of the heading."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.options import ReadOptions
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import HeadingMatch
from loaders.vocabulary.heading_periods import split_round

EVIDENCE = "option"


def apply_user_choices(table: FoundTable, options: ReadOptions) -> FoundTable:
    """Return a table with the meaning that a user chose for each heading; each keeps the round that it names."""
    choices = options.fields_on(table.sheet.name)
    return (
        replace(table, headings=tuple(_with_choice(heading, table, choices) for heading in table.headings))
        if choices
        else table
    )


def is_user_choice(heading: ColumnHeading) -> bool:
    """Return whether a user chose the meaning of a heading."""
    return heading.match.evidence == EVIDENCE


def _with_choice(heading: ColumnHeading, table: FoundTable, choices: Mapping[str, str]) -> ColumnHeading:
    cells = (
        table.transposition.label_cells.get(heading.cell, ()) if table.transposition is not None else (heading.cell,)
    )
    field = next((choices[cell] for cell in cells if cell in choices), None)
    if field is None or field not in ("", *ColumnMeaning):
        return heading
    named_round = heading.match.round
    meaning, round_in_words = ColumnMeaning(field) if field else ColumnMeaning.NOTE, split_round(heading.words)[1]
    return replace(
        heading, match=HeadingMatch(meaning, round_in_words if named_round is None else named_round, EVIDENCE)
    )
