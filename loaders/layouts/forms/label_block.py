"""The labels on a sheet, and the blocks of labels that belong together."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.tables.detect_tables import plain_meaning
from loaders.vocabulary.heading_aliases import WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST_HEADING, SURE_SCORE, HeadingMatch, match_heading
from model.text import normalise_space

_SEARCHED_ROWS = 60
"""Columns of labels are found in so many of the first rows of a sheet; later forms use the same columns."""
_MAX_ROWS = 2_000
"""The most rows of a sheet with forms; a longer one is a list."""
_ANSWER_MEANINGS = (ColumnMeaning.DONE, ColumnMeaning.ACCEPTED, ColumnMeaning.RELATED, ColumnMeaning.SUPPORTING)
_ANSWER_WORDS = {"no", *(words for words, meaning in WEAK_ALIASES.items() if meaning is ColumnMeaning.STATUS)}
_MAX_LETTER_LENGTH = 2
NO_LABEL = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING)
FIRST_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)
"""The meanings that the first label of a form has, of which it has only one."""


def label_columns(sheet: SheetCells) -> frozenset[int]:
    """Return the columns with labels below each other; most sheets have none, which few rows show."""
    if len(sheet.rows) > _MAX_ROWS:
        return frozenset()
    meanings_by_column: dict[int, list[ColumnMeaning]] = {}
    filled_counts = Counter[int]()
    for row in sheet.rows[:_SEARCHED_ROWS]:
        for column, meaning in _labels_down(row):
            meanings_by_column.setdefault(column, []).append(meaning)
        filled_counts.update(row.filled_columns)
    several = {column: meanings for column, meanings in meanings_by_column.items() if len(set(meanings)) > 1}
    return frozenset(
        column
        for column, meanings in several.items()
        if column == min(several) or 2 * len(meanings) >= filled_counts[column]
    )


def is_answer(value: Value) -> bool:
    """Return whether a cell may be an answer, such as Done, No or Agreed, though these words are headings too."""
    return _plain_meaning(value) in _ANSWER_MEANINGS or plain_text(value).casefold().strip(" .") in _ANSWER_WORDS


def header_row_numbers(rows: Sequence[CellRow], columns: Set[int]) -> set[int]:
    """Return the rows with the headings of a table: labels side by side, also in columns without labels.

    A label and its value that is also a heading, as in Theme: Risk, are next to another row that begins with a label.
    """
    found, by_number = set[int](), {row.number: row for row in rows}
    for row in rows:
        cells = ((column, row.value_at(column)) for column in row.filled_columns)
        labels = {
            column: _plain_meaning(value) for column, value in cells if _plain_meaning(value) and not is_answer(value)
        }
        is_header = len(set(labels.values())) > 1 and not labels.keys() <= columns
        neighbour = by_number.get(row.number + 1) or by_number.get(row.number - 1)
        is_label_row = neighbour is not None and _is_labelled(neighbour, row.filled_columns[0])
        if is_header and 2 * len(labels) > row.filled_count and not is_label_row:
            found.add(row.number)
    return found


def find_labels(row: CellRow, filled: list[int], columns: Set[int]) -> list[int]:
    """Return the columns of the labels in a row: its first cell, and known words further on in columns of labels.

    Unknown words are a label only with a value next to them, after another label with its value. A round may be in a
    column before the labels.
    """
    if len(filled) > 2 and filled[0] not in columns and is_round(row.value_at(filled[0])):
        return [filled[0], *find_labels(row, filled[1:], columns)]
    if not filled or filled[0] not in columns or not _may_be_label(row.value_at(filled[0])):
        return []
    found = [filled[0]]
    for index, column in enumerate(filled[1:], start=1):
        value = row.value_at(column)
        if column not in columns or not _may_be_label(value):
            continue
        has_value = filled[index - 1] not in found and index + 1 < len(filled)
        if is_known(value) or has_value:
            found.append(column)
    return found


def is_known(value: Value) -> bool:
    """Return whether a label has a known meaning or round."""
    match = match_label(value)
    if match.meaning is ColumnMeaning.RATING and len(plain_text(value)) <= _MAX_LETTER_LENGTH:
        return False  # R, A or G is a status here
    return match.round is not None or (match.meaning is not None and match.score >= SURE_SCORE)


def is_round(value: Value) -> bool:
    """Return whether a label is a round and nothing else."""
    match = match_heading(value)
    return match.meaning is None and match.round is not None


def normalise_label(value: Value) -> str:
    """Return a label for comparison: without a ref, in lower case, with single spaces."""
    return normalise_space(plain_text(without_ref(value))).casefold().rstrip(" :")


def match_label(value: Value) -> HeadingMatch:
    """Return the meaning of a label: Recommendation 3 is the recommendation, and contains its ref."""
    return match_heading(without_ref(value))


def without_ref(value: Value) -> Value:
    """Return a label without the ref in it."""
    parts = ref_title(value) if isinstance(value, str) and len(value) <= LONGEST_HEADING else None
    return parts.word if parts is not None and not parts.title else value


@dataclass(frozen=True, slots=True, eq=False)
class FormLabel:
    """A label of a form with its values.

    Attributes:
        value_cells: the cells next to it, in its row; `values` is what they hold.
        continuation_cells: the cells of rows below without a label that continue its value.
        round_label: the round above it, or before it in its row.
        is_ref: whether its values are refs, though its text is not a heading for refs.
    """

    address: CellAddress
    value: Value
    value_cells: tuple[CellAddress, ...] = ()
    continuation_cells: Sequence[CellAddress] = ()
    round_label: "FormLabel | None" = None
    is_ref: bool = False
    values: tuple[Value, ...] = ()

    @property
    def cells(self) -> tuple[CellAddress, ...]:
        """Its cell, and those of its value."""
        return (self.address, *self.value_cells, *self.continuation_cells)

    @property
    def meaning(self) -> ColumnMeaning | None:
        """What it means; None where it is unknown."""
        return ColumnMeaning.REF if self.is_ref else match_label(self.value).meaning


@dataclass(frozen=True, slots=True, eq=False)
class LabelBlock:
    """A block of labels that belong together, its title with a ref, and the rows above, between and below them."""

    sheet: SheetCells
    labels: Sequence[FormLabel]
    title_row: CellRow | None = None
    rows_above: Sequence[CellRow] = ()
    unlabelled_rows: Sequence[CellRow] = ()
    rows_below: Sequence[CellRow] = ()

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Return whether a label has one of these meanings."""
        return any(label.meaning in meanings for label in self.labels)

    @property
    def label_rows(self) -> set[int]:
        """The numbers of the rows with its labels, their values and their rounds."""
        rounds = {label.round_label.address[1] for label in self.labels if label.round_label is not None}
        return rounds | {row for label in self.labels for _, row in label.cells}

    @property
    def first_row(self) -> int:
        """The number of its first row with a label."""
        return min(self.label_rows)

    @property
    def last_row(self) -> int:
        """The number of its last row with a label or a value."""
        return max(self.label_rows)


