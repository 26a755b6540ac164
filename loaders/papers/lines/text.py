"""Read the lines of a paper in plain text."""

import re
from dataclasses import replace

from loaders.papers.text.headers_footers import find_headers_footers
from loaders.papers.text.line import Line

_MARKUP = re.compile(r"</?(?:u|b|i|em|strong)>|\$_\{?\\odot\}?\$ ?", re.IGNORECASE)
"""Markup that converters leave of underlines and of the signs of sub-bullets."""


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank; form feeds separate its pages."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    lines: list[Line] = []
    number = 0
    for page, content in enumerate(pages, start=1):
        gap = True
        for source_line in content.split("\n"):
            number += 1
            text_without_markup = _MARKUP.sub("", source_line).expandtabs(8) if source_line.lstrip() else ""
            if text_without_markup.strip():
                lines.append(Line(text_without_markup.rstrip(), number, page if len(pages) > 1 else 0, after_gap=gap))
            gap = not text_without_markup.strip()
    if len(pages) == 1:
        return lines
    header_footer_numbers = {line.number for line in find_headers_footers(lines)}
    return [replace(line, header_footer=line.number in header_footer_numbers) for line in lines]
