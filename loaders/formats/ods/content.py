"""Hearing the content of an .ods workbook: its sheets, their rows and cells, and what stands around them."""

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
_PLAIN = frozenset({*(f"{TABLE}{kind}" for kind in (*_CELLS, "table-row")), f"{TEXT}p"})
"""What nearly all elements are: they stand beside nothing, and only a formula leads anywhere."""
_ROWS, _COLUMNS = "table-row-group", "table-column-group"
_COPIED = re.compile(r"'file:.*'#\$")
"""What the names of sheets begin with that are a copy of another workbook's: they are no sheets of this one."""
Attributes = Mapping[str, str]


class ContentReader:
    """Hears the content's elements one after another.

    Attributes:
        sheets: the sheets that were heard.
        links: what the workbook leads to.
    """

    def __init__(self, styles: OdsStyles, limits: Limits) -> None:
        self.sheets: list[SheetCells] = []
        self.links: set[str] = set()
        self._styles, self._limits = styles, limits
        self._day_zero: date = DAY_ZERO
        self._sheet = OdsSheet(SheetCells("", hidden=False), styles, limits)
        self._text = CellText(limits.characters)
        self._of_row: Attributes = {}
        self._of_cell: Attributes = {}
        self._groups: list[tuple[str, bool]] = []
        self._beside = 0
        self._branch: list[Element] = []
        self._formats: list[Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear the start of an element. Raises WorkbookError where it is a program or another document."""
        plain = name in _PLAIN
        if not plain or FORMULA in attributes:
            link = link_type(name, attributes)
            if link:
                self.links.add(link)
        kind = local_name(name)
        if self._beside or (not plain and _stands_beside(name, attributes)):
            self._beside += 1
        elif self._branch or kind == "conditional-format":
            self._branch.append(Element(kind, {local_name(key): value for key, value in attributes.items()}))
        elif kind in _CELLS:
            self._of_cell = attributes
            self._text.begin()
        elif name.startswith(TABLE):
            self._start_table(kind, attributes)
        else:
            self._text.start(name, attributes)

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        kind = local_name(name)
        if self._beside:
            self._beside -= 1
        elif self._branch:
            element = self._branch.pop()
            (self._branch[-1].children if self._branch else self._formats).append(element)
        elif kind in _CELLS:
            self._sheet.add_cell(self._of_cell, self._text.written, covered=kind != "table-cell")
        elif name.startswith(TABLE):
            self._end_table(kind)
        elif (comment := self._text.end(name)) is not None:
            self._sheet.add_comment(comment)

    def text(self, characters: str) -> None:
        """Hear characters."""
        if not self._beside:
            self._text.add(characters)

    def _start_table(self, kind: str, attributes: Attributes) -> None:
        if kind == "table":
            self._start_sheet(attributes)
        elif kind == "table-column":
            self._sheet.add_columns(attributes, hidden=self._is_hidden(attributes, _COLUMNS))
        elif kind == "table-row":
            self._of_row = attributes
            self._sheet.start_row(attributes)
        elif kind in (_ROWS, _COLUMNS):
            self._groups.append((kind, attributes.get(f"{TABLE}display") == "false"))
        elif kind == "null-date":
            older = attributes.get(f"{TABLE}date-value", "").startswith("1904-01-01")
            self._day_zero = DAY_ZERO_1904 if older else DAY_ZERO

    def _end_table(self, kind: str) -> None:
        if kind == "table":
            self._sheet.finish(self._formats)
        elif kind == "table-row":
            self._sheet.end_row(hidden=self._is_hidden(self._of_row, _ROWS))
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
        folded = any(hidden for kind, hidden in self._groups if kind == group)
        return folded or attributes.get(f"{TABLE}visibility", "visible") != "visible"


def _stands_beside(name: str, attributes: Attributes) -> bool:
    """Say whether an element holds nothing of the sheets: a drawing, an earlier state, a copy of another workbook."""
    if name == f"{TABLE}table":
        copied = _COPIED.match(attributes.get(f"{TABLE}name", "")) is not None
        return copied or attributes.get(f"{TABLE}is-sub-table") == "true"
    return name.startswith(_DRAW) or name == f"{TABLE}tracked-changes"
