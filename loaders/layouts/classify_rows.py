"""The rows of a table by type: items, names of groups and rounds, others; and where the table ends."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from loaders.cells import CellRow, DateCell, Value, plain_text, repeated_cells
from loaders.layouts.find_tables import FoundTable, cell_form, text_form
from loaders.layouts.resolve_columns import ColumnMap, ColumnRole
from loaders.layouts.weigh_columns import rows_to_first_title, rows_to_headings
from loaders.mapping.apply_mapping import item_rows_of
from loaders.vocabulary import text_pattern
from loaders.vocabulary.headings import ColumnMeaning, match_heading, plain_meaning
from loaders.vocabulary.refs import looks_like_ref
from loaders.vocabulary.rounds import last_day_key
from loaders.vocabulary.status_words import is_known_status
from model.terms import label_key

_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.RECOMMENDATION_CY)
_UPDATE_TEXTS = tuple(map(ColumnMeaning, ("update", "response", "evidence", "update_cy", "activity")))
# A letter, a Roman numeral, or a placeholder for a ref, such as TBC.
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
_BULLETS = ("-", "–", "•", "*", "·", "▪", "◦", "o ")
_SENTENCE_END = (".", "!", "?", ":", ";")
_MAX_GROUP, _MIN_GUIDANCE_WORDS, _SAMPLE = 150, 4, 2000
# Shares of rows: that fill a column, of columns that an item fills, and that have something in common.
_OFTEN, _ALIKE, _NEARLY_ALL = 0.5, 0.6, 0.9
# A table has a shape if so many rows fill so many cells, and so many columns in common.
_MIN_FULL = 3
# What else a row that names a round may mean: statuses or progress of the round.
_ROUND_MEANINGS = (None, ColumnMeaning.STATUS, ColumnMeaning.UPDATE)
# Words that end a table: with numbers, alone, or in a row with one other cell.
_TOTAL, _FOOT, _FOOT_OF_TWO = map(text_pattern, ("total", "foot", "foot_of_two"))
_EXAMPLE, _PROMPT = text_pattern("example"), text_pattern("prompt")
# Headings of counts.
_COUNT_WORDS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
_FOOT_WITHIN = 40


class _RowRules:
    """What decides which rows of a table are items: their texts, updates and statuses, and the shape of full rows.

    Attributes:
        text_columns: the columns whose text makes a row an item; `update_columns` are those of them with updates.
        items: the numbers of the rows that are items.
        core: the columns that at least half of the full rows fill; empty if there are too few of them.
        text: the column of the text, if nearly all of its cells in full rows are texts.
        bands: the numbers of the rows that only name what follows.
        irregular_refs: the numbers of the rows whose ref does not look like the others.
    """

    def __init__(self, table: FoundTable, columns: ColumnMap) -> None:
        actions = (heading.column for heading in columns.by_role[ColumnRole.ACTION])
        self.table, self.columns, self.status_columns = table, columns, columns.status_columns
        self.ref = columns.column(ColumnMeaning.REF)
        self.update_columns = columns.columns_of(*_UPDATE_TEXTS)
        self.text_columns = (*columns.columns_of(*_ITEM_TEXTS), *actions, *self.update_columns)
        self._details = columns.columns_of(ColumnMeaning.THEME, ColumnMeaning.LEAD_AGENCY)
        self.irregular_refs = self._find_irregular_refs()
        text = self._column = columns.column(ColumnMeaning.RECOMMENDATION) or columns.column(ColumnMeaning.TITLE)
        body = rows_to_first_title(table.body[:_SAMPLE])
        full = [row for row in body if row.value_at(text) is not None and row.filled_count >= _MIN_FULL]
        counts = Counter(column for row in full for column in row.filled_columns)
        core = {column for column, count in counts.items() if count >= _OFTEN * len(full)}
        self.items = frozenset(row.number for row in table.body if self._is_item(row))
        self.text, self.core, self.bands, self._refs = None, set[int](), frozenset[int](), set[str]()
        if text is not None and min(len(full), len(core)) >= _MIN_FULL:
            self.core, self.bands = core, frozenset(_find_bands(table, columns, text, full))
            self.text = text if _most(sum(isinstance(row.value_at(text), str) for row in full), full) else None
            self._refs = {words for row in full if (words := plain_text(row.value_at(self.ref)))}

    def _is_item(self, row: CellRow) -> bool:
        """Return whether a row is an item; with an irregular ref it is one only if it has an update or a status."""
        if row.number in self.irregular_refs and not self.has_update(row):
            return False
        if _has_value(row, self.text_columns):
            return True
        may_lack_text = ColumnMeaning.RECOMMENDATION not in self.columns.fields or _has_value(row, self._details)
        return may_lack_text and row.value_at(self.ref) is not None and self.has_status(row)

    def has_update(self, row: CellRow) -> bool:
        """Return whether a row has an update or a status."""
        return _has_value(row, self.update_columns) or self.has_status(row)

    def has_status(self, row: CellRow) -> bool:
        """Return whether a row has a status, or a fill in a column of statuses."""
        sheet = self.table.sheet
        return any(row.value_at(c) is not None or sheet.distinct_fill(row, c) for c in self.status_columns)

    def fits(self, row: CellRow) -> bool:
        """Return whether a row fills most columns of the items, or has another ref of their form; any if unshaped."""
        if self.text is not None and not isinstance(row.value_at(self.text), str):
            return False
        filled, ref = sum(row.value_at(column) is not None for column in self.core), plain_text(row.value_at(self.ref))
        is_next = ref not in self._refs and text_form(ref) in map(text_form, self._refs)
        return filled >= _ALIKE * len(self.core) or is_next

    def continues(self, row: CellRow, item: CellRow, above: CellRow, *, is_below: bool) -> bool:
        """Return whether a row without a ref goes on with the texts of the item right above it.

        It goes on with its sentence, or has another sentence or point of its text alone; below the last row of a table
        such a sentence may be a note.
        """
        if row.value_at(self.ref) is not None or row.number - above.number != 1 or self.ref == self._column:
            return False
        text, before = row.value_at(self._column), item.value_at(self._column)
        if not isinstance(text, str) or not isinstance(before, str):
            return False
        others = {*row.filled_columns} - {self._column}
        if text[:1].islower() and not before.endswith(_SENTENCE_END):  # in the middle of a sentence
            columns = others.difference(self.update_columns)
            return all(isinstance(each.value_at(column), str) for each in (item, row) for column in columns)
        is_sentence = text.endswith(".") and len(text.split()) >= _MIN_GUIDANCE_WORDS and not is_below
        return not others and bool(self._refs) and (is_sentence or text.startswith(_BULLETS))

    def joined(self, item: CellRow, row: CellRow) -> CellRow:
        """Return an item with the texts of a row that continues it: a sentence goes on, or there is another line."""
        values = item.values + [None] * (len(row.values) - len(item.values))
        for column in row.filled_columns:
            before, added = plain_text(values[column - 1]), plain_text(row.value_at(column))
            gap = "\n" if before.endswith(_SENTENCE_END) or added.startswith(_BULLETS) else " "
            values[column - 1] = f"{before}{gap}{added}" if before else row.value_at(column)
        return CellRow(item.number, values)

    def _find_irregular_refs(self) -> frozenset[int]:
        """Return the numbers of the rows whose ref does not look like a ref, in a table where nearly all do.

        The share is counted among the rows with an update or a status; where there are none, among all rows with a ref.
        """
        written = [(row, plain_text(row.value_at(self.ref))) for row in self.table.body]
        with_ref = [row for row, words in written if words]
        irregular = {r.number for r, w in written if w and not (looks_like_ref(w) or _OTHER_REF.fullmatch(w))}
        counted = [row for row in with_ref if self.has_update(row)] if irregular else []
        regular = [row for row in counted or with_ref if row.number not in irregular]
        return frozenset(irregular) if _most(len(regular), counted or with_ref) else frozenset()


def _has_value(row: CellRow, columns: Sequence[int]) -> bool:
    """Return whether a row has a value in any of some columns; a formula without a result does not count."""
    return any(plain_text(row.value_at(column)) for column in columns)


def _most(count: int, rows: Sequence[CellRow]) -> bool:
    return count >= _NEARLY_ALL * len(rows)


def _find_bands(table: FoundTable, columns: ColumnMap, text: int, full: Sequence[CellRow]) -> Iterator[int]:
    """Yield the rows with only a text and a number that no full row has: in another column, or of another form.

    A short text merged over most of the table is a band as well, and so is one alone, or with no more than a sum of the
    rows below it, where every full row has a status.
    """
    above = [row for row in table.body if row.number < full[-1].number and row.filled_count <= 2]
    thin = [row for row in above if isinstance(row.value_at(text), str)]
    numbered = [row for row in thin if row.filled_count == 2]
    number_columns = {column for row in numbered for column in row.filled_columns} - {text}
    if len(number_columns) == 1 and (column := min(number_columns)) < text:
        filled = [plain_text(row.value_at(column)) for row in full if row.value_at(column) is not None]
        forms = {text_form(plain_text(row.value_at(column))) for row in numbered}
        if len(filled) < (1 - _NEARLY_ALL) * len(full) or forms.isdisjoint(map(text_form, filled)):
            yield from (row.number for row in numbered)
    rated = sum(any(row.value_at(column) is not None for column in columns.status_columns) for row in full)
    are_rated = columns.column(ColumnMeaning.REF) is None and _most(rated, full)
    wide = {a.first_row for a in table.sheet.merged if 2 * (a.last_column - a.first_column) > len(table.headings)}
    for row in thin:
        is_short = len(str(row.value_at(text))) <= _MAX_GROUP and not any(isinstance(v, str) for v in row.contents[1:])
        if is_short and (are_rated or (row.filled_count == 1 and row.number in wide)):
            yield row.number


class GroupRow(NamedTuple):
    """A row inside a table that names the group of the rows below it; `round` is the round that it names."""

    words: str
    column: int
    row: int
    round: Value = None


# The group and the round that rows are below.
_Above = tuple[GroupRow | None, GroupRow | None]


class ItemRow(NamedTuple):
    """A row of a table that is an item, the row that names its group, and the row that names its round."""

    row: CellRow
    group_row: GroupRow | None = None
    round_row: GroupRow | None = None


class ClassifiedRows(NamedTuple):
    """Rows by type: items, groups, rounds (if every item is below one), other rows, and those below the table.

    The texts of continued rows are at the end of those of the item above them.
    """

    items: Sequence[ItemRow]
    group_rows: Sequence[GroupRow]
    round_rows: Sequence[GroupRow]
    other_rows: Sequence[CellRow]
    rows_below: Sequence[CellRow]
    continued_rows: Sequence[CellRow]


def classify_rows(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the rows of a table by their type.

    A row without a text (only an id, a formula, a default status) is no item. The rows after the last item, or after a
    total or a key, are below the table.
    """
    rules, groups, chosen = _RowRules(table, columns), list[GroupRow](), item_rows_of(table.sheet)
    named: _Above = None, None
    cells = ((index, row.contents) for index, row in enumerate(table.body))
    footers = {index for index, values in cells if _is_foot(values) or _is_summary_heading(values)}
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
            items.append(ItemRow(row, *named))
        elif row.number in no_items:
            others.append(row)
        elif goes_on:
            items[-1] = items[-1]._replace(row=rules.joined(items[-1].row, row))
            continued.append(row)
            above = row
        elif (group := _group_at(row, rules)) is not None:
            groups.append(group)
            named = _below(group, named, groups[0])
        elif row.number in rules.items:
            items.append(ItemRow(row, *named))
            above = row
        elif not all((column, row.number) in repeated for column in row.filled_columns):
            others.append(row)
    items += [ItemRow(row, *named) for row in table.body[end:] if row.number in chosen]
    undated = ColumnMeaning.DATE not in columns.fields and "" in columns.rounds  # then rounds may date every item
    if not undated or not all(item.round_row and last_day_key(item.round_row.round) for item in items):
        items = [item._replace(round_row=None) if item.round_row is not None else item for item in items]
    used = dict.fromkeys(found for item in items for found in item[1:] if found is not None)
    unused = {group.row for group in groups} - {found.row for found in used}
    others = sorted((*others, *(row for row in table.body if row.number in unused)), key=lambda row: row.number)
    of_groups, of_rounds = ([g for g in used if (g.round is not None) is of_round] for of_round in (False, True))
    below = [row for row in table.body[end:] if row.number not in chosen]
    return ClassifiedRows(items, of_groups, of_rounds, others, below, continued)


