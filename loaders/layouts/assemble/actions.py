"""The actions of a recommendation: the texts of a column beside it, or its own texts where it has several."""

from loaders.cells.values import ErrorCell, UncalculatedCell, at, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.evidence import labelled_line
from loaders.layouts.assemble.row_fields import RowFields
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.heading_aliases import NAMES_ACTIONS, ColumnMeaning
from loaders.vocabulary.refs import ref_key
from model.issues.issue import Severity
from model.text import label_key


def read_action(source: InterpretedTable, told: RowFields, item: ItemRow) -> tuple[str, list[int]]:
    """Return the action of a row after its heading, and its column; "" where it has none. Several are lines."""
    headings = source.columns.actions
    if is_action_row(source, told):
        headings = [source.columns.once[ColumnMeaning.RECOMMENDATION]]
    found = [
        (labelled_line(heading, value), heading.column)
        for heading in headings
        if (value := at(item.row, heading.column)) is not None and not isinstance(value, ErrorCell | UncalculatedCell)
    ]
    return "\n".join(line for line, _ in found), [column for _, column in found]


def is_action_row(source: InterpretedTable, told: RowFields) -> bool:
    """Say whether the text of a row is itself one of several actions."""
    return bool(source.refs_with_actions) and review_and_ref(told) in source.refs_with_actions


def report_actions(source: InterpretedTable, log: IssueLog) -> None:
    """Note which columns hold actions, which refs were taken to have several, and what actions have for themselves."""
    sheet = source.table.sheet.name
    for heading in source.columns.actions:
        broken = [item.row.number for item in source.rows.items if _is_broken(item, heading.column)]
        rows = row_numbers(broken)
        log.add("actions-read", sheet=sheet, cell=heading.cell, found=heading.words, left_out=rows, refs="")
    if source.refs_with_actions:
        heading = source.columns.once[ColumnMeaning.RECOMMENDATION]
        severity = None if NAMES_ACTIONS.search(heading.words) else Severity.WARNING
        refs = ", ".join(dict.fromkeys(source.refs_with_actions.values()))
        log.add(
            "actions-read",
            sheet=sheet,
            cell=heading.cell,
            found=heading.words,
            severity=severity,
            left_out="",
            refs=refs,
        )
    for name, numbers in source.action_differences.items():
        heading = source.columns.once[ColumnMeaning(name)]
        rows = row_numbers(numbers)
        log.add("action-details-differ", sheet=sheet, cell=heading.cell, found=heading.words, rows=rows)


def _is_broken(item: ItemRow, column: int) -> bool:
    return isinstance(at(item.row, column), ErrorCell | UncalculatedCell)


_A_HABIT = 2
"""So many refs that stand on several rows, and half of all, are no slip."""
ReviewAndRef = tuple[str, str]
"""A review and a ref, as they are compared."""


def refs_with_several_actions(source: InterpretedTable) -> dict[ReviewAndRef, str]:
    """Return each review and ref whose rows are several actions of one recommendation, with the ref as written.

    Where the heading says that the texts are actions, these are all refs with several texts; else only where that is
    the habit of the table, for one ref that stands twice with other texts is rather a slip. Rows with dates are later
    wordings.
    """
    columns = source.columns
    text, ref = columns.once.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    apart = columns.actions or ColumnMeaning.LETTER in columns.once or source.dated
    if text is None or ref is None or apart:
        return {}
    texts: dict[ReviewAndRef, set[str]] = {}
    written: dict[ReviewAndRef, str] = {}
    review = columns.column(ColumnMeaning.REVIEW)
    for item in source.rows.items:
        named = _named(plain_text(at(item.row, review)), ref_key(at(item.row, ref)))
        words = label_key(plain_text(at(item.row, text.column)))
        if named[1] and words:
            texts.setdefault(named, set()).add(words)
            written.setdefault(named, plain_text(at(item.row, ref)))
    several = {named: written[named] for named, words in texts.items() if len(words) > 1}
    habit = len(several) >= _A_HABIT and 2 * len(several) >= len(texts)
    return several if habit or NAMES_ACTIONS.search(text.words) else {}


def review_and_ref(told: RowFields) -> ReviewAndRef:
    """Return the review and the ref of a row, as they are compared."""
    review = told.values.get("review") if "review" in told.columns else None
    return _named(plain_text(review), ref_key(told.values.get("ref")))


def _named(review: str, ref: str) -> ReviewAndRef:
    return " ".join(review.split()).casefold(), ref
