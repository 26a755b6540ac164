"""Read the lines of a file that may be a published paper, in any format."""

import re

from loaders.formats.csv_text import decode
from loaders.papers.lines.text import text_lines
from loaders.papers.lines.wrapped_headings import join_wrapped_headings
from loaders.papers.text.headings import looks_like_paper
from loaders.papers.text.line import Line
from loaders.security.package import FileType

_RECOMMENDATION = re.compile("rec|argymhelliad", re.IGNORECASE)
"""The beginning of every heading of a recommendation."""


def read_paper_lines(content: bytes, *, kind: FileType, name: str) -> list[Line] | None:
    """Return the lines of a paper; None where the file is text that is probably a table.

    Text is a paper if it has the headings of one; without them a .txt file is none either, unless it is a table.
    """
    lines = _file_lines(content, kind=kind, name=name)
    return None if lines is None else join_wrapped_headings(lines)


def _file_lines(content: bytes, *, kind: FileType, name: str) -> list[Line] | None:
    if kind is FileType.DOCX:
        from loaders.papers.lines.docx import docx_lines  # noqa: PLC0415 - a workbook is read without it

        return docx_lines(content)
    if kind is FileType.PDF:
        from loaders.papers.lines.pdf import pdf_lines  # noqa: PLC0415 - takes longer to import than a workbook to read

        return pdf_lines(content)
    if kind is not FileType.CSV or name.casefold().endswith(".csv"):
        return None
    text = decode(content)[0]
    if not _RECOMMENDATION.search(text):  # a text of millions of lines is not looked at line by line
        return None
    lines = text_lines(text)
    return lines if looks_like_paper(lines) else None
