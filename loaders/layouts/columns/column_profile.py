"""The profile of a column: what its cells look like, whatever its heading says."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from statistics import median

from loaders.cells.values import CellRow, DateCell, UncalculatedCell, Value, plain_text
from loaders.layouts.key.vocabulary import is_known_status
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.side_blocks import is_number
from loaders.vocabulary.refs import looks_like_ref
from loaders.vocabulary.status_colours import match_colour
from loaders.vocabulary.status_words import is_symbol
from model.dates.date_grammar import read_date
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_SAMPLE = 400
"""So many rows of a table are enough to see what its columns are like."""
_ANSWERS = frozenset(
    {
        *("yes", "no", "y", "n", "true", "false", "n/a", "na"),
        *("partial", "partially", "partly", "part", "in part"),
        *("ie", "nage", "do", "naddo", "oes", "nac ydy", "rhannol", "yn rhannol"),
    }
)
_LEVELS = frozenset(
    {
        *("very low", "low", "medium", "moderate", "high", "very high", "critical", "severe", "extreme"),
        *("negligible", "minor", "major", "significant", "low/medium", "medium/high"),
        *("isel iawn", "isel", "canolig", "uchel", "uchel iawn", "difrifol"),
    }
)
_ROWS_ABOVE = 20
"""So many rows above a blank row are compared with the row below it."""
_FEW = 12
"""A column with at most so many different short texts may have a fixed list of them."""
_MAX_WORD_LENGTH, _MIN_SENTENCE_LENGTH, _MIN_PARAGRAPH_LENGTH = 40, 36, 300
_MANY_INITIALS, _MAX_NAME_WORDS = 0.15, 4
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")
"""A number with more digits counts nothing."""
_NEARLY_ALL = 0.9
"""So large a share of numbers in order is a sequence."""
_BETWEEN_NAMES = re.compile(r"[,;/&\n]")


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What the cells of a column look like.

    Attributes:
        filled: how many cells have a value or the fill of a status.
        coverage: the share of the rows with such a cell.
        shares: the shares of its filled cells, 0 to 1, that are
            statuses (usual words for progress, colours in words, or a fill of such a colour),
            answers (yes, no and the like), levels (low, medium, high and other words for how large something is),
            few_words (short texts that repeat, all from a short list), repeated (from a list of any length),
            refs (different texts that look like refs), sequence (1, 2, 3 and so on), numbers (that are no sequence),
            dates, short_texts (different texts of two words or a few), sentences (different texts as long as one),
            paragraphs (texts of several sentences), people (texts that look like their names), and
            marks (crosses, ticks and other symbols).
    """

    filled: int = 0
    coverage: float = 0.0
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def statuses(self) -> float:
        """The share of its filled cells that are statuses."""
        return self.shares.get("statuses", 0.0)


def profile_columns(table: FoundTable, columns: Collection[int], statuses: Collection[str]) -> dict[int, ColumnProfile]:
    """Return the profile of each column; `statuses` are the label keys of the statuses in the workbook's key."""
    body = rows_to_first_title(table.body[: 2 * _SAMPLE])
    rows = [row for row in body if row.filled_count > 1][:_SAMPLE] or body[:_SAMPLE]
    return {column: _profile(table, rows, column, statuses) for column in columns}


def rows_to_first_title(rows: Sequence[CellRow]) -> Sequence[CellRow]:
    """Return the rows above the first single cell or headings below a blank row: a legend, another table; else all."""
    for index, (above, row) in enumerate(pairwise(rows), start=1):
        if row.number - above.number > 1 and row.filled_count == 1 and index > 1:
            return rows[:index]
    return rows[: rows_to_headings(rows)]


def rows_to_headings(rows: Sequence[CellRow]) -> int:
    """Return how many rows there are above the first one below a blank row with only texts, some where numbers were."""
    for index, (above, row) in enumerate(pairwise(rows), start=1):
        if row.number - above.number > 1 and row.filled_count > 2 and all(isinstance(v, str) for v in row.contents):
            before = rows[max(0, index - _ROWS_ABOVE) : index]
            if sum(_are_numbers([each.value_at(column) for each in before]) for column in row.filled_columns) > 1:
                return index
    return len(rows)


def _are_numbers(values: Sequence[Value]) -> bool:
    return len(values) > 1 and all(isinstance(value, int | float) for value in values)


