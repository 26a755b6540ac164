"""Collect the text of a cell of an .ods workbook, and of its comment; each paragraph is a line."""

import re
from collections.abc import Mapping

from loaders.formats.xml.events import local_name

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
