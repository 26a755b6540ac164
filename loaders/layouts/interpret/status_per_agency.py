"""Columns that hold a status each of several agencies: a recommendation has one status, so none of them is taken."""

import re
from dataclasses import replace

from loaders.cells.addresses import COLUMN_LETTERS
from loaders.cells.values import Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.parsing.values import NO, YES
from loaders.vocabulary.agency_initials import names_agency
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.status_colours import shade_of
from loaders.vocabulary.status_words import is_usual, meaning_labels, status_labels
from model.issues.issue import Severity
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_STATUS_WORDS = re.compile(r"\b(?:rag|brag|status|rating|current|overall|progress|statws|sgôr)\b", re.IGNORECASE)
_RATINGS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def statuses_apart(table: FoundTable) -> FoundTable:
    """Return a table in which two or more columns of statuses, each of an agency or a unit, are known as such.

    A column is one where its heading names an agency and a status, or where nobody knows its heading and most of what
    stands under it is statuses.
    """
    found = [one for one in table.headings if _of_an_agency(one) or _holds_statuses(one, table)]
    if len(found) < 2:
        return table
    return replace(table, headings=tuple(_apart(one) if one in found else one for one in table.headings))


def tell_statuses_apart(source: InterpretedTable, log: IssueLog) -> None:
    """Note the columns once; an error where no other column is the status."""
    found = [one for one in source.columns.kept if one.understood.meaning is ColumnMeaning.STATUS_APART]
    if not found:
        return
    turned = source.table.turn is not None
    named = ", ".join(f"{one.words} ({one.cell if turned else COLUMN_LETTERS[one.column]})" for one in found)
    left_out = row_numbers(row for one in found for row in source.rows_left_out.get(one.column, ()))
    log.add(
        "statuses-side-by-side",
        sheet=source.table.sheet.name,
        cell=found[0].cell,
        found=named,
        severity=Severity.WARNING if ColumnMeaning.STATUS in source.meanings else None,
        left_out=left_out,
    )


def _apart(heading: Heading) -> Heading:
    return replace(heading, understood=replace(heading.understood, meaning=ColumnMeaning.STATUS_APART, candidates=()))


def _of_an_agency(heading: Heading) -> bool:
    one = heading.understood
    if one.meaning is not ColumnMeaning.STATUS or one.round is not None or one.evidence == "fuzzy":
        return False
    return names_agency(_STATUS_WORDS.sub("", heading.words).strip(" -–—:()/"))


def _holds_statuses(heading: Heading, table: FoundTable) -> bool:
    """Say whether most cells under a heading that is not known hold a status in words, or only in a fill."""
    one = heading.understood
    unknown = one.meaning is None or (one.meaning is ColumnMeaning.LEAD_AGENCY and names_agency(heading.words))
    if not unknown or one.round is not None:
        return False
    held = [plain_text(value) for value in _values(heading, table) if value is not None]
    rated = sum(_is_status(text) for text in held)
    return 2 * rated > len(held) if held else _filled(heading, table)


def _values(heading: Heading, table: FoundTable) -> list[Value]:
    place = heading.column - 1
    return [row.values[place] if place < len(row.values) else None for row in table.body]


def _is_status(text: str) -> bool:
    folded = label_key(text)
    return folded in _RATINGS or (is_usual(text) and folded not in YES and folded not in NO)


def _filled(heading: Heading, table: FoundTable) -> bool:
    fills = [table.sheet.fill(heading.column, row.number) for row in table.body]
    return any(fill is not None and shade_of(fill.colour, RED_AMBER_GREEN).status for fill in fills)
