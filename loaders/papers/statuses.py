"""The tables of a paper in reading order, and its statuses: the key, the marks, and those by recommendation."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.cells import SheetCells
from loaders.layouts.keys import Key, KeyRow, key_records
from loaders.papers.line import UPDATES, CellLines, Line, PaperPart, Table
from loaders.papers.paragraphs import ends_sentence
from loaders.records import Cell, Record
from loaders.vocabulary import paper_pattern, values_by_word
from loaders.vocabulary.headings import ITEM_MEANINGS, STRONG_ALIASES, ColumnMeaning
from loaders.vocabulary.refs import normalise_ref
from loaders.vocabulary.rounds import split_round
from loaders.vocabulary.status_words import BASES, NO_COLOUR_MATCH, is_symbol, match_colour, status_labels
from model.terms import NOT_RATED, NOT_REPORTED, RED_AMBER_GREEN, Basis, Scale, Status, label_key, normalise_space

# A cell that is covered by the cell before it, which spans several columns.
SPANNED: CellLines = ()
_OTHER_LABELS = values_by_word("key_columns")
# The columns of a key.
_KEY_FIELDS = ("status", "meaning", "complete")
_LONGEST_STATUS, _LONGEST_MEANING = 45, 500
_LETTERS = re.compile(r"(?P<letters>[^\W\d_]{1,4})\s+(?P<word>\S.*)")
# Label keys of the words that a paper prints where there is no status.
_NO_STATUS = frozenset({NOT_RATED, NOT_REPORTED, "heb ei raddio", "heb ei adrodd"})
_INFERRED = "|".join(label for label, basis in BASES.items() if basis == Basis.INFERRED.value).replace("'", "[’']")
_MARKED_INFERRED = re.compile(rf"(?P<status>.+?)\s*(?:,\s*|\()(?:{_INFERRED})\)?")
_ALL_INFERRED = paper_pattern("all_inferred")
_COLOURS = values_by_word("paper_colours")
_ENTRY = re.compile(
    rf"\s*(?P<status>{'|'.join(_COLOURS)})(?:\s*[:=–—-]?\s+(?P<meaning>\S.*)|\s*)", re.IGNORECASE | re.DOTALL
)
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
# The name of a recommendation in a row: its number, perhaps its review in brackets, perhaps its title.
_ITEM_NAME = paper_pattern("item_name")
_WELSH = {label_key(status.name_cy): status for status in RED_AMBER_GREEN.statuses}


def in_reading_order(rows: Table) -> Iterator[Line]:
    """Yield the lines of a table in reading order.

    Below a row with the headings of several updates each column is read by itself, until the next such row or one
    that begins a recommendation. If recommendations are side by side, each with its headings to the left of their
    text, each is read by itself. Else a table is read row by row, with the label of a status and its word as one line.
    A table that may be one of statuses is one line.
    """
    if not rows:
        return
    if _is_status_table([[" ".join(line.text for line in cell).strip() for cell in row] for row in rows]):
        table = [[[each for line in cell for each in line.lines] for cell in row] for row in rows]
        yield replace(next(line for row in table for cell in row for line in cell), text="", table=table)
        return
    index = 0
    while index < len(rows):
        starts, by_columns = _recommendations(rows[index]), _has_column_headings(rows[index])
        following = range(index + 1, len(rows) if by_columns or len(starts) > 1 else index + 1)
        end = next((n for n in following if _begins_part(rows[n])), following.stop)
        if by_columns:
            yield from _by_columns(rows[index:end])
        else:
            for first, last in zip([0, *starts[1:]], [*starts[1:], None], strict=True):
                for part in rows[index:end]:
                    yield from _by_row(part[first:last])
        index = end


def _begins_part(row: Sequence[CellLines]) -> bool:
    """Return whether a row does not continue the rows above, by its headings or as it is one cell."""
    is_one_cell = len(row) > 1 and all(cell is SPANNED for cell in row[1:])
    return is_one_cell or _has_column_headings(row) or bool(_recommendations(row))


def _has_column_headings(row: Sequence[CellLines]) -> bool:
    """Return whether a row has the headings of two updates or more, or of a recommendation and its one update.

    A heading with its text in the next cell of the row is no heading of a column.
    """
    cells = [cell for cell in row if any(line.text for line in cell)]
    headings = [cell[0].part for cell in cells]
    updates = sum(heading in (*UPDATES, PaperPart.MONITORING) for heading in headings)
    alone = [heading is not None and len(cell) == 1 for heading, cell in zip(headings, cells, strict=True)]
    if updates > 1:
        return not any(is_alone and after is None for is_alone, after in zip(alone, headings[1:], strict=False))
    return updates == 1 and len(cells) > 1 and all(alone)


def _recommendations(row: Sequence[CellLines]) -> list[int]:
    """Return the columns of a row in which a recommendation begins."""
    return [n for n, cell in enumerate(row) if cell and cell[0].part is PaperPart.RECOMMENDATION]


def _by_columns(rows: Table) -> Iterator[Line]:
    """Yield rows column by column; status labels in a first column without a heading apply to each column."""
    has_row_labels = bool(rows[0]) and not any(line.text for line in rows[0][0])
    for column in range(int(has_row_labels), max(map(len, rows))):
        for row in rows:
            cell = row[column] if column < len(row) else []
            joined = _status_line(row[0], cell) if has_row_labels and row[0] else None
            yield from [joined] if joined else cell


def _by_row(row: Sequence[CellLines]) -> Iterator[Line]:
    """Yield the lines of a row; the label of a status and the next cell are one line."""
    index = 0
    while index < len(row):
        joined = _status_line(row[index], row[index + 1] if index + 1 < len(row) else [])
        yield from [joined] if joined else (line for line in row[index] if line.text or line.colour or line.table)
        index += 2 if joined else 1


def _status_line(label: CellLines, value: CellLines) -> Line | None:
    """Return the line of a status or a fact whose label and word are in two cells; None if they are no such cells."""
    if len(label) != 1 or len(value) > 1:
        return None
    words, value_words = label[0].text.rstrip(" :"), value[0].text.strip() if value else ""
    joined = replace(label[0], text=f"{words}: {value_words}".strip(), after_gap=True, whole_paragraph=True)
    if value and joined.fact:
        return joined
    heading = replace(label[0], text=f"{words}:", item=False).as_heading
    if heading is None or heading.part is not PaperPart.STATUS or heading.words or not words:
        return None
    return replace(joined, colour=value[0].colour if value else None)


class PrintedMark(NamedTuple):
    """A status mark as a line of a paper prints it.

    Attributes:
        status: its word or symbol as printed; "" where it is only a colour, or means that there is no status.
        no_status: whether the paper states that there is no status.
        round: the words of its round; "" where the paper names none with it.
    """

    line: Line
    status: str = ""
    inferred: bool = False
    no_status: bool = False
    colour: str | None = None
    round: str = ""

    def __bool__(self) -> bool:
        """Return whether there is a status: its word, or a colour that may be one."""
        return bool(self.status or self.colour)

    @property
    def has_word(self) -> bool:
        """Whether it has a word, of a status or for none."""
        return bool(self.status or self.no_status)


class MarkReader:
    """Reads the status marks of one paper by the records of its key, or by Red, Amber and Green if it has none.

    `all_inferred` says that the paper states once that every status of it is inferred.
    """

    def __init__(self, key: Sequence[Record], *, all_inferred: bool) -> None:
        self._all_inferred = all_inferred
        statuses = tuple(Status(f"{row.value('status')}", colour=f"{row.value('colour') or ''}") for row in key)
        self._scale = Scale(statuses) if statuses else RED_AMBER_GREEN
        self._labels = status_labels(self._scale)

    def read(self, line: Line, text: str) -> PrintedMark:
        """Return the mark that a text of a line is, whether or not the key has its status."""
        words = normalise_space(text)
        if label_key(words) in _NO_STATUS:
            return PrintedMark(line, no_status=True)
        if not words:
            return PrintedMark(line, colour=line.colour)
        inferred = _MARKED_INFERRED.fullmatch(words)
        status = _without_letters(inferred["status"] if inferred else words)
        return PrintedMark(line, status, bool(inferred) or self._all_inferred, colour=line.colour)

    def match(self, line: Line) -> PrintedMark | None:
        """Return the mark of a line that is nothing but a word of the key, words for no status or a shade; else None.

        Of a symbol that is no word of the key its colour may be the status, as in a cell of a workbook.
        """
        mark = self.read(line, line.text)
        if mark.no_status or label_key(mark.status) in self._labels or (line.colour and not mark.status):
            return mark
        fill = match_colour(line.colour, self._scale) if line.colour and is_symbol(mark.status) else NO_COLOUR_MATCH
        return mark if fill.status or fill.uncertain else None

    def status_of(self, mark: PrintedMark) -> str:
        """Return the status of the key that a mark stands for, by its word, else by its colour; "" if it is unknown."""
        key = label_key(mark.status)
        if key in self._labels or (mark.status and not is_symbol(mark.status)):
            return self._labels.get(key, "")
        return (match_colour(mark.colour, self._scale).status or "") if mark.colour else ""

    def status_or_word(self, mark: PrintedMark) -> str:
        """Return the status of the key that a mark stands for, else its own word."""
        return self.status_of(mark) or mark.status


def _without_letters(text: str) -> str:
    """Return the word of a mark without the capitals before it, which are its first letters or its initials."""
    words = normalise_space(text)
    found = _LETTERS.fullmatch(words)
    if found is None or not found["letters"].isupper():
        return words
    letters, word = found["letters"].casefold(), found["word"].casefold()
    initials = "".join(part[0] for part in re.findall(r"\w+", word))
    return found["word"] if word.startswith(letters) or initials == letters else words


class StatusTables(NamedTuple):
    """The key and the statuses of a paper's tables.

    Attributes:
        key: the records of its key, worst first, as in a workbook.
        statuses: the marks of each recommendation, by its number and the text in brackets behind it.
        rest: the other lines of the paper; a table that seemed to be one of statuses and is none, cell by cell.
        unread: the lines of these tables with any other text.
    """

    key: list[Record]
    marks: MarkReader
    rest: list[Line]
    statuses: Mapping[tuple[str, str], list[PrintedMark]]
    unread: list[Line]


# A table of a paper: each cell is a line, and each row as long as the first one, its header.
_Rows = Sequence[Sequence[Line]]


def read_status_tables(lines: Sequence[Line], front: Sequence[Line]) -> StatusTables:
    """Return the key and the statuses of the tables among lines; a key may also be lines of a paper's `front`."""
    tables = [(line, _rows(line.table) if line.table is not None else []) for line in lines]
    keys = [rows for _, rows in tables if rows and _is_key([cell.text for cell in rows[0]])]
    key = _key_records(next(map(_key_in_table, keys), []) or _key_in_lines(front))
    each_marked = any(_MARKED_INFERRED.fullmatch(each.text.strip()) for line in lines for each in line.lines)
    all_inferred = not each_marked and any(_ALL_INFERRED.match(line.text) for line in front)
    read = StatusTables(key, MarkReader(key, all_inferred=all_inferred), [], defaultdict(list), [])
    for line, rows in tables:
        statuses, unread = _statuses_in(rows, read.marks) if rows else ([], [])
        if statuses:
            read.unread.extend(unread)
            for item, mark in statuses:
                read.statuses[item].append(mark)
        elif not any(rows is key_rows for key_rows in keys):
            read.rest.extend(line.lines)
    return read


