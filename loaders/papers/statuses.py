"""The statuses that a paper prints: its key, its marks, and its tables of a status for each recommendation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.sheet import SheetCells
from loaders.layouts.keys import Key, KeyRow, is_done, worst_first
from loaders.papers.line import Line
from loaders.papers.paragraphs import ends_sentence
from loaders.records import Cell
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.headings import STRONG_ALIASES, ColumnMeaning
from loaders.vocabulary.refs import normalise_ref
from loaders.vocabulary.status_words import BASES, NO_COLOUR_MATCH, is_symbol, match_colour, status_labels
from model.dates.date_grammar import read_date
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Basis
from model.text import label_key, normalise_space

_ITEM_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
"""The meanings of a column that names the recommendations."""
_COMPLETE_HEADINGS = ("complete", "wedi'i gwblhau", "cyflawn")
_LONGEST_STATUS, _LONGEST_MEANING = 45, 500
_GAP = re.compile(r" *\t *| {2,}")
_LETTERS = re.compile(r"(?P<letters>[^\W\d_]{1,4})\s+(?P<word>\S.*)")
_NO_STATUS = frozenset({NOT_RATED, NOT_REPORTED, "heb ei raddio", "heb ei adrodd"})
"""Label keys of the words that a paper prints where there is no status."""
_INFERRED = "|".join(label for label, basis in BASES.items() if basis == Basis.INFERRED.value).replace("'", "[’']")
_MARKED_INFERRED = re.compile(rf"(?P<status>.+?)\s*(?:,\s*|\()(?:{_INFERRED})\)?")
_COLOURS = {
    "coch": "Red",
    "ambr": "Amber",
    "gwyrdd": "Green",
    "glas": "Blue",
    "llwyd": "Grey",
    "gray": "Grey",
    "melyn": "Yellow",
    "oren": "Orange",
    "du": "Black",
    "gwyn": "White",
    "porffor": "Purple",
}
_COLOURS |= {name.casefold(): name for name in _COLOURS.values()}
_ENTRY = re.compile(rf"\s*(?P<status>{'|'.join(_COLOURS)})\s*[:=–—-]?\s+(?P<meaning>\S.*)", re.IGNORECASE | re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_ITEM_NAME = re.compile(
    r"(?:(?:recommendation|argymhelliad|rec\.?)\s*(?:no\.?|number|rhif)?\s*)?"
    r"(?P<ref>[a-z]{0,3}-?\d+(?:\.\d+)*[a-z]?)(?:\s+\((?P<bracketed>[^)]+)\))?(?:\s*[:.)–—-])?(?:\s+\S.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""The name of a recommendation in a row: its number, perhaps its review in brackets, perhaps its title."""
_EMPTY = ("", "-", "–", "—", "n/a")


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A status mark as a paper prints it.

    Attributes:
        status: its word or symbol as printed; "" where it is only a colour, or means that there is no status.
        inferred: whether the paper marks it as inferred.
        no_status: whether the paper states that there is no status.
        colour: its shading.
    """

    status: str = ""
    inferred: bool = False
    no_status: bool = False
    colour: str | None = None

    def __bool__(self) -> bool:
        """Return whether there is a status: its word, or a colour that may be one."""
        return bool(self.status or self.colour)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A status of a paper's key, its meaning, and whether it is complete: by a column, else by the meaning.

    Attributes:
        colour: the English name of the colour that its word is, else the shading of its cell; "" for neither.
    """

    status: str
    meaning: str
    complete: bool
    line: Line
    colour: str = ""


@dataclass(frozen=True, slots=True)
class PrintedStatus:
    """A status in a table, with its recommendation and round ("" where its heading names none).

    `bracketed` is the text in brackets behind the number, such as the review.
    """

    ref: str
    bracketed: str
    round: str
    mark: PrintedMark
    line: Line


