"""The tables of a sheet: the rows with headings, one heading for each column, and the range of each table."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Self

from loaders.cells import COLUMN_NUMBERS, CellRow, DateCell, SheetCells, Value, enclosing_range, plain_text
from loaders.mapping.apply_mapping import Span, chosen_fields, item_rows_of, with_chosen_header_row
from loaders.records import Cell, cell_at, make_issue
from loaders.vocabulary import headings as vocabulary
from loaders.vocabulary.headings import ColumnMeaning, HeadingMatch, match_heading, plain_meaning
from loaders.vocabulary.refs import looks_like_ref
from loaders.vocabulary.rounds import month_without_year, round_key, round_of_cell, split_round
from model.dates import MONTHS, SEASONS, Precision, read_date
from model.terms import label_key, normalise_space
from model.tracker.reading import Issue, Severity

_PERIOD_WITHOUT_YEAR = re.compile(
    rf"(?<![\w/])(?:(?:q|quarter|ch|chwarter)\s?[1-4]|{'|'.join(SEASONS)}|(?P<month>{'|'.join(MONTHS)}))(?![\w/])"
    r"(?!\s*['’/–-]?\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The heading of a column: its lowest cell, and the texts of its cells and the groups above, joined by " / "."""

    column: int
    place: Cell
    words: str
    match: HeadingMatch

    @property
    def cell(self) -> str:
        """The address of its cell."""
        return self.place.address

    @property
    def round_key(self) -> str:
        """The round that it names, for comparison; "" for none."""
        return round_key(self.match.round) if self.match.round is not None else ""

    @property
    def is_chosen(self) -> bool:
        """Whether a person chose its meaning."""
        return self.match.evidence == EVIDENCE

    def matched(self, **changes: Any) -> Self:
        """Return the heading with changes of its match."""
        return replace(self, match=replace(self.match, **changes))


def column_headings(rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[ColumnHeading]:
    """Yield the heading of each column; a group above covers its columns up to the next group."""
    *groups, labels = rows
    values_of = [_spread_group(group, labels, sheet) for group in groups] + [dict(enumerate(labels.values, start=1))]
    for column in range(1, max(len(row.values) for row in rows) + 1):
        parts = [(row, values.get(column)) for row, values in zip(rows, values_of, strict=True)]
        stacked = [(row.number, value) for row, value in parts if value is not None]
        if stacked:
            place, texts = cell_at(sheet, stacked[-1][0], column), [value for _, value in stacked]
            yield ColumnHeading(column, place, " / ".join(dict.fromkeys(map(plain_text, texts))), _match_stacked(texts))


def _spread_group(group: CellRow, labels: CellRow, sheet: SheetCells) -> dict[int, Value]:
    """Return the group above each column: as wide as it is merged, else up to the next; the last as wide as before."""
    starts = group.filled_columns
    width = starts[-1] - starts[-2] if len(starts) > 1 else len(labels.values)
    merged = {m.first_column: m.last_column for m in sheet.merged if m.first_row <= group.number <= m.last_row}
    ends = ((c, merged.get(c, c if merged else after - 1)) for c, after in pairwise([*starts, starts[-1] + width]))
    return {column: group.value_at(first) for first, last in ends for column in range(first, last + 1)}


def _match_stacked(parts: Sequence[Value]) -> HeadingMatch:
    """Return the meaning of a heading in several rows, with the round that any of them names.

    The meaning is that of all its words as one text where they are a heading, such as Target above Date; else that of
    its lowest known text.
    """
    parts = _with_year_above(parts)
    matches = [*map(match_heading, parts)]
    named_round = next((found.round for found in reversed(matches) if found.round is not None), None)
    ratings = [found for found in matches if found.meaning is ColumnMeaning.RATING]
    if ratings:
        return HeadingMatch(ColumnMeaning.RATING, named_round, weak=all(found.weak for found in ratings))
    together = match_heading(" ".join(value for value in parts if isinstance(value, str)))
    is_heading = together.exact_meaning is not None and not together.weak
    known = [together] if is_heading else [found for found in matches if found.meaning is not None]
    return replace(known[-1] if known else HeadingMatch(None, evidence="heading"), round=named_round)


def _with_year_above(parts: Sequence[Value]) -> Sequence[Value]:
    """Return the parts of a heading with the year above added to a quarter, season or month below without one."""
    texts = [*map(plain_text, parts)]
    year = next((text for text in texts if read_date(text).date.precision is Precision.YEAR), None)
    start = read_date(year or "").date.first
    period = _PERIOD_WITHOUT_YEAR.search(texts[-1])
    if start is None or period is None:
        return parts
    month = month_without_year(period["month"])
    words = f"{period[0]} {start.year + (month < start.month) if month else year}"
    return [*(value for value in parts[:-1] if plain_text(value) != year), texts[-1].replace(period[0], words)]


# Misspelt or mostly unknown headings are looked for in so many of the first rows; below them, they must be exact.
SEARCHED_ROWS = 60
_MAX_HEADER_ROWS, _BODY_ROWS = 3, 12
_MIN_HEADINGS, _MAX_HEADING_LENGTH, _MIN_LIST = 3, 60, 4
# The least share of headings that differ.
_DISTINCT = 0.8
_DATES = (ColumnMeaning.DATE, ColumnMeaning.TARGET, ColumnMeaning.COMPLETED)
_MAY_BE_DATES = (*_DATES, ColumnMeaning.DUE, ColumnMeaning.NOTE)
# Meanings of which a table must have one by its heading, for its text to be known by its values alone.
_ANCHORS = (*_DATES, ColumnMeaning.STATUS, ColumnMeaning.LEAD_AGENCY, ColumnMeaning.LEAD_ROLE, ColumnMeaning.REF)
_UNIMPORTANT = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.BACKGROUND)
# Three words or more; prompts, which ask for a value, are no texts.
_PROMPTS = r"select|choose|enter|insert|type|please|e\.g\.|dewis|dewiswch|rhowch"
_TEXT = re.compile(rf"\s*(?!(?:{_PROMPTS})\b)\S+\s+\S+\s+\S", re.IGNORECASE)
# The evidence of a meaning that a user chose.
EVIDENCE = "option"


