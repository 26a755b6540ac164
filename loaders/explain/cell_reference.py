"""Find the cell that a person names, such as `Progress!E7`, `'RAG log'!E7`, `RAG log E7`, or just `E7`."""

import re
from collections.abc import Sequence

_CELL = re.compile(r"(?:(?P<sheet>.*)[!\s])?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})", re.DOTALL)


class CellNameError(Exception):
    """No cell has this name: `code` is the reason; `sheets` are those that may be meant."""

    def __init__(self, code: str, name: str, sheets: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {name}")
        self.code, self.name, self.sheets = code, name, tuple(sheets)


def find_cell(name: str, *, sheets: Sequence[str], read: Sequence[str]) -> tuple[str, str]:
    """Return the sheet and the address of a named cell; the name needs no sheet if only one sheet was read.

    Raises CellNameError if there is no such cell.

    Args:
        name: the name that a person typed.
        sheets: the workbook's sheets.
        read: those of them in which a table was found.
    """
    match = _CELL.fullmatch(name.strip())
    if match is None:
        raise CellNameError("not-a-cell", name)
    cell = f"{match['column'].upper()}{match['row']}"
    if match["sheet"] is None:
        if len(read) != 1:
            raise CellNameError("which-sheet", cell, read)
        return read[0], cell
    written = match["sheet"].strip()
    unquoted = re.sub(r"^'(.*)'$", r"\1", written).replace("''", "'")
    for sheet_name in (unquoted, written):
        for sheet in sheets:
            if sheet.casefold().strip() == sheet_name.casefold():
                return sheet, cell
    raise CellNameError("no-such-sheet", unquoted, sheets)
