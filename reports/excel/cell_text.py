"""What stands in the cells of the accessible workbook: names, texts and dates, in its language."""

from datetime import date
from typing import Any

import pandas as pd

from model.terms import LIST_SEPARATOR, UNRATED, NameKind
from reports.content.sheet import Cell
from reports.text.narrator import Narrator
from wording.format.dates import format_date
from wording.format.statuses import mark_word

REF_WIDTH, STATUS_WIDTH, NAME_WIDTH, TITLE_WIDTH, TEXT_WIDTH, DATE_WIDTH = 8, 18, 28, 44, 80, 20
"""How wide columns are, in letters."""


def recommendation_cells(narrator: Narrator, row: Any) -> tuple[Cell, ...]:
    """Return what names a recommendation: its review where there are several, its number and its title."""
    own = narrator.recommendations[row.review, row.ref]
    title = localised_cell(narrator, own, "title") or localised_cell(narrator, own, "recommendation")
    return (row.review, row.ref, title) if narrator.has_several_reviews else (row.ref, title)


def recommendation_header(narrator: Narrator) -> tuple[str, ...]:
    """Return the headings over what names a recommendation."""
    _ = narrator.translator
    return (*([_("Review")] if narrator.has_several_reviews else []), _("Number"), _("Title"))


def recommendation_widths(narrator: Narrator) -> tuple[int, ...]:
    """Return how wide those columns are."""
    return (*([NAME_WIDTH] if narrator.has_several_reviews else []), REF_WIDTH, TITLE_WIDTH)


def status_cell(narrator: Narrator, mark: str, basis: object = None) -> Cell:
    """Return a status as a mark, and what is none as its word alone."""
    return narrator.mark(mark, basis) if mark not in UNRATED else mark_word(mark, narrator.scale, narrator.translator)


def localised_cell(narrator: Narrator, row: Any, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or English where there is no Welsh."""
    text = narrator.localised(row, field)
    return text.words if text else None


def name_cell(narrator: Narrator, kind: NameKind, name: object) -> Cell:
    """Return the full name of a theme, an agency or a role."""
    return narrator.names.full(kind, name, narrator.translator) if isinstance(name, str) else None


def agencies_cell(narrator: Narrator, names: object) -> Cell:
    """Return the full names of several agencies."""
    if not isinstance(names, str):
        return None
    told = (narrator.names.full(NameKind.AGENCY, name, narrator.translator) for name in names.split(LIST_SEPARATOR))
    return LIST_SEPARATOR.join(told)


def text_cell(value: object) -> Cell:
    """Return a value as it stands; what is blank is nothing."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def month_cell(month: Any) -> Cell:
    """Return the first day of a month."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def date_cell(narrator: Narrator, row: Any, field: str) -> Cell:
    """Return a date as precisely as it was given."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, narrator.translator)
