"""What the lines above a list and the name of its sheet say: its title, its month, whether it is current or closed."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from loaders.cells.values import DateCell, plain_text
from loaders.layouts.find_tables import FoundTable
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.records import Cell, cell_of, name_cell
from loaders.vocabulary import WORDS, text_pattern
from loaders.vocabulary.headings import file_words, round_of_name, split_round
from model.dates.date import Precision
from model.dates.date_grammar import read_date
from model.text import normalise_space

_FILE_DETAILS = text_pattern("file_details")
_NOTE = text_pattern("note")
_LABELLED_TEXT = re.compile(r"(?P<label>[^:]{1,40}):(?:\s|$)")
_TITLE_LABEL = text_pattern("title_label")
_DATE_LABEL = text_pattern("date_label")
_UPDATED = text_pattern("updated")
"""Words that say from which day a list is."""
_NEXT = text_pattern("day_to_come")
"""Words of a day to come: that of the next meeting is not the day of the list."""
_NO_NAME = text_pattern("no_name")
"""Words that name no review when they stand with the day of a list alone."""
_LABEL = text_pattern("label")


def is_metadata(text: str) -> bool:
    """Return whether a line gives when or by whom a workbook was updated, or is a note: "Updated 3 June", "Owner: CPS".

    The text before a colon is a label if it is one word, or ends in a word such as "by"; not if it introduces the
    title itself or is initials.
    """
    words = normalise_space(text)
    labelled = _LABELLED_TEXT.match(words)
    label = labelled["label"].strip() if labelled else ""
    if _FILE_DETAILS.match(words) or _NOTE.match(words) or _names_only_a_day(words):
        return True
    return bool(_LABEL.fullmatch(label)) and not label.isupper() and not _TITLE_LABEL.fullmatch(label)


def states_day_of_list(text: str) -> bool:
    """Return whether a text says from which day a list is: "Last updated: 14/10/2026", "Position as at June 2024"."""
    return bool(_UPDATED.search(text)) and not is_day_to_come(text)


def is_day_to_come(text: str) -> bool:
    """Return whether a text is about a day to come: "Next meeting: 12 December 2026"."""
    return bool(_NEXT.match(normalise_space(text)))


def _names_only_a_day(words: str) -> bool:
    """Return whether a text with a day has no other words than those that say what day it is."""
    rest, day = split_round(words)
    if day is None:
        return False
    return is_day_to_come(words) or (states_day_of_list(words) and not _NO_NAME.sub("", _UPDATED.sub("", rest)).strip())


def is_date_label(text: str) -> bool:
    """Return whether a text is the label of a date: "Date of report", "As at"."""
    return bool(_DATE_LABEL.match(text)) or states_day_of_list(text)


class DayAbove(NamedTuple):
    """A day above a table, the text that names it, and whether the text or its label says that the list is from it."""

    value: Cell
    text: str
    is_day_of_list: bool


def title_above(table: FoundTable) -> Cell | None:
    """Return the title of a table: the last row above its headings that is no metadata, if it has a single text.

    In a turned sheet it is the first label, if nothing is known by that name and nothing is beside it.
    """
    if table.sheet.turned:
        label = table.headings[0]
        is_title = label.match.meaning is None and label.match.round is None and not table.has_content(label.column)
        return label.place._replace(value=label.words, kind="title") if is_title else None
    for row in reversed(table.rows_above):
        first, *others = row.filled_columns
        value = row.value_at(first)
        if is_metadata(plain_text(value)):
            continue
        is_title = not others and isinstance(value, str)
        return cell_of(table.sheet, row, first)._replace(kind="title") if is_title else None
    return None


def snapshot_round(table: FoundTable, file_name: str) -> Cell | None:
    """Return the round of a list without dates, from its sheet's name, the texts above it or its file's name.

    A text that says from which day the list is comes before a year in the name of the sheet, and before any other text;
    a day to come, such as that of the next meeting, does not count.
    """
    sheet = table.sheet.name
    words = round_of_name(sheet)
    by_name = name_cell(words, sheet) if words is not None else None
    if by_name is not None and read_date(str(words)).date.precision is not Precision.YEAR:
        return by_name
    above = list(days_above(table))
    stated = next((day.value for day in above if day.is_day_of_list), None)
    if stated is not None or by_name is not None or above:
        return stated or by_name or above[0].value
    in_file = split_round(file_words(file_name))[1]
    return name_cell(in_file, sheet, "file-name") if in_file is not None else None


def days_above(table: FoundTable) -> Iterator[DayAbove]:
    """Yield each day above a table, but no day to come."""
    for row in table.rows_above:
        label = ""
        for column in row.filled_columns:
            value = row.value_at(column)
            text = plain_text(value)
            words = split_round(text)[1] if isinstance(value, str) else None
            stated = value if isinstance(value, DateCell) and is_date_label(label) else words
            if stated is not None and not is_day_to_come(text if words is not None and text != words else label):
                day = cell_of(table.sheet, row, column)._replace(value=stated, kind="title")
                is_day_of_list = states_day_of_list(text) or is_date_label(label)
                yield DayAbove(day, text, is_day_of_list)
            label = text


class SheetRole(StrEnum):
    """The state of a list that a sheet has."""

    CURRENT = "current"
    EARLIER = "earlier"
    CLOSED = "closed"


_ROLES = {
    SheetRole(role): re.compile(
        rf"(?:(?:{words}){WORDS['texts']['list_word']}|(?:argymhellion|camau gweithredu|statws|rhestr)\s+(?:{words}))"
    )
    for role, words in WORDS["sheet_roles"].items()
}


def role_of_name(name: str) -> SheetRole | None:
    """Return the role that a sheet's name gives, whatever its brackets and numbering; None without one."""
    words = normalise_space(re.sub(r"\([^)]*\)|\d+[.)]\s|[_–—-]", " ", name.replace("’", "'"))).casefold()
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(words)), None)


def sheet_role(source: InterpretedTable) -> SheetRole | None:
    """Return the role of a table's sheet from its name without any date."""
    return role_of_name(split_round(source.table.sheet.name)[0])
