"""Read a return: only the cells of its answers count, wherever its rows were moved to."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.formats.xlsx.formula_cells import formula_cells
from loaders.read_cells import read_file_cells
from loaders.returns.answers import parse_answers
from loaders.returns.identity import FoundIdentity, find_identity
from loaders.returns.table import ItemCell, ReturnTable, find_table
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import FileType, check_package
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.returns.identity import text_digest
from model.returns.received import ReceivedReturn, ReturnError, ReturnFault
from model.status.scale import Status

_SHEET_FILES = (FileType.XLSX, FileType.ODS, FileType.CSV)


def read_return(content: bytes, *, statuses: Sequence[Status], limits: Limits = DEFAULT_LIMITS) -> ReceivedReturn:
    """Return what a return says, and an issue for each cell that is not taken, or that was changed.

    Raises:
        ReturnError: NO_RETURN where the file has no table of a return.
        WorkbookError: the file cannot be used at all.
    """
    kind = check_package(content, limits=limits).kind
    if kind not in _SHEET_FILES:
        raise ReturnError(ReturnFault.NO_RETURN)
    sheets = read_file_cells(content, kind=kind, limits=limits)
    table = find_table(sheets)
    if table is None:
        raise ReturnError(ReturnFault.NO_RETURN)
    identity = find_identity(sheets, table)
    formulas = formula_cells(content, table.sheet.name) if kind is FileType.XLSX else frozenset[str]()
    cells = list(table.items())
    answers, issues = parse_answers(cells, statuses, sheet=table.sheet.name, formulas=formulas)
    return ReceivedReturn(
        identity.month,
        identity.recipient,
        identity.version,
        tuple(dict.fromkeys((cell.review, cell.ref) for cell in cells)),
        tuple(answers),
        (*_identity_issues(identity), *_cell_issues(table.sheet), *_locked_issues(cells, table, identity), *issues),
    )


def _identity_issues(identity: FoundIdentity) -> Iterator[Issue]:
    if identity.lost:
        yield _issue("return-identity-lost")
    elif identity.changed:
        yield _issue("return-identity-changed")


def _cell_issues(sheet: SheetCells) -> Iterator[Issue]:
    """Yield an issue for each cell that holds more than a cell can, or had control characters."""
    for code, places in (("text-shortened", sheet.shortened), ("text-cleaned", sheet.cleaned)):
        for place in places:
            yield _issue(code, sheet.name, place)


def _locked_issues(cells: Sequence[ItemCell], table: ReturnTable, identity: FoundIdentity) -> Iterator[Issue]:
    """Yield an issue for each locked cell that was changed, and for each recommendation whose rows were deleted."""
    sheet = table.sheet.name
    for cell in cells:
        digest = identity.locked.get((cell.review, cell.ref, cell.item))
        words = displayed_text(cell.value)
        if digest is not None and digest != text_digest(words):
            yield _issue("return-locked-changed", sheet, address(cell.column, cell.row), words)
    there = {(cell.review, cell.ref) for cell in cells}
    for review, ref in dict.fromkeys((review, ref) for review, ref, _item in identity.locked):
        if (review, ref) not in there:
            yield _issue("return-rows-missing", sheet, "", ref)


def _issue(code: str, sheet: str = "", cell: str = "", found: str = "") -> Issue:
    return Issue(code, SEVERITIES[code], sheet, cell, found)
