"""The actions of a recommendation: the texts of action columns, or of its rows if their texts differ."""

from collections.abc import Iterator

from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.layouts.assemble.assembled_table import AssembledTable, ItemInBand
from loaders.layouts.assemble.labelled_line import TextLine, labelled_lines
from loaders.layouts.assemble.list_parts import band_of, refs_restart
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.refs import ref_key
from model.issues.issue import Issue, Severity
from model.text import normalise_space

_SEVERAL_REFS = 2
"""From so many refs on several rows, and half of all refs, repeated refs are no slip."""


def read_action(source: InterpretedTable, item: ItemRow, *, is_text: bool) -> TextLine:
    """Return the action of a row after its heading; with `is_text`, its text is itself one of several actions."""
    headings = (source.columns.fields[ColumnMeaning.RECOMMENDATION],) if is_text else source.columns.actions
    lines, _ = labelled_lines(headings, item.row)
    return TextLine("\n".join(line.text for line in lines), [column for line in lines for column in line.columns])


def action_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of columns of actions, refs with several actions, and details in which actions differ."""
    source = table.source
    for heading in source.columns.actions:
        cells = ((item.row.number, item.row.value_at(heading.column)) for item in source.rows.items)
        broken = [number for number, value in cells if isinstance(value, ErrorCell | UncalculatedCell)]
        yield source.table.issue("actions-read", heading, left_out=format_row_ranges(broken), refs="")
    if table.refs_with_actions:
        heading = source.columns.fields[ColumnMeaning.RECOMMENDATION]
        severity = None if ACTION_WORD.search(heading.words) else Severity.WARNING
        refs = ", ".join(dict.fromkeys(table.refs_with_actions.values()))
        yield source.table.issue("actions-read", heading, severity=severity, left_out="", refs=refs)
    for name, numbers in table.action_differences.items():
        heading = source.columns.fields[ColumnMeaning(name)]
        yield source.table.issue("action-details-differ", heading, rows=format_row_ranges(numbers))


def refs_with_several_actions(source: InterpretedTable) -> dict[ItemInBand, str]:
    """Return the review, ref and band of each recommendation whose rows are several actions, with the ref as written.

    With a heading such as Action these are all refs with several texts; with another heading only if several refs, and
    half of all, have several texts, for a single repeated ref is rather a slip. Rows with dates are later wordings, and
    rows in which the numbering restarts are recommendations of their own.
    """
    columns = source.columns
    text, ref = columns.fields.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    excluded = columns.actions or ColumnMeaning.LETTER in columns.fields or source.dated
    if text is None or ref is None or excluded:
        return {}
    texts: dict[ItemInBand, set[str]] = {}
    written: dict[ItemInBand, str] = {}
    review = columns.column(ColumnMeaning.REVIEW)
    refs = source.refs()
    for item, ref_words, words in zip(source.rows.items, refs, source.texts(), strict=True):
        key = _item_in_band(plain_text(item.row.value_at(review)), ref_words, item)
        if ref_words and words:
            texts.setdefault(key, set()).add(words)
            written.setdefault(key, plain_text(item.row.value_at(ref)))
    several = {key: written[key] for key, words in texts.items() if len(words) > 1}
    habit = len(several) >= _SEVERAL_REFS and 2 * len(several) >= len(texts)
    are_actions = bool(several) and bool(habit or ACTION_WORD.search(text.words))
    restart = are_actions and refs_restart(refs)
    return several if are_actions and not restart else {}


def item_in_band(fields: Record, item: ItemRow) -> ItemInBand:
    """Return the review and the ref of a row, normalised for comparison, and its band."""
    review = fields.values.get("review") if "review" in fields.columns else None
    return _item_in_band(plain_text(review), ref_key(fields.values.get("ref")), item)


def _item_in_band(review: str, ref: str, item: ItemRow) -> ItemInBand:
    return normalise_space(review).casefold(), ref, band_of(item)