def _profile(table: FoundTable, rows: Sequence[CellRow], column: int, statuses: Collection[str]) -> ColumnProfile:
    values = [value for row in rows if (value := row.value_at(column)) is not None]
    values = [value for value in values if not isinstance(value, UncalculatedCell)]
    texts = [plain_text(value) for value in values]
    keys = [label_key(text) for text in texts]
    fills = [table.sheet.distinct_fill(row, column) for row in rows if row.value_at(column) is None]
    colours = [status for fill in fills if fill and (status := match_colour(fill, RED_AMBER_GREEN).status) is not None]
    filled = len(values) + len(colours)
    if not filled:
        return ColumnProfile()
    distinct = len(set(keys)) / len(keys) if keys else 0.0
    words = [text for text, value in zip(texts, values, strict=True) if _is_words(text, value)]
    is_sequence = _is_sequence(values)
    sentences = sum(len(text) >= _MIN_SENTENCE_LENGTH and " " in text for text in words) / filled
    short = sum(len(text) < _MIN_SENTENCE_LENGTH and " " in text for text in words) / filled
    is_short = len(keys) >= 4 and median(map(len, texts)) <= _MAX_WORD_LENGTH
    repeated = (1 - distinct) * len(words) / filled if is_short else 0.0
    shares = {
        "statuses": (sum(_is_status(key, statuses) for key in keys) + len(colours)) / filled,
        "one_colour": float(not values and len(set(colours)) == 1),  # which may be a decoration
        "answers": sum(key in _ANSWERS for key in keys) / filled,
        "levels": sum(key in _LEVELS for key in keys) / filled,
        "few_words": repeated if len(set(keys)) <= _FEW else 0.0,
        "repeated": repeated,
        "refs": distinct * sum(_is_code(text, value) for text, value in zip(texts, values, strict=True)) / filled,
        "sequence": float(is_sequence),
        "numbers": 0.0 if is_sequence else sum(map(is_number, values)) / filled,
        "dates": sum(_is_date(value) for value in values) / filled,
        "short_texts": distinct * short,
        "sentences": distinct * sentences,
        "paragraphs": sum(len(text) >= _MIN_PARAGRAPH_LENGTH for text in words) / filled,
        "people": _people(words) if distinct > 0.5 or len(words) < 4 else 0.0,
        "marks": sum(is_symbol(text) for text in texts) / filled,
    }
    return ColumnProfile(filled, filled / max(1, len(rows)), shares)


def _is_status(key: str, statuses: Collection[str]) -> bool:
    return key in statuses or (key not in _ANSWERS and is_known_status(key.replace("_", " ")))


def _is_words(text: str, value: Value) -> bool:
    return isinstance(value, str) and any(character.isalpha() for character in text) and not _is_date(value)


def _is_code(text: str, value: Value) -> bool:
    return not isinstance(value, DateCell) and len(text) <= 16 and looks_like_ref(text)


def _is_date(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and _names_date(value))


@lru_cache(maxsize=4096)
def _names_date(text: str) -> bool:
    return len(text) <= _MAX_WORD_LENGTH and not text.isdigit() and read_date(text).date.first is not None


def _is_sequence(values: Sequence[Value]) -> bool:
    """Return whether nearly all values are 1, 2, 3 and so on, or 4.1, 4.2 and so on, perhaps with gaps."""
    texts = map(plain_text, values)
    numbers = [[*map(int, text.split("."))] for text in texts if _NUMBER.fullmatch(text)]
    ascending = all(first < second for first, second in pairwise(numbers))
    is_dense = bool(numbers) and numbers[-1][0] <= numbers[0][0] + 2 * len(numbers)
    return len(numbers) >= _NEARLY_ALL * len(values) and ascending and is_dense


def _people(texts: Sequence[str]) -> float:
    """Return how much texts look like names of people: two to four capitalised words, some of them initials."""
    names = [text.split() for text in texts if all(_is_name(name.split()) for name in _BETWEEN_NAMES.split(text))]
    if 2 * len(names) <= len(texts) or not names:
        return 0.0
    initials = sum(any(len(word.strip(".")) == 1 for word in words) for words in names)
    return len(names) / len(texts) if _MANY_INITIALS * len(names) < initials else 0.4


def _is_name(words: Sequence[str]) -> bool:
    letters = [re.sub(r"['’.-]", "", word) for word in words]
    return 1 < len(words) <= _MAX_NAME_WORDS and all(word.isalpha() and word[0].isupper() for word in letters)
