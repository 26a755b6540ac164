"""Which cell a person means by a name such as `Progress!E7`, `'RAG log'!E7`, `RAG log E7`, or `E7` alone."""

import re
from collections.abc import Sequence

_CELL = re.compile(r"(?:(?P<sheet>.*)[!\s])?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})", re.DOTALL)


class CellNameError(Exception):
    """No cell is called by this name. `code` says why; `sheets` are those that may be meant."""

    def __init__(self, code: str, name: str, sheets: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {name}")
        self.code, self.name, self.sheets = code, name, tuple(sheets)


def find_cell(name: str, *, sheets: Sequence[str], read: Sequence[str]) -> tuple[str, str]:
    """Return the sheet and the address that a name stands for; an address alone will do where one sheet was read.

    Raises CellNameError where there is no such cell.

    Args:
        name: what a person asks for.
        sheets: the workbook's sheets.
        read: those of them in which a table was found.
    """
    named = _CELL.fullmatch(name.strip())
    if named is None:
        raise CellNameError("not-a-cell", name)
    cell = f"{named['column'].upper()}{named['row']}"
    if named["sheet"] is None:
        if len(read) != 1:
            raise CellNameError("which-sheet", cell, read)
        return read[0], cell
    written = named["sheet"].strip()
    asked = re.sub(r"^'(.*)'$", r"\1", written).replace("''", "'")
    for name_of_sheet in (asked, written):
        for sheet in sheets:
            if sheet.casefold().strip() == name_of_sheet.casefold():
                return sheet, cell
    raise CellNameError("no-such-sheet", asked, sheets)
