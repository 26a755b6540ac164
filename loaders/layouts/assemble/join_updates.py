"""Rows of one recommendation, round and kind as one update: their texts are its lines, and they share a status."""

from collections.abc import Sequence

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, StatusCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.status_words import is_mark
from model.text import label_key

_TEXTS = ("update", "update_cy", "evidence")


def joined_rows(rows: list[RowFields], log: IssueLog) -> list[RowFields]:
    """Return the rows of one update as one, its actions before what was said of each; a broken cell stays by itself."""
    if len(rows) == 1:
        _put_action(rows[0])
        return rows
    together = [one for one in rows if not _is_broken(one)]
    broken = [one for one in rows if _is_broken(one)]
    if len(together) > 1:
        _join_statuses(together, log)
    for one in rows:
        _put_action(one)
    for one in together[1:]:
        for name in _TEXTS:
            _add_line(together[0], one, name)
        _merge_rater(together[0], one, log)
        _add_parts(together[0], one)
    if len(together) > 1 and not any(one.action for one in together):
        _tell_joined(rows, log)
    return [*together[:1], *broken]


def _is_broken(told: RowFields) -> bool:
    return any(isinstance(value, ErrorCell | UncalculatedCell) for value in told.values.values())


def _put_action(told: RowFields) -> None:
    """Let the text of an update begin with the action of its row; beside a broken cell it is evidence."""
    if not told.action:
        return
    name = "evidence" if isinstance(told.values.get("update"), ErrorCell | UncalculatedCell) else "update"
    place = told.location(name if told.values.get(name) is not None else "action")
    said = displayed_text(told.values.get(name))
    told.values[name] = "\n".join(line for line in (told.action, said) if line)
    told.elsewhere[name] = place


def _add_line(first: RowFields, later: RowFields, name: str) -> None:
    before, after = displayed_text(first.values.get(name)), displayed_text(later.values.get(name))
    if not before and after:
        first.values[name] = later.values[name]
        first.elsewhere[name] = later.location(name)
    elif after and f"\n{after}\n" not in f"\n{before}\n":
        first.values[name] = f"{before}\n{after}"


def _add_parts(first: RowFields, later: RowFields) -> None:
    """Say of the cells of a row that they became part of the first."""
    for name, value in later.values.items():
        if value is not None and later.location(name) != first.location(name):
            first.add_part(later.location(name), name)
    for place, name in (later.parts or {}).items():
        first.add_part(place, name)


def _merge_rater(first: RowFields, later: RowFields, log: IssueLog) -> None:
    before, after = plain_text(first.values.get("rated_by")), plain_text(later.values.get("rated_by"))
    if after and not before:
        first.values["rated_by"] = later.values["rated_by"]
        first.elsewhere["rated_by"] = later.location("rated_by")
    elif after and label_key(before) != label_key(after):
        sheet, cell = later.location("rated_by")
        first_sheet, first_cell = first.location("rated_by")
        place = first_cell if first_sheet == sheet else f"{first_sheet} {first_cell}"
        log.add("item-differs", sheet=sheet, cell=cell, found=after, kept=before, first=place)


def _join_statuses(rows: Sequence[RowFields], log: IssueLog) -> None:
    """Give the first row the status that all rows have; where they differ none is taken, for nobody can tell which."""
    rated: dict[str, RowFields] = {}
    for one in rows:
        key = _status_key(one.values.get("status"))
        if key:
            rated.setdefault(key, one)
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
    if any(one.action for one in rows):
        _tell_actions(rows, list(rated.values()), log)
    else:
        _tell_differing(rows, taken, others[0], log)
    said = tuple(plain_text(one.values["status"]) for one in rows if one.values.get("status") is not None)
    first.elsewhere["status"] = taken.location("status")
    first.values["status"] = StatusCell(None, differing=said)
    if "basis" in first.elsewhere:  # it was given with the status
        first.values["basis"] = None


def _tell_differing(rows: Sequence[RowFields], first: RowFields, second: RowFields, log: IssueLog) -> None:
    """Note each further status with the first it differs from."""
    key = _status_key(first.values["status"])
    for one in rows:
        own = _status_key(one.values.get("status"))
        if own and one is not first:
            sheet, cell = one.location("status")
            other = first if own != key else second
            found, place = _shown(one.values["status"]), " ".join(other.location("status"))
            log.add("statuses-differ", sheet=sheet, cell=cell, found=found, first=place)


def _tell_actions(rows: Sequence[RowFields], different: Sequence[RowFields], log: IssueLog) -> None:
    """Note once that the actions of a recommendation stand differently, and keep the status of each with its action."""
    rated = [one for one in rows if _status_key(one.values.get("status"))]
    for one in rated:
        if one.action and one.rating:
            one.action = f"{one.action}\n{one.rating}"
    sheet, cell = rated[0].location("status")
    found = ", ".join(_shown(one.values["status"]) for one in different)
    places = [one.location("status") for one in rated]
    cells = ", ".join(place if on == sheet else f"{on} {place}" for on, place in places)
    ref = plain_text(rows[0].values.get("ref"))
    log.add("action-statuses-differ", sheet=sheet, cell=cell, found=found, ref=ref, cells=cells)


def _status_key(value: Value) -> str:
    """Return a status as it is compared: its words, or its colour where it says nothing; "" where there is none."""
    written = label_key(plain_text(value))
    if written and not is_mark(written):
        return written
    return (value.colour or written) if isinstance(value, StatusCell) else written


def _shown(value: Value) -> str:
    return plain_text(value) or (value.colour or "" if isinstance(value, StatusCell) else "")


def _tell_joined(rows: Sequence[RowFields], log: IssueLog) -> None:
    first = rows[0]
    _, cell = first.location("ref")
    one_sheet = len({one.sheet for one in rows}) == 1
    places = (str(one.row) if one_sheet else f"{one.sheet} {one.row}" for one in rows)
    numbers = ", ".join(dict.fromkeys(places))
    log.add("rows-joined", sheet=first.sheet, cell=cell, found=plain_text(first.values.get("ref")), rows=numbers)
