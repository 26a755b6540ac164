"""The answers of a person about a workbook, where its cells alone are not enough: options, corrections, a mapping."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from model.terms import label_key, normalise_space
from model.tracker.reading import NOTHING_PUBLISHED, Published, RefusedError


class ColumnChoice(NamedTuple):
    """The field of a column.

    Attributes:
        column: the letters of the column; they decide only where headings are equal or empty.
        heading: the words of its heading; "" where it has none.
        field: the field that it is read as; "" where it is not read, None where the reader decides.
    """

    column: str
    heading: str
    field: str | None


class MappedRow(NamedTuple):
    """A row that a person named.

    Attributes:
        row: its number.
        words: its longest text, by which the next workbook has it; "" where the number decides.
    """

    row: int
    words: str = ""


_COLOUR = re.compile("#[0-9a-f]{6}")


class Correction(NamedTuple):
    """A text of a column that is read as another; or a value that is a new status, one that means done.

    Attributes:
        found: the text, in any case and spacing; or the colour of cells, such as #ffc7ce; "" for a new status.
        row: the number of the only row that it is about; 0 for each cell of the column.
        within: whether the text may be a part of a cell, such as one of several names.
    """

    sheet: str
    column: str
    found: str
    value: str
    row: int = 0
    within: bool = False

    @property
    def is_of_colour(self) -> bool:
        """Whether it is about a colour."""
        return _COLOUR.fullmatch(self.found) is not None

    @property
    def is_new_status(self) -> bool:
        """Whether it adds a status to the scale."""
        return not self.found

    @classmethod
    def new_status(cls, word: str) -> "Correction":
        """Return the correction that adds a status to the scale."""
        return cls("", "", "", word)

    def __str__(self) -> str:
        if self.is_new_status:
            return f"+ {self.value}"
        return f"{self.sheet} {self.column}{self.row or ''}: {self.found} = {self.value}".lstrip()

    def corrected(self, text: str) -> str | None:
        """Return the text of a cell as it is read; None where the correction is not about it."""
        if label_key(text) == label_key(self.found):
            return self.value
        if not self.within:
            return None
        part = re.compile(rf"(?<!\w){re.escape(self.found)}(?!\w)", re.IGNORECASE)
        return part.sub(lambda _found: self.value, text) if part.search(text) else None


# A note on a cell: sheet, address, severity, text.
CellNote = tuple[str, str, str, str]
# A correction with the text of its note.
CellFix = tuple[Correction, str]


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """The mapping of one sheet.

    Attributes:
        sheet: the name of the sheet.
        read: whether the sheet is read at all.
        header_row: the number of the last header row of its table; None where the reader finds it.
        columns: the columns; the reader decides about others.
        excluded_rows: the rows that are not read.
        item_rows: the rows that are items, whatever the reader takes them for.
        tables: the range of each of its tables where it has several, such as A3:F20; its first row is the header row. A
            range of one row goes on to the next table, and the reader finds the header row of whole columns.
    """

    sheet: str
    read: bool = True
    header_row: int | None = None
    columns: tuple[ColumnChoice, ...] = ()
    excluded_rows: tuple[MappedRow, ...] = ()
    item_rows: tuple[MappedRow, ...] = ()
    tables: tuple[str, ...] = ()

    def with_column(self, choice: ColumnChoice) -> Self:
        """Return the mapping with the field of a column, in place of an earlier one."""
        place = choice.column, label_key(choice.heading)
        others = tuple(other for other in self.columns if (other.column, label_key(other.heading)) != place)
        return replace(self, columns=(*others, choice))


NO_SHEET_MAPPING = SheetMapping("")


@dataclass(frozen=True, slots=True)
class WorkbookMapping:
    """The mappings of the sheets of a workbook; the reader decides about other sheets."""

    sheets: tuple[SheetMapping, ...] = ()

    def of_sheet(self, name: str) -> SheetMapping:
        """Return the mapping of a sheet by its name; an empty mapping where there is none."""
        return next((mapping for mapping in self.sheets if mapping.sheet == name), SheetMapping(name))

    def with_sheet(self, mapping: SheetMapping) -> Self:
        """Return the mapping with that of one sheet, in place of an earlier one."""
        return replace(self, sheets=(*(other for other in self.sheets if other.sheet != mapping.sheet), mapping))


NO_MAPPING = WorkbookMapping()


def with_row_words(mapping: WorkbookMapping, fitted: WorkbookMapping) -> WorkbookMapping:
    """Return a mapping whose rows have the words that the workbook has there."""
    words = {(s.sheet, row.row): row.words for s in fitted.sheets for row in (*s.excluded_rows, *s.item_rows)}

    def named(sheet: str, rows: Iterable[MappedRow]) -> tuple[MappedRow, ...]:
        return tuple(row._replace(words=row.words or words.get((sheet, row.row), "")) for row in rows)

    rows = ((each, named(each.sheet, each.excluded_rows), named(each.sheet, each.item_rows)) for each in mapping.sheets)
    return WorkbookMapping(tuple(replace(each, excluded_rows=out, item_rows=items) for each, out, items in rows))


_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to the questions of the loaders.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month of a list without dates, such as `2024-06`.
        complete: the statuses of that order that mean done; None is the last of several.
        mapping: the sheets, header rows, columns and rows that a person mapped by hand.
        review: the name of the one review of a tracker that names none.
        known: the review and ref of each recommendation already published, to which a workbook may have updates only.
        corrections: the texts of cells that are read as others, and new statuses.
        published: what is published already: names, dates and the scale are read as they are there.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None
    complete: tuple[str, ...] | None = None
    mapping: WorkbookMapping = NO_MAPPING
    review: str | None = None
    known: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    published: Published = NOTHING_PUBLISHED


NO_OPTIONS = ReadOptions()


class OptionError(RefusedError):
    """An option is not valid; `given` is its text."""

    about = "option"


def parse_options(*, scale: str | None, as_at: str | None) -> ReadOptions:
    """Return the options of texts: statuses separated by commas, and a month such as `2024-06`.

    If a status contains a comma, semicolons separate them.

    Raises OptionError if a text is not valid.
    """
    if as_at is not None and not _MONTH.fullmatch(as_at.strip()):
        raise OptionError("as-at", given=as_at)
    words = None if scale is None else parse_scale_order(scale)
    if words is not None and not all(words):
        raise OptionError("scale", given=scale or "")
    if words is not None and len(set(map(label_key, words))) < len(words):
        raise OptionError("scale-repeated", given=scale or "")
    return ReadOptions(scale=words, as_at=as_at.strip() if as_at else None)


def parse_scale_order(text: str) -> tuple[str, ...]:
    """Return the words of a line, separated by semicolons if there are any, else by commas."""
    return tuple(map(normalise_space, text.split(",") if ";" not in text else text.rstrip("; \n").split(";")))


def format_scale_order(words: Sequence[str]) -> str:
    """Return an order in one line, separated by semicolons if words contain commas."""
    return "; ".join(words if len(words) > 1 else (*words, "")) if "," in "".join(words) else ", ".join(words)
