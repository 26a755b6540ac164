"""What a workbook has of a return: its table, found by its headings in either language, and its identity.

The identity stands on a hidden sheet, or is read from the row above the table where that is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.display import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.issue_log import make_issue
from model.issue import Issue, WorkbookError
from model.language import Language, label_key
from model.returns.received import (
    HEADINGS,
    IDENTITY_SHEET,
    LABELS,
    LAYOUT,
    ROUND,
    ROUND_LAYOUT,
    TEXT_OUTSIDE,
    Item,
    LockedCells,
    Place,
    checksum,
)
from model.returns.round import Recipient

_SEPARATOR = "·"
_ITEMS = {label_key(words): item for item, label in LABELS.items() for words in (label.english, label.welsh)}
_HEADINGS = [{label_key(heading.english), label_key(heading.welsh)} for heading in HEADINGS]
_LOOKED_AT = 20
"""The rows of each sheet among which a workbook that may be anything has the headings of a return."""
NOTHING: Mapping[str, str] = {}
_WIDTH = 5
"""The columns of the identity; the options of drop-down lists stand further right."""


@dataclass(frozen=True, slots=True)
class ItemCell:
    """One item of a recommendation, with its value and its place: a sheet and an address, or as a Word form has it."""

    review: str
    ref: str
    item: Item
    value: Value
    sheet: str
    cell: str


class ReturnTable(NamedTuple):
    """The table: its sheet, the number of its header row, and the columns of review, ref, item and text."""

    sheet: SheetCells
    header_row: int
    columns: tuple[int, ...]

    def read(self) -> tuple[list[ItemCell], list[Issue]]:
        """Return the items, wherever their rows were moved to, and issues of texts that were cut or are in no item."""
        sheet, (review, ref, item, text) = self.sheet, self.columns
        cells: list[ItemCell] = []
        places = {"text-shortened": sheet.shortened, "text-cleaned": sheet.cleaned}
        issues = [make_issue(code, sheet=sheet.name, cell=cell) for code, found in places.items() for cell in found]
        for row in (row for row in sheet.rows if row.number > self.header_row):
            shown = defaultdict(str, {n: displayed_text(value).strip() for n, value in enumerate(row.values, 1)})
            named = item_of(shown[item])
            if named is not None:
                place = address(text, row.number)
                cells.append(ItemCell(shown[review], shown[ref], named, row.value_at(text), sheet.name, place))
            passed_over = self.columns[: 3 if named is None else 4]
            for column, words in shown.items():
                if words and column not in passed_over:
                    place = address(column, row.number)
                    issues.append(make_issue(TEXT_OUTSIDE, sheet=sheet.name, cell=place, found=words))
        return cells, issues


@dataclass(frozen=True, slots=True)
class FoundIdentity:
    """What a file says of itself.

    Attributes:
        language: that of the return; where the rest is lost, the first of its labels.
        paragraphs: the digests of the paragraphs of a Word form outside its tables.
        lost: whether the hidden sheet, or the properties of a Word form, are missing.
        changed: whether they were changed since they were written.
        place: the sheet and the cell that name the round; "" where none does.
    """

    month: date | None = None
    recipient: Recipient | None = None
    version: int | None = None
    language: Language | None = None
    locked: LockedCells = field(default_factory=dict)
    paragraphs: frozenset[str] = frozenset()
    lost: bool = False
    changed: bool = False
    place: Place = ("", "")


@dataclass(frozen=True, slots=True)
class ReturnContents:
    """The items of a return with its identity.

    Attributes:
        cells: its locked texts and its answers.
        issues: what was found wrong while it was read: cut texts, and what is in no cell of the return.
        formulas: the sheet and the address of each cell with a formula.
        sheet: the name of the first sheet with its table; "" for a Word form.
    """

    cells: tuple[ItemCell, ...]
    identity: FoundIdentity
    issues: tuple[Issue, ...] = ()
    formulas: frozenset[tuple[str, str]] = frozenset()
    sheet: str = ""


def find_tables(sheets: Sequence[SheetCells], *, rows: int | None = None) -> list[ReturnTable]:
    """Return the tables of a return, at most one of each sheet: a copy of the sheet may have been filled in as well.

    `rows` is how many rows of each sheet are looked at for the four headings; None for all.
    """
    found = (((sheet, row.number, _columns(row)) for row in sheet.rows[:rows]) for sheet in sheets)
    tables = (next((each for each in of_sheet if each[2]), None) for of_sheet in found)
    return [ReturnTable(*each) for each in tables if each is not None]


def item_of(label: str) -> Item | None:
    """Return the item that a label names, in one language or in both."""
    return next((_ITEMS[part] for part in label_parts(label) if part in _ITEMS), None)


def first_language(label: str) -> Language | None:
    """Return the language in which a label begins that has its words in both; None where it is no such label."""
    first, *others = label_parts(label)
    for each in (ROUND, *HEADINGS, *LABELS.values()) if others else ():
        for language in Language:
            if first == label_key(each.in_language(language)):
                return language
    return None


def label_parts(label: str) -> list[str]:
    """Return the keys of the words of a label in one language or in both."""
    return [label_key(part) for part in label.split(_SEPARATOR)]


def _columns(row: CellRow) -> tuple[int, ...]:
    """Return the columns of the four headings of a row; none where it lacks one."""
    words = [set(label_parts(displayed_text(value))) for value in row.values]
    found = [next((column for column, each in enumerate(words, 1) if each & names), 0) for names in _HEADINGS]
    return tuple(found) if all(found) else ()


def find_identity(sheets: Sequence[SheetCells], tables: Sequence[ReturnTable]) -> FoundIdentity:
    """Return the identity of a return: what its hidden sheet does not say, the row above its first table does.

    Raises WorkbookError where its tables and hidden sheets name two rounds.
    """
    above = list(_rows_above(tables))
    hidden = [(sheet.name, rows) for sheet in sheets if (rows := _identity_rows(sheet))]
    named = [(values["round"], place) for values, place in above]
    named += [
        ("".join(row[1:2]), (name, f"B{number}"))
        for name, rows in hidden
        for number, row in enumerate(rows, 1)
        if row[0] == "round"
    ]
    rounds = [(month, place) for words, place in named if (month := _month(words)) is not None]
    refuse_two_rounds(rounds)
    first = tables[0]
    header = next(row for row in first.sheet.rows if row.number == first.header_row)
    language = first_language(displayed_text(header.value_at(first.columns[2])))
    said = {"language": language or "", **(above[0][0] if above else {})}
    found = identity_from_rows(hidden[0][1] if hidden else (), said)
    return replace(found, place=rounds[0][1]) if rounds else found


def _rows_above(tables: Sequence[ReturnTable]) -> Iterator[tuple[dict[str, str], Place]]:
    """Yield what the row above each table says, with its place: any row with a month that is no item."""
    for table in tables:
        for row in table.sheet.rows:
            month, version, agency, role = (displayed_text(row.value_at(column)).strip() for column in table.columns)
            if _month(month) is not None and item_of(agency) is None:
                values = {"round": month, "version": version, "agency": agency, "role": role}
                yield values, (table.sheet.name, address(table.columns[0], row.number))


def refuse_two_rounds(named: Iterable[tuple[date, Place]]) -> None:
    """Raise WorkbookError where a return names two rounds: its answers may be of either."""
    places: dict[date, Place] = {}
    for month, place in named:
        places.setdefault(month, place)
    if len(places) > 1:
        (month, (sheet, cell)), (other_month, (other_sheet, other_cell)) = list(places.items())[:2]
        raise WorkbookError(
            "return-two-rounds",
            **{"month": f"{month:%Y-%m}", "sheet": sheet, "cell": cell},
            **{"other_month": f"{other_month:%Y-%m}", "other_sheet": other_sheet, "other_cell": other_cell},
        )


def identity_from_rows(rows: Sequence[tuple[str, ...]], others: Mapping[str, str] = NOTHING) -> FoundIdentity:
    """Return the identity that the rows of a hidden sheet, or of the properties of a Word form, say.

    What they do not say is among `others`.
    """
    said = {row[0]: row[1] for row in rows if row[1:] and row[1] and row[0] not in ("locked", "paragraphs")}
    agency, role = next(
        ((each.get("agency", ""), each.get("role", "")) for each in (said, others) if {"agency", "role"} & each.keys()),
        ("", ""),
    )
    values = {**others, **said}
    version = values.get("version", "")
    locked = {
        (row[1], row[2], Item(row[3])): row[4]
        for row in rows
        if row[0] == "locked" and len(row) == _WIDTH and row[3] in {item.value for item in Item}
    }
    return FoundIdentity(
        _month(values.get("round", "")),
        Recipient(agency, role) if agency or role else None,
        int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else None,
        next((language for language in Language if language.value == values.get("language")), None),
        locked,
        paragraphs=frozenset(digest for row in rows if row[0] == "paragraphs" for digest in row[1:]),
        lost=not rows,
        changed=bool(rows) and said.get("checksum") != checksum(row for row in rows if row[0] != "checksum"),
    )


def refuse_return(sheets: Sequence[SheetCells]) -> None:
    """Raise WorkbookError if a workbook is a return: as a tracker it would be read wrongly.

    It has the hidden sheet of a return, or begins with the table of one.
    """
    if any(_identity_rows(sheet) for sheet in sheets) or find_tables(sheets, rows=_LOOKED_AT):
        raise WorkbookError("file-is-return")


def without_round_mark(sheets: Sequence[SheetCells]) -> list[SheetCells]:
    """Return the sheets of a workbook without the hidden one that says that it is the workbook of a round."""
    return [sheet for sheet in sheets if not _identity_rows(sheet, ROUND_LAYOUT)]


def _identity_rows(sheet: SheetCells, layout: str = LAYOUT) -> list[tuple[str, ...]]:
    """Return the rows of a hidden sheet; none where a sheet is another."""
    if not sheet.name.casefold().startswith(IDENTITY_SHEET):
        return []
    rows = [
        tuple(displayed_text(value).strip() for value in row.values[:_WIDTH])
        for row in sheet.rows
        if any(value is not None for value in row.values[:_WIDTH])
    ]
    return rows if rows and rows[0][:2] == ("layout", layout) else []


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