class MarkReader:
    """Reads the status marks of one paper by its key, or by Red, Amber and Green if it has none."""

    def __init__(self, key: Sequence[KeyEntry]) -> None:
        statuses = tuple(Status(entry.status, entry.meaning, entry.complete, entry.colour) for entry in key)
        self._scale = Scale(statuses) if statuses else RED_AMBER_GREEN
        self._labels = status_labels(self._scale)

    def read(self, text: str, colour: str | None = None) -> PrintedMark:
        """Return the mark that a text is, whether or not the key has its status."""
        words = normalise_space(text)
        if label_key(words) in _NO_STATUS:
            return PrintedMark(no_status=True)
        inferred = _MARKED_INFERRED.fullmatch(words)
        return PrintedMark(_without_letters(inferred["status"] if inferred else words), bool(inferred), colour=colour)

    def match(self, text: str, colour: str | None = None) -> PrintedMark | None:
        """Return the mark if a text is nothing but a word of the key, or the words for no status; else None.

        Of a symbol that is no word of the key its colour may be the status, as in a cell of a workbook.
        """
        mark = self.read(text, colour)
        if mark.no_status or self._is_word(mark):
            return mark
        fill = match_colour(colour, self._scale) if colour and is_symbol(mark.status) else NO_COLOUR_MATCH
        return mark if fill.status or fill.uncertain else None

    def comparable(self, mark: PrintedMark) -> str:
        """Return the status of the key that a mark stands for, by its word, else by its colour; else its own word."""
        return self.status_name(mark) or mark.status

    def status_name(self, mark: PrintedMark) -> str:
        """Return the status of the key that a mark stands for, by its word, else by its colour; "" if it is unknown."""
        if mark.status and (self._is_word(mark) or not is_symbol(mark.status)):
            return self._labels.get(label_key(mark.status), "")
        return (match_colour(mark.colour, self._scale).status or "") if mark.colour else ""

    def is_only_counts(self, text: str) -> bool:
        """Return whether a text contains only statuses and numbers: "3 Amber and 1 Green."."""
        words = [word for status in self._scale.statuses for word in (status.name, status.name_cy) if word]
        listed = sorted(map(label_key, [*words, *_NO_STATUS]), key=len, reverse=True)
        rest = re.sub("|".join(rf"\b{re.escape(word)}\b" for word in listed), " ", label_key(text))
        return rest != label_key(text) and not set(re.findall(r"[^\W\d_]{2,}", rest)) - {"and", "ac"}

    def _is_word(self, mark: PrintedMark) -> bool:
        return label_key(mark.status) in self._labels


def _without_letters(text: str) -> str:
    """Return the word of a mark without the capitals before it, which are its first letters or its initials."""
    words = normalise_space(text)
    found = _LETTERS.fullmatch(words)
    if found is None or not found["letters"].isupper():
        return words
    letters, word = found["letters"].casefold(), found["word"].casefold()
    initials = "".join(part[0] for part in re.findall(r"\w+", word))
    return found["word"] if word.startswith(letters) or initials == letters else words


def first_of_month(words: str) -> date | None:
    """Return the first day of the month in which a round begins; None if its words name none."""
    first = read_date(words).date.first
    return first.replace(day=1) if first else None


@dataclass(frozen=True, slots=True)
class _PaperCell:
    text: str
    line: Line
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class _PaperTable:
    """A table of a paper by rows; each row is as long as its header. `lines` are all of its lines."""

    header: tuple[_PaperCell, ...]
    rows: tuple[tuple[_PaperCell, ...], ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class StatusTables:
    """The key and the statuses of a paper's tables.

    Attributes:
        rest: the other lines of the paper; a table that seemed to be one of statuses and is none, cell by cell.
        unread: the lines of these tables with any other text.
    """

    key: list[KeyEntry]
    marks: MarkReader
    rest: list[Line]
    statuses: list[PrintedStatus] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)


def read_status_tables(lines: Sequence[Line], front: Sequence[Line]) -> StatusTables:
    """Return the key and the statuses of the tables among lines; a key may also be lines of a paper's `front`."""
    by_table: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell is not None:
            by_table.setdefault(line.cell[0], []).append(line)
    tables = [_build_table(table_lines) for table_lines in by_table.values()]
    key = next(filter(None, map(_key_in_table, tables)), None) or _key_in_lines(front)
    read = StatusTables(key, MarkReader(key), [])
    taken: set[int] = set()
    for table in tables:
        statuses = _matrix(table, read.marks)
        if statuses or is_key_header([cell.text for cell in table.header]):
            taken |= set(map(id, table.lines))
        if statuses:
            read.statuses += statuses
            read.unread += _unread_cells(table, statuses)
    read.rest = [line for line in lines if id(line) not in taken and (line.text or line.cell is None)]
    return read


def with_text_tables(lines: Sequence[Line]) -> list[Line]:
    """Return lines with those of a table of statuses split into its cells, at the gaps in them.

    One line is a row, and a line without a gap below it continues the last cell of a key, else the first.
    """
    found: list[Line] = []
    header: list[str] = []
    table, row = (0, 0), 0
    for line in lines:
        texts = _GAP.split(line.text.strip())
        is_header = len(texts) > 1 and is_status_header(texts)
        if is_header:
            header, table, row = texts, (line.page, line.number), -1
        if is_header or (header and len(texts) == len(header)):
            row += 1
            cells = list(enumerate(texts))
        elif row > 0 and len(texts) == 1 and not (line.after_gap or line.heading or line.item):
            cells = [(len(header) - 1 if is_key_header(header) else 0, texts[0])]
        else:
            header, row, cells = [], 0, []
        as_cells = [replace_cell(line, text, (table, row, column)) for column, text in cells]
        found += as_cells or [line]
    return found


