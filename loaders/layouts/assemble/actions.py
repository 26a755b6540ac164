"""Lines of text from cells that are no field by themselves, and the actions of a recommendation, which are lines."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.cells.display_text import displayed_text
from loaders.cells.values import CellRow, ErrorCell, UncalculatedCell, Value, plain_text
from loaders.layouts.assemble.list_parts import band_of, refs_restart
from loaders.layouts.columns.column_map import ColumnRole
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.refs import compared_text, ref_key
from model.text import normalise_space

_LONGEST_LABEL = 60
_SEVERAL_REFS = 2
"""From so many refs on several rows, and half of all refs, repeated refs are no slip."""
ItemInBand = tuple[str, str, str]
"""A review, a ref and the words of a band, normalised for comparison."""


class TextLine(NamedTuple):
    """A line of text, or several, and the columns that it comes from; "" for no text."""

    text: str = ""
    columns: Sequence[int] = ()


NO_TEXT = TextLine()


def labelled_lines(headings: Iterable[ColumnHeading], row: CellRow) -> tuple[list[TextLine], list[int]]:
    """Return the cells of a row under some headings as lines, and the columns of its error and uncalculated cells."""
    lines: list[TextLine] = []
    broken: list[int] = []
    for heading in headings:
        value = row.value_at(heading.column)
        if isinstance(value, ErrorCell | UncalculatedCell):
            broken.append(heading.column)
        elif value is not None:
            lines.append(TextLine(labelled_line(heading, value), (heading.column,)))
    return lines, broken


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{_label(heading.words)}: {displayed_text(value)}"


def read_action(source: InterpretedTable, item: ItemRow, *, is_text: bool) -> TextLine:
    """Return the action of a row after its heading; with `is_text`, its text is itself one of several actions."""
    columns = source.columns
    headings = (columns.fields[ColumnMeaning.RECOMMENDATION],) if is_text else columns.by_role[ColumnRole.ACTION]
    lines, _ = labelled_lines(headings, item.row)
    return TextLine("\n".join(line.text for line in lines), [column for line in lines for column in line.columns])


def refs_with_several_actions(source: InterpretedTable) -> dict[ItemInBand, str]:
    """Return the review, ref and band of each recommendation whose rows are several actions, with the ref as written.

    With a heading such as Action these are all refs with several texts; with another heading only if several refs, and
    half of all, have several texts, for a single repeated ref is rather a slip. Rows with dates are later wordings, and
    rows in which the numbering restarts are recommendations of their own.
    """
    columns = source.columns
    text, ref = columns.fields.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    excluded = columns.by_role[ColumnRole.ACTION] or ColumnMeaning.LETTER in columns.fields or source.dated
    if text is None or ref is None or excluded:
        return {}
    texts: dict[ItemInBand, set[str]] = {}
    written: dict[ItemInBand, str] = {}
    review = columns.column(ColumnMeaning.REVIEW)
    refs = source.refs()
    for item, ref_words, words in zip(source.rows.items, refs, source.texts(), strict=True):
        key = compared_text(item.row.value_at(review)), ref_words, band_of(item)
        if ref_words and words:
            texts.setdefault(key, set()).add(words)
            written.setdefault(key, plain_text(item.row.value_at(ref)))
    several = {key: written[key] for key, words in texts.items() if len(words) > 1}
    habit = len(several) >= _SEVERAL_REFS and 2 * len(several) >= len(texts)
    are_actions = several and (habit or ACTION_WORD.search(text.words)) and not refs_restart(refs)
    return several if are_actions else {}


def item_in_band(fields: Record, item: ItemRow) -> ItemInBand:
    """Return the review and the ref of a row, normalised for comparison, and its band."""
    review = fields.values.get("review") if "review" in fields.columns else None
    return compared_text(review), ref_key(fields.values.get("ref")), band_of(item)


@lru_cache(maxsize=512)
def _label(words: str) -> str:
    """Return a heading as a label: on one line, and cut after a word if it is long."""
    label = normalise_space(words).rstrip(" :")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"
