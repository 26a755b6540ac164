"""What stands in the cells of the accessible workbook: names, texts and dates, in its language."""

from datetime import date
from typing import Any

import pandas as pd

from model.terms import LIST_SEPARATOR, UNRATED, NameKind
from reports.content.sheet import Cell
from reports.text.narrator import Speaker
from wording.format.dates import format_date
from wording.format.statuses import mark_word

REF, STATUS, NAME, TITLE, TEXT, DATE = 8, 18, 28, 44, 80, 20
"""How wide columns are, in letters."""


def place(speaker: Speaker, row: Any) -> tuple[Cell, ...]:
    """Return what names a recommendation: its review where there are several, its number and its title."""
    own = speaker.texts[row.review, row.ref]
    title = said(speaker, own, "title") or said(speaker, own, "recommendation")
    return (row.review, row.ref, title) if speaker.several else (row.ref, title)


def place_header(speaker: Speaker) -> tuple[str, ...]:
    """Return the headings over what names a recommendation."""
    _ = speaker.translator
    return (*([_("Review")] if speaker.several else []), _("Number"), _("Title"))


def place_widths(speaker: Speaker) -> tuple[int, ...]:
    """Return how wide those columns are."""
    return (*([NAME] if speaker.several else []), REF, TITLE)


def word_of(speaker: Speaker, mark: str, basis: object = None) -> Cell:
    """Return a status as a mark, and what is none as its word alone."""
    return speaker.mark(mark, basis) if mark not in UNRATED else mark_word(mark, speaker.scale, speaker.translator)


def said(speaker: Speaker, row: Any, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or English where there is no Welsh."""
    text = speaker.said(row, field)
    return text.words if text else None


def name_of(speaker: Speaker, kind: NameKind, name: object) -> Cell:
    """Return the full name of a theme, an agency or a role."""
    return speaker.names.full(kind, name, speaker.translator) if isinstance(name, str) else None


def agencies_of(speaker: Speaker, names: object) -> Cell:
    """Return the full names of several agencies."""
    if not isinstance(names, str):
        return None
    told = (speaker.names.full(NameKind.AGENCY, name, speaker.translator) for name in names.split(LIST_SEPARATOR))
    return LIST_SEPARATOR.join(told)


def plain(value: object) -> Cell:
    """Return a value as it stands; what is blank is nothing."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def month_of(month: Any) -> Cell:
    """Return the first day of a month."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def date_of(speaker: Speaker, row: Any, field: str) -> Cell:
    """Return a date as precisely as it was given."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, speaker.translator)
