"""The lines of a paper that is plain text."""

import re
from dataclasses import replace

from loaders.papers.text.headers_footers import running
from loaders.papers.text.line import Line

_MARKUP = re.compile(r"</?(?:u|b|i|em|strong)>|\$_\{?\\odot\}?\$ ?", re.IGNORECASE)
"""What converters leave of underlines and of the signs of sub-bullets."""


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text that have anything in them; form feeds part its pages."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    lines: list[Line] = []
    number = 0
    for page, content in enumerate(pages, start=1):
        gap = True
        for written in content.split("\n"):
            number += 1
            bare = _MARKUP.sub("", written).expandtabs(8) if written.lstrip() else ""
            if bare.strip():
                lines.append(Line(bare.rstrip(), number, page if len(pages) > 1 else 0, after_gap=gap))
            gap = not bare.strip()
    if len(pages) == 1:
        return lines
    around = {line.number for line in running(lines)}
    return [replace(line, furniture=line.number in around) for line in lines]