def _below(group: GroupRow, above: _Above, first: GroupRow) -> _Above:
    """Return what rows are below from a group or round on; the kind of the first one begins the other anew.

    There are themes within rounds, or rounds within themes.
    """
    is_anew = (group.round is None) is (first.round is None)
    of_group, of_round = (None, None) if is_anew else above
    return (group, of_round) if group.round is None else (of_group, group)


def _guidance_rows(table: FoundTable, ref: int | None) -> set[int]:
    """Return the number of a first row that says what to type, has examples, or is unlike the others in two columns.

    There it has a sentence where others have a few words, or words where they have numbers or dates.
    """
    if not table.body:
        return set()
    first, *others = table.body[:_SAMPLE]
    examples = sum(bool(_EXAMPLE.match(plain_text(value))) for value in first.contents)
    if examples > 1 or (first.filled_count == 1 and _PROMPT.match(plain_text(first.contents[0]))):
        return {first.number}
    unlike = sum(_is_unlike(first, others, heading.column) for heading in table.headings)
    return {first.number} if unlike > 1 and not looks_like_ref(plain_text(first.value_at(ref))) else set()


def _is_unlike(first: CellRow, others: Sequence[CellRow], column: int) -> bool:
    value = first.value_at(column)
    values = [found for row in others if (found := row.value_at(column)) is not None]
    if not isinstance(value, str) or not values:
        return False
    [(form, count)] = Counter(map(cell_form, values)).most_common(1)
    has_form = form not in (None, cell_form(value)) and " " not in form and count >= _NEARLY_ALL * len(values)
    is_sentence = len(value.split()) >= _MIN_GUIDANCE_WORDS
    return has_form or (is_sentence and all(len(plain_text(v).split()) < _MIN_GUIDANCE_WORDS for v in values))


