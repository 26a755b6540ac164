"""The rows of a table by type: items, names of groups and rounds, others; and where the table ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from loaders.cells.sheet import repeated_cells
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.column_profiles import rows_to_headings
from loaders.layouts.find_tables import FoundTable, cell_form, plain_meaning
from loaders.layouts.resolve_columns import ColumnMap, ColumnRole
from loaders.layouts.row_rules import MAX_GROUP, MIN_FULL, MIN_GUIDANCE_WORDS, NEARLY_ALL, SAMPLE, RowRules
from loaders.mapping.apply_mapping import item_rows_of
from loaders.vocabulary import text_pattern
from loaders.vocabulary.headings import ColumnMeaning, match_heading
from loaders.vocabulary.refs import looks_like_ref
from loaders.vocabulary.rounds import last_day_key
from loaders.vocabulary.status_words import is_known_status
from model.language import label_key

_ROUND_MEANINGS = (None, ColumnMeaning.STATUS, ColumnMeaning.UPDATE)
"""What else a row that names a round may mean: statuses or progress of the round."""
_TOTAL = text_pattern("total")
_FOOT = text_pattern("foot")
_FOOT_OF_TWO = text_pattern("foot_of_two")
"""Words that end a table in a row with one other cell."""
_EXAMPLE = text_pattern("example")
_PROMPT = text_pattern("prompt")
_COUNT_WORDS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
"""Headings of counts."""
_FOOT_WITHIN = 40


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row inside a table that names the group of the rows below it; `round` is the round that it names."""

    words: str
    column: int
    row: int
    round: Value = None


class ItemRow(NamedTuple):
    """A row of a table that is an item, the row that names its group, and the row that names its round."""

    row: CellRow
    group_row: GroupRow | None = None
    round_row: GroupRow | None = None


@dataclass(frozen=True, slots=True)
class ClassifiedRows:
    """Rows by type: items, groups, rounds (if every item is below one), other rows, and those below the table.

    The texts of continued rows are at the end of those of the item above them.
    """

    items: tuple[ItemRow, ...] = ()
    group_rows: tuple[GroupRow, ...] = ()
    round_rows: tuple[GroupRow, ...] = ()
    other_rows: tuple[CellRow, ...] = ()
    rows_below: tuple[CellRow, ...] = ()
    continued_rows: tuple[CellRow, ...] = ()


