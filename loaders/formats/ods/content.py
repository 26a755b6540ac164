"""Read the content of an .ods workbook from its XML events: sheets with their rows, cells and comments."""

import re
from collections.abc import Mapping
from datetime import date

from loaders.cells.sheet import SheetCells
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904
from loaders.formats.ods.external_links import FORMULA, link_type
from loaders.formats.ods.sheet import TABLE, OdsSheet
from loaders.formats.ods.styles import OdsStyles
from loaders.formats.ods.text import TEXT, CellText
from loaders.formats.xml.events import Element, local_name
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CELLS = ("table-cell", "covered-table-cell")
_FAST = frozenset({*(f"{TABLE}{kind}" for kind in (*_CELLS, "table-row")), f"{TEXT}p"})
"""Nearly all elements are these: they are never skipped, and only a formula can link to another file."""
_ROWS, _COLUMNS = "table-row-group", "table-column-group"
_CACHED_NAME = re.compile(r"'file:.*'#\$")
"""The start of the names of sheets that are cached copies of another workbook's."""
Attributes = Mapping[str, str]


class ContentReader:
    """Collects the sheets from the XML events of the content.

    Attributes:
        sheets: the sheets so far.
        links: the types of external links.
    """

    def __init__(self, styles: OdsStyles, limits: Limits) -> None:
        self.sheets: list[SheetCells] = []
        self.links: set[str] = set()
        self._styles, self._limits = styles, limits
        self._day_zero: date = DAY_ZERO
        self._sheet = OdsSheet(SheetCells("", hidden=False), styles, limits)
        self._text = CellText(limits.characters)
        self._row_attributes: Attributes = {}
        self._cell_attributes: Attributes = {}
        self._groups: list[tuple[str, bool]] = []
        self._skipped_depth = 0
        self._branch: list[Element] = []
        self._formats: list[Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element. Raises WorkbookError if it is a program or an embedded document."""
        is_fast = name in _FAST
        if not is_fast or FORMULA in attributes:
            link = link_type(name, attributes)
            if link:
                self.links.add(link)
        kind = local_name(name)
        if self._skipped_depth or (not is_fast and _is_skipped(name, attributes)):
            self._skipped_depth += 1
        elif self._branch or kind == "conditional-format":
            self._branch.append(Element(kind, {local_name(key): value for key, value in attributes.items()}))
        elif kind in _CELLS:
            self._cell_attributes = attributes
            self._text.begin()
        elif name.startswith(TABLE):
            self._start_table(kind, attributes)
        else:
            self._text.start(name, attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        kind = local_name(name)
        if self._skipped_depth:
            self._skipped_depth -= 1
        elif self._branch:
            element = self._branch.pop()
            (self._branch[-1].children if self._branch else self._formats).append(element)
        elif kind in _CELLS:
            self._sheet.add_cell(self._cell_attributes, self._text.written, covered=kind != "table-cell")
        elif name.startswith(TABLE):
            self._end_table(kind)
        elif (comment := self._text.end(name)) is not None:
            self._sheet.add_comment(comment)

    def text(self, characters: str) -> None:
        """Handle text."""
        if not self._skipped_depth:
            self._text.add(characters)

    def _start_table(self, kind: str, attributes: Attributes) -> None:
        if kind == "table":
            self._start_sheet(attributes)
        elif kind == "table-column":
            self._sheet.add_columns(attributes, hidden=self._is_hidden(attributes, _COLUMNS))
        elif kind == "table-row":
            self._row_attributes = attributes
            self._sheet.start_row(attributes)
        elif kind in (_ROWS, _COLUMNS):
            self._groups.append((kind, attributes.get(f"{TABLE}display") == "false"))
        elif kind == "null-date":
            from_1904 = attributes.get(f"{TABLE}date-value", "").startswith("1904-01-01")
            self._day_zero = DAY_ZERO_1904 if from_1904 else DAY_ZERO

    def _end_table(self, kind: str) -> None:
        if kind == "table":
            self._sheet.finish(self._formats)
        elif kind == "table-row":
            self._sheet.end_row(hidden=self._is_hidden(self._row_attributes, _ROWS))
        elif kind in (_ROWS, _COLUMNS):
            self._groups.pop()

    def _start_sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) >= self._limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(self.sheets) + 1), limit=str(self._limits.sheets))
        hidden = attributes.get(f"{TABLE}style-name") in self._styles.hidden
        self.sheets.append(SheetCells(attributes.get(f"{TABLE}name", ""), hidden, self._day_zero))
        self._sheet = OdsSheet(self.sheets[-1], self._styles, self._limits)
        self._formats, self._groups = [], []

    def _is_hidden(self, attributes: Attributes, group: str) -> bool:
        is_collapsed = any(hidden for kind, hidden in self._groups if kind == group)
        return is_collapsed or attributes.get(f"{TABLE}visibility", "visible") != "visible"


def _is_skipped(name: str, attributes: Attributes) -> bool:
    """Return whether an element is no content of a sheet: a drawing, a tracked change, a copy of another workbook."""
    if name == f"{TABLE}table":
        is_cached = _CACHED_NAME.match(attributes.get(f"{TABLE}name", "")) is not None
        return is_cached or attributes.get(f"{TABLE}is-sub-table") == "true"
    return name.startswith(_DRAW) or name == f"{TABLE}tracked-changes"