def header_row_spans(sheet: SheetCells) -> list[Span]:
    """Return each run of header rows, from top to bottom: those that are clearly such, else the likeliest one.

    Headings that others with other meanings follow at once are the details of a project above a table.
    """
    rows, index = sheet.rows, 0
    labels = frozenset(filter(plain_meaning, sheet.texts))
    date_columns: set[int] = set()
    spans: list[Span] = []
    while index < len(rows):
        has_labels = index < SEARCHED_ROWS or len(labels.intersection(rows[index].values)) > 1
        if has_labels and _is_header_row(rows, index, date_columns):
            spans.append(_best_span(sheet, index))
            index = spans[-1][1]
            cells = enumerate(rows[index].values, start=1)
            date_columns = {column for column, value in cells if match_heading(value).meaning in _MAY_BE_DATES}
        index += 1
    if spans:
        found = [(s, {h.match.meaning for h in column_headings(rows[s[0] : s[1] + 1], sheet)}) for s in spans]
        pairs = ((span, below) for (span, meanings), (below, others) in pairwise(found) if meanings != others)
        details = {span for span, below in pairs if all(row.filled_count < 2 for row in rows[span[1] + 1 : below[0]])}
        return [span for span in spans if span not in details]
    scores = [_score(rows, index) for index in range(min(SEARCHED_ROWS, len(rows) - 1))]
    return [_best_span(sheet, scores.index(max(scores)))] if any(scores) else []


def cell_form(value: Value) -> str | None:
    """Return the form of a date, a number, or a text with digits such as A-9; None for any other value."""
    if isinstance(value, str):
        return text_form(value) if any(map(str.isdigit, value)) else None
    if isinstance(value, DateCell):
        return "date"
    return "number" if isinstance(value, int | float) else None


