"""Columns with one status per agency: a recommendation has one status, so none of them is taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.cells.addresses import COLUMN_LETTERS
from loaders.cells.row_ranges import format_row_ranges
from loaders.layouts.columns.column_profile import profile_columns
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.columns.weights import MOSTLY
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.agency_initials import is_agency_name
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue, Severity

_STATUS_WORDS = re.compile(r"\b(?:rag|brag|status|rating|current|overall|progress|statws|sgôr)\b", re.IGNORECASE)


def mark_agency_statuses(table: FoundTable) -> FoundTable:
    """Return a table in which two or more status columns, each of an agency or a unit, are marked as such.

    A column is one if its heading names an agency and a status, or if its heading is unknown and most of its cells are
    statuses.
    """
    headings = [heading for heading in table.headings if heading.match.round is None and not is_user_choice(heading)]
    agencies = [h for h in headings if h.match.meaning is ColumnMeaning.LEAD_AGENCY and is_agency_name(h.words)]
    unknown = [heading for heading in headings if heading.match.meaning is None or heading in agencies]
    profiles = profile_columns(table, [heading.column for heading in unknown], ())
    rated = [heading for heading in unknown if profiles[heading.column].statuses > MOSTLY]
    found = [heading for heading in headings if heading in rated or _names_agency_status(heading)]
    if len(found) < 2:
        return table
    meaning = ColumnMeaning.STATUS_OF_AGENCY
    marked = {h.column: replace(h, match=replace(h.match, meaning=meaning, candidates=())) for h in found}
    return replace(table, headings=tuple(marked.get(heading.column, heading) for heading in table.headings))


def agency_status_issues(source: InterpretedTable, rows_left_out: Mapping[int, Sequence[int]]) -> Iterator[Issue]:
    """Yield one issue of the columns; an error if no other column is the status.

    `rows_left_out` are the rows without an update that the statuses could be added to, by column number.
    """
    found = [
        heading
        for heading in source.columns.evidence_columns
        if heading.match.meaning is ColumnMeaning.STATUS_OF_AGENCY
    ]
    if not found:
        return
    transposed = source.table.transposition is not None
    named = ", ".join(
        f"{heading.words} ({heading.cell if transposed else COLUMN_LETTERS[heading.column]})" for heading in found
    )
    left_out = format_row_ranges(row for heading in found for row in rows_left_out.get(heading.column, ()))
    severity = Severity.WARNING if ColumnMeaning.STATUS in source.meanings else None
    yield source.table.issue("statuses-side-by-side", found[0], severity=severity, found=named, left_out=left_out)


def _names_agency_status(heading: ColumnHeading) -> bool:
    is_status = heading.match.meaning is ColumnMeaning.STATUS and heading.match.evidence != "fuzzy"
    return is_status and is_agency_name(_STATUS_WORDS.sub("", heading.words).strip(" -–—:()/"))
