"""Keys beside, below or apart from a tracker: what each status means becomes the tracker's scale."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.addresses import address
from loaders.cell_values import CellRow, Value, shown
from loaders.cells import SheetCells
from loaders.heading_aliases import STRONG, Meaning
from loaders.headings import fold
from loaders.records import Record
from model.colours import knows_colour

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
_STARTS = _TITLES | _STATUS_LABELS
_OF_A_KEY = {"", "colour", "color", "complete", "lliw", "score", "meaning (welsh)", "status (welsh)"}
_IN_ONE = re.compile(r"([^\W\d_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
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
    """One status and its meaning, with the places of both."""

    row: int
    status: str
    meaning: str
    columns: tuple[int, int]


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
        words = [fold(one.status) for one in self.rows]
        worst, best = _place(words, _WORST), _place(words, _BEST)
        return worst is not None and best is not None and best < worst

    @property
    def worst_first(self) -> tuple[KeyRow, ...]:
        """The rows in the order of a scale."""
        return self.rows[::-1] if self.reversed else self.rows


def find_key(sheets: Sequence[SheetCells]) -> Key | None:
    """Return the first key of a workbook: headings for a status and its meaning, or a title that says it is one."""
    for sheet in sheets:
        by_number = {row.number: row for row in sheet.rows}
        for row in sheet.rows:
            for column, value in enumerate(row.values, start=1):
                if not isinstance(value, str) or len(value) > _A_WORD_AT_MOST or not _may_start(value):
                    continue
                starts = _headed(row, column) or fold(value) in _TITLES
                rows = tuple(_rows_below(by_number, row.number, column)) if starts else ()
                if len(rows) >= 2:
                    return Key(sheet, (column, row.number), rows)
    return None


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
                "colour": _colour(key.sheet, one),
            },
            key.sheet.day_zero,
            {
                "complete": (key.sheet.name, address(one.columns[1], one.row)),
                "colour": (key.sheet.name, address(one.columns[0], one.row)),
            },
        )
        for one in key.worst_first
    ]


def _colour(sheet: SheetCells, row: KeyRow) -> str | None:
    """Return the fill of a status's cell; a status that is called by a colour needs none."""
    fill = sheet.fill(row.columns[0], row.row)
    return fill.colour if fill and not knows_colour(row.status) else None


def means_done(row: KeyRow) -> bool:
    """Say whether a status's meaning is that the recommendation is done."""
    meaning = row.meaning.casefold()
    return bool(_MEANS_DONE.search(meaning)) and not _MEANS_MORE.search(meaning)


def _may_start(value: str) -> bool:
    """Say quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    return value.casefold().strip(" :\n\u200b") in _STARTS


def _headed(row: CellRow, column: int) -> bool:
    """Say whether a status and its meaning are headed here, and stand apart from the headings of a table."""
    status, meaning = fold(shown(_at(row, column))), fold(shown(_at(row, column + 1)))
    apart = _at(row, column - 1) is None and fold(shown(_at(row, column + 2))) in _OF_A_KEY
    return status in _STATUS_LABELS and meaning in _MEANING_LABELS and apart


def _rows_below(rows: dict[int, CellRow], number: int, column: int) -> Iterator[KeyRow]:
    """Yield the rows of a key under its title; its own headings are passed over, and a gap ends it."""
    seen: set[str] = set()
    headed = number in rows and _headed(rows[number], column)
    for line in range(number + 1, number + 20):
        row = rows.get(line)
        status, meaning = _at(row, column), _at(row, column + 1)
        if row is not None and _headed(row, column):
            headed = True
            continue
        beside = _at(row, column - 1), None if headed else _at(row, column + 2)
        if any(value is not None for value in beside):
            return
        one = _key_row(line, column, status, meaning)
        if one is None or fold(one.status) in seen:
            return
        seen.add(fold(one.status))
        yield one


def _key_row(line: int, column: int, status: Value, meaning: Value) -> KeyRow | None:
    if not isinstance(status, str):
        return None
    if isinstance(meaning, str) and len(status) <= _A_WORD_AT_MOST:
        return KeyRow(line, status, meaning, (column, column + 1))
    both = _IN_ONE.fullmatch(status) if meaning is None else None
    return KeyRow(line, both[1].strip(), both[2].strip(), (column, column)) if both else None


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
