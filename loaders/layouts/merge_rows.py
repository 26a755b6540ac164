"""Rows of one item: what a later row adds to the first, and the rows of one update as one."""

from collections.abc import Collection, Sequence

from loaders.cells.display import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.row_records import IMPLIED
from loaders.records import Cell, Record
from loaders.vocabulary.refs import is_same_text
from loaders.vocabulary.status_words import is_symbol
from model.issue import Issue, Severity
from model.language import label_key

_TEXTS = ("update", "update_cy", "evidence")
_SETTLED = ("review", "ref", "date", "kind", "status", "statuses", "basis", "action", "rating")
"""Fields of updates that are the same in all rows, or compared by themselves."""


def merge(
    first: Record, later: Record, *, lines: Collection[str] = (), ignored: Collection[str] = ()
) -> tuple[Record, list[str]]:
    """Return a row with what a later one adds, and the fields in which they differ.

    A blank field is filled, and a text of a field among `lines` becomes a line unless it is one; of any other field the
    first value stays.
    """
    cells, differing = dict(first.cells), list[str]()
    for name, cell in later.cells.items():
        before = first.value(name)
        if cell.value is None or cell.value == before or name in ignored:
            continue
        text, text_before = displayed_text(cell.value), displayed_text(before)
        if before is None:
            cells[name] = cell
        elif name in lines:
            if f"\n{text}\n" not in f"\n{text_before}\n":
                cells[name] = cells[name]._replace(value=f"{text_before}\n{text}")
        elif label_key(plain_text(cell.value)) not in map(label_key, (plain_text(before), *text_before.split("\n"))):
            differing.append(name)
    return first._replace(cells=cells), differing


def difference_issue(first: Record, later: Record, name: str) -> Issue:
    """Return the issue of a field that differs in a later row; the first value stays."""
    value, existing = plain_text(later.value(name)), plain_text(first.value(name))
    if isinstance(later.value(name), ErrorCell):
        return issue_at(later, name, "cell-error", found=value)
    (sheet, cell), (later_sheet, _) = first.cell(name).location, later.cell(name).location
    location = cell if cell and sheet == later_sheet else f"{sheet} {cell}".strip()
    severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
    return issue_at(later, name, "item-differs", found=value, severity=severity, kept=existing, first=location)


def join_updates(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return the rows of one update as one row, actions before their texts, then its broken rows; and the issues."""
    together, broken = ([row for row in rows if _is_broken(row) is broken] for broken in (False, True))
    issues: list[Issue] = []
    if len(together) > 1:
        rated, issues = _join_statuses(together)
        joined, *others = map(_with_action, rated)
        for row in others:
            merged, differing = merge(joined, row, lines=_TEXTS, ignored=_SETTLED)
            issues += [difference_issue(joined, row, name) for name in differing]
            joined = merged
        if not any("action" in row.cells for row in together):
            issues.append(_joined_rows_issue(rows))
        return [joined, *map(_with_action, broken)], issues
    return [*map(_with_action, (*together, *broken))], issues


def _is_broken(row: Record) -> bool:
    return any(isinstance(cell.value, ErrorCell | UncalculatedCell) for cell in row.cells.values())


def _with_action(row: Record) -> Record:
    """Return an update with the action of its row before its text; with a broken text it is evidence."""
    action = row.cells.get("action")
    if action is None:
        return row
    name = "evidence" if isinstance(row.value("update"), ErrorCell | UncalculatedCell) else "update"
    place, text = row.cell(name) if row.value(name) is not None else action, displayed_text(row.value(name))
    return row.with_cells({name: place._replace(value=f"{action.value}\n{text}" if text else action.value)})


def _join_statuses(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return rows whose first has the status that all share, or none if they differ: then each action names its own."""
    rated = [(key, row) for row in rows if (key := _status_key(row.cells.get("status")))]
    different = dict(reversed(rated))
    first, *later = rows
    if not rated:
        return [*rows], []
    taken = rated[0][1]
    if len(different) == 1:
        names = ("status", "basis") if first.value("basis") is None else ("status",)
        return [first.with_cells({name: taken.cells[name] for name in names if name in taken.cells}), *later], []
    if any("action" in row.cells for row in rows):
        issues = [_action_statuses_issue([row for _, row in rated], [different[key] for key in dict(rated)])]
        first, *later = map(_with_rating, rows)
    else:
        place = " ".join(taken.cell("status").location)
        others = [row for key, row in rated if key != rated[0][0]]
        issues = [issue_at(row, "status", "statuses-differ", found=_status_text(row), first=place) for row in others]
    statuses = "\n".join(text for row in rows if (text := plain_text(row.value("status"))))
    none = {"status": taken.cells["status"]._replace(value=None, fill=None), "statuses": Cell(statuses)}
    if first.cell("basis").kind == IMPLIED:  # by the status
        none["basis"] = first.cells["basis"]._replace(value=None)
    return [first.with_cells(none), *later], issues


def _with_rating(row: Record) -> Record:
    rating = row.value("rating")
    return row if rating is None else row.with_value("action", f"{row.value('action')}\n{rating}")


def _action_statuses_issue(rated: Sequence[Record], different: Sequence[Record]) -> Issue:
    """Return the issue of a recommendation whose actions have different statuses."""
    found, locations = ", ".join(map(_status_text, different)), [row.cell("status").location for row in rated]
    cells = ", ".join(cell if sheet == locations[0][0] else f"{sheet} {cell}" for sheet, cell in locations)
    ref = plain_text(rated[0].value("ref"))
    return issue_at(rated[0], "status", "action-statuses-differ", found=found, ref=ref, cells=cells)


def _status_key(status: Cell | None) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(status.value)) if status is not None else ""
    if status is None or (written and not is_symbol(written)):
        return written
    return status.fill or written


def _status_text(row: Record) -> str:
    status = row.cell("status")
    return plain_text(status.value) or status.fill or ""


def _joined_rows_issue(rows: Sequence[Record]) -> Issue:
    one_sheet = len({row.sheet for row in rows}) == 1
    names = [(row.sheet, row.place.address if row.turned else str(row.place.row)) for row in rows]
    numbers = dict.fromkeys(name if one_sheet else f"{sheet} {name}" for sheet, name in names)
    return issue_at(rows[0], "ref", "rows-joined", found=plain_text(rows[0].value("ref")), rows=", ".join(numbers))