def classify_rows(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the rows of a table by their type.

    A row without a text (only an id, a formula, a default status) is no item. The rows after the last item, or after a
    total or a key, are below the table.
    """
    rules, groups, chosen = RowRules(table, columns), _Groups(), item_rows_of(table.sheet)
    footers = [index for index, row in enumerate(table.body) if _is_foot(row.values) or _is_summary_heading(row)]
    end = _end_of_table(rules, footers)
    items, others, continued = list[ItemRow](), list[CellRow](), list[CellRow]()
    repeated = repeated_cells(table.body, table.sheet.merged)
    no_items = {table.body[index].number for index in footers} | _guidance_rows(table, rules.ref)
    above: CellRow | None = None
    for index, row in enumerate(table.body):
        goes_on = above is not None and rules.continues(row, items[-1].row, above, is_below=index >= end)
        if index >= end and not goes_on:
            break
        end, above = max(end, index + 1), None
        if row.number in chosen:
            items.append(groups.item(row))
        elif row.number in no_items:
            others.append(row)
        elif goes_on:
            items[-1] = items[-1]._replace(row=rules.joined(items[-1].row, row))
            continued.append(row)
            above = row
        elif (group := _group_at(row, rules)) is not None:
            groups.add(group)
        elif rules.is_item(row):
            items.append(groups.item(row))
            above = row
        elif not all((column, row.number) in repeated for column in row.filled_columns):
            others.append(row)
    items += [groups.item(row) for row in table.body[end:] if row.number in chosen]
    undated = ColumnMeaning.DATE not in columns.fields and "" in columns.rounds  # then rounds may date every item
    if not undated or not all(item.round_row and last_day_key(item.round_row.round) for item in items):
        items = [item._replace(round_row=None) for item in items] if groups.found else items
    used = dict.fromkeys(found for item in items if groups.found for found in item[1:] if found is not None)
    unused = {group.row for group in groups.found} - {found.row for found in used}
    others += [row for row in table.body if row.number in unused]
    return ClassifiedRows(
        tuple(items),
        tuple(found for found in used if found.round is None),
        tuple(found for found in used if found.round is not None),
        tuple(sorted(others, key=lambda row: row.number)),
        tuple(row for row in table.body[end:] if row.number not in chosen),
        tuple(continued),
    )


class _Groups:
    """The rows that name groups or rounds, and those that the next item is below."""

    def __init__(self) -> None:
        self.found: list[GroupRow] = []
        self._current: dict[bool, GroupRow | None] = {False: None, True: None}  # by whether it names a round

    def add(self, group: GroupRow) -> None:
        """Add a row; the first kind of rows begins the other anew: themes within rounds, or rounds within themes."""
        self.found.append(group)
        is_round = group.round is not None
        self._current[is_round] = group
        if is_round is (self.found[0].round is not None):
            self._current[not is_round] = None

    def item(self, row: CellRow) -> ItemRow:
        """Return a row as an item below the last rows added."""
        return ItemRow(row, self._current[False], self._current[True])


def _guidance_rows(table: FoundTable, ref: int | None) -> set[int]:
    """Return the number of a first row that says what to type, has examples, or is unlike the others in two columns.

    There it has a sentence where others have a few words, or words where they have numbers or dates.
    """
    if not table.body:
        return set()
    first, *others = table.body[:SAMPLE]
    examples = sum(bool(_EXAMPLE.match(plain_text(value))) for value in first.contents)
    if examples > 1 or (first.filled_count == 1 and _PROMPT.match(plain_text(first.contents[0]))):
        return {first.number}
    if looks_like_ref(plain_text(first.value_at(ref))):
        return set()
    unlike = sum(_is_unlike(first, others, heading.column) for heading in table.headings)
    return {first.number} if unlike > 1 else set()


def _is_unlike(first: CellRow, others: Sequence[CellRow], column: int) -> bool:
    value = first.value_at(column)
    if not isinstance(value, str):
        return False
    values = [found for row in others if row.filled_count > 1 and (found := row.value_at(column)) is not None]
    (form, count), *_ = Counter(map(cell_form, values)).most_common(1) or [(None, 0)]
    has_form = form not in (None, cell_form(value)) and " " not in str(form) and count >= NEARLY_ALL * len(values)
    is_sentence = len(value.split()) >= MIN_GUIDANCE_WORDS
    return bool(values) and (
        has_form or (is_sentence and all(len(plain_text(found).split()) < MIN_GUIDANCE_WORDS for found in values))
    )


def _group_at(row: CellRow, rules: RowRules) -> GroupRow | None:
    """Return the group that a row names, in its only cell or as a band."""
    columns = rules.columns
    if row.number in rules.bands:
        text = row.filled_columns[-1]
        return GroupRow(plain_text(row.value_at(text)), text, row.number, _round_in(row.value_at(text)))
    if row.filled_count != 1:
        return None
    column = row.filled_columns[0]
    value = row.value_at(column)
    text_column = columns.column(ColumnMeaning.RECOMMENDATION)
    read = {use.heading.column for use in columns.uses if use.role not in (ColumnRole.UNREAD, ColumnRole.RIVAL)}
    if column in read - {rules.ref, text_column, columns.column(ColumnMeaning.TITLE)}:
        return None
    round_named = _round_in(value)
    if round_named is not None:
        return GroupRow(plain_text(value), column, row.number, round_named)
    if len(columns.fields) + len(columns.rounds) < MIN_FULL or not isinstance(value, str) or len(value) > MAX_GROUP:
        return None
    is_ref = column == rules.ref and looks_like_ref(value)
    is_item = column == text_column and rules.ref is None and rules.table.sheet.fill(column, row.number) is None
    return None if is_ref or is_item else GroupRow(value, column, row.number)


def _round_in(value: Value) -> Value:
    """Return the round that a value names, if it names nothing else; a number alone may be a ref."""
    if not isinstance(value, DateCell) and (not isinstance(value, str) or value.isdigit()):
        return None
    match = match_heading(value)
    is_plain = match.meaning in _ROUND_MEANINGS and match.evidence != "fuzzy"
    return match.round if is_plain else None


def _is_foot(values: Sequence[Value]) -> bool:
    """Return whether a row is below a table: a total with only numbers, a note or a key alone."""
    first, *others = [value for value in values if value is not None]
    is_alone = not any(isinstance(value, str) for value in others)
    if not isinstance(first, str):
        return False
    words = first[:_FOOT_WITHIN].casefold().strip()
    if len(others) == 1 and _FOOT_OF_TWO.fullmatch(words):
        return True
    are_counts = all(any(map(str.isdigit, plain_text(value)[:_FOOT_WITHIN])) for value in others)
    return ((is_alone or are_counts) and bool(_TOTAL.match(words))) or (not others and bool(_FOOT.match(words)))


def _is_summary_heading(row: CellRow) -> bool:
    """Return whether a row heads a summary: its cells are two or more different statuses, and other headings."""
    words = {label_key(plain_text(value)).strip(" .*?") for value in row.contents}
    statuses = {word for word in words if is_known_status(word)}
    return len(statuses) > 1 and all(plain_meaning(word) or word in _COUNT_WORDS for word in words - statuses)


def _end_of_table(rules: RowRules, footers: Sequence[int]) -> int:
    """Return how many rows a table has, up to its last item.

    Below a footer row, only a complete item continues the table. A block below a blank row continues it if one of its
    rows fills the same columns as the items.
    """
    rows = rules.table.body[: rows_to_headings(rules.table.body)]
    sections = list(pairwise([-1, *(index for index in footers if index < len(rows)), len(rows)]))
    for footer, end in reversed(sections):
        start = footer + 1
        if footer >= 0:
            start = next((index for index in range(start, end) if _continues_table(rows[index], rules)), end)
        last = next((index for index in range(end - 1, start - 1, -1) if rules.is_item(rows[index])), None)
        if last is not None:
            return _without_other_blocks(rows, _without_trailing_notes(rows, last + 1, rules), rules)
    return 0


def _continues_table(row: CellRow, rules: RowRules) -> bool:
    """Return whether a row below a footer row is clearly an item: with a text, and its ref or two more cells."""
    has_text = any(isinstance(row.value_at(column), str) for column in rules.text_columns)
    is_complete = row.filled_count > 2 and has_text and rules.fits(row)
    return is_complete and row.number not in rules.irregular_refs and rules.is_item(row)


def _without_trailing_notes(rows: Sequence[CellRow], last: int, rules: RowRules) -> int:
    """Return how many rows a table has without the single texts below its last row with a ref or a second cell."""
    if rules.ref is None and not (rules.core and rules.status_columns):
        return last
    text = rules.columns.column(ColumnMeaning.RECOMMENDATION)
    notes = takewhile(
        lambda row: row.filled_count == 1 and row.value_at(rules.ref) is None and row.value_at(text) is not None,
        reversed(rows[:last]),
    )
    return last - len(list(notes))


def _without_other_blocks(rows: Sequence[CellRow], last: int, rules: RowRules) -> int:
    """Return how many rows a table has without the blocks below blank rows at its end that have no item."""
    for index in range(last - 1, 0, -1):
        if rules.fits(rows[index]) and rules.is_item(rows[index]):
            return last
        if rows[index].number - rows[index - 1].number > 1:
            last = index
    return last