def _group_at(row: CellRow, rules: _RowRules) -> GroupRow | None:
    """Return the group that a row names, in its only cell or as a band."""
    columns = rules.columns
    if row.number in rules.bands:
        text = next(column for column in reversed(row.filled_columns) if isinstance(row.value_at(column), str))
        return GroupRow(plain_text(row.value_at(text)), text, row.number, _round_in(row.value_at(text)))
    if row.filled_count != 1:
        return None
    [column], [value] = row.filled_columns, row.contents
    text_column = columns.column(ColumnMeaning.RECOMMENDATION)
    read = {use.heading.column for use in columns.uses if use.role not in (ColumnRole.UNREAD, ColumnRole.RIVAL)}
    if column in read - {rules.ref, text_column, columns.column(ColumnMeaning.TITLE)}:
        return None
    round_named = _round_in(value)
    if round_named is not None:
        return GroupRow(plain_text(value), column, row.number, round_named)
    if not isinstance(value, str) or len(value) > _MAX_GROUP or (column == rules.ref and looks_like_ref(value)):
        return None
    is_item = column == text_column and rules.ref is None and rules.table.sheet.fill(column, row.number) is None
    is_small = len(columns.fields) + len(columns.rounds) < _MIN_FULL
    return None if is_item or is_small else GroupRow(value, column, row.number)


