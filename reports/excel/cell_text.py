"""The cells of the accessible workbook: names, texts and dates in its language."""

from datetime import date

import pandas as pd

from model.terms import LIST_SEPARATOR, UNRATED, NameKind
from model.tracker.rows import RefRow
from reports.content.sheet import Cell
from reports.text.narrator import Narrator
from wording.format.dates import format_date
from wording.format.statuses import mark_word

REF_WIDTH, STATUS_WIDTH, NAME_WIDTH, TITLE_WIDTH, TEXT_WIDTH, DATE_WIDTH = 8, 18, 28, 44, 80, 20
"""The widths of columns, in letters."""


def recommendation_cells(narrator: Narrator, row: RefRow) -> tuple[Cell, ...]:
    """Return the cells that identify a recommendation: its review where there are several, its number, its title."""
    texts = narrator.recommendations[row.review, row.ref]
    title = localised_cell(narrator, texts, "title") or localised_cell(narrator, texts, "recommendation")
    return (row.review, row.ref, title) if narrator.has_several_reviews else (row.ref, title)


def recommendation_header(narrator: Narrator) -> tuple[str, ...]:
    """Return the headings of the columns that identify a recommendation."""
    _ = narrator.translator
    return (*([_("Review")] if narrator.has_several_reviews else []), _("Number"), _("Title"))


def recommendation_widths(narrator: Narrator) -> tuple[int, ...]:
    """Return the widths of the columns that identify a recommendation."""
    return (*([NAME_WIDTH] if narrator.has_several_reviews else []), REF_WIDTH, TITLE_WIDTH)


def status_cell(narrator: Narrator, mark: str, basis: object = None) -> Cell:
    """Return a status as a mark; not rated and not reported as a word."""
    return narrator.mark(mark, basis) if mark not in UNRATED else mark_word(mark, narrator.scale, narrator.translator)


def localised_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or in English where there is no Welsh."""
    text = narrator.localised(row, field)
    return text.words if text else None


def name_cell(narrator: Narrator, kind: NameKind, name: object) -> Cell:
    """Return the full name of a theme, an agency or a role."""
    return narrator.names.full(kind, name, narrator.translator) if isinstance(name, str) else None


def agencies_cell(narrator: Narrator, names: object) -> Cell:
    """Return the full names of several agencies."""
    if not isinstance(names, str):
        return None
    full_names = (
        narrator.names.full(NameKind.AGENCY, name, narrator.translator) for name in names.split(LIST_SEPARATOR)
    )
    return LIST_SEPARATOR.join(full_names)


def text_cell(value: object) -> Cell:
    """Return a text without spaces at its ends, or None where it is blank."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def month_cell(month: pd.Timestamp) -> Cell:
    """Return the first day of a month, or None where it is missing."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def date_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a date as words in its own precision, or None where it is missing."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, narrator.translator)


def agency_status_cell(narrator: Narrator, status: object) -> Cell:
    """Return the status that an agency gives itself as plain words, so that it is not counted as the office's."""
    return mark_word(status, narrator.scale, narrator.translator) if isinstance(status, str) else None
