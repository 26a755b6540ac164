"""Reading the cells of an .ods workbook, with their fills, in one pass over its content."""

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
        styles = read_ods_styles(*(parse_part(part) for part in named), _own_styles(content))
        scan = ContentReader(styles, limits)
        source = _ToldContent(BytesIO(content), len(content), scan, progress)
        stream_part(source, start=scan.start, end=scan.end, text=scan.text)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    for kind in LINK_TYPES:
        if kind in scan.links and scan.sheets:
            scan.sheets[0].issues.append(Issue("links-not-followed", SEVERITIES["links-not-followed"], found=kind))
    return scan.sheets


@dataclass(slots=True)
class _ToldContent:
    """The content of a workbook that tells, as it is read, which sheet is read and how much of it all was."""

    source: IO[bytes]
    size: int
    scan: ContentReader
    tell: ProgressCallback
    done: int = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        piece = self.source.read(size)
        self.done += len(piece)
        if self.scan.sheets:
            self.tell(Progress("cells", self.scan.sheets[-1].name, 100 * self.done // max(self.size, 1)))
        return piece


def _own_styles(content: bytes) -> Element:
    """Return the styles that stand before the sheets. Only they become a tree, for the sheets may be large."""
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
