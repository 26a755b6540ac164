"""Joining the rows of one recommendation, round and kind into one update: their texts become its lines."""

from collections.abc import Iterator, Sequence

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, StatusCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.merge_item import difference_issue
from loaders.records import Record
from loaders.vocabulary.status_words import is_symbol
from model.issues.issue import Issue
from model.text import label_key

_TEXTS = ("update", "update_cy", "evidence")


def join_rows(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return the rows of one update joined into one row, and the issues of joining them.

    Each action is before its text; broken rows stay separate.
    """
    together, broken = ([row for row in rows if _is_broken(row) is broken] for broken in (False, True))
    issues: list[Issue] = []
    if len(together) > 1:
        rated, issues = _with_joined_statuses(together)
        joined, text_issues = _join_texts([*map(_with_action, rated)])
        issues += text_issues
        if not any(row.action for row in together):
            issues.append(_joined_rows_issue(rows))
        return [joined, *map(_with_action, broken)], issues
    return [*map(_with_action, (*together, *broken))], issues


def _is_broken(row: Record) -> bool:
    return any(isinstance(value, ErrorCell | UncalculatedCell) for value in row.values.values())


def _with_action(fields: Record) -> Record:
    """Return an update with the action of its row before its text; with a broken text it is evidence."""
    if not fields.action:
        return fields
    name = "evidence" if isinstance(fields.values.get("update"), ErrorCell | UncalculatedCell) else "update"
    location = fields.location(name if fields.values.get(name) is not None else "action")
    text = displayed_text(fields.values.get(name))
    return fields.with_value_from(name, f"{fields.action}\n{text}" if text else fields.action, location)


def _join_texts(rows: Sequence[Record]) -> tuple[Record, list[Issue]]:
    """Return the first row with the texts and the cells of the others, and the issues of other raters."""
    joined, *later = rows
    parts, issues = dict(joined.parts), list[Issue]()
    for row in later:
        for name in (*_TEXTS, "rated_by"):
            before, after = displayed_text(joined.values.get(name)), displayed_text(row.values.get(name))
            if after and not before:
                joined = joined.with_field_of(row, name)
            elif after and name == "rated_by" and label_key(before) != label_key(after):
                issues.append(difference_issue(joined, row, name))
            elif name in _TEXTS and after and f"\n{after}\n" not in f"\n{before}\n":
                joined = joined._replace(values={**joined.values, name: f"{before}\n{after}"})
        cells = ((name, row.location(name)) for name, value in row.values.items() if value is not None)
        parts |= {location: name for name, location in cells if location != joined.location(name)}
        parts.update(row.parts)
    return joined._replace(parts=parts), issues


def _with_joined_statuses(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return rows whose first has the status that all share; if they differ, none is taken, for none is surely right.

    Actions with different statuses each have their status as a line.
    """
    keys = [_status_key(row.values.get("status")) for row in rows]
    by_status = {key: rows[keys.index(key)] for key in keys if key}
    first, *later = rows
    if not by_status:
        return [*rows], []
    different = list(by_status.values())
    taken = different[0]
    if len(different) == 1:
        return [_with_status_of(taken, first), *later], []
    if any(row.action for row in rows):
        issues = [_action_statuses_issue(rows, keys, different)]
        first, *later = (
            row._replace(action=f"{row.action}\n{row.rating}") if key and row.action and row.rating else row
            for row, key in zip(rows, keys, strict=True)
        )
    else:
        issues = list(_differing_status_issues(rows, keys, different))
    differing = tuple(plain_text(row.values["status"]) for row in rows if row.values.get("status") is not None)
    if "basis" in first.outside_row:  # it was inherited with the status
        first = first._replace(values={**first.values, "basis": None})
    none = StatusCell(None, differing_statuses=differing)
    return [first.with_value_from("status", none, taken.location("status")), *later], issues


def _with_status_of(taken: Record, first: Record) -> Record:
    """Return the first row with the status of the row that has it, and its basis."""
    if taken is first:
        return first
    rated = first.with_field_of(taken, "status")
    lacks_basis = "basis" in taken.values and first.values.get("basis") is None
    return rated.with_field_of(taken, "basis") if lacks_basis else rated


def _differing_status_issues(
    rows: Sequence[Record], keys: Sequence[str], different: Sequence[Record]
) -> Iterator[Issue]:
    """Yield an issue of each further status with the first that it differs from; `keys` are the statuses to compare."""
    first, second, *_ = different
    first_key = next(filter(None, keys))
    for row, key in zip(rows, keys, strict=True):
        if key and row is not first:
            other = first if key != first_key else second
            found, location = _status_text(row.values["status"]), " ".join(other.location("status"))
            yield issue_at(row, "status", "statuses-differ", found=found, first=location)


def _action_statuses_issue(rows: Sequence[Record], keys: Sequence[str], different: Sequence[Record]) -> Issue:
    """Return the issue of a recommendation whose actions have different statuses."""
    rated = [row for row, key in zip(rows, keys, strict=True) if key]
    found = ", ".join(_status_text(row.values["status"]) for row in different)
    locations = [row.location("status") for row in rated]
    cells = ", ".join(cell if sheet == locations[0][0] else f"{sheet} {cell}" for sheet, cell in locations)
    ref = plain_text(rows[0].values.get("ref"))
    return issue_at(rated[0], "status", "action-statuses-differ", found=found, ref=ref, cells=cells)


def _status_key(value: Value) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(value))
    if written and not is_symbol(written):
        return written
    return (value.colour or written) if isinstance(value, StatusCell) else written


def _status_text(value: Value) -> str:
    return plain_text(value) or (value.colour or "" if isinstance(value, StatusCell) else "")


def _joined_rows_issue(rows: Sequence[Record]) -> Issue:
    one_sheet = len({row.sheet for row in rows}) == 1
    numbers = dict.fromkeys(str(row.row) if one_sheet else f"{row.sheet} {row.row}" for row in rows)
    return issue_at(rows[0], "ref", "rows-joined", found=plain_text(rows[0].values.get("ref")), rows=", ".join(numbers))
