"""Which cells of a sheet have a formula: reading returns their stored results, as if they had been typed."""

import re
from io import BytesIO
from zipfile import ZipFile

from loaders.formats.xlsx.package_parts import OfficePackage
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import WorkbookError

_FORMULA_CELL = re.compile(
    rb'<(?:\w{1,20}:)?c\b[^>]{0,200}?\br="([A-Z]{1,3}\d{1,7})"[^>]{0,200}>\s{0,20}<(?:\w{1,20}:)?f[\s/>]'
)


def formula_cells(content: bytes, sheet: str) -> frozenset[str]:
    """Return the addresses of the cells of a sheet that have a formula. Raises WorkbookError if it is damaged."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            package = OfficePackage(zipped)
            parts = [each.part for each in package.sheets() if each.name == sheet]
            return frozenset(cell.decode() for part in parts[:1] for cell in _FORMULA_CELL.findall(package.read(part)))
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