def replace_cell(line: Line, text: str, cell: tuple[tuple[int, int], int, int]) -> Line:
    """Return the part of a line that stands in a cell of a table."""
    return Line(text, line.number, line.page, line.column, colour=line.colour, unit=line.unit, cell=cell)


def is_status_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a table, by the texts of its cells, may be a key or one of statuses by recommendation."""
    header = rows[0] if rows else ()
    rounds = [column for column, text in enumerate(header) if _round_in_heading(text) is not None]
    cells = [row[column] for row in rows[1:] for column in rounds if column < len(row)]
    is_matrix = rounds and 0 not in rounds and any(_meaning(text) in _ITEM_MEANINGS for text in header)
    return is_key_header(header) or bool(is_matrix and all(len(text) <= _LONGEST_STATUS for text in cells))


def is_status_header(header: Sequence[str]) -> bool:
    """Return whether a row is the header of a key, of statuses by round, or of the number of each status by round.

    A heading that is wrapped in a narrow column may be without its year, or joined with the next one.
    """
    names_rows = len(header) > 1 and _meaning(header[0]) in (*_ITEM_MEANINGS, ColumnMeaning.STATUS)
    return is_key_header(header) or (names_rows and all(map(_is_only_rounds, header[1:])))


def is_key_header(header: Sequence[str]) -> bool:
    """Return whether a row has the headings of a status and of its meaning, and none of recommendations."""
    meanings = set(map(_meaning, header))
    return {ColumnMeaning.STATUS, ColumnMeaning.STATUS_MEANING} <= meanings and meanings.isdisjoint(_ITEM_MEANINGS)


def _is_only_rounds(text: str) -> bool:
    rest, words = split_round(normalise_space(text))
    if words is None:
        return False
    return not rest or _meaning(rest) is ColumnMeaning.STATUS or _is_only_rounds(rest)


def _meaning(heading: str) -> ColumnMeaning | None:
    """Return the meaning of a column by its heading; "No." is "No"."""
    key = label_key(heading)
    return STRONG_ALIASES.get(key) or STRONG_ALIASES.get(key.rstrip("."))


def _round_in_heading(text: str) -> str | None:
    """Return the round whose statuses a column contains: "June 2024", "RAG June 2024"; "" for "RAG" alone."""
    rest, words = split_round(normalise_space(text))
    if words is None:
        return "" if _meaning(text) is ColumnMeaning.STATUS else None
    return words if not rest or _meaning(rest) is ColumnMeaning.STATUS else None


def _build_table(lines: list[Line]) -> _PaperTable:
    cells_by_row: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        if line.cell is not None:
            cells_by_row.setdefault(line.cell[1], {}).setdefault(line.cell[2], []).append(line)
    width = max(cells_by_row[min(cells_by_row)]) + 1
    rows = []
    for _number, cells in sorted(cells_by_row.items()):
        first = min((cell_lines[0] for cell_lines in cells.values()), key=lambda line: line.number)
        rows.append(tuple(_cell(cells.get(column, []), first) for column in range(width)))
    return _PaperTable(rows[0], tuple(rows[1:]), tuple(lines))


def _cell(lines: Sequence[Line], otherwise: Line) -> _PaperCell:
    text = "\n".join(line.text for line in lines if line.text).strip()
    colour = next((line.colour for line in lines if line.colour), None)
    return _PaperCell(re.sub(r"[ \t]+", " ", text), lines[0] if lines else otherwise, colour)


def _key_in_table(table: _PaperTable) -> list[KeyEntry]:
    if not is_key_header([cell.text for cell in table.header]):
        return []
    meanings = [_meaning(cell.text) for cell in table.header]
    status, meaning = meanings.index(ColumnMeaning.STATUS), meanings.index(ColumnMeaning.STATUS_MEANING)
    headings = [label_key(cell.text) for cell in table.header]
    complete = next((column for column, heading in enumerate(headings) if heading in _COMPLETE_HEADINGS), None)
    found: list[tuple[KeyRow, Line]] = []
    for row in table.rows:
        word = _without_letters(row[status].text)
        if word and label_key(word) not in {*_NO_STATUS, *(label_key(other.status) for other, _ in found)}:
            answers = {} if complete is None else {"complete": Cell(row[complete].text or None)}
            text = normalise_space(row[meaning].text)
            found.append((KeyRow(word, text, answers, row[status].colour), row[status].line))
    return _entries(found)


def _key_in_lines(lines: Sequence[Line]) -> list[KeyEntry]:
    """Return the longest run of lines of a colour and its meaning, which may continue below; none of a single line."""
    best: list[tuple[KeyRow, Line]] = []
    run: list[tuple[KeyRow, Line]] = []
    for line, text in _with_meanings(lines):
        found = _ENTRY.fullmatch(text)
        meaning = run[-1][0].meaning if run else ""
        full = not run or ends_sentence(meaning) or len(meaning) > _LONGEST_MEANING
        if found is None and not (line.after_gap or line.whole_paragraph or full):
            run[-1] = (_line_entry(run[-1][0].status, f"{meaning} {line.text}"), run[-1][1])
        elif found is None:
            best, run = max(best, run, key=len), []
        elif label_key(found["status"]) not in {label_key(row.status) for row, _ in run}:
            run.append((_line_entry(found["status"].capitalize(), found["meaning"]), line))
    best = max(best, run, key=len)
    return _entries(best) if len(best) > 1 else []


def _line_entry(status: str, meaning: str) -> KeyRow:
    return KeyRow(status, normalise_space(meaning), {})


def _with_meanings(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield lines with their texts; a line that is only a colour is joined with the next, which was the next cell."""
    index = 0
    while index < len(lines):
        line, below = lines[index], lines[index + 1].text if index + 1 < len(lines) else ""
        alone = label_key(line.text) in _COLOURS and label_key(below) not in _COLOURS and _WORDS.search(below)
        yield line, f"{line.text.strip()} {below.strip()}" if alone else line.text
        index += 2 if alone else 1