def item_columns(block: LabelBlock) -> list[int]:
    """Return the columns with a recommendation each; none where the only ref and the only text have a cell each."""
    known = [label for label in block.labels if label.is_ref or is_known(label.value)]
    counts = Counter(column for label in known for column, _ in label.value_cells)
    by_label = [
        {column for column, _ in label.value_cells} for label in block.labels if label.meaning in FIRST_MEANINGS
    ]
    columns = set().union(*by_label)
    is_single = len(by_label) > 1 and all(len(found_columns) <= 1 for found_columns in by_label)
    return [] if is_single or sum(counts[column] > 1 for column in columns) <= 1 else sorted(columns)


def dated_entry_starts(labels: Sequence[FormLabel]) -> list[int]:
    """Return the indices where the entry of another date begins: at the first label that repeats with every date."""
    words = [normalise_label(label.value) for label in labels]
    dated = [word for word, label in zip(words, labels, strict=True) if label.meaning is ColumnMeaning.DATE]
    times = max((words.count(word) for word in dated), default=0)
    if times <= 1:
        return []
    first = next(word for word in words if words.count(word) == times)
    return [index for index, word in enumerate(words) if word == first][1:]


def _labels_down(row: CellRow) -> Iterator[tuple[int, ColumnMeaning]]:
    """Yield each plain label of a row that no other label follows, as one does in a header row."""
    labels = [(column, _plain_meaning(without_ref(row.value_at(column)))) for column in row.filled_columns]
    if len(labels) > 2 and labels[-1][1] is not None and labels[-2][1] is not None and None in dict(labels).values():
        labels[-1] = labels[-1][0], None  # Theme: Risk, after another label with its value
    for index, (column, meaning) in enumerate(labels):
        if meaning is not None and (index + 1 == len(labels) or labels[index + 1][1] is None):
            yield column, meaning


def _plain_meaning(value: Value) -> ColumnMeaning | None:
    meaning = plain_meaning(value)
    return None if meaning in NO_LABEL else meaning


def _is_labelled(row: CellRow, column: int) -> bool:
    """Return whether a row begins in a column with a label that has a value next to it."""
    match = match_label(row.value_at(column))
    is_label = match.exact_meaning not in NO_LABEL
    return is_label and row.filled_count > 1 and row.filled_columns[0] == column


def _may_be_label(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING)
