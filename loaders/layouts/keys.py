"""Keys beside, below or apart from a tracker: what each status means becomes the tracker's scale."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.addresses import address
from loaders.cell_values import CellRow, Value, shown
from loaders.cells import SheetCells
from loaders.heading_aliases import STRONG, Meaning
from loaders.headings import fold
from loaders.labels import is_mark
from loaders.records import Record
from loaders.status_colours import shade_of
from model.colours import knows_colour
from model.scale import RED_AMBER_GREEN

_TITLES = {
    "key",
    "rag key",
    "key to rag",
    "rag status key",
    "status key",
    "key to status",
    "legend",
    "rag legend",
    "status definitions",
    "rag definitions",
    "rag rating key",
    "rag ratings",
    "definitions",
    "allwedd",
    "allwedd rag",
    "allwedd statws",
}
_STATUS_LABELS = {heading for heading, meaning in STRONG.items() if meaning is Meaning.STATUS} | {
    "colour",
    "rating",
    "lliw",
}
_MEANING_LABELS = {heading for heading, meaning in STRONG.items() if meaning is Meaning.STATUS_MEANING} | {
    "description",
    "disgrifiad",
}
_NAMED = _TITLES - {"definitions"}
"""Titles that promise a key and nothing else."""
_STARTS = _TITLES | _STATUS_LABELS
_OF_A_KEY = {"", "colour", "color", "complete", "lliw", "score", "meaning (welsh)", "status (welsh)"}
_IN_ONE = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
_A_LINE = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)
_A_WORD_AT_MOST = 30
_MEANS_DONE = re.compile(
    r"\b(?:complete|completed|achieved|done|closed|implemented|delivered|gwblhau|cyflawni|cyflawnwyd)\b"
)
_MEANS_MORE = re.compile(
    r"\b(?:not|no|partly|partially|nearly|almost|yet|more|remain|remains|to be|due|track|expected|will|heb|ddim)\b"
)
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One status and its meaning, with the places of both, and the fill that stands for it."""

    row: int
    status: str
    meaning: str
    columns: tuple[int, int]
    colour: str | None = None

    @property
    def hue(self) -> str:
        """The word by which the row's place in the order is known: its status, or what its fill plainly is."""
        shade = shade_of(self.colour, RED_AMBER_GREEN).status if self.colour else None
        word = fold(self.status)
        return word if shade is None or word in _WORST | _BEST else fold(shade)


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its rows in the order of the sheet, and the place of its title or headings."""

    sheet: SheetCells
    title: tuple[int, int]
    rows: tuple[KeyRow, ...]

    @property
    def cells(self) -> set[tuple[int, int]]:
        """The cells, by column and row, that the key takes up."""
        held = {(column, one.row) for one in self.rows for column in one.columns}
        column, row = self.title
        return held | {self.title, (column + 1, row)}

    @property
    def reversed(self) -> bool:
        """Whether the key begins with its best status: Green stands before Red."""
        words = [one.hue for one in self.rows]
        worst, best = _place(words, _WORST), _place(words, _BEST)
        return worst is not None and best is not None and best < worst

    @property
    def worst_first(self) -> tuple[KeyRow, ...]:
        """The rows in the order of a scale; of rows that were turned round, those that mean done are the last."""
        if not self.reversed:
            return self.rows
        turned = self.rows[::-1]
        return tuple(sorted(turned, key=means_done))


def find_key(sheets: Sequence[SheetCells]) -> Key | None:
    """Return the first key of a workbook: headings for a status and its meaning, or a title that says it is one."""
    for sheet in sheets:
        by_number = {row.number: row for row in sheet.rows}
        for row in sheet.rows:
            for column, value in enumerate(row.values, start=1):
                key = _key_at(sheet, by_number, row, column, value) if isinstance(value, str) else None
                if key is not None:
                    return key
        if fold(sheet.name) in _NAMED:
            untitled = _untitled_key(sheet, by_number)
            if untitled is not None:
                return untitled
    return None


def unread_key(sheets: Sequence[SheetCells]) -> tuple[SheetCells, str] | None:
    """Return the sheet and the cell, if one has it, of a title that promises a key, where no key was found."""
    for sheet in sheets:
        by_number = {row.number: row for row in sheet.rows}
        for row in sheet.rows:
            for column, value in enumerate(row.values, start=1):
                if isinstance(value, str) and _promises(sheet, by_number, row, column, value):
                    return sheet, address(column, row.number)
        if fold(sheet.name) in _NAMED:
            return sheet, ""
    return None


def _key_at(sheet: SheetCells, rows: dict[int, CellRow], row: CellRow, column: int, value: str) -> Key | None:
    """Return the key that begins in a cell, if one does."""
    if len(value) <= _A_WORD_AT_MOST and _may_start(value):
        starts = _headed(row, column) or fold(value) in _TITLES
        below = tuple(_rows_below(sheet, rows, row.number, column)) if starts else ()
        if len(below) >= 2:
            return Key(sheet, (column, row.number), below)
    line = _line_of(value)
    pairs = tuple(_pairs(line, column, row.number)) if line else ()
    return Key(sheet, (column, row.number), pairs) if len(pairs) >= 2 else None


def _untitled_key(sheet: SheetCells, rows: dict[int, CellRow]) -> Key | None:
    """Return the key of a sheet whose name alone says that it is one."""
    for row in sheet.rows[:5]:
        held = [place for place, value in enumerate(row.values, start=1) if value is not None]
        for column in sorted({max(1, held[0] - 1), held[0]}):
            below = tuple(_rows_below(sheet, rows, row.number - 1, column))
            if len(below) >= 2:
                return Key(sheet, (held[0], row.number), below)
    return None


def _line_of(value: str) -> str | None:
    """Return what follows the title of a key that is written in one cell: "Key: Red = late, Blue = complete"."""
    if "=" not in value:
        return None
    parts = _A_LINE.fullmatch(value)
    return parts[2] if parts and fold(parts[1]) in _TITLES else None


def _pairs(line: str, column: int, number: int) -> Iterator[KeyRow]:
    """Yield the statuses of a key in one cell; none where a part says no status and its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    pairs = [part for part in parts if part is not None]
    if len(pairs) == len(parts) == len({fold(pair[1]) for pair in pairs}):
        for pair in pairs:
            yield KeyRow(number, pair[1], pair[2].rstrip("."), (column, column))


