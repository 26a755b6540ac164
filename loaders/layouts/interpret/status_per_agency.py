"""Columns with one status per agency: a recommendation has one status, so none of them is taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.cells.addresses import COLUMN_LETTERS
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.parsing.values import NO, YES
from loaders.vocabulary.agency_initials import is_agency_name
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.status_colours import match_colour
from loaders.vocabulary.status_words import is_progress_word, meaning_labels, status_labels
from model.issues.issue import Issue, Severity
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_STATUS_WORDS = re.compile(r"\b(?:rag|brag|status|rating|current|overall|progress|statws|sgôr)\b", re.IGNORECASE)
_RATINGS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def mark_agency_statuses(table: FoundTable) -> FoundTable:
    """Return a table in which two or more status columns, each of an agency or a unit, are marked as such.

    A column is one if its heading names an agency and a status, or if its heading is unknown and most of its cells are
    statuses.
    """
    headings = [heading for heading in table.headings if not is_user_choice(heading)]
    found = [heading for heading in headings if _names_agency_status(heading) or _holds_statuses(heading, table)]
    if len(found) < 2:
        return table
    return replace(
        table,
        headings=tuple(_with_agency_meaning(heading) if heading in found else heading for heading in table.headings),
    )


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
    yield make_issue(
        "statuses-side-by-side",
        sheet=source.table.sheet.name,
        cell=found[0].cell,
        found=named,
        severity=Severity.WARNING if ColumnMeaning.STATUS in source.meanings else None,
        left_out=left_out,
    )


def _with_agency_meaning(heading: ColumnHeading) -> ColumnHeading:
    return replace(heading, match=replace(heading.match, meaning=ColumnMeaning.STATUS_OF_AGENCY, candidates=()))


def _names_agency_status(heading: ColumnHeading) -> bool:
    match = heading.match
    if match.meaning is not ColumnMeaning.STATUS or match.round is not None or match.evidence == "fuzzy":
        return False
    return is_agency_name(_STATUS_WORDS.sub("", heading.words).strip(" -–—:()/"))


def _holds_statuses(heading: ColumnHeading, table: FoundTable) -> bool:
    """Return whether most cells under an unknown heading have a status as a word, or only as a fill."""
    match = heading.match
    unknown = match.meaning is None or (match.meaning is ColumnMeaning.LEAD_AGENCY and is_agency_name(heading.words))
    if not unknown or match.round is not None:
        return False
    texts = [plain_text(value) for value in _values(heading, table) if value is not None]
    rated = sum(_is_status(text) for text in texts)
    return 2 * rated > len(texts) if texts else _filled(heading, table)


def _values(heading: ColumnHeading, table: FoundTable) -> list[Value]:
    index = heading.column - 1
    return [row.values[index] if index < len(row.values) else None for row in table.body]


def _is_status(text: str) -> bool:
    key = label_key(text)
    return key in _RATINGS or (is_progress_word(text) and key not in YES and key not in NO)


def _filled(heading: ColumnHeading, table: FoundTable) -> bool:
    fills = [table.sheet.fill(heading.column, row.number) for row in table.body]
    return any(fill is not None and match_colour(fill.colour, RED_AMBER_GREEN).status for fill in fills)
