"""The text of a cell of an .ods workbook, and of the comment beside it: paragraphs are lines."""

import re
from collections.abc import Mapping

from loaders.formats.xml.events import local_name

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_COMMENT = f"{_OFFICE}annotation"
_SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPACES = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
"""Where a line of the XML ends. Spaces alone are as many as were typed: LibreOffice writes them so behind a tab."""


class CellText:
    """Hears what stands in a cell. Only what stands in paragraphs is text.

    Args:
        most: how many characters a cell can hold; one more is kept, so that a longer text is seen to be longer.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines: list[str] = []
        self._comment: list[str] | None = None
        self._within = 0
        self._room = most

    @property
    def written(self) -> str:
        """The text of the cell."""
        return "\n".join(self._lines)

    def begin(self) -> None:
        """Begin a cell."""
        self._lines, self._comment, self._within, self._room = [], None, 0, self._most

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear the start of an element."""
        if name == _COMMENT:
            self._comment = []
        elif name in _PARAGRAPHS:
            self._within += 1
            self._lines_heard.append("")
        elif name in _SIGNS:
            count = next((int(value) for key, value in attributes.items() if local_name(key) == "c"), 1)
            self._keep(_SIGNS[name] * min(count, self._most + 1))

    def end(self, name: str) -> str | None:
        """Hear the end of an element. The end of a comment gives its text."""
        if name in _PARAGRAPHS:
            self._within -= 1
        elif name == _COMMENT and self._comment is not None:
            comment, self._comment = "\n".join(self._comment), None
            return comment
        return None

    def add(self, characters: str) -> None:
        """Hear characters: where a line of the XML ends, it and the spaces around it are one space."""
        if self._within > 0:
            self._keep(_SPACES.sub(" ", characters))

    @property
    def _lines_heard(self) -> list[str]:
        return self._lines if self._comment is None else self._comment

    def _keep(self, characters: str) -> None:
        if self._lines_heard and self._room >= 0:
            self._lines_heard[-1] += characters[: self._room + 1]
            self._room -= len(characters)
