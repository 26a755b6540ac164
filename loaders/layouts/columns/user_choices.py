"""Columns whose field a person gave: it goes before whatever the heading means."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.options import ReadOptions
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import HeadingMatch
from loaders.vocabulary.heading_periods import split_round

EVIDENCE = "option"


def with_fixed_columns(table: FoundTable, options: ReadOptions) -> FoundTable:
    """Return a table whose headings mean what a person said; each keeps the round that it names."""
    given = options.fields_on(table.sheet.name)
    return replace(table, headings=tuple(_fixed(one, table, given) for one in table.headings)) if given else table


def is_fixed(heading: Heading) -> bool:
    """Say whether a person said what a heading means."""
    return heading.understood.evidence == EVIDENCE


def _fixed(heading: Heading, table: FoundTable, given: Mapping[str, str]) -> Heading:
    cells = table.turn.labels.get(heading.cell, ()) if table.turn is not None else (heading.cell,)
    field = next((given[cell] for cell in cells if cell in given), None)
    if field is None or field not in ("", *ColumnMeaning):
        return heading
    named = heading.understood.round
    meaning, stated = ColumnMeaning(field) if field else ColumnMeaning.NOTE, split_round(heading.words)[1]
    return replace(heading, understood=HeadingMatch(meaning, stated if named is None else named, EVIDENCE))
