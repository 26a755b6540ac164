"""Check statuses: whether the Key lists each once, whether any is filled in, and columns that only a rule colours."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address, column_and_row
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import issue_at, make_issue
from loaders.parsing.rows import ParsedRow
from loaders.parsing.scale import RESERVED
from loaders.parsing.tables import Tables
from model.issues.issue import Issue, Severity
from model.status.colours import is_known_colour
from model.text import label_key
from model.tracker.reading import MappedColumn

_COLOURS = "Red, Amber, Green, Blue, Purple, Grey, Black, #1b7a43"
_OF_EMPTY_CELLS = frozenset({"value-missing", "snapshot-undated", "statuses-taken-as-published", "key-missing"})
_OF_NO_STATUS = frozenset({"statuses-taken-as-published", "key-missing"})
_OF_UNREAD_STATUS = frozenset(
    {
        *("status-unknown", "status-colour-disagrees", "statuses-differ", "action-statuses-differ", "colour-unsure"),
        *("colours-not-read", "status-columns-two", "statuses-side-by-side", "key-not-read", "fills-of-rows"),
        *("paper-status-blank", "paper-statuses-differ", "scale-proposed", "sheet-missing", "sheet-without-headings"),
    }
)
"""Issues of statuses that the workbook has and that were not read."""


def key_issues(tables: Tables, *, has_unread_key: bool = False) -> Iterator[Issue]:
    """Yield the issues of a scale: no key, repeated statuses, unknown colours, and no complete status."""
    with_status = [parsed for parsed in tables.key if parsed.text("status") is not None]
    if not with_status:
        if tables.proposed is None and not has_unread_key:
            yield make_issue("key-missing", statuses=", ".join(tables.scale.names))
        return
    first: dict[str, ParsedRow] = {}
    for parsed in with_status:
        status, colour = parsed.text("status") or "", parsed.text("colour")
        if label_key(status) in RESERVED:
            yield issue_at(parsed.record, "status", "key-status-reserved", found=status)
        previous = first.setdefault(label_key(status), parsed)
        if previous is not parsed:
            details = {"found": status, "first": previous.record.cell("status").address}
            yield issue_at(parsed.record, "status", "name-repeated", severity=Severity.ERROR, **details)
        if colour is not None and not is_known_colour(colour):
            yield issue_at(parsed.record, "colour", "word-unknown", found=colour, expected=_COLOURS)
    statuses = tables.scale.statuses
    if any(parsed.complete for parsed in statuses) and not statuses[-1].complete:
        done, order = ", ".join(tables.scale.complete), ", ".join(tables.scale.names)
        yield issue_at(with_status[0].record, "status", "key-order-unknown", found=order, complete=done)
    if not tables.scale.complete:
        yield issue_at(with_status[0].record, "complete", "key-none-complete", statuses=", ".join(tables.scale.names))


def blank_tracker_issues(tables: Tables, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return issues with one for a tracker in which nothing, or no status, is filled in, instead of its empty cells.

    A list without any update needs no month, so that issue is left out too.
    """
    if not tables.recommendations:
        return tuple(issues)
    sheet = tables.recommendations[0].record.sheet
    if _is_blank(tables):
        others = tuple(issue for issue in issues if issue.code not in _OF_EMPTY_CELLS)
        return (*others, make_issue("recommendations-empty", sheet=sheet))
    if not tables.progress:
        issues = [issue for issue in issues if issue.code != "snapshot-undated"]
    if tables.statuses_read or tables.proposed is not None or any(one.code in _OF_UNREAD_STATUS for one in issues):
        return tuple(issues)
    others = tuple(issue for issue in issues if issue.code not in _OF_NO_STATUS)
    return (*others, make_issue("statuses-missing", sheet=sheet))


def rule_colour_issues(
    columns: Sequence[MappedColumn], sheets: Sequence[SheetCells], tables: Tables
) -> Iterator[Issue]:
    """Yield one issue of each status column that a rule colours, unless a status was read from the words of a cell."""
    by_name = {sheet.name: sheet for sheet in sheets if sheet.coloured_by_rule}
    words = _status_words(tables) if by_name else set[str]()
    for mapped in columns:
        if mapped.field == "status" and mapped.sheet in by_name:
            sheet, (column, heading) = by_name[mapped.sheet], column_and_row(mapped.cell)
            cells = {row.number: row.value_at(column) for row in sheet.rows if row.number > heading}
            is_blank = all(value is None for value in cells.values())
            ranges = [
                (max(area.first_row, heading + 1), min(area.last_row, max(cells, default=0)))
                for area, by_own_value in sheet.coloured_by_rule
                if area.first_column <= column <= area.last_column and not (is_blank and by_own_value)
            ]
            ranges = [(first, last) for first, last in ranges if first <= last]
            if ranges and words.isdisjoint(label_key(plain_text(value)) for value in cells.values()):
                first, last = min(ranges)[0], max(last for _, last in ranges)
                cell = address(column, first)
                found = f"{cell}:{address(column, last)}"
                yield make_issue("conditional-format-not-read", sheet=sheet.name, cell=cell, found=found)


def _is_blank(tables: Tables) -> bool:
    """Return whether no recommendation has more than its ref, and no update has a status or a text."""
    return not any(map(_has_content, tables.recommendations)) and not any(
        parsed.row["status"] or parsed.row["update"] or parsed.row["update_cy"] for parsed in tables.progress
    )


def _has_content(parsed: ParsedRow) -> bool:
    return any(value for field, value in parsed.row.items() if field not in ("review", "ref"))


def _status_words(tables: Tables) -> set[str]:
    """Return the words of cells that were read as a status."""
    written = {record.value("status") for row, record in tables.progress if row["status"] is not None}
    return {label_key(plain_text(value)) for value in written if value is not None}