def _entries(found: Sequence[tuple[KeyRow, Line]]) -> list[KeyEntry]:
    """Return the statuses of a key, worst first, as in a workbook."""
    key = Key(SheetCells("", hidden=False), Cell(None), tuple(row for row, _ in found))
    lines = {row.status: line for row, line in found}
    rows = worst_first(key) if found else ()
    colours = [_COLOURS.get(label_key(row.status)) or row.colour or "" for row in rows]
    return [
        KeyEntry(row.status, row.meaning, is_done(key, row), lines[row.status], colour)
        for row, colour in zip(rows, colours, strict=True)
    ]


def _matrix(table: _PaperTable, marks: MarkReader) -> list[PrintedStatus]:
    """Return the statuses of a table; none if fewer than half of its filled cells are statuses."""
    rounds = {column: words for column, words in _rounds(table).items() if words} or _rounds(table)
    item = next((column for column, cell in enumerate(table.header) if _meaning(cell.text) in _ITEM_MEANINGS), None)
    if item is None or not rounds:
        return []
    statuses = [
        PrintedStatus(normalise_ref(found["ref"]), found["bracketed"] or "", words, mark, row[column].line)
        for row in table.rows
        if (found := _ITEM_NAME.fullmatch(normalise_space(row[item].text)))
        for column, words in rounds.items()
        if (mark := _mark_in_cell(row[column], marks)) is not None
    ]
    recognised = [status for status in statuses if status.mark.no_status or marks.status_name(status.mark)]
    return statuses if recognised and len(recognised) * 2 >= len(statuses) else []


def _rounds(table: _PaperTable) -> dict[int, str]:
    found = ((column, _round_in_heading(cell.text)) for column, cell in enumerate(table.header))
    return {column: words for column, words in found if words is not None}


def _unread_cells(table: _PaperTable, statuses: Iterable[PrintedStatus]) -> Iterator[Line]:
    """Yield the lines of a table that are neither its headings nor its statuses nor the names of their rows."""
    columns = {*_rounds(table), *(i for i, cell in enumerate(table.header) if _meaning(cell.text) in _ITEM_MEANINGS)}
    rows = {status.line.cell[1] for status in statuses if status.line.cell}
    for line in table.lines:
        if line.text and line.cell and line.cell[1] and not (line.cell[1] in rows and line.cell[2] in columns):
            yield line


def _mark_in_cell(cell: _PaperCell, marks: MarkReader) -> PrintedMark | None:
    """Return the status of a cell, or None if it has none; a symbol or a dash in a shaded cell means its shading."""
    if label_key(cell.text) in _EMPTY or not re.search(r"\w", cell.text):
        return PrintedMark(colour=cell.colour) if cell.colour else None
    return marks.read(cell.text, cell.colour)