def _is_status_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a table, by the texts of its cells, may be a key or one of statuses by recommendation."""
    header, rounds = rows[0], _rounds(rows[0])
    cells = [row[column] for row in rows[1:] for column in rounds if column < len(row)]
    is_matrix = rounds and 0 not in rounds and any(_meaning(text) in ITEM_MEANINGS for text in header)
    return _is_key(header) or bool(is_matrix and all(len(text) <= _LONGEST_STATUS for text in cells))


def _is_key(header: Sequence[str]) -> bool:
    """Return whether a row has the headings of a status and of its meaning, and none of recommendations."""
    meanings = set(map(_meaning, header))
    return {ColumnMeaning.STATUS, ColumnMeaning.STATUS_MEANING} <= meanings and meanings.isdisjoint(ITEM_MEANINGS)


def _meaning(heading: str) -> ColumnMeaning | None:
    """Return the meaning of a column by its heading; "No." is "No"."""
    key = label_key(heading)
    return STRONG_ALIASES.get(key) or STRONG_ALIASES.get(key.rstrip("."))


def _rounds(header: Sequence[str]) -> dict[int, str]:
    """Return the round of each column of statuses: "June 2024", "RAG June 2024"; "" for "RAG" alone."""
    parts = ((n, *split_round(normalise_space(text))) for n, text in enumerate(header))
    named = ((n, rest, words or "") for n, rest, words in parts)
    return {n: words for n, rest, words in named if _meaning(rest) is ColumnMeaning.STATUS or (words and not rest)}


def _rows(table: Table) -> _Rows:
    """Return the rows of a table; an empty cell is a line without words, where its row begins."""
    filled = [(row, first) for row in table if (first := next((line for cell in row for line in cell), None))]
    columns = range(max(n for n, cell in enumerate(filled[0][0]) if cell) + 1)
    return [[_cell(row[n] if n < len(row) else (), first) for n in columns] for row, first in filled]


def _cell(lines: CellLines, first: Line) -> Line:
    text = "\n".join(line.text for line in lines if line.text).strip()
    colour = next((line.colour for line in lines if line.colour), None)
    return replace(lines[0] if lines else first, text=re.sub(r"[ \t]+", " ", text), colour=colour)


def _key_in_table(rows: _Rows) -> _Rows:
    """Return the rows of a table below its header, in the columns that a key has, the status first."""
    names = [_meaning(cell.text) or _OTHER_LABELS.get(label_key(cell.text)) for cell in rows[0]]
    columns = [names.index(name) for name in _KEY_FIELDS if name in names]
    return [[row[column] for column in columns] for row in rows[1:]]


def _key_in_lines(lines: Sequence[Line]) -> _Rows:
    """Return the longest run of lines of a colour and its meaning, which may stand or go on below; none of one line."""
    runs: list[list[list[Line]]] = [[]]
    for line in lines:
        found, run = _ENTRY.fullmatch(line.text), runs[-1]
        meaning = run[-1][1].text if run else "."
        if found is not None and label_key(found["status"]) not in {label_key(row[0].text) for row in run}:
            run.append([replace(line, text=found["status"].capitalize()), replace(line, text=found["meaning"] or "")])
        elif found is None and meaning and (line.after_gap or line.whole_paragraph or ends_sentence(meaning)):
            runs.append([])
        elif found is None and len(meaning) < _LONGEST_MEANING:
            run[-1][1] = replace(run[-1][1], text=f"{meaning} {line.text}".strip())
    longest = max(([row for row in run if _LONG_WORD.search(row[1].text)] for run in runs), key=len)
    return longest if len(longest) > 1 else []


def _key_records(rows: _Rows) -> list[Record]:
    """Return the records of a key, worst first, as of the key of a workbook."""
    found: dict[str, KeyRow] = {}
    for row in rows:
        word = _without_letters(row[0].text)
        cells = {name: cell.cell(cell.text or None) for name, cell in zip(_KEY_FIELDS, row, strict=False)}
        if word and label_key(word) not in _NO_STATUS:
            found.setdefault(label_key(word), KeyRow(word, normalise_space(row[1].text), cells, row[0].colour))
    key = Key(SheetCells("", hidden=False), Cell(None), tuple(found.values()))
    return [_in_both_languages(record) for record in (key_records(key) if found else ())]


def _in_both_languages(record: Record) -> Record:
    """Return a status of a key whose colour is its word, where that is one; Red, Amber and Green in both languages."""
    word, meaning = (str(record.value(name) or "") for name in ("status", "meaning"))
    values = {"colour": _COLOURS.get(label_key(word)) or record.value("colour") or ""}
    if word in RED_AMBER_GREEN.rank and RED_AMBER_GREEN[word].meaning == meaning:
        values["meaning_cy"] = RED_AMBER_GREEN[word].meaning_cy
    if known := _WELSH.get(label_key(word)):
        english = known.meaning if label_key(known.meaning_cy) == label_key(meaning) else meaning
        values |= {"status": known.name, "status_cy": word, "meaning": english, "meaning_cy": meaning}
    return record.with_cells({name: record.cell("status").changed(value=value) for name, value in values.items()})


def _statuses_in(rows: _Rows, marks: MarkReader) -> tuple[list[tuple[tuple[str, str], PrintedMark]], list[Line]]:
    """Return the statuses of a table, each with its recommendation, and its other lines.

    None if fewer than half of its filled cells are statuses.
    """
    header = [cell.text for cell in rows[0]]
    rounds, items = _rounds(header), [n for n, text in enumerate(header) if _meaning(text) in ITEM_MEANINGS]
    dated = {column: words for column, words in rounds.items() if words} or rounds
    statuses = [
        ((normalise_ref(found["ref"]), found["bracketed"] or ""), mark._replace(round=words))
        for row in (rows[1:] if items else ())
        if (found := _ITEM_NAME.fullmatch(normalise_space(row[items[0]].text)))
        for column, words in dated.items()
        if (mark := _mark_in_cell(row[column], marks)) is not None
    ]
    recognised = [mark for _, mark in statuses if mark.no_status or marks.status_of(mark)]
    if not recognised or len(recognised) * 2 < len(statuses):
        return [], []
    marked, unread = {id(mark.line) for _, mark in statuses}, list[Line]()
    for row in rows[1:]:
        is_read = any(id(cell) in marked for cell in row)
        unread += (cell for n, cell in enumerate(row) if cell.text and not (is_read and n in (*rounds, *items)))
    return statuses, unread


def _mark_in_cell(cell: Line, marks: MarkReader) -> PrintedMark | None:
    """Return the status of a cell, or None if it has none; a symbol or a dash in a shaded cell means its shading."""
    if label_key(cell.text) == "n/a" or not re.search(r"\w", cell.text):
        return PrintedMark(cell, colour=cell.colour) if cell.colour else None
    return marks.read(cell, cell.text)
