"""The columns of a tracker with a free layout, each with the field that it was read as."""

from collections.abc import Iterator

from loaders.cells.values import plain_text
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.columns import evidence_headings
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.tracker.reading import MappedColumn


def mapped_columns(tracker: TrackerTables) -> Iterator[MappedColumn]:
    """Yield each column that was read, and each value of all rows that is in no cell."""
    for source in tracker.all:
        for meaning, heading in source.columns.fields.items():
            yield _mapped_column(source, heading, meaning)
        for period in source.columns.rounds:
            for meaning, heading in period.columns.items():
                yield _mapped_column(source, heading, meaning)
            for heading in period.further_updates:
                yield _mapped_column(source, heading, ColumnMeaning.UPDATE)
        for heading in source.columns.actions:
            yield _mapped_column(source, heading, ColumnMeaning.UPDATE)
        for heading in source.columns.background:
            yield _mapped_column(source, heading, ColumnMeaning.RECOMMENDATION)
        for heading in evidence_headings(source):
            yield _mapped_column(source, heading, ColumnMeaning.EVIDENCE)
        for name, value in source.inherited.items():
            if not value.location[1]:
                yield MappedColumn(source.table.sheet.name, "", plain_text(value.value), name, value.evidence)


def _mapped_column(source: InterpretedTable, heading: ColumnHeading, meaning: ColumnMeaning) -> MappedColumn:
    match = heading.match
    field = {ColumnMeaning.RESPONSE: "update", ColumnMeaning.LETTER: "ref"}.get(meaning, meaning.value)
    return MappedColumn(
        source.table.sheet.name, heading.cell, heading.words, field, match.evidence, match.score, match.candidates
    )