def _round_in(value: Value) -> Value:
    """Return the round that a value names, perhaps with a word for progress; a number alone may be a ref."""
    if not isinstance(value, DateCell) and (not isinstance(value, str) or value.isdigit()):
        return None
    match = match_heading(value)
    return match.round if match.meaning in _ROUND_MEANINGS and match.evidence != "fuzzy" else None


def _is_foot(values: Sequence[Value]) -> bool:
    """Return whether a row is below a table: a total with only numbers, a note or a key alone."""
    first, *others = values
    words = first[:_FOOT_WITHIN].casefold().strip() if isinstance(first, str) else ""
    if len(others) < 2 and (_FOOT_OF_TWO.fullmatch(words) if others else _FOOT.match(words)):
        return True
    are_counts = (any(map(str.isdigit, plain_text(value)[:_FOOT_WITHIN])) for value in others)
    return bool(_TOTAL.match(words)) and all(are_counts)


def _is_summary_heading(values: Sequence[Value]) -> bool:
    """Return whether a row heads a summary: its cells are two or more different statuses, and other headings."""
    if any(len(plain_text(value)) > _FOOT_WITHIN for value in values):
        return False
    words = {label_key(plain_text(value)).strip(" .*?") for value in values}
    statuses = {word for word in words if is_known_status(word)}
    return len(statuses) > 1 and all(plain_meaning(word) or word in _COUNT_WORDS for word in words - statuses)


def _end_of_table(rules: _RowRules, footers: Collection[int]) -> int:
    """Return how many rows a table has, up to its last item.

    Below a footer row, only a complete item continues the table: with a text, and its ref or two more cells. A block
    below a blank row continues it if one of its rows fills the same columns as the items. Single texts below the last
    row with a ref or a second cell are notes.
    """
    rows = rules.table.body[: rows_to_headings(rules.table.body)]
    last, is_open = 0, True
    for index, row in enumerate(rows):
        if index in footers:
            is_open = False
        elif row.number in rules.items:
            texts = (isinstance(row.value_at(column), str) for column in rules.text_columns)
            if is_open or (row.filled_count > 2 and any(texts) and rules.fits(row)):
                last, is_open = index + 1, True
    if rules.ref is not None or (rules.core and rules.status_columns):
        text = rules.columns.column(ColumnMeaning.RECOMMENDATION)
        while last and rows[last - 1].filled_count == 1 and rows[last - 1].value_at(text) is not None:
            last -= 1
    for index in range(last - 1, 0, -1):  # without the blocks below blank rows at its end that have no item
        if rules.fits(rows[index]) and rows[index].number in rules.items:
            break
        if rows[index].number - rows[index - 1].number > 1:
            last = index
    return last
