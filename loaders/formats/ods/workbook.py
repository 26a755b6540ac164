"""Read the cells of an .ods workbook, with their fills, in one pass over its content."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from loaders.cells.sheet import SheetCells
from loaders.formats.ods.content import ContentReader
from loaders.formats.ods.styles import read_ods_styles
from loaders.formats.xml.events import Element, local_name, parse_part, stream_part
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security.forbidden_parts import LINK_TYPES
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES


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