def _promises(sheet: SheetCells, rows: dict[int, CellRow], row: CellRow, column: int, value: str) -> bool:
    """Say whether a text stands alone and says that a key follows, and something does that is no table."""
    held = sum(one is not None for one in row.values)
    if held == 1 and _line_of(value):
        return True
    apart = _at(row, column - 1) is None and _at(row, column + 1) is None
    if len(value) > _A_WORD_AT_MOST or fold(value) not in _NAMED or not apart:
        return False
    below = rows.get(row.number + 1)
    under = [_at(below, column), _at(below, column + 1), _at(below, column + 2)]
    filled = sheet.fill(column, row.number + 1) or sheet.fill(column + 1, row.number + 1)
    return (under[0] is not None or under[1] is not None or filled is not None) and under[2] is None


def key_records(key: Key) -> list[Record]:
    """Return a key as records of the scale, worst first; what its meaning calls complete is complete."""
    return [
        Record(
            key.sheet.name,
            one.row,
            {"status": one.columns[0], "meaning": one.columns[1]},
            {
                "status": one.status,
                "meaning": one.meaning,
                "complete": "Yes" if means_done(one) else "No",
                "colour": None if knows_colour(one.status) else one.colour,
            },
            key.sheet.day_zero,
            {
                "complete": (key.sheet.name, address(one.columns[1], one.row)),
                "colour": (key.sheet.name, address(one.columns[0], one.row)),
            },
        )
        for one in key.worst_first
    ]


def means_done(row: KeyRow) -> bool:
    """Say whether a status's meaning is that the recommendation is done."""
    meaning = (row.meaning or row.status).casefold()
    return bool(_MEANS_DONE.search(meaning)) and not _MEANS_MORE.search(meaning)


def _may_start(value: str) -> bool:
    """Say quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    return value.casefold().strip(" :\n\u200b") in _STARTS


def _headed(row: CellRow, column: int) -> bool:
    """Say whether a status and its meaning are headed here, and stand apart from the headings of a table."""
    status, meaning = fold(shown(_at(row, column))), fold(shown(_at(row, column + 1)))
    apart = _at(row, column - 1) is None and fold(shown(_at(row, column + 2))) in _OF_A_KEY
    return status in _STATUS_LABELS and meaning in _MEANING_LABELS and apart


def _rows_below(sheet: SheetCells, rows: dict[int, CellRow], number: int, column: int) -> Iterator[KeyRow]:
    """Yield the rows of a key under its title; its own headings are passed over, and a gap ends it."""
    seen: set[str] = set()
    headed = number in rows and _headed(rows[number], column)
    numbers = headed or _at(rows.get(number), column + 1) is None
    for line in range(number + 1, number + 20):
        row = rows.get(line)
        if row is not None and _headed(row, column):
            headed = numbers = True
            continue
        beside = _at(row, column - 1), None if headed else _at(row, column + 2)
        if row is None or any(value is not None for value in beside):
            return
        one = _key_row(sheet, row, column, numbers=numbers)
        if one is None or {fold(one.status), one.colour if not one.meaning else ""} & seen:
            return
        seen |= {fold(one.status), one.colour or fold(one.status)}
        yield one


def _key_row(sheet: SheetCells, row: CellRow, column: int, *, numbers: bool) -> KeyRow | None:
    """Return a status and its meaning; a fill without a word has the meaning's, a word without a meaning needs a fill.

    A number is a status only where that is asked for.
    """
    line, held, meaning = row.number, _at(row, column), _at(row, column + 1)
    first, second = (fill.colour if (fill := sheet.fill(place, line)) else None for place in (column, column + 1))
    says = meaning.strip() if isinstance(meaning, str) else ""
    if held is None or (isinstance(held, str) and is_mark(held) and first):
        return KeyRow(line, says, says, (column + 1, column + 1), first) if says and first else None
    if not isinstance(held, str) and (not numbers or isinstance(held, bool) or not isinstance(held, int | float)):
        return None
    status, colour = shown(held), first or second
    if says and len(status) <= _A_WORD_AT_MOST:
        return KeyRow(line, status, says, (column, column + 1), colour)
    if meaning is not None:
        return None
    both = _IN_ONE.fullmatch(status)
    if both:
        return KeyRow(line, both[1].strip(), both[2].strip(), (column, column), first)
    return KeyRow(line, status, "", (column, column), colour) if colour and len(status) <= _A_WORD_AT_MOST else None


def _at(row: CellRow | None, column: int) -> Value:
    return row.values[column - 1] if row is not None and 0 < column <= len(row.values) else None


def _place(words: Sequence[str], wanted: set[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in wanted), None)


def without_key(sheet: SheetCells, key: Key) -> SheetCells:
    """Return the sheet without the cells of its key, so that they are not read as part of a table."""
    rows: list[CellRow] = []
    for row in sheet.rows:
        values = [None if (place, row.number) in key.cells else v for place, v in enumerate(row.values, start=1)]
        if any(value is not None for value in values):
            rows.append(CellRow(row.number, values))
    return replace(sheet, rows=rows)
