"""Which cells of a sheet are labels with values beside them: those of columns in which labels go down."""

from collections.abc import Iterator, Set

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.forms.ref_titles import ref_title
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST_HEADING, SURE_SCORE, HeadingMatch, match_heading

_WITHIN = 60
"""Labels are looked for in so many of a sheet's first rows; further forms have theirs in the same columns."""
_ROWS_AT_MOST = 2_000
"""A sheet with more rows is a list and no form."""
_NEVER_BY_CHANCE = 2
"""More labels than these in a row are headings, also where words that nobody knows stand between them."""
_ANSWERS = (ColumnMeaning.DONE, ColumnMeaning.ACCEPTED, ColumnMeaning.RELATED, ColumnMeaning.SUPPORTING)
_NO_HEADINGS = {"no", *(words for words, meaning in WEAK_ALIASES.items() if meaning is ColumnMeaning.STATUS)}
_A_LETTER = 2
_NO_LABEL = (ColumnMeaning.NOTE, ColumnMeaning.RATING)


def label_columns(sheet: SheetCells) -> frozenset[int]:
    """Return the columns in which labels stand under one another; none on most sheets, of which little is looked at."""
    if len(sheet.rows) > _ROWS_AT_MOST:
        return frozenset()
    meant: dict[int, list[ColumnMeaning]] = {}
    held: dict[int, int] = {}
    for row in sheet.rows[:_WITHIN]:
        for column, meaning in _labels_down(row):
            meant.setdefault(column, []).append(meaning)
        for column in row.filled_columns:
            held[column] = held.get(column, 0) + 1
    first = next((column for column in sorted(meant) if len(set(meant[column])) > 1), None)
    found = {
        column
        for column, meanings in meant.items()
        if len(set(meanings)) > 1 and (column == first or 2 * len(meanings) >= held[column])
    }
    return frozenset(found)


def _labels_down(row: CellRow) -> Iterator[tuple[int, ColumnMeaning]]:
    """Yield each plain label of a row that no other label follows, as one does in a row of headings."""
    held = [(column, _plain_meaning(without_ref(row.value_at(column)))) for column in row.filled_columns]
    if len(held) > 2 and held[-1][1] is not None and held[-2][1] is not None and None in dict(held).values():
        held[-1] = held[-1][0], None  # Theme: Risk, after another label with its value
    for place, (column, meaning) in enumerate(held):
        if meaning is not None and (place + 1 == len(held) or held[place + 1][1] is None):
            yield column, meaning


def _plain_meaning(value: Value) -> ColumnMeaning | None:
    if not isinstance(value, str) or len(value) > LONGEST_HEADING:
        return None
    words = value.casefold().strip(" .:*?")
    meaning = STRONG_ALIASES.get(words) or WEAK_ALIASES.get(words)
    return None if meaning in _NO_LABEL else meaning


def _heading_meaning(value: Value) -> ColumnMeaning | None:
    """Return what a cell means where it is plainly a heading, and no answer such as Done, No or Agreed."""
    return None if is_answer(value) else _plain_meaning(value)


def is_answer(value: Value) -> bool:
    """Say whether a cell may hold an answer, such as Done, No or Agreed, though these words head columns too."""
    return _plain_meaning(value) in _ANSWERS or plain_text(value).casefold().strip(" .") in _NO_HEADINGS


def is_header_row(row: CellRow, columns: Set[int]) -> bool:
    """Say whether a row holds the headings of a table: labels side by side, and in columns where no labels go down."""
    held = row.filled_columns
    labels = {column: meaning for column in held if (meaning := _heading_meaning(row.value_at(column))) is not None}
    different = len(set(labels.values()))
    beside = list(labels)[:2] == held[:2] or different > _NEVER_BY_CHANCE
    return different > 1 and beside and not labels.keys() <= columns and 2 * len(labels) > len(held)


def is_label_row(row: CellRow, before: CellRow | None, after: CellRow | None) -> bool:
    """Say whether headings side by side are a label and its values, as in Theme: Risk, among other labels.

    Such a row stands right above another label in its column; or right below one, if no row of a table follows it.
    """
    if any(_plain_meaning(row.value_at(column)) is ColumnMeaning.DATE for column in row.filled_columns):
        return False  # a date and an update, say, are the headings of updates below a form
    if _adjoins(row, after):
        return after is not None and after.filled_columns[:1] == row.filled_columns[:1] and _is_labelled(after)
    return (
        _adjoins(before, row)
        and before is not None
        and before.filled_columns == row.filled_columns
        and _is_labelled(before)
    )


def _adjoins(row: CellRow | None, following: CellRow | None) -> bool:
    return row is not None and following is not None and following.number == row.number + 1


def _is_labelled(row: CellRow) -> bool:
    """Say whether a row begins with a label that has a value beside it."""
    if len(row.filled_columns) < 2:
        return False
    one = match_label(row.value_at(row.filled_columns[0]))
    return one.meaning not in (None, *_NO_LABEL) and one.evidence != "fuzzy"


def find_labels(row: CellRow, held: list[int], columns: Set[int]) -> list[int]:
    """Return the columns of the labels in a row: its first cell, and known words further on where labels go down.

    Words that nobody knows are a label only with a value beside them, after another label with its own. A round may
    stand in a column before the labels.
    """
    if _is_round_of_label(row, held, columns):
        return [held[0], *find_labels(row, held[1:], columns)]
    if not held or held[0] not in columns or not _may_be_label(row.value_at(held[0])):
        return []
    found = [held[0]]
    for place, column in enumerate(held[1:], start=1):
        value = row.value_at(column)
        if column not in columns or not _may_be_label(value):
            continue
        beside = held[place - 1] not in found and place + 1 < len(held)
        if is_known(value) or beside:
            found.append(column)
    return found


def _is_round_of_label(row: CellRow, held: list[int], columns: Set[int]) -> bool:
    return len(held) > 2 and held[0] not in columns and held[1] in columns and is_round(row.value_at(held[0]))


def _may_be_label(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING)


def is_known(value: Value) -> bool:
    """Say whether a label means something, beyond doubt or nearly so."""
    one = match_label(value)
    if one.meaning is ColumnMeaning.RATING and len(plain_text(value)) <= _A_LETTER:
        return False  # R, A or G is a status here
    return one.round is not None or (one.meaning is not None and one.score >= SURE_SCORE)


def is_round(value: Value) -> bool:
    """Say whether a label is a round and nothing more."""
    one = match_heading(value)
    return one.meaning is None and one.round is not None


def normalise_label(value: Value) -> str:
    """Return a label as it is compared, without a ref in it."""
    return " ".join(plain_text(without_ref(value)).split()).casefold().rstrip(" :")


def match_label(value: Value) -> HeadingMatch:
    """Return what a label means: Recommendation 3 is the recommendation, and names its ref."""
    return match_heading(without_ref(value))


def without_ref(value: Value) -> Value:
    """Return a label without the ref that it names."""
    parts = ref_title(value) if isinstance(value, str) and len(value) <= LONGEST_HEADING else None
    return parts.word if parts is not None and not parts.title else value