@lru_cache(maxsize=4096)
def text_form(words: str) -> str:
    """Return the form of a text: V1 and V12 are A9, and 1.1 is 9.9."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", words.strip()))


def _is_header_row(rows: Sequence[CellRow], index: int, date_columns: Set[int]) -> bool:
    """Return whether a row has headings: at least two with different meanings, and few without a meaning.

    It has more of them than cells of the same form as those above or below, such as refs, dates or sentences, and is
    no row of a table that begins above it.
    """
    row = rows[index]
    numbers = [*map(_is_number, row.contents)]
    if numbers[0] or 3 * sum(numbers) > len(numbers):
        return False  # a row of an item or of counts
    matched = {column: match_heading(row.value_at(column)) for column in row.filled_columns}
    matches = matched.values()
    meanings = {match.meaning for match in matches if match.score >= vocabulary.SURE_SCORE}.difference(_UNIMPORTANT)
    exact = {match.exact_meaning for match in matches} & meanings
    rounds = sum(match.round is not None and column not in date_columns for column, match in matched.items())
    unknown = sum(match.meaning is None and match.round is None for match in matches)
    has_rounds = rounds >= 2 and not exact.isdisjoint(vocabulary.ITEM_MEANINGS)
    are_enough = (len(meanings) >= 2 and bool(exact)) or has_rounds
    are_headings = are_enough and (len(exact) >= 3 or 2 * unknown <= len(matches))
    return are_headings and not _is_row_of_table(rows, index)


def _is_number(value: Value) -> bool:
    """Return whether a value is a number and no year, also as the text that it is in a .csv file."""
    is_written = isinstance(value, str) and value.strip().isdigit()
    return (is_written or isinstance(value, int | float)) and round_of_cell(value) is None


def _is_row_of_table(rows: Sequence[CellRow], index: int) -> bool:
    """Return whether a row is one of those right below a row of plain words, and not a heading row itself.

    It has the value or the form of another of them, which the plain words lack; or it is the last row of the sheet, and
    not all of its cells are headings.
    """
    row = rows[index]
    around = range(max(0, index - _BODY_ROWS), min(len(rows), index + _BODY_ROWS))
    near = [other for other in around if rows[other].number - row.number == other - index]
    is_last = index == len(rows) - 1 and not all(map(plain_meaning, row.contents))
    for top in near[: near.index(index)]:
        texts = [value for value in rows[top].contents if isinstance(value, str)]
        words = {label_key(text) for text in texts if cell_form(text) is None and len(text) <= _MAX_HEADING_LENGTH}
        columns = [column for column in row.filled_columns if rows[top].value_at(column) is not None]
        if 2 * len(columns) > row.filled_count and len(words) == rows[top].filled_count:
            others = [rows[other] for other in near if other > top and other != index]
            if is_last or any(_is_like_rows(row, rows[top], column, others) for column in columns):
                return True
    return False


def _is_like_rows(row: CellRow, headings: CellRow, column: int, others: Sequence[CellRow]) -> bool:
    value, below = row.value_at(column), [other.value_at(column) for other in others]
    has_form = cell_form(value) not in (None, "number")  # a form that headings do not share with what is below them
    is_again = value in below or (has_form and cell_form(value) in map(cell_form, below))
    return is_again and headings.value_at(column) not in (value, *below)


def _best_span(sheet: SheetCells, index: int) -> Span:
    """Return the header rows around one: more rows only where joining them distinguishes more columns."""
    rows = sheet.rows
    spans = [
        (first, last)
        for first in range(max(0, index - _MAX_HEADER_ROWS + 1), index + 1)
        for last in range(index, min(len(rows), first + _MAX_HEADER_ROWS))
        if rows[last].number - rows[first].number == last - first
        and all(row.repeats(rows[index]) for row in rows[index + 1 : last + 1])
        and all(_may_be_group_row(row, rows[last]) for row in rows[first:index])
    ]
    return max(spans, key=lambda span: (_distinct_headings(rows[span[0] : span[1] + 1], sheet), span[0] - span[1]))


def _may_be_group_row(row: CellRow, labels: CellRow) -> bool:
    """Return whether a row above headings may name groups of them, and is no title and no details of a project."""
    if any(round_of_cell(value) is not None for value in row.values[len(labels.values) :]):
        return False  # a date to the right of the headings, as in As at: June 2024
    matches = [*map(match_heading, row.contents)]
    known = sum(match.round is not None or match.exact_meaning is not None for match in matches)
    names_round = matches[0].round is not None and matches[0].meaning is None
    return 2 * known >= len(matches) and (len(matches) > 1 or names_round)


def _distinct_headings(rows: Sequence[CellRow], sheet: SheetCells) -> float:
    """Return how many meanings the headings of some rows have; different words decide between equal numbers."""
    headings = list(column_headings(rows, sheet))
    known = [h for h in headings if h.match.meaning not in (None, ColumnMeaning.NOTE) or h.match.round is not None]
    meanings = {(heading.match.meaning, heading.round_key) for heading in known}
    words = {heading.words for heading in headings if rows[-1].value_at(heading.column) is not None}
    return len(meanings) + len(words) / 1000


def _score(rows: Sequence[CellRow], index: int) -> float:
    row = rows[index]
    words = [normalise_space(plain_text(value)) for value in row.contents]
    keys = set(map(label_key, words))
    if any(map(_is_number, row.contents)) or len(keys) < max(_MIN_HEADINGS, _DISTINCT * len(words)):
        return 0.0
    meanings = [*map(vocabulary.likely_meanings, words)]
    body = [other for other in rows[index + 1 : index + 1 + _BODY_ROWS] if other.filled_count > 1]
    anchors = [c for c, found in zip(row.filled_columns, meanings, strict=True) if not found.isdisjoint(_ANCHORS)]
    if all(_is_list(body, column) or _recurs(rows, row, column) for column in anchors):
        return 0.0
    full = sum(2 * sum(other.value_at(c) is not None for c in row.filled_columns) >= len(words) for other in body)
    return sum(map(bool, meanings)) + full / _BODY_ROWS if full else 0.0


def _recurs(rows: Sequence[CellRow], header: CellRow, column: int) -> bool:
    """Return whether the text of a cell is in its column again, as an answer is, in a row without the same headings."""
    return any(row.value_at(column) == header.value_at(column) and not row.repeats(header) for row in rows)


def _is_list(body: Sequence[CellRow], column: int) -> bool:
    """Return whether a column lists each of its texts once, as a list of allowed values does, and has no refs."""
    texts = [value for row in body if isinstance(value := row.value_at(column), str)]
    are_distinct = len({label_key(text) for text in texts}) == len(texts) >= _MIN_LIST
    return are_distinct and not all(map(looks_like_ref, texts))


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its headings, the rows above and below them, and their own rows."""

    sheet: SheetCells
    headings: tuple[ColumnHeading, ...]
    rows_above: tuple[CellRow, ...]
    body: tuple[CellRow, ...]
    header_rows: tuple[CellRow, ...]

    @property
    def header_row(self) -> int:
        """The number of its last header row."""
        return self.header_rows[-1].number

    @property
    def texts_above(self) -> list[str]:
        """The texts in the rows above it."""
        return [value for row in self.rows_above for value in row.values if isinstance(value, str)]

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Return whether a heading has one of these meanings."""
        return any(heading.match.meaning in meanings for heading in self.headings)

    def issue(
        self, code: str, heading: ColumnHeading | None = None, *, severity: Severity | None = None, **details: str
    ) -> Issue:
        """Return an issue of the table: at a heading, which it names, or else at its first heading."""
        details = details if heading is None else {"found": heading.words, **details}
        cell = (heading or self.headings[0]).cell
        return make_issue(code, sheet=self.sheet.name, cell=cell, severity=severity, **details)

    def has_content(self, column: int) -> bool:
        """Return whether a cell of a column has a value or a fill."""
        return any(row.value_at(column) is not None or self.sheet.fill(column, row.number) for row in self.body)


def find_tables(sheet: SheetCells) -> list[FoundTable]:
    """Return the tables of a sheet from top to bottom; a table ends where the headings of the next begin.

    Headings that are repeated right below a row, as at the top of a page, are within their table. A row that a person
    called an item has no headings.
    """
    rows, items, start = sheet.rows, item_rows_of(sheet), 0
    indexes = [index for index, row in enumerate(rows) if row.number not in items]
    spans = header_row_spans(replace(sheet, rows=[rows[index] for index in indexes]) if items else sheet)
    spans = with_chosen_header_row(sheet, [(indexes[first], indexes[last]) for first, last in spans])
    tables: list[FoundTable] = []
    for (first, last), (end, _) in pairwise([*spans, (len(rows), 0)]):
        header_rows, above = tuple(rows[first : last + 1]), tuple(rows[start:first])
        start = end if end == len(rows) else last + 1 + _title_start(rows[last + 1 : end], rows[end])
        body, table = tuple(rows[last + 1 : start]), tables[-1] if tables and not above else None
        follows = table is not None and table.body and header_rows[0].number - table.body[-1].number == 1
        if table is not None and follows and [r.values for r in header_rows] == [r.values for r in table.header_rows]:
            tables[-1] = replace(table, body=(*table.body, *body))
        else:
            tables.append(FoundTable(sheet, tuple(column_headings(header_rows, sheet)), above, body, header_rows))
    return tables


def _title_start(rows: Sequence[CellRow], header: CellRow) -> int:
    """Return the index of the first title row of the next table: single texts directly above its headings.

    A blank row may be between the title and the headings. Then no other row above may have a single cell, for an item
    may have only a text.
    """
    index, number = len(rows), header.number
    if rows and number - rows[-1].number == 2 and all(row.filled_count > 1 for row in rows[:-1]):
        number -= 1
    texts = [row.filled_count == 1 and isinstance(row.contents[0], str) for row in rows]
    while index and number - rows[index - 1].number == 1 and texts[index - 1]:
        index, number = index - 1, rows[index - 1].number
    return index


def range_of(rows: Sequence[CellRow]) -> str:
    """Return the smallest range that contains all cells of some rows."""
    return enclosing_range((column, row.number) for row in rows for column in row.filled_columns).text


def rows_issue(code: str, rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[Issue]:
    """Yield one issue of some rows, if there are any: their numbers, and the words of the first cell."""
    if rows:
        column = rows[0].filled_columns[0]
        words, numbers = plain_text(rows[0].value_at(column)), sheet.row_list(row.number for row in rows)
        yield sheet.issue(code, column, rows[0].number, found=numbers, words=words)


def rows_with_texts(rows: Iterable[CellRow]) -> list[CellRow]:
    """Return the rows with a text and another cell; an id, a default or a prompt is no text."""
    texts = ((row, (value for value in row.values if isinstance(value, str))) for row in rows if row.filled_count > 1)
    return [row for row, values in texts if any(map(_TEXT.match, values))]


def apply_user_choices(table: FoundTable) -> FoundTable:
    """Return a table with the meanings that a user chose; a column without a heading has its letters as one."""
    sheet, by_column = table.sheet, {heading.column: heading for heading in table.headings}
    for letters, words, chosen in () if sheet.transposed else sheet.mapping.columns:
        column = COLUMN_NUMBERS[letters]
        if chosen and not words and column not in by_column and table.has_content(column):
            place = Cell(None, sheet.name, table.header_row, column)
            by_column[column] = ColumnHeading(column, place, letters, vocabulary.NO_MATCH)
    headings = tuple(by_column[column] for column in sorted(by_column))
    fields = choices_of(replace(table, headings=headings))
    return replace(table, headings=tuple(_with_choice(heading, fields.get(heading.column)) for heading in headings))


def choices_of(table: FoundTable) -> dict[int, str]:
    """Return the field that a person chose for each column with a heading; "" for one that is not read."""
    places = [(heading.cell.rstrip("0123456789"), heading.words) for heading in table.headings]
    fields = chosen_fields(table.sheet.mapping, places)
    return {h.column: field for h, field in zip(table.headings, fields, strict=True) if field is not None}


def _with_choice(heading: ColumnHeading, field: str | None) -> ColumnHeading:
    if field not in ("", *ColumnMeaning):  # none, or one of a canonical sheet only
        return heading
    named_round = heading.match.round or split_round(heading.words)[1]
    meaning = ColumnMeaning(field) if field else ColumnMeaning.NOTE
    return replace(heading, match=HeadingMatch(meaning, named_round, EVIDENCE))
