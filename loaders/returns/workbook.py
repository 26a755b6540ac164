"""What a workbook has of a return: the tables of its sheets, wherever their rows and columns were moved to."""

from collections.abc import Iterator, Sequence

from loaders.formats.ods.formula_cells import ods_formula_cells
from loaders.formats.xlsx.formula_cells import formula_cells
from loaders.read_cells import read_file_cells
from loaders.returns.contents import ReturnContents
from loaders.returns.identity import find_identity
from loaders.returns.table import ReturnTable, find_tables
from loaders.security.limits import Limits
from loaders.security.package import FileType
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES


def workbook_contents(content: bytes, kind: FileType, *, limits: Limits) -> ReturnContents | None:
    """Return the items of a workbook; None where no sheet has the table of a return.

    Raises WorkbookError if the file cannot be used at all.
    """
    sheets = read_file_cells(content, kind=kind, limits=limits)
    tables = find_tables(sheets)
    if not tables:
        return None
    return ReturnContents(
        tuple(cell for table in tables for cell in table.items()),
        find_identity(sheets, tables),
        tuple(issue for table in tables for issue in _issues(table)),
        frozenset(_formulas(content, kind, tables)),
        tables[0].sheet.name,
    )


def _formulas(content: bytes, kind: FileType, tables: Sequence[ReturnTable]) -> Iterator[tuple[str, str]]:
    """Yield the sheet and the address of each cell with a formula; a .csv file has texts alone."""
    readers = {FileType.XLSX: formula_cells, FileType.ODS: ods_formula_cells}
    for table in tables if kind in readers else ():
        for place in readers[kind](content, table.sheet.name):
            yield table.sheet.name, place


def _issues(table: ReturnTable) -> Iterator[Issue]:
    """Yield an issue for each text that was cut or had control characters, and for each outside the return's cells."""
    sheet = table.sheet
    for code, places in (("text-shortened", sheet.shortened), ("text-cleaned", sheet.cleaned)):
        for place in places:
            yield Issue(code, SEVERITIES[code], sheet.name, place)
    for place, words in table.outside():
        yield Issue("return-text-outside", SEVERITIES["return-text-outside"], sheet.name, place, words)
