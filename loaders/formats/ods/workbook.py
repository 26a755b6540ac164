"""Read the cells of an .ods workbook, with their fills, in one pass over its content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from loaders.cells.sheet import SheetCells
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904
from loaders.formats.ods.external_links import FORMULA, link_type
from loaders.formats.ods.sheet import TABLE, OdsSheet
from loaders.formats.ods.styles import FORMULA_CONDITIONS, OdsStyles, read_ods_styles
from loaders.formats.xml.events import Element, local_name, parse_part, stream_part
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security.forbidden_parts import LINK_TYPES
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_COMMENT = f"{_OFFICE}annotation"
_WHITESPACE = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_LINE_END = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
"""A line end of the XML with the spaces around it. Spaces without one count: LibreOffice writes them after a tab."""


class CellText:
    """Collects the text of a cell from its XML events. Only characters in paragraphs are text.

    Args:
        most: the most characters of a cell; one more is collected, so that a longer text is detected.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines: list[str] = []
        self._comment: list[str] | None = None
        self._paragraph_depth = 0
        self._remaining = most

    @property
    def written(self) -> str:
        """The text of the cell."""
        return "\n".join(self._lines)

    def begin(self) -> None:
        """Start a cell."""
        self._lines, self._comment, self._paragraph_depth, self._remaining = [], None, 0, self._most

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""
        if name == _COMMENT:
            self._comment = []
        elif name in _PARAGRAPHS:
            self._paragraph_depth += 1
            self._current_lines.append("")
        elif name in _WHITESPACE:
            count = next((int(value) for key, value in attributes.items() if local_name(key) == "c"), 1)
            self._append(_WHITESPACE[name] * min(count, self._most + 1))

    def end(self, name: str) -> str | None:
        """Handle the end of an element; return the text of a comment that ends."""
        if name in _PARAGRAPHS:
            self._paragraph_depth -= 1
        elif name == _COMMENT and self._comment is not None:
            comment, self._comment = "\n".join(self._comment), None
            return comment
        return None

    def add(self, characters: str) -> None:
        """Handle text; a line end of the XML and the spaces around it become one space."""
        if self._paragraph_depth > 0:
            self._append(_LINE_END.sub(" ", characters))

    @property
    def _current_lines(self) -> list[str]:
        return self._lines if self._comment is None else self._comment

    def _append(self, characters: str) -> None:
        if self._current_lines and self._remaining >= 0:
            self._current_lines[-1] += characters[: self._remaining + 1]
            self._remaining -= len(characters)


_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CELLS = ("table-cell", "covered-table-cell")
_FAST = frozenset({*(f"{TABLE}{kind}" for kind in (*_CELLS, "table-row")), f"{TEXT}p"})
"""Nearly all elements are these: they are never skipped, and only a formula can link to another file."""
_COLOURING_RULES = ("condition", "color-scale", "date-is")
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
        self._rule_ranges = ""
        self._rule_conditions: set[str] = set()

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
        elif kind == "conditional-format":
            ranges = (value for key, value in attributes.items() if local_name(key) == "target-range-address")
            self._rule_ranges, self._rule_conditions = next(ranges, ""), set()
        elif kind in _COLOURING_RULES:
            written = next((value for key, value in attributes.items() if local_name(key) == "value"), "")
            self._rule_conditions.add(written.partition("(")[0])
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
        elif kind == "conditional-format" and self._rule_conditions:
            by_own_value = self._rule_conditions.isdisjoint(FORMULA_CONDITIONS)
            self._sheet.add_rule(self._rule_ranges, by_own_value=by_own_value)
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
            self._sheet.finish()
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
        self._groups = []

    def _is_hidden(self, attributes: Attributes, group: str) -> bool:
        is_collapsed = any(hidden for kind, hidden in self._groups if kind == group)
        return is_collapsed or attributes.get(f"{TABLE}visibility", "visible") != "visible"


def read_ods(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of an .ods workbook in order. Values are the stored results of formulas."""
    try:
        with ZipFile(file) as package:
            content = package.read("content.xml")
            named = [package.read("styles.xml")] if "styles.xml" in package.namelist() else []
        styles = read_ods_styles(*(parse_part(part) for part in named), _read_automatic_styles(content))
        reader = ContentReader(styles, limits)
        source = _ContentProgressReader(BytesIO(content), len(content), reader, progress)
        stream_part(source, start=reader.start, end=reader.end, text=reader.text)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    for kind in LINK_TYPES:
        if kind in reader.links and reader.sheets:
            reader.sheets[0].issues.append(Issue("links-not-followed", SEVERITIES["links-not-followed"], found=kind))
    return reader.sheets


@dataclass(slots=True)
class _ContentProgressReader:
    """A readable of the content that reports the current sheet and the percentage read."""

    source: IO[bytes]
    size: int
    reader: ContentReader
    report: ProgressCallback
    done: int = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        piece = self.source.read(size)
        self.done += len(piece)
        if self.reader.sheets:
            self.report(Progress("cells", self.reader.sheets[-1].name, 100 * self.done // max(self.size, 1)))
        return piece


def _read_automatic_styles(content: bytes) -> Element:
    """Return the styles before the sheets as a tree; the sheets, which may be large, do not become one."""
    branch: list[Element] = [Element("")]

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = local_name(name)
        if len(branch) > 1 or kind == "automatic-styles":
            element = Element(kind, {local_name(key): value for key, value in attributes.items()})
            branch[-1].children.append(element)
            branch.append(element)

    def end(_: str) -> None:
        if len(branch) > 1:
            branch.pop()

    def text(characters: str) -> None:
        branch[-1].text += characters if len(branch) > 1 else ""

    stream_part(BytesIO(content), start=start, end=end, text=text)
    return branch[0]


def _is_skipped(name: str, attributes: Attributes) -> bool:
    """Return whether an element is no content of a sheet: a drawing, a tracked change, a copy of another workbook."""
    if name == f"{TABLE}table":
        is_cached = _CACHED_NAME.match(attributes.get(f"{TABLE}name", "")) is not None
        return is_cached or attributes.get(f"{TABLE}is-sub-table") == "true"
    return name.startswith(_DRAW) or name == f"{TABLE}tracked-changes"
