"""The actions of a recommendation: the texts of a column beside it, or its own texts where it has several."""

from loaders.cell_values import ErrorCell, UncalculatedCell
from loaders.heading_aliases import NAMES_ACTIONS, Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.kept_cells import kept_line
from loaders.layouts.row_cells import Told, at
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.rows_sorted import ItemRow
from loaders.layouts.several_actions import several_key
from loaders.layouts.source import Source
from model.issues.issue import Severity


def action_of(source: Source, told: Told, item: ItemRow) -> tuple[str, list[int]]:
    """Return the action of a row after its heading, and its column; "" where it has none. Several are lines."""
    headings = source.columns.actions
    if named_several(source, told):
        headings = [source.columns.once[Meaning.RECOMMENDATION]]
    found = [
        (kept_line(heading, value), heading.column)
        for heading in headings
        if (value := at(item.row, heading.column)) is not None and not isinstance(value, ErrorCell | UncalculatedCell)
    ]
    return "\n".join(line for line, _ in found), [column for _, column in found]


def named_several(source: Source, told: Told) -> bool:
    """Say whether the text of a row is itself one of several actions."""
    return bool(source.several) and several_key(told) in source.several


def tell_actions(source: Source, log: IssueLog) -> None:
    """Note which columns hold actions, which refs were taken to have several, and what actions have for themselves."""
    sheet = source.table.sheet.name
    for heading in source.columns.actions:
        broken = [item.row.number for item in source.rows.items if _is_broken(item, heading.column)]
        rows = row_numbers(broken)
        log.add("actions-read", sheet=sheet, cell=heading.cell, found=heading.words, left_out=rows, refs="")
    if source.several:
        heading = source.columns.once[Meaning.RECOMMENDATION]
        severity = None if NAMES_ACTIONS.search(heading.words) else Severity.WARNING
        refs = ", ".join(dict.fromkeys(source.several.values()))
        log.add(
            "actions-read",
            sheet=sheet,
            cell=heading.cell,
            found=heading.words,
            severity=severity,
            left_out="",
            refs=refs,
        )
    for name, numbers in source.own.items():
        heading = source.columns.once[Meaning(name)]
        rows = row_numbers(numbers)
        log.add("action-details-differ", sheet=sheet, cell=heading.cell, found=heading.words, rows=rows)


def _is_broken(item: ItemRow, column: int) -> bool:
    return isinstance(at(item.row, column), ErrorCell | UncalculatedCell)
