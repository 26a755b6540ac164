"""The identity of a return: from its hidden sheet, or from the row above its table where that sheet is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.returns.table import ReturnTable, find_table
from model.issues.issue import WorkbookError
from model.returns.identity import IDENTITY_SHEET, LAYOUT, LockedCells, checksum
from model.returns.items import Item
from model.returns.round import Recipient

_LOOKED_AT = 20
"""The rows of each sheet among which a workbook that may be anything has the headings of a return."""
_WIDTH = 5
"""The columns of the identity; the options of drop-down lists stand further right."""


@dataclass(frozen=True, slots=True)
class FoundIdentity:
    """What a file says of itself.

    Attributes:
        lost: whether the hidden sheet is missing.
        changed: whether the hidden sheet was changed since it was written.
    """

    month: date | None = None
    recipient: Recipient | None = None
    version: int | None = None
    locked: LockedCells = field(default_factory=dict)
    lost: bool = False
    changed: bool = False


def find_identity(sheets: Sequence[SheetCells], table: ReturnTable) -> FoundIdentity:
    """Return the identity of a return."""
    for sheet in sheets:
        rows = _identity_rows(sheet)
        if rows:
            return _from_rows(rows)
    return _from_row_above(table)


def refuse_return(sheets: Sequence[SheetCells]) -> None:
    """Raise WorkbookError if a workbook is a return: as a tracker it would be read wrongly.

    It has the hidden sheet of a return, or begins with the table of one.
    """
    if any(_identity_rows(sheet) for sheet in sheets) or find_table(sheets, rows=_LOOKED_AT) is not None:
        raise WorkbookError("file-is-return")


def _identity_rows(sheet: SheetCells) -> list[tuple[str, ...]]:
    """Return the rows of a hidden sheet; none where a sheet is another."""
    if not sheet.name.casefold().startswith(IDENTITY_SHEET):
        return []
    rows = [
        tuple(displayed_text(value).strip() for value in row.values[:_WIDTH])
        for row in sheet.rows
        if any(value is not None for value in row.values[:_WIDTH])
    ]
    return rows if rows and rows[0][:2] == ("layout", LAYOUT) else []


def _from_rows(rows: Sequence[tuple[str, ...]]) -> FoundIdentity:
    values = {row[0]: "".join(row[1:2]) for row in rows if row[0] != "locked"}
    locked = {}
    for row in rows:
        if row[0] == "locked" and len(row) == _WIDTH and row[3] in {item.value for item in Item}:
            locked[row[1], row[2], Item(row[3])] = row[4]
    return FoundIdentity(
        _month(values.get("round", "")),
        _recipient(values.get("agency", ""), values.get("role", "")),
        _number(values.get("version", "")),
        locked,
        changed=values.get("checksum") != checksum(row for row in rows if row[0] != "checksum"),
    )


def _from_row_above(table: ReturnTable) -> FoundIdentity:
    """Return what the row above the table says: the month, the version, the agency and the role."""
    for row in reversed(table.rows_above()):
        month, version, agency, role = (displayed_text(row.value_at(column)).strip() for column in table.columns)
        if _month(month) is not None:
            return FoundIdentity(_month(month), _recipient(agency, role), _number(version), lost=True)
    return FoundIdentity(lost=True)


def _recipient(agency: str, role: str) -> Recipient | None:
    return Recipient(agency, role) if agency or role else None


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
