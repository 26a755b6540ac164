"""Joining the rows of one recommendation, round and kind into one update: their texts become its lines."""

from collections.abc import Sequence

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, StatusCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.status_words import is_symbol
from model.text import label_key

_TEXTS = ("update", "update_cy", "evidence")


def join_rows(rows: list[RowFields], log: IssueLog) -> list[RowFields]:
    """Return the rows of one update joined into one row, each action before its text; broken rows stay separate."""
    if len(rows) == 1:
        _add_action(rows[0])
        return rows
    together = [row for row in rows if not _is_broken(row)]
    broken = [row for row in rows if _is_broken(row)]
    if len(together) > 1:
        _join_statuses(together, log)
    for row in rows:
        _add_action(row)
    for row in together[1:]:
        for name in _TEXTS:
            _add_line(together[0], row, name)
        _merge_rater(together[0], row, log)
        _add_parts(together[0], row)
    if len(together) > 1 and not any(row.action for row in together):
        _report_joined_rows(rows, log)
    return [*together[:1], *broken]


def _is_broken(fields: RowFields) -> bool:
    return any(isinstance(value, ErrorCell | UncalculatedCell) for value in fields.values.values())


def _add_action(fields: RowFields) -> None:
    """Put the action of a row before the text of its update; with a broken text it is evidence."""
    if not fields.action:
        return
    name = "evidence" if isinstance(fields.values.get("update"), ErrorCell | UncalculatedCell) else "update"
    location = fields.location(name if fields.values.get(name) is not None else "action")
    text = displayed_text(fields.values.get(name))
    fields.values[name] = "\n".join(line for line in (fields.action, text) if line)
    fields.outside_row[name] = location


def _add_line(first: RowFields, later: RowFields, name: str) -> None:
    before, after = displayed_text(first.values.get(name)), displayed_text(later.values.get(name))
    if not before and after:
        first.values[name] = later.values[name]
        first.outside_row[name] = later.location(name)
    elif after and f"\n{after}\n" not in f"\n{before}\n":
        first.values[name] = f"{before}\n{after}"


def _add_parts(first: RowFields, later: RowFields) -> None:
    """Record that the cells of a row became part of the first row."""
    for name, value in later.values.items():
        if value is not None and later.location(name) != first.location(name):
            first.add_part(later.location(name), name)
    for location, name in (later.parts or {}).items():
        first.add_part(location, name)


def _merge_rater(first: RowFields, later: RowFields, log: IssueLog) -> None:
    before, after = plain_text(first.values.get("rated_by")), plain_text(later.values.get("rated_by"))
    if after and not before:
        first.values["rated_by"] = later.values["rated_by"]
        first.outside_row["rated_by"] = later.location("rated_by")
    elif after and label_key(before) != label_key(after):
        sheet, cell = later.location("rated_by")
        first_sheet, first_cell = first.location("rated_by")
        other = first_cell if first_sheet == sheet else f"{first_sheet} {first_cell}"
        log.add("item-differs", sheet=sheet, cell=cell, found=after, kept=before, first=other)


def _join_statuses(rows: Sequence[RowFields], log: IssueLog) -> None:
    """Set the status that all rows share on the first row; if they differ, none is taken, for none is surely right."""
    rated: dict[str, RowFields] = {}
    for row in rows:
        key = _status_key(row.values.get("status"))
        if key:
            rated.setdefault(key, row)
    first = rows[0]
    if not rated:
        return
    taken, *others = rated.values()
    if not others:
        if taken is not first:
            first.copy_field("status", taken)
            if "basis" in taken.values and first.values.get("basis") is None:
                first.copy_field("basis", taken)
        return
    if any(row.action for row in rows):
        _report_action_statuses(rows, list(rated.values()), log)
    else:
        _report_differing_statuses(rows, taken, others[0], log)
    differing = tuple(plain_text(row.values["status"]) for row in rows if row.values.get("status") is not None)
    first.outside_row["status"] = taken.location("status")
    first.values["status"] = StatusCell(None, differing_statuses=differing)
    if "basis" in first.outside_row:  # it was inherited with the status
        first.values["basis"] = None


def _report_differing_statuses(rows: Sequence[RowFields], first: RowFields, second: RowFields, log: IssueLog) -> None:
    """Report each further status with the first that it differs from."""
    key = _status_key(first.values["status"])
    for row in rows:
        row_key = _status_key(row.values.get("status"))
        if row_key and row is not first:
            sheet, cell = row.location("status")
            other = first if row_key != key else second
            found, location = _status_text(row.values["status"]), " ".join(other.location("status"))
            log.add("statuses-differ", sheet=sheet, cell=cell, found=found, first=location)


def _report_action_statuses(rows: Sequence[RowFields], different: Sequence[RowFields], log: IssueLog) -> None:
    """Report once that the actions of a recommendation have different statuses, and add each status to its action."""
    rated = [row for row in rows if _status_key(row.values.get("status"))]
    for row in rated:
        if row.action and row.rating:
            row.action = f"{row.action}\n{row.rating}"
    sheet, cell = rated[0].location("status")
    found = ", ".join(_status_text(row.values["status"]) for row in different)
    locations = [row.location("status") for row in rated]
    cells = ", ".join(address if on == sheet else f"{on} {address}" for on, address in locations)
    ref = plain_text(rows[0].values.get("ref"))
    log.add("action-statuses-differ", sheet=sheet, cell=cell, found=found, ref=ref, cells=cells)


def _status_key(value: Value) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(value))
    if written and not is_symbol(written):
        return written
    return (value.colour or written) if isinstance(value, StatusCell) else written


def _status_text(value: Value) -> str:
    return plain_text(value) or (value.colour or "" if isinstance(value, StatusCell) else "")


def _report_joined_rows(rows: Sequence[RowFields], log: IssueLog) -> None:
    first = rows[0]
    _, cell = first.location("ref")
    one_sheet = len({row.sheet for row in rows}) == 1
    numbers = (str(row.row) if one_sheet else f"{row.sheet} {row.row}" for row in rows)
    row_numbers = ", ".join(dict.fromkeys(numbers))
    log.add("rows-joined", sheet=first.sheet, cell=cell, found=plain_text(first.values.get("ref")), rows=row_numbers)
