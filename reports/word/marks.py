"""A status mark in a Word document, as text that can be edited: its letter on its colour, then its word."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from reports.content.document import StatusMark
from reports.content.storable_text import storable


def add_mark(paragraph: Paragraph, mark: StatusMark) -> None:
    """Add a status: its letter, then its word. The border of the letter is dashed where the status is inferred."""
    if mark.shape:
        run = paragraph.add_run(storable(f"\xa0{mark.letter}\xa0"))  # no line break inside its box
        run.bold, run.font.color.rgb = True, RGBColor.from_string(mark.ink[1:].upper())
        properties = run._r.get_or_add_rPr()  # python-docx has neither borders nor shades of a run
        properties.append(_border(mark))
        properties.append(_shading(mark.fill))
        paragraph.add_run("\xa0")
    paragraph.add_run(storable(mark.word))


def _border(mark: StatusMark) -> BaseOxmlElement:
    border = OxmlElement("w:bdr")
    border.set(qn("w:val"), "dashed" if mark.inferred else "single")
    border.set(qn("w:sz"), "8")
    border.set(qn("w:space"), "0")
    border.set(qn("w:color"), mark.edge[1:].upper())
    return border


def _shading(fill: str) -> BaseOxmlElement:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill[1:].upper())
    return shading
